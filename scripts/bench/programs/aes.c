// AES-128 in counter mode by tables of words, with the tables and the key schedule computed from the field's arithmetic.
// class: crypto
// small: 20
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUFFER = 4096 };

static uint8_t sbox[256];
static uint32_t tables[4][256];

static uint8_t rotate8(uint8_t x, int n) { return (uint8_t)(x << n | x >> (8 - n)); }
static uint8_t doubled(uint8_t x) { return (uint8_t)(x << 1 ^ (x & 0x80 ? 0x1b : 0)); }

static void build_tables(void) {
    uint8_t p = 1, q = 1; // p runs through all powers of 3, q through their inverses
    do {
        p = (uint8_t)(p ^ doubled(p));
        q ^= q << 1, q ^= q << 2, q ^= q << 4;
        if (q & 0x80) q ^= 0x09;
        sbox[p] = (uint8_t)(q ^ rotate8(q, 1) ^ rotate8(q, 2) ^ rotate8(q, 3) ^ rotate8(q, 4) ^ 0x63);
    } while (p != 1);
    sbox[0] = 0x63;
    for (int i = 0; i < 256; i++) {
        uint8_t s = sbox[i], twice = doubled(s);
        uint32_t word = (uint32_t)twice << 24 | s << 16 | s << 8 | (uint8_t)(twice ^ s);
        for (int t = 0; t < 4; t++) tables[t][i] = t ? word >> 8 * t | word << (32 - 8 * t) : word;
    }
}

static uint32_t substitute(uint32_t x) {
    return (uint32_t)sbox[x >> 24] << 24 | sbox[x >> 16 & 255] << 16 | sbox[x >> 8 & 255] << 8 | sbox[x & 255];
}

static void schedule(const uint32_t *key, uint32_t *keys) {
    uint8_t constant = 1;
    memcpy(keys, key, 16);
    for (int i = 4; i < 44; i++) {
        uint32_t word = keys[i - 1];
        if (i % 4 == 0) {
            word = substitute(word << 8 | word >> 24) ^ (uint32_t)constant << 24;
            constant = doubled(constant);
        }
        keys[i] = keys[i - 4] ^ word;
    }
}

static uint32_t column(const uint32_t *s, int i, uint32_t key) {
    return tables[0][s[i] >> 24] ^ tables[1][s[(i + 1) % 4] >> 16 & 255] ^ tables[2][s[(i + 2) % 4] >> 8 & 255] ^
           tables[3][s[(i + 3) % 4] & 255] ^ key;
}

static void encrypt(const uint32_t *keys, const uint32_t *in, uint32_t *out) {
    uint32_t s[4], t[4];
    for (int i = 0; i < 4; i++) s[i] = in[i] ^ keys[i];
    for (int round = 1; round < 10; round++) {
        for (int i = 0; i < 4; i++) t[i] = column(s, i, keys[4 * round + i]);
        memcpy(s, t, sizeof s);
    }
    for (int i = 0; i < 4; i++)
        out[i] = ((uint32_t)sbox[s[i] >> 24] << 24 | sbox[s[(i + 1) % 4] >> 16 & 255] << 16 |
                  sbox[s[(i + 2) % 4] >> 8 & 255] << 8 | sbox[s[(i + 3) % 4] & 255]) ^ keys[40 + i];
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 20000;
    static uint32_t buffer[BUFFER / 4];
    uint32_t key[4] = {0x2b7e1516, 0x28aed2a6, 0xabf71588, 0x09cf4f3c}, counter[4] = {0x6bc1bee2, 0x2e409f96, 0xe93d7e11, 0x7393172a};
    uint32_t keys[44], stream[4], sum = 0;
    build_tables();
    schedule(key, keys);
    encrypt(keys, counter, stream);
    printf("%08x ", (unsigned)stream[0]); // 3ad77bb4
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < BUFFER / 4; i += 4) {
            counter[3]++;
            encrypt(keys, counter, stream);
            for (int j = 0; j < 4; j++) buffer[i + j] ^= stream[j];
        }
        if (round % 64 == 0) schedule(buffer, keys);
    }
    for (int i = 0; i < BUFFER / 4; i++) sum = sum * 31 + buffer[i];
    printf("%08x\n", (unsigned)sum);
    return 0;
}
