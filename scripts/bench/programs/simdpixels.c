// Vectors of small integers, on pictures: blending, grey from colours, thresholds, a blur in two passes, differences of blocks,
// a convolution of 16-bit samples.
// class: simd
// wasm: -msimd128
// small: 2
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "simd128.h"

enum { WIDTH = 1024, HEIGHT = 256, SIZE = WIDTH * HEIGHT };

static uint8_t first[SIZE], second[SIZE], out[SIZE];
static int16_t samples[WIDTH + 16], result[WIDTH];

static void blend(int alpha) {
    v128_t weight = wasm_i16x8_splat((int16_t)alpha), rest = wasm_i16x8_splat((int16_t)(256 - alpha));
    for (int i = 0; i < SIZE; i += 16) {
        v128_t a = wasm_v128_load(first + i), b = wasm_v128_load(second + i);
        v128_t low = wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_extend_low_u8x16(a), weight), wasm_i16x8_mul(wasm_u16x8_extend_low_u8x16(b), rest));
        v128_t high = wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_extend_high_u8x16(a), weight), wasm_i16x8_mul(wasm_u16x8_extend_high_u8x16(b), rest));
        wasm_v128_store(out + i, wasm_u8x16_narrow_i16x8(wasm_u16x8_shr(low, 8), wasm_u16x8_shr(high, 8)));
    }
}

// Four bytes a pixel: red, green, blue and something else, to one byte of grey for each of four pixels.
static void grey(void) {
    v128_t weights = wasm_i32x4_splat(77 | 150 << 16), blue = wasm_i32x4_splat(29);
    for (int i = 0; i + 16 <= SIZE; i += 16) {
        v128_t pixels = wasm_v128_load(out + i), low = wasm_u16x8_extend_low_u8x16(pixels), high = wasm_u16x8_extend_high_u8x16(pixels);
        v128_t rg = wasm_i32x4_shuffle(low, high, 0, 2, 4, 6), ba = wasm_i32x4_shuffle(low, high, 1, 3, 5, 7);
        v128_t sum = wasm_i32x4_add(wasm_i32x4_dot_i16x8(rg, weights), wasm_i32x4_dot_i16x8(ba, blue));
        v128_t grey = wasm_i8x16_shuffle(wasm_u32x4_shr(sum, 8), sum, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
        *(int32_t *)(second + i / 4) = wasm_i32x4_extract_lane(grey, 0);
    }
}

static uint32_t threshold(uint8_t limit) {
    uint32_t count = 0;
    v128_t least = wasm_i8x16_splat((int8_t)limit);
    for (int i = 0; i < SIZE; i += 16) {
        v128_t a = wasm_v128_load(out + i), above = wasm_i8x16_eq(wasm_u8x16_max(a, least), a);
        count += (uint32_t)__builtin_popcount(wasm_i8x16_bitmask(above));
        wasm_v128_store(out + i, wasm_v128_bitselect(wasm_u8x16_sub_sat(a, wasm_i8x16_splat(3)), wasm_u8x16_add_sat(a, wasm_i8x16_splat(5)), above));
    }
    return count;
}

static void blur(void) {
    for (int y = 1; y < HEIGHT - 1; y++)
        for (int x = 0; x < WIDTH; x += 16) {
            const uint8_t *p = first + y * WIDTH + x;
            v128_t sides = wasm_u8x16_avgr(wasm_v128_load(p - 1), wasm_v128_load(p + 1));
            v128_t ends = wasm_u8x16_avgr(wasm_v128_load(p - WIDTH), wasm_v128_load(p + WIDTH));
            wasm_v128_store(out + y * WIDTH + x, wasm_u8x16_avgr(wasm_u8x16_avgr(sides, ends), wasm_v128_load(p)));
        }
}

static uint32_t differences(const uint8_t *a, const uint8_t *b) {
    v128_t sum = wasm_i32x4_splat(0), ones = wasm_i16x8_splat(1);
    for (int y = 0; y < 16; y++, a += WIDTH, b += WIDTH) {
        v128_t x = wasm_v128_load(a), z = wasm_v128_load(b), d = wasm_v128_or(wasm_u8x16_sub_sat(x, z), wasm_u8x16_sub_sat(z, x));
        v128_t both = wasm_i16x8_add(wasm_u16x8_extend_low_u8x16(d), wasm_u16x8_extend_high_u8x16(d));
        sum = wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(both, ones));
    }
    return (uint32_t)(wasm_i32x4_extract_lane(sum, 0) + wasm_i32x4_extract_lane(sum, 1) + wasm_i32x4_extract_lane(sum, 2) + wasm_i32x4_extract_lane(sum, 3));
}

static uint32_t search(void) {
    uint32_t best = ~0u, at = 0;
    for (int y = 0; y < 32; y++)
        for (int x = 0; x < 64; x++) {
            uint32_t here = differences(first + 100 * WIDTH + 300, out + (84 + y) * WIDTH + 270 + x);
            if (here < best) best = here, at = (uint32_t)(y * 64 + x);
        }
    return best * 31 + at;
}

static void convolve(void) {
    v128_t taps[4];
    for (int k = 0; k < 4; k++) taps[k] = wasm_i16x8_splat((int16_t)(3 - k * 2));
    for (int i = 0; i < WIDTH; i += 8) {
        v128_t sum = wasm_i16x8_splat(0);
        for (int k = 0; k < 4; k++) sum = wasm_i16x8_add(sum, wasm_i16x8_mul(wasm_v128_load(samples + i + k), taps[k]));
        wasm_v128_store(result + i, wasm_i16x8_shr(sum, 2));
    }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 4000;
    uint32_t sum = 0;
    for (int i = 0; i < SIZE; i++) first[i] = (uint8_t)(i * 7 ^ i >> 9), second[i] = (uint8_t)(i * 13 + (i >> 10));
    for (int i = 0; i < WIDTH + 16; i++) samples[i] = (int16_t)(i * 37 % 1000);
    for (int round = 0; round < rounds; round++) {
        blend(round % 256);
        grey();
        sum = sum * 31 + threshold((uint8_t)(60 + round % 128));
        blur();
        sum = sum * 31 + search();
        for (int i = 0; i < 50; i++) convolve(), samples[i] = (int16_t)(samples[i] + result[i * 3]);
        first[round % SIZE] ^= out[round * 77 % SIZE];
    }
    for (int i = 0; i < SIZE; i++) sum = sum * 31 + out[i] + second[i];
    printf("%u %d\n", (unsigned)sum, result[99]);
    return 0;
}
