// ChaCha20 on vectors: four blocks at a time, one word of each in a vector; and a checksum of the stream on vectors.
// class: simd
// wasm: -msimd128
// small: 20
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "simd128.h"

enum { BUFFER = 1 << 14 };

static uint8_t data[BUFFER];

#define ROTATE(x, n) wasm_v128_or(wasm_i32x4_shl(x, n), wasm_u32x4_shr(x, 32 - (n)))

static inline __attribute__((always_inline)) void quarter(v128_t *x, int a, int b, int c, int d) {
    x[a] = wasm_i32x4_add(x[a], x[b]), x[d] = wasm_v128_xor(x[d], x[a]), x[d] = ROTATE(x[d], 16);
    x[c] = wasm_i32x4_add(x[c], x[d]), x[b] = wasm_v128_xor(x[b], x[c]), x[b] = ROTATE(x[b], 12);
    x[a] = wasm_i32x4_add(x[a], x[b]), x[d] = wasm_v128_xor(x[d], x[a]), x[d] = ROTATE(x[d], 8);
    x[c] = wasm_i32x4_add(x[c], x[d]), x[b] = wasm_v128_xor(x[b], x[c]), x[b] = ROTATE(x[b], 7);
}

static void xor_into(uint8_t *p, v128_t a) { wasm_v128_store(p, wasm_v128_xor(wasm_v128_load(p), a)); }

// Writes four words of four blocks, which lie 64 bytes apart.
static void transpose(uint8_t *to, v128_t a, v128_t b, v128_t c, v128_t d) {
    v128_t ab = wasm_i32x4_shuffle(a, b, 0, 4, 1, 5), cd = wasm_i32x4_shuffle(c, d, 0, 4, 1, 5);
    v128_t ba = wasm_i32x4_shuffle(a, b, 2, 6, 3, 7), dc = wasm_i32x4_shuffle(c, d, 2, 6, 3, 7);
    xor_into(to, wasm_i32x4_shuffle(ab, cd, 0, 1, 4, 5));
    xor_into(to + 64, wasm_i32x4_shuffle(ab, cd, 2, 3, 6, 7));
    xor_into(to + 128, wasm_i32x4_shuffle(ba, dc, 0, 1, 4, 5));
    xor_into(to + 192, wasm_i32x4_shuffle(ba, dc, 2, 3, 6, 7));
}

static void encrypt(const uint32_t *input) {
    for (uint32_t at = 0; at < BUFFER; at += 256) {
        v128_t start[16], x[16];
        for (int i = 0; i < 16; i++) start[i] = wasm_i32x4_splat((int32_t)input[i]);
        start[12] = wasm_i32x4_add(wasm_i32x4_splat((int32_t)(at / 64)), wasm_i32x4_make(0, 1, 2, 3));
        for (int i = 0; i < 16; i++) x[i] = start[i];
        for (int round = 0; round < 10; round++) {
            quarter(x, 0, 4, 8, 12), quarter(x, 1, 5, 9, 13), quarter(x, 2, 6, 10, 14), quarter(x, 3, 7, 11, 15);
            quarter(x, 0, 5, 10, 15), quarter(x, 1, 6, 11, 12), quarter(x, 2, 7, 8, 13), quarter(x, 3, 4, 9, 14);
        }
        for (int i = 0; i < 16; i++) x[i] = wasm_i32x4_add(x[i], start[i]);
        for (int i = 0; i < 16; i += 4) transpose(data + at + 4 * i, x[i], x[i + 1], x[i + 2], x[i + 3]);
    }
}

static uint32_t checksum(void) {
    v128_t sum = wasm_i32x4_splat(1), square = wasm_i32x4_splat(0);
    for (int i = 0; i < BUFFER; i += 16) {
        v128_t in = wasm_v128_load(data + i);
        sum = wasm_i32x4_add(sum, wasm_i32x4_mul(in, wasm_i32x4_splat(0x9e3779b1)));
        square = wasm_i32x4_add(square, ROTATE(sum, 5));
    }
    sum = wasm_v128_xor(sum, square);
    return (uint32_t)(wasm_i32x4_extract_lane(sum, 0) ^ wasm_i32x4_extract_lane(sum, 1) * 3 ^ wasm_i32x4_extract_lane(sum, 2) * 5 ^
                      wasm_i32x4_extract_lane(sum, 3) * 7);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 40000;
    uint32_t input[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}, sum = 0;
    for (int i = 4; i < 12; i++) input[i] = 0x03020100u + 0x04040404u * (uint32_t)(i - 4);
    for (int round = 0; round < rounds; round++) {
        input[13] = (uint32_t)round;
        encrypt(input);
        sum = (sum ^ checksum()) * 31;
    }
    printf("%08x\n", (unsigned)sum);
    return 0;
}
