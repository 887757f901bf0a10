// Entropy coding: canonical Huffman codes with a table-driven decoder, and an adaptive binary range coder.
// class: integer
// small: 5000
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SYMBOLS = 256, LONGEST = 12 };

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static uint8_t lengths[SYMBOLS];
static uint16_t codes[SYMBOLS], decoder[1 << LONGEST];

// Lengths straight from the frequencies, shortened and lengthened until they fill the space of codes exactly.
static void build(const uint32_t *counts, uint32_t total) {
    uint32_t space = 0;
    for (int s = 0; s < SYMBOLS; s++) {
        lengths[s] = 1;
        while (lengths[s] < LONGEST && (uint64_t)counts[s] << lengths[s] < total) lengths[s]++;
        space += 1u << (LONGEST - lengths[s]);
    }
    for (int s = SYMBOLS - 1; space > 1u << LONGEST; s = s ? s - 1 : SYMBOLS - 1)
        if (lengths[s] < LONGEST) space -= 1u << (LONGEST - ++lengths[s]);
    for (int s = 0; s < SYMBOLS; s++)
        while (lengths[s] > 1 && space + (1u << (LONGEST - lengths[s])) <= 1u << LONGEST)
            space += 1u << (LONGEST - lengths[s]--);
    uint32_t code = 0;
    for (int length = 1; length <= LONGEST; length++)
        for (int s = 0; s < SYMBOLS; s++) {
            if (lengths[s] != length) continue;
            codes[s] = (uint16_t)(code >> (LONGEST - length));
            for (uint32_t i = 0; i < 1u << (LONGEST - length); i++) decoder[code++] = (uint16_t)(s << 4 | length);
        }
}

static size_t encode(const uint8_t *in, size_t n, uint8_t *out) {
    uint64_t bits = 0;
    size_t size = 0;
    int used = 0;
    for (size_t i = 0; i < n; i++) {
        bits = bits << lengths[in[i]] | codes[in[i]];
        used += lengths[in[i]];
        while (used >= 8) out[size++] = (uint8_t)(bits >> (used -= 8));
    }
    out[size++] = (uint8_t)(bits << (8 - used));
    memset(out + size, 0, 8);
    return size;
}

static void decode(const uint8_t *in, uint8_t *out, size_t n) {
    uint64_t bits = 0;
    int left = 0;
    for (size_t i = 0; i < n; i++) {
        while (left < LONGEST) bits = bits << 8 | *in++, left += 8;
        uint16_t entry = decoder[bits >> (left - LONGEST) & ((1 << LONGEST) - 1)];
        out[i] = (uint8_t)(entry >> 4);
        left -= entry & 15;
    }
}

// Binary range coder: 11-bit probabilities that follow the data, in a tree of bits for each byte, as LZMA does literals.
static uint16_t model[SYMBOLS];

static void fresh_model(void) {
    for (int i = 0; i < SYMBOLS; i++) model[i] = 1024;
}

static size_t range_encode(const uint8_t *in, size_t n, uint8_t *out) {
    uint64_t low = 0;
    uint32_t range = 0xffffffff;
    size_t size = 0;
    fresh_model();
    for (size_t i = 0; i < n; i++)
        for (uint32_t node = 1, k = 8; k-- > 0;) {
            uint32_t bit = in[i] >> k & 1, bound = (range >> 11) * model[node];
            if (bit) low += bound, range -= bound, model[node] -= model[node] >> 5;
            else range = bound, model[node] += (2048 - model[node]) >> 5;
            node = node << 1 | bit;
            for (; range < 1u << 24; range <<= 8, low = (low & 0xffffff) << 8) {
                for (size_t at = size; low >> 32 && at-- > 0 && ++out[at] == 0;) continue;
                out[size++] = (uint8_t)(low >> 24);
                low &= 0xffffffff;
            }
        }
    for (size_t at = size; low >> 32 && at-- > 0 && ++out[at] == 0;) continue;
    for (int i = 0; i < 4; i++, low <<= 8) out[size++] = (uint8_t)(low >> 24);
    return size;
}

static void range_decode(const uint8_t *in, uint8_t *out, size_t n) {
    uint32_t range = 0xffffffff, code = 0;
    for (int i = 0; i < 4; i++) code = code << 8 | *in++;
    fresh_model();
    for (size_t i = 0; i < n; i++) {
        uint32_t node = 1;
        while (node < SYMBOLS) {
            uint32_t bound = (range >> 11) * model[node], bit = code >= bound;
            if (bit) code -= bound, range -= bound, model[node] -= model[node] >> 5;
            else range = bound, model[node] += (2048 - model[node]) >> 5;
            node = node << 1 | bit;
            for (; range < 1u << 24; range <<= 8) code = code << 8 | *in++;
        }
        out[i] = (uint8_t)node;
    }
}

int main(int argc, char **argv) {
    size_t n = argc > 1 ? (size_t)atoi(argv[1]) : 2000000;
    uint8_t *text = malloc(n), *packed = malloc(2 * n + 64), *again = malloc(n);
    uint32_t counts[SYMBOLS] = {0}, sum = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t random = next();
        text[i] = (uint8_t)((random & 255) * (random >> 8 & 255) * (random >> 16 & 255) >> 16);
        counts[text[i]]++;
    }
    build(counts, (uint32_t)n);
    int same = 1;
    for (int round = 0; round < 12; round++) {
        sum = sum * 31 + (uint32_t)encode(text, n, packed);
        decode(packed, again, n);
        same &= memcmp(text, again, n) == 0;
        text[next() % n] = (uint8_t)round;
    }
    sum = sum * 31 + (uint32_t)range_encode(text, n, packed);
    range_decode(packed, again, n);
    printf("%u %s\n", sum, same && memcmp(text, again, n) == 0 ? "same" : "different");
    return 0;
}
