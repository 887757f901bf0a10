// Vectors of floats: saxpy, dot products, products of 4x4 matrices, a polynomial, transformed points, a product of matrices in
// doubles by blocks.
// class: simd
// wasm: -msimd128
// small: 5
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "simd128.h"

enum { N = 4096, SIDE = 96 };

static float a[N], b[N], c[N];
static double m[SIDE][SIDE], n[SIDE][SIDE], p[SIDE][SIDE];

static void saxpy(float by) {
    v128_t factor = wasm_f32x4_splat(by);
    for (int i = 0; i < N; i += 4) {
        v128_t product = wasm_f32x4_mul(factor, wasm_v128_load(&b[i]));
        wasm_v128_store(&a[i], wasm_f32x4_add(wasm_v128_load(&a[i]), product));
    }
}

static float dot(const float *x, const float *y) {
    v128_t one = wasm_f32x4_splat(0), two = one;
    for (int i = 0; i < N; i += 8) {
        one = wasm_f32x4_add(one, wasm_f32x4_mul(wasm_v128_load(x + i), wasm_v128_load(y + i)));
        two = wasm_f32x4_add(two, wasm_f32x4_mul(wasm_v128_load(x + i + 4), wasm_v128_load(y + i + 4)));
    }
    one = wasm_f32x4_add(one, two);
    return wasm_f32x4_extract_lane(one, 0) + wasm_f32x4_extract_lane(one, 1) + wasm_f32x4_extract_lane(one, 2) +
           wasm_f32x4_extract_lane(one, 3);
}

static void multiply4(float *to, const float *left, const float *right) {
    v128_t rows[4];
    for (int i = 0; i < 4; i++) rows[i] = wasm_v128_load(right + 4 * i);
    for (int i = 0; i < 4; i++) {
        v128_t sum = wasm_f32x4_mul(wasm_f32x4_splat(left[4 * i]), rows[0]);
        for (int k = 1; k < 4; k++) sum = wasm_f32x4_add(sum, wasm_f32x4_mul(wasm_f32x4_splat(left[4 * i + k]), rows[k]));
        wasm_v128_store(to + 4 * i, sum);
    }
}

// A smooth step and its square root, clamped.
static void polynomial(void) {
    v128_t zero = wasm_f32x4_splat(0.001f), one = wasm_f32x4_splat(1), two = wasm_f32x4_splat(2), three = wasm_f32x4_splat(3);
    for (int i = 0; i < N; i += 4) {
        v128_t x = wasm_f32x4_max(wasm_f32x4_min(wasm_v128_load(&a[i]), one), zero);
        v128_t step = wasm_f32x4_mul(wasm_f32x4_mul(x, x), wasm_f32x4_sub(three, wasm_f32x4_mul(two, x)));
        wasm_v128_store(&c[i], wasm_f32x4_div(step, wasm_f32x4_add(one, wasm_f32x4_sqrt(x))));
    }
}

// Points in groups of four: x, y, z and weights apart.
static void transform(const float *matrix) {
    for (int i = 0; i + 16 <= N; i += 16) {
        v128_t x = wasm_v128_load(&c[i]), y = wasm_v128_load(&c[i + 4]), z = wasm_v128_load(&c[i + 8]), w = wasm_v128_load(&c[i + 12]);
        for (int row = 0; row < 4; row++) {
            const float *r = matrix + 4 * row;
            v128_t sum = wasm_f32x4_add(wasm_f32x4_mul(x, wasm_f32x4_splat(r[0])), wasm_f32x4_mul(y, wasm_f32x4_splat(r[1])));
            sum = wasm_f32x4_add(sum, wasm_f32x4_mul(z, wasm_f32x4_splat(r[2])));
            wasm_v128_store(&b[i + 4 * row], wasm_f32x4_add(sum, wasm_f32x4_mul(w, wasm_f32x4_splat(r[3]))));
        }
    }
}

static void product(void) {
    for (int i = 0; i < SIDE; i += 2)
        for (int j = 0; j < SIDE; j += 4) {
            v128_t s00 = wasm_f64x2_splat(0), s01 = s00, s10 = s00, s11 = s00;
            for (int k = 0; k < SIDE; k++) {
                v128_t low = wasm_v128_load(&n[k][j]), high = wasm_v128_load(&n[k][j + 2]);
                v128_t first = wasm_f64x2_splat(m[i][k]), second = wasm_f64x2_splat(m[i + 1][k]);
                s00 = wasm_f64x2_add(s00, wasm_f64x2_mul(first, low)), s01 = wasm_f64x2_add(s01, wasm_f64x2_mul(first, high));
                s10 = wasm_f64x2_add(s10, wasm_f64x2_mul(second, low)), s11 = wasm_f64x2_add(s11, wasm_f64x2_mul(second, high));
            }
            wasm_v128_store(&p[i][j], s00), wasm_v128_store(&p[i][j + 2], s01);
            wasm_v128_store(&p[i + 1][j], s10), wasm_v128_store(&p[i + 1][j + 2], s11);
        }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 6000;
    float small[16], turned[16], total = 0;
    double sum = 0;
    for (int i = 0; i < 16; i++) small[i] = (i * 7 % 5 - 2) * 0.1f;
    for (int i = 0; i < N; i++) a[i] = i % 13 * 0.1f, b[i] = i % 7 * 0.2f - 0.5f;
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) m[i][j] = (i * j % 11) * 0.01, n[i][j] = (i + j) % 13 * 0.02;
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < 20; i++) {
            saxpy(i % 2 ? 0.25f : -0.25f);
            total = total * 0.5f + dot(a, b);
            if (i % 5 == 0) polynomial(), transform(small);
        }
        for (int i = 0; i < 100; i++) {
            multiply4(turned, small, small);
            small[i % 16] = 0.3f - turned[(i + 5) % 16] * 0.5f;
        }
        if (round % 4) continue;
        product();
        m[round % SIDE][round % 7] += p[round % 11][3] * 1e-3;
        sum += p[5][7];
    }
    printf("%.9g %.9g %.9g %.9g\n", total, sum, a[17] + b[23] + c[29], small[3]);
    return 0;
}
