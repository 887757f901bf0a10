// Short loops over arrays such as a vectorizer should know: maps, reductions, recurrences, strides, conditions, gathers,
// reversed and mixed types. Each is called many times on arrays that fit into the nearest caches.
// class: numeric
// variant rolled: -fno-unroll-loops
// small: 20
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { N = 2048 };

static float a[N], b[N], c[N], d[N], e[N], w[N];
static double x[N], y[N], z[N];
static int32_t index_[N], k[N];
static uint8_t bytes[N], other[N];
static int16_t samples[N], coefficients[N];

static void add(void) { for (int i = 0; i < N; i++) a[i] = b[i] * 0.25f + c[i] * w[i]; }
static void scale(float by) { for (int i = 0; i < N; i++) a[i] = a[i] * 0.5f + by * b[i]; }
static void swap(void) { for (int i = 0; i < N; i++) { float t = a[i]; a[i] = b[i]; b[i] = t; } }
static void reverse(void) { for (int i = 0; i < N; i++) c[i] = d[N - 1 - i] + 1.0f; }
static void forward(void) { for (int i = 0; i < N - 1; i++) d[i] = d[i + 1] * 0.5f + e[i]; }
static void recurrence(void) { for (int i = 1; i < N; i++) e[i] = e[i - 1] * 0.25f + a[i]; }
static void distance(void) { for (int i = 4; i < N; i++) x[i] = x[i - 4] * 0.5 + y[i]; }
static void stride(void) { for (int i = 0; i < N / 2; i++) z[i] = x[2 * i] + y[2 * i + 1]; }
static void condition(void) { for (int i = 0; i < N; i++) if (b[i] > 0.5f) a[i] += b[i] * w[i]; }
static void choice(void) { for (int i = 0; i < N; i++) d[i] = a[i] > b[i] ? a[i] - b[i] : b[i] * 0.75f; }
static void gather(void) { for (int i = 0; i < N; i++) c[i] = e[index_[i]] * 0.5f; }
static void scatter(void) { for (int i = 0; i < N; i++) e[index_[i]] = a[i] * 0.125f; }
static void convert(void) { for (int i = 0; i < N; i++) y[i] = (double)k[i] * 0.001 + a[i]; }
static void outer(void) { for (int i = 0; i < N; i++) k[i] = (int32_t)((uint32_t)k[i] * 1103515245u + 12345u) >> 3; }
static void saturate(void) { for (int i = 0; i < N; i++) { int v = bytes[i] + other[i]; bytes[i] = (uint8_t)(v > 255 ? 255 : v); } }
static void average(void) { for (int i = 0; i < N; i++) other[i] = (uint8_t)((bytes[i] + other[i] + 1) >> 1); }
static void clip(void) { for (int i = 0; i < N; i++) k[i] = k[i] < -1000 ? -1000 : k[i] > 1000 ? 1000 : k[i]; }
static void unrolled(float t) {
    for (int i = 0; i < N; i += 4) a[i] += t * b[i], a[i + 1] += t * b[i + 1], a[i + 2] += t * b[i + 2], a[i + 3] += t * b[i + 3];
}
static void wrap(void) {
    float last = b[N - 1];
    for (int i = 0; i < N; i++) { a[i] = (b[i] + last) * 0.5f; last = b[i]; }
}
static void down(void) { for (int i = N - 1; i >= 0; i--) c[i] = c[i] * 0.5f + d[i]; }
static void zip(const float *restrict p, const float *restrict q, float *restrict r, int n) {
    for (int i = 0; i < n; i++) r[2 * i] = p[i] * 0.5f, r[2 * i + 1] = q[i] * 0.25f;
}

static int32_t dot16(void) {
    int32_t sum = 0;
    for (int i = 0; i < N; i++) sum += samples[i] * coefficients[i];
    return sum;
}

static int32_t differences(void) {
    int32_t sum = 0;
    for (int i = 0; i < N; i++) sum += bytes[i] > other[i] ? bytes[i] - other[i] : other[i] - bytes[i];
    return sum;
}

static int32_t largest(void) {
    int32_t best = k[0], at = 0;
    for (int i = 1; i < N; i++) if (k[i] > best) best = k[i], at = i;
    return best + at;
}

static double dot(const double *p, const double *q, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) sum += p[i] * q[i];
    return sum;
}

static uint32_t count(void) {
    uint32_t n = 0;
    for (int i = 0; i < N; i++) n += a[i] > 0.5f;
    return n;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 30000;
    uint32_t sum = 0;
    double total = 0;
    for (int i = 0; i < N; i++) {
        a[i] = i % 7 * 0.125f, b[i] = i % 11 * 0.0625f, c[i] = i % 13 * 0.25f, d[i] = i % 5, e[i] = i % 3, w[i] = i % 23 * 0.01f;
        x[i] = i % 17 * 0.1, y[i] = i % 19 * 0.01, z[i] = i, index_[i] = (int32_t)(i * 37u % N), k[i] = i * i;
        bytes[i] = (uint8_t)(i * 7), other[i] = (uint8_t)(i * 13), samples[i] = (int16_t)(i * 31), coefficients[i] = (int16_t)(i % 100);
    }
    for (int round = 0; round < rounds; round++) {
        add(), scale(0.25f), swap(), reverse(), forward(), recurrence(), distance(), stride(), condition(), choice(), gather();
        scatter(), convert(), outer(), clip(), saturate(), average(), unrolled(0.001f), wrap(), down();
        zip(b, d, e, N / 2);
        sum = sum * 31 + dot16() + differences() + largest() + count();
        total = total * 0.5 + dot(y, z, N);
    }
    printf("%u %.9g %.9g\n", (unsigned)sum, total, (double)(a[7] + b[8] + c[9] + d[10] + e[11]) + x[12]);
    return 0;
}
