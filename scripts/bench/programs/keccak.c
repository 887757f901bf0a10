// The permutation of SHA-3 on 25 words of 64 bits, as a sponge, and BLAKE2b's mixing on sixteen.
// class: crypto
// small: 50
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t rotate(uint64_t x, int n) { return n ? x << n | x >> (64 - n) : x; }

static uint64_t constants[24];

// The constants are bits of a shift register.
static void build_constants(void) {
    uint8_t bits = 1;
    for (int round = 0; round < 24; round++)
        for (int j = 0; j < 7; j++) {
            if (bits & 1) constants[round] |= 1ull << ((1 << j) - 1);
            bits = (uint8_t)(bits << 1 ^ (bits & 0x80 ? 0x71 : 0));
        }
}

static void permute(uint64_t *s) {
    static const int places[] = {10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1};
    for (int round = 0; round < 24; round++) {
        uint64_t c[5], moved = s[1];
        for (int x = 0; x < 5; x++) c[x] = s[x] ^ s[x + 5] ^ s[x + 10] ^ s[x + 15] ^ s[x + 20];
        for (int x = 0; x < 5; x++)
            for (int y = 0; y < 25; y += 5) s[x + y] ^= c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1);
        moved = s[1];
        for (int i = 0; i < 24; i++) {
            uint64_t other = s[places[i]];
            s[places[i]] = rotate(moved, (i + 1) * (i + 2) / 2 % 64);
            moved = other;
        }
        for (int y = 0; y < 25; y += 5) {
            memcpy(c, s + y, sizeof c);
            for (int x = 0; x < 5; x++) s[x + y] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
        }
        s[0] ^= constants[round];
    }
}

static void mix(uint64_t *v, int a, int b, int c, int d, uint64_t x, uint64_t y) {
    v[a] += v[b] + x, v[d] = rotate(v[d] ^ v[a], 32);
    v[c] += v[d], v[b] = rotate(v[b] ^ v[c], 40);
    v[a] += v[b] + y, v[d] = rotate(v[d] ^ v[a], 48);
    v[c] += v[d], v[b] = rotate(v[b] ^ v[c], 1);
}

static void blake(uint64_t *h, const uint64_t *m, uint64_t count) {
    uint64_t v[16];
    for (int i = 0; i < 8; i++) v[i] = h[i], v[i + 8] = ~h[i] * 0x9e3779b97f4a7c15;
    v[12] ^= count;
    for (int round = 0; round < 12; round++) {
        const uint64_t *w = m + round % 2 * 4;
        mix(v, 0, 4, 8, 12, w[0], w[7]), mix(v, 1, 5, 9, 13, w[1], w[6]);
        mix(v, 2, 6, 10, 14, w[2], w[5]), mix(v, 3, 7, 11, 15, w[3], w[4]);
        mix(v, 0, 5, 10, 15, w[11], w[8]), mix(v, 1, 6, 11, 12, w[10], w[9]);
        mix(v, 2, 7, 8, 13, w[0], w[2]), mix(v, 3, 4, 9, 14, w[1], w[3]);
    }
    for (int i = 0; i < 8; i++) h[i] ^= v[i] ^ v[i + 8];
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 400000;
    uint64_t s[25] = {0}, m[16], h[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    build_constants();
    permute(s);
    printf("%016llx ", (unsigned long long)s[0]); // f1258f7940e1dde7
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < 16; i++) s[i] ^= (uint64_t)round * (i + 1);
        permute(s);
        memcpy(m, s, sizeof m);
        for (int i = 0; i < 4; i++) blake(h, m, round);
        s[20] ^= h[round % 8];
    }
    printf("%016llx %016llx\n", (unsigned long long)s[0], (unsigned long long)h[0]);
    return 0;
}
