// Compression: a byte-oriented Lempel-Ziv compressor with a hash of four bytes, its decompressor, and a check of the result.
// class: integer
// small: 20000
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HASH_BITS = 14, LEAST = 4, WINDOW = 65535 };

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static uint32_t load32(const uint8_t *p) {
    uint32_t value;
    memcpy(&value, p, sizeof value);
    return value;
}

static uint8_t *length(uint8_t *out, size_t rest) {
    for (; rest >= 255; rest -= 255) *out++ = 255;
    *out++ = (uint8_t)rest;
    return out;
}

// A sequence is a token (literals, match length), longer lengths in further bytes, the literals, and the match's distance.
static uint8_t *sequence(uint8_t *out, const uint8_t *from, size_t literals, size_t match, size_t distance) {
    size_t more = match ? match - LEAST : 0;
    *out++ = (uint8_t)((literals < 15 ? literals : 15) << 4 | (more < 15 ? more : 15));
    if (literals >= 15) out = length(out, literals - 15);
    memcpy(out, from, literals);
    out += literals;
    *out++ = (uint8_t)distance, *out++ = (uint8_t)(distance >> 8);
    return more >= 15 ? length(out, more - 15) : out;
}

static size_t compress(const uint8_t *in, size_t n, uint8_t *out) {
    static uint32_t table[1 << HASH_BITS];
    memset(table, 0, sizeof table);
    const uint8_t *p = in + 1, *anchor = in, *end = in + n, *last = end - 12;
    uint8_t *begin = out;
    while (p < last) {
        uint32_t value = load32(p), *slot = &table[value * 2654435761u >> (32 - HASH_BITS)];
        const uint8_t *candidate = in + *slot;
        *slot = (uint32_t)(p - in);
        if (load32(candidate) != value || p - candidate > WINDOW) {
            p += 1 + ((p - anchor) >> 6);
            continue;
        }
        size_t match = LEAST;
        while (p + match < end && p[match] == candidate[match]) match++;
        out = sequence(out, anchor, p - anchor, match, p - candidate);
        p = anchor = p + match;
    }
    return sequence(out, anchor, end - anchor, 0, 0) - begin;
}

static size_t extend(const uint8_t **in, size_t rest) {
    if (rest != 15) return rest;
    uint8_t byte;
    do rest += byte = *(*in)++;
    while (byte == 255);
    return rest;
}

static size_t decompress(const uint8_t *in, size_t n, uint8_t *out) {
    const uint8_t *end = in + n;
    uint8_t *begin = out;
    while (in < end) {
        uint8_t token = *in++;
        size_t literals = extend(&in, token >> 4);
        memcpy(out, in, literals);
        in += literals, out += literals;
        size_t distance = in[0] | in[1] << 8;
        in += 2;
        if (distance == 0) break;
        size_t match = extend(&in, token & 15) + LEAST;
        for (const uint8_t *from = out - distance; match > 0; match--) *out++ = *from++;
    }
    return out - begin;
}

int main(int argc, char **argv) {
    size_t n = argc > 1 ? (size_t)atoi(argv[1]) : 4000000, size = 0;
    uint8_t *text = malloc(n), *packed = malloc(n + n / 100 + 64), *again = malloc(n);
    for (size_t i = 0; i < n;) {
        if (i > 100 && next() % 3) {
            size_t count = 4 + next() % 24, from = i - 1 - next() % (i < 30000 ? i - 1 : 30000);
            for (; count > 0 && i < n; count--) text[i++] = text[from++];
        } else {
            for (int count = next() % 12; count >= 0 && i < n; count--) text[i++] = 'a' + next() % 26;
        }
    }
    int same = 1;
    for (int round = 0; round < 12; round++) {
        text[next() % n] ^= 1;
        size = compress(text, n, packed);
        same &= decompress(packed, size, again) == n && memcmp(text, again, n) == 0;
    }
    printf("%u %s\n", (unsigned)size, same ? "same" : "different");
    return 0;
}
