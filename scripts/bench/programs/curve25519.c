// Elliptic curve: scalar multiplication on Curve25519 by the Montgomery ladder, with five limbs of 51 bits.
// class: crypto
// small: 2
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned __int128 Wide;
typedef uint64_t Field[5];

static const uint64_t MASK = (1ull << 51) - 1;

static void add(Field to, const Field a, const Field b) {
    for (int i = 0; i < 5; i++) to[i] = a[i] + b[i];
}

// Adds a multiple of the prime first, so that no limb becomes negative.
static void subtract(Field to, const Field a, const Field b) {
    for (int i = 0; i < 5; i++) to[i] = a[i] + (i == 0 ? 8 * (MASK - 18) : 8 * MASK) - b[i];
}

static void carry(Field to, Wide *t) {
    for (int i = 0; i < 4; i++) t[i + 1] += (uint64_t)(t[i] >> 51), to[i] = (uint64_t)t[i] & MASK;
    to[4] = (uint64_t)t[4] & MASK;
    to[0] += (uint64_t)(t[4] >> 51) * 19;
    to[1] += to[0] >> 51;
    to[0] &= MASK;
}

static void multiply(Field to, const Field a, const Field b) {
    uint64_t b1 = b[1] * 19, b2 = b[2] * 19, b3 = b[3] * 19, b4 = b[4] * 19;
    Wide t[5] = {
        (Wide)a[0] * b[0] + (Wide)a[1] * b4 + (Wide)a[2] * b3 + (Wide)a[3] * b2 + (Wide)a[4] * b1,
        (Wide)a[0] * b[1] + (Wide)a[1] * b[0] + (Wide)a[2] * b4 + (Wide)a[3] * b3 + (Wide)a[4] * b2,
        (Wide)a[0] * b[2] + (Wide)a[1] * b[1] + (Wide)a[2] * b[0] + (Wide)a[3] * b4 + (Wide)a[4] * b3,
        (Wide)a[0] * b[3] + (Wide)a[1] * b[2] + (Wide)a[2] * b[1] + (Wide)a[3] * b[0] + (Wide)a[4] * b4,
        (Wide)a[0] * b[4] + (Wide)a[1] * b[3] + (Wide)a[2] * b[2] + (Wide)a[3] * b[1] + (Wide)a[4] * b[0],
    };
    carry(to, t);
}

static void square(Field to, const Field a) {
    uint64_t a0 = a[0] * 2, a1 = a[1] * 2, a3 = a[3] * 19, a4 = a[4] * 19;
    Wide t[5] = {
        (Wide)a[0] * a[0] + (Wide)a1 * a4 + (Wide)(a[2] * 2) * a3,
        (Wide)a0 * a[1] + (Wide)(a[2] * 2) * a4 + (Wide)a[3] * a3,
        (Wide)a0 * a[2] + (Wide)a[1] * a[1] + (Wide)(a[3] * 2) * a4,
        (Wide)a0 * a[3] + (Wide)a1 * a[2] + (Wide)a[4] * a4,
        (Wide)a0 * a[4] + (Wide)a1 * a[3] + (Wide)a[2] * a[2],
    };
    carry(to, t);
}

// to = 1 / a = a^(p - 2), whose exponent is all ones but for two bits.
static void invert(Field to, const Field a) {
    Field result = {1};
    for (int bit = 254; bit >= 0; bit--) {
        square(result, result);
        if (bit != 2 && bit != 4) multiply(result, result, a);
    }
    memcpy(to, result, sizeof result);
}

static void swap(Field a, Field b, uint64_t wanted) {
    for (int i = 0; i < 5; i++) {
        uint64_t both = -wanted & (a[i] ^ b[i]);
        a[i] ^= both, b[i] ^= both;
    }
}

static void ladder(uint8_t *scalar, Field x) {
    Field x2 = {1}, z2 = {0}, x3, z3 = {1}, a, b, c, d, e;
    uint64_t swapped = 0;
    scalar[0] &= 248, scalar[31] = (scalar[31] & 127) | 64;
    memcpy(x3, x, sizeof x3);
    for (int bit = 254; bit >= 0; bit--) {
        uint64_t here = scalar[bit / 8] >> (bit % 8) & 1;
        swap(x2, x3, swapped ^ here), swap(z2, z3, swapped ^ here);
        swapped = here;
        add(a, x2, z2), subtract(b, x2, z2), add(c, x3, z3), subtract(d, x3, z3);
        multiply(d, d, a), multiply(c, c, b);
        add(x3, d, c), square(x3, x3);
        subtract(z3, d, c), square(z3, z3), multiply(z3, z3, x);
        square(a, a), square(b, b), multiply(x2, a, b), subtract(e, a, b);
        Field factor = {121665};
        multiply(b, e, factor), add(b, b, a), multiply(z2, e, b);
    }
    swap(x2, x3, swapped), swap(z2, z3, swapped);
    invert(z2, z2);
    multiply(x, x2, z2);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 8000;
    uint8_t scalar[32] = {9};
    Field x = {9};
    for (int round = 0; round < rounds; round++) {
        ladder(scalar, x);
        for (int i = 0; i < 32; i++) scalar[i] ^= (uint8_t)(x[i % 5] >> i);
    }
    for (int i = 4; i >= 0; i--) printf("%013llx", (unsigned long long)x[i]);
    printf("\n");
    return 0;
}
