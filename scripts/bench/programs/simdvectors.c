// Vectors as clang's extension gives them, with operators: a wave equation, Mandelbrot's set four points at a time, a filter
// of several channels, integer hashing in lanes.
// class: simd
// wasm: -msimd128
// small: 16
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef float Floats __attribute__((vector_size(16)));
typedef int32_t Ints __attribute__((vector_size(16)));
typedef uint32_t Words __attribute__((vector_size(16)));
typedef double Doubles __attribute__((vector_size(16)));

enum { LINE = 1 << 12, CHANNELS = 4 };

static float now[LINE + 8], before[LINE + 8];
static Floats history[8], coefficients[8];
static Doubles grid[66][32], fresh[66][32];

static Floats load(const float *p) {
    Floats value;
    memcpy(&value, p, sizeof value);
    return value;
}

static void wave(void) {
    for (int i = 4; i < LINE; i += 4) {
        Floats here = load(now + i), bend = load(now + i - 1) - 2 * here + load(now + i + 1);
        Floats value = (2 * here - load(before + i) + 0.2f * bend) * 0.9999f;
        memcpy(before + i, &value, sizeof value);
    }
    for (int i = 4; i < LINE; i += 4) {
        Floats a = load(now + i), b = load(before + i);
        memcpy(now + i, &b, sizeof b);
        memcpy(before + i, &a, sizeof a);
    }
}

static uint32_t mandelbrot(int size) {
    uint32_t sum = 0;
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x += 4) {
            Floats cr = ((Floats){0, 1, 2, 3} + (float)x) * (3.0f / (float)size) - 2, ci = (Floats){0} + (2.0f * (float)y / (float)size - 1);
            Floats zr = cr, zi = ci;
            Ints count = {0};
            for (int i = 0; i < 64; i++) {
                Floats rr = zr * zr, ii = zi * zi;
                Ints inside = rr + ii < 4;
                if (!(inside[0] | inside[1] | inside[2] | inside[3])) break;
                count -= inside;
                zi = 2 * zr * zi + ci;
                zr = rr - ii + cr;
            }
            sum = sum * 31 + (uint32_t)(count[0] + count[1] * 3 + count[2] * 5 + count[3] * 7);
        }
    return sum;
}

// One filter on four channels at once: each step needs the last one's result.
static float filter(int steps) {
    Floats state = {0}, sum = {0};
    for (int i = 0; i < steps; i++) {
        Floats input = {(float)(i % 7), (float)(i % 5), (float)(i % 3), 1};
        for (int k = 7; k > 0; k--) history[k] = history[k - 1];
        history[0] = input - 0.3f * state;
        state = history[0] * coefficients[0];
        for (int k = 1; k < 8; k++) state += history[k] * coefficients[k];
        sum += state * state;
    }
    return sum[0] + sum[1] + sum[2] + sum[3];
}

static uint32_t hash(int steps) {
    Words lanes = {1, 2, 3, 4};
    for (int i = 0; i < steps; i++) {
        lanes = (lanes ^ (uint32_t)i) * 0x85ebca6bu;
        lanes ^= lanes >> 13;
        lanes = __builtin_shufflevector(lanes, lanes, 1, 2, 3, 0) + lanes;
    }
    return lanes[0] ^ lanes[1] ^ lanes[2] ^ lanes[3];
}

static void relax(void) {
    for (int y = 1; y < 65; y++)
        for (int x = 1; x < 31; x++) fresh[y][x] = 0.25 * (grid[y - 1][x] + grid[y + 1][x] + grid[y][x - 1] + grid[y][x + 1]);
    for (int y = 1; y < 65; y++)
        for (int x = 1; x < 31; x++) grid[y][x] = fresh[y][x];
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) / 4 * 4 : 1200;
    for (int i = 0; i < LINE + 8; i++) now[i] = before[i] = (float)(i % 100 < 50 ? i % 50 : 50 - i % 50);
    for (int k = 0; k < 8; k++) coefficients[k] = (Floats){0.1f, 0.05f, -0.05f, 0.02f} * (float)(8 - k);
    for (int y = 0; y < 66; y++)
        for (int x = 0; x < 32; x++) grid[y][x] = (Doubles){y * x % 17, y + x};
    for (int i = 0; i < 30 * n; i++) wave();
    for (int i = 0; i < 50 * n; i++) relax();
    float filtered = filter(4000 * n);
    double total = 0;
    for (int i = 0; i < LINE; i++) total += now[i];
    for (int y = 0; y < 66; y++) total += grid[y][y % 32][y % 2];
    printf("%.9g %u %.9g %u\n", total, (unsigned)mandelbrot(n), filtered, (unsigned)hash(10000 * n));
    return 0;
}
