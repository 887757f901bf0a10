// SHA-256 over a long message and over many short ones.
// class: crypto
// small: 20000
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t h[8];
    uint64_t length;
    uint8_t block[64];
} Sha256;

static uint32_t k[64], first[8];

static uint32_t rotate(uint32_t x, int n) { return x >> n | x << (32 - n); }

// The constants are fractions of roots of the first primes: the largest x with x^2 (or x^3) <= p * 2^64 (or 2^96), below 2^32.
static void constants(void) {
    int found = 0;
    for (uint32_t p = 2; found < 64; p++) {
        int prime = 1;
        for (uint32_t d = 2; d * d <= p; d++) prime &= p % d != 0;
        if (!prime) continue;
        unsigned __int128 square = 0, cube = 0;
        for (int bit = 36; bit >= 0; bit--) {
            unsigned __int128 s = square | (unsigned __int128)1 << bit, c = cube | (unsigned __int128)1 << bit;
            if (s * s <= (unsigned __int128)p << 64) square = s;
            if (c * c * c <= (unsigned __int128)p << 96) cube = c;
        }
        if (found < 8) first[found] = (uint32_t)square;
        k[found++] = (uint32_t)cube;
    }
}

static void compress(Sha256 *sha, const uint8_t *block) {
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[i - 7] + (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
    memcpy(s, sha->h, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t a = s[0], e = s[4];
        uint32_t one = s[7] + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & s[5]) ^ (~e & s[6])) + k[i] + w[i];
        uint32_t two = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
        s[7] = s[6], s[6] = s[5], s[5] = e, s[4] = s[3] + one;
        s[3] = s[2], s[2] = s[1], s[1] = a, s[0] = one + two;
    }
    for (int i = 0; i < 8; i++) sha->h[i] += s[i];
}

static void start(Sha256 *sha) {
    memcpy(sha->h, first, sizeof first);
    sha->length = 0;
}

static void update(Sha256 *sha, const uint8_t *data, size_t n) {
    size_t used = sha->length % 64;
    sha->length += n;
    if (used + n >= 64) {
        memcpy(sha->block + used, data, 64 - used);
        compress(sha, sha->block);
        data += 64 - used, n -= 64 - used, used = 0;
        for (; n >= 64; data += 64, n -= 64) compress(sha, data);
    }
    memcpy(sha->block + used, data, n);
}

static void finish(Sha256 *sha) {
    uint64_t bits = sha->length * 8;
    uint8_t end[72] = {0x80};
    size_t padding = 64 - (sha->length + 8) % 64;
    for (int i = 0; i < 8; i++) end[padding + i] = (uint8_t)(bits >> (56 - 8 * i));
    update(sha, end, padding + 8);
}

int main(int argc, char **argv) {
    size_t n = argc > 1 ? (size_t)atoi(argv[1]) : 50000000;
    uint8_t *message = malloc(n);
    for (size_t i = 0; i < n; i++) message[i] = (uint8_t)(i * 2654435761u >> 13);
    constants();
    Sha256 sha;
    start(&sha);
    update(&sha, (const uint8_t *)"abc", 3);
    finish(&sha);
    printf("%08x ", (unsigned)sha.h[0]); // ba7816bf
    start(&sha);
    update(&sha, message, n);
    finish(&sha);
    printf("%08x ", (unsigned)sha.h[0]);
    for (size_t i = 0; i < n / 100; i++) {
        uint32_t before[8];
        memcpy(before, sha.h, sizeof before);
        start(&sha);
        update(&sha, (const uint8_t *)before, sizeof before);
        finish(&sha);
    }
    printf("%08x\n", (unsigned)sha.h[0]);
    return 0;
}
