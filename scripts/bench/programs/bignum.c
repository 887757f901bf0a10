// Big numbers with limbs of 64 bits: Montgomery exponentiation, schoolbook products and squares, division by a small number.
// class: crypto
// small: 1
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned __int128 Wide;

enum { LIMBS = 32 };

static uint64_t state = 88172645463325252u;

static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

static uint64_t multiply_add(uint64_t *to, const uint64_t *from, uint64_t factor, int n) {
    uint64_t carry = 0;
    for (int i = 0; i < n; i++) {
        Wide sum = (Wide)from[i] * factor + to[i] + carry;
        to[i] = (uint64_t)sum;
        carry = (uint64_t)(sum >> 64);
    }
    return carry;
}

static uint64_t subtract(uint64_t *to, const uint64_t *from, int n) {
    uint64_t borrow = 0;
    for (int i = 0; i < n; i++) {
        Wide difference = (Wide)to[i] - from[i] - borrow;
        to[i] = (uint64_t)difference;
        borrow = (uint64_t)(difference >> 64) & 1;
    }
    return borrow;
}

static void product(uint64_t *to, const uint64_t *a, const uint64_t *b, int n) {
    memset(to, 0, 2 * n * sizeof *to);
    for (int i = 0; i < n; i++) to[i + n] = multiply_add(to + i, a, b[i], n);
}

// to = a * b / 2^(64 n) modulo m
static void montgomery(uint64_t *to, const uint64_t *a, const uint64_t *b, const uint64_t *m, uint64_t inverse, int n) {
    uint64_t t[2 * LIMBS + 1] = {0};
    product(t, a, b, n);
    for (int i = 0; i < n; i++) {
        uint64_t carry = multiply_add(t + i, m, t[i] * inverse, n);
        for (int j = i + n; carry; j++) carry = (t[j] += carry) < carry;
    }
    memcpy(to, t + n, n * sizeof *to);
    if (t[2 * n] || to[n - 1] > m[n - 1]) subtract(to, m, n);
}

static void power(uint64_t *to, const uint64_t *base, const uint64_t *exponent, const uint64_t *m, int n) {
    uint64_t inverse = 1, one[LIMBS] = {1}, x[LIMBS];
    for (int i = 0; i < 6; i++) inverse *= 2 + m[0] * inverse; // -1 / m modulo 2^64
    memcpy(x, base, sizeof x);
    montgomery(to, base, one, m, inverse, n);
    for (int bit = 0; bit < 64 * n; bit++) {
        if (exponent[bit / 64] >> (bit % 64) & 1) montgomery(to, to, x, m, inverse, n);
        montgomery(x, x, x, m, inverse, n);
    }
}

static uint32_t divide(uint64_t *a, uint32_t by, int n) {
    uint64_t rest = 0;
    for (int i = n - 1; i >= 0; i--) {
        uint64_t high = rest << 32 | a[i] >> 32, low = (high % by) << 32 | (uint32_t)a[i];
        a[i] = high / by << 32 | low / by;
        rest = low % by;
    }
    return (uint32_t)rest;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 180;
    uint64_t m[LIMBS], base[LIMBS], exponent[LIMBS], result[LIMBS], wide[2 * LIMBS], sum = 0;
    for (int i = 0; i < LIMBS; i++) m[i] = next(), base[i] = next(), exponent[i] = next();
    m[0] |= 1, m[LIMBS - 1] |= 1ull << 63, base[LIMBS - 1] >>= 1;
    for (int round = 0; round < rounds; round++) {
        int n = round % 3 == 2 ? LIMBS : LIMBS / 2 * (round % 3 + 1) / 2;
        m[n - 1] |= 1ull << 63, base[n - 1] >>= 1;
        power(result, base, exponent, m, n);
        for (int i = 0; i < n; i++) sum = sum * 31 + result[i], base[i] ^= result[i];
        for (int i = 0; i < 200; i++) {
            product(wide, base, exponent, LIMBS);
            base[i % LIMBS] ^= wide[LIMBS] + divide(wide, 1000000007, 2 * LIMBS);
        }
    }
    printf("%016llx\n", (unsigned long long)sum);
    return 0;
}
