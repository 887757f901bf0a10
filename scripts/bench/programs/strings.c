// Strings of C: words are split, compared, searched, copied, turned around, joined and formatted with the library's functions
// and with loops of the same kind written by hand.
// class: integer
// small: 2
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 1 << 16 };

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static void generate(char *text) {
    static const char *words[] = {"stream", "a", "of", "the", "consideration", "Byte", "in", "loop", "vectorised", "is", "Trap"};
    size_t used = 0;
    while (used < TEXT - 32) {
        const char *word = words[next() % (sizeof words / sizeof *words)];
        strcpy(text + used, word);
        used += strlen(word);
        text[used++] = next() % 9 ? ' ' : next() % 2 ? ',' : '\n';
    }
    text[used] = 0;
}

static size_t own_length(const char *s) {
    const char *end = s;
    while (*end) end++;
    return end - s;
}

static int own_compare(const char *a, const char *b) {
    while (*a && *a == *b) a++, b++;
    return (unsigned char)*a - (unsigned char)*b;
}

static void own_reverse(char *s, size_t n) {
    for (size_t i = 0; i < n / 2; i++) {
        char other = s[i];
        s[i] = s[n - 1 - i];
        s[n - 1 - i] = other;
    }
}

static int is_separator(char c) { return c == ' ' || c == ',' || c == '\n'; }

static uint32_t split(char *text, char **words, size_t *count) {
    uint32_t hash = 0;
    *count = 0;
    for (char *p = text; *p;) {
        while (is_separator(*p)) p++;
        if (*p == 0) break;
        words[(*count)++] = p;
        for (; *p && !is_separator(*p); p++) hash = hash * 31 + (uint32_t)tolower((unsigned char)*p);
        if (*p) *p++ = 0;
    }
    return hash;
}

static uint32_t round_of_work(const char *text, char *copy, char *joined, char **words) {
    size_t count, used = 0;
    uint32_t sum = 0;
    memcpy(copy, text, strlen(text) + 1);
    for (const char *p = text; (p = strstr(p, "loop")); p++) sum++;
    for (const char *p = text; (p = strchr(p, ',')); p++) sum += 3;
    sum += split(copy, words, &count);
    for (size_t i = 1; i < count; i++) {
        sum += strcmp(words[i], words[i - 1]) < 0;
        sum += own_compare(words[i], words[i - 1]) == 0 ? 5 : 0;
        sum += memcmp(words[i], "the", 3) == 0 ? 7 : 0;
        size_t length = i % 2 ? strlen(words[i]) : own_length(words[i]);
        memmove(joined + used, words[i], length);
        if (i % 3 == 0) own_reverse(joined + used, length);
        for (size_t k = 0; i % 5 == 0 && k < length; k++) joined[used + k] = (char)toupper((unsigned char)joined[used + k]);
        used += length;
        joined[used++] = '-';
        if (i % 64 == 0) used += (size_t)snprintf(joined + used, 32, "%u:%s;", (unsigned)i, words[i]);
    }
    joined[used] = 0;
    for (size_t i = 0; i < used; i++) sum = sum * 33 ^ (unsigned char)joined[i];
    memset(copy, 0, used / 2);
    return sum + (uint32_t)own_length(joined + 7);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 700;
    static char text[TEXT], copy[TEXT], joined[2 * TEXT], *words[TEXT];
    uint32_t sum = 0;
    generate(text);
    for (int round = 0; round < rounds; round++) {
        sum = sum * 31 + round_of_work(text, copy, joined, words);
        char *place = &text[next() % strlen(text)];
        if (!is_separator(*place)) *place = (char)('a' + round % 26);
    }
    printf("%u\n", (unsigned)sum);
    return 0;
}
