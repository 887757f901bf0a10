// Authenticated encryption: ChaCha20 in place, and Poly1305 in five limbs of 26 bits, over a long buffer in small messages.
// class: crypto
// small: 4
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE = 1 << 14 };

static uint32_t rotate(uint32_t x, int n) { return x << n | x >> (32 - n); }

static uint32_t load32(const uint8_t *p) {
    uint32_t value;
    memcpy(&value, p, sizeof value);
    return value;
}

static void quarter(uint32_t *x, int a, int b, int c, int d) {
    x[a] += x[b], x[d] = rotate(x[d] ^ x[a], 16);
    x[c] += x[d], x[b] = rotate(x[b] ^ x[c], 12);
    x[a] += x[b], x[d] = rotate(x[d] ^ x[a], 8);
    x[c] += x[d], x[b] = rotate(x[b] ^ x[c], 7);
}

static void block(const uint32_t *input, uint8_t *out) {
    uint32_t x[16];
    memcpy(x, input, sizeof x);
    for (int round = 0; round < 10; round++) {
        quarter(x, 0, 4, 8, 12), quarter(x, 1, 5, 9, 13), quarter(x, 2, 6, 10, 14), quarter(x, 3, 7, 11, 15);
        quarter(x, 0, 5, 10, 15), quarter(x, 1, 6, 11, 12), quarter(x, 2, 7, 8, 13), quarter(x, 3, 4, 9, 14);
    }
    for (int i = 0; i < 16; i++) {
        uint32_t word = x[i] + input[i];
        memcpy(out + 4 * i, &word, sizeof word);
    }
}

static void chacha20(const uint32_t *key, uint32_t nonce, uint8_t *data, size_t n) {
    uint32_t input[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
    uint8_t stream[64];
    memcpy(input + 4, key, 32);
    input[13] = nonce;
    for (; n >= 64; n -= 64, data += 64, input[12]++) {
        block(input, stream);
        for (int i = 0; i < 64; i++) data[i] ^= stream[i];
    }
}

static void poly1305(const uint8_t *key, const uint8_t *data, size_t n, uint32_t *tag) {
    const uint32_t mask = 0x3ffffff;
    uint32_t r0 = load32(key) & 0x3ffffff, r1 = load32(key + 3) >> 2 & 0x3ffff03, r2 = load32(key + 6) >> 4 & 0x3ffc0ff;
    uint32_t r3 = load32(key + 9) >> 6 & 0x3f03fff, r4 = load32(key + 12) >> 8 & 0x00fffff;
    uint32_t s1 = r1 * 5, s2 = r2 * 5, s3 = r3 * 5, s4 = r4 * 5, h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0;
    for (; n >= 16; n -= 16, data += 16) {
        h0 += load32(data) & mask, h1 += load32(data + 3) >> 2 & mask, h2 += load32(data + 6) >> 4 & mask;
        h3 += load32(data + 9) >> 6, h4 += load32(data + 12) >> 8 | 1 << 24;
        uint64_t d0 = (uint64_t)h0 * r0 + (uint64_t)h1 * s4 + (uint64_t)h2 * s3 + (uint64_t)h3 * s2 + (uint64_t)h4 * s1;
        uint64_t d1 = (uint64_t)h0 * r1 + (uint64_t)h1 * r0 + (uint64_t)h2 * s4 + (uint64_t)h3 * s3 + (uint64_t)h4 * s2;
        uint64_t d2 = (uint64_t)h0 * r2 + (uint64_t)h1 * r1 + (uint64_t)h2 * r0 + (uint64_t)h3 * s4 + (uint64_t)h4 * s3;
        uint64_t d3 = (uint64_t)h0 * r3 + (uint64_t)h1 * r2 + (uint64_t)h2 * r1 + (uint64_t)h3 * r0 + (uint64_t)h4 * s4;
        uint64_t d4 = (uint64_t)h0 * r4 + (uint64_t)h1 * r3 + (uint64_t)h2 * r2 + (uint64_t)h3 * r1 + (uint64_t)h4 * r0;
        h0 = (uint32_t)d0 & mask, d1 += d0 >> 26, h1 = (uint32_t)d1 & mask, d2 += d1 >> 26, h2 = (uint32_t)d2 & mask;
        d3 += d2 >> 26, h3 = (uint32_t)d3 & mask, d4 += d3 >> 26, h4 = (uint32_t)d4 & mask;
        h0 += (uint32_t)(d4 >> 26) * 5, h1 += h0 >> 26, h0 &= mask;
    }
    tag[0] ^= h0 | h1 << 26, tag[1] ^= h1 >> 6 | h2 << 20, tag[2] ^= h2 >> 12 | h3 << 14, tag[3] ^= h3 >> 18 | h4 << 8;
}

int main(int argc, char **argv) {
    int messages = argc > 1 ? atoi(argv[1]) : 8000;
    static uint8_t data[MESSAGE];
    uint32_t key[8], tag[4] = {0};
    uint8_t once[64];
    for (int i = 0; i < 8; i++) key[i] = 0x03020100 + 0x04040404 * i;
    for (int i = 0; i < MESSAGE; i++) data[i] = (uint8_t)(i * 7);
    for (int message = 0; message < messages; message++) {
        memset(once, 0, sizeof once);
        chacha20(key, message, once, sizeof once);
        chacha20(key, message + 1, data, MESSAGE);
        poly1305(once, data, MESSAGE, tag);
    }
    printf("%08x%08x%08x%08x\n", tag[0], tag[1], tag[2], tag[3]);
    return 0;
}
