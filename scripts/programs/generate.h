/* Data that compresses like text: a fixed vocabulary drawn by a fixed generator, with some noise in between. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static uint32_t random_state = 1;

static uint32_t random_next(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static void generate(unsigned char *out, size_t bytes) {
    static const char *const words[] = {"module ", "memory ", "table ", "trap ", "the ", "of ", "a ", "function ", "is ", "instance\n"};
    size_t at = 0;
    while (at < bytes) {
        if (random_next() % 16 == 0) {
            out[at++] = (unsigned char)random_next();
            continue;
        }
        const char *word = words[random_next() % 10];
        size_t length = strlen(word);
        if (length > bytes - at) length = bytes - at;
        memcpy(out + at, word, length);
        at += length;
    }
}

/* FNV-1a. */
static uint64_t hash(const void *data, size_t bytes) {
    const unsigned char *p = data;
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < bytes; i++) h = (h ^ p[i]) * 1099511628211u;
    return h;
}
