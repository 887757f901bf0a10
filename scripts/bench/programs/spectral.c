// Spectral norm of an infinite matrix that is computed and never stored, and the Mandelbrot set as bits: divisions and
// multiplications in registers, with a loop whose length only the data know.
// class: numeric
// small: 50
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static double entry(int i, int j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void multiply(const double *from, double *to, int n, int transposed) {
    for (int i = 0; i < n; i++) {
        double sum = 0;
        if (transposed)
            for (int j = 0; j < n; j++) sum += entry(j, i) * from[j];
        else
            for (int j = 0; j < n; j++) sum += entry(i, j) * from[j];
        to[i] = sum;
    }
}

static double norm(int n) {
    double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), *t = malloc(n * sizeof *t), uv = 0, vv = 0;
    for (int i = 0; i < n; i++) u[i] = 1;
    for (int round = 0; round < 10; round++) {
        multiply(u, t, n, 0), multiply(t, v, n, 1);
        multiply(v, t, n, 0), multiply(t, u, n, 1);
    }
    for (int i = 0; i < n; i++) uv += u[i] * v[i], vv += v[i] * v[i];
    return sqrt(uv / vv);
}

static int escapes(double x, double y) {
    double re = x, im = y;
    for (int i = 0; i < 100; i++) {
        double re2 = re * re, im2 = im * im;
        if (re2 + im2 > 4) return i;
        im = 2 * re * im + y;
        re = re2 - im2 + x;
    }
    return 100;
}

static uint32_t mandelbrot(int n) {
    uint32_t sum = 0;
    for (int y = 0; y < n; y++) {
        uint32_t bits = 0;
        for (int x = 0; x < n; x++) {
            int steps = escapes(3.0 * x / n - 2, 2.0 * y / n - 1);
            bits = bits << 1 | (steps == 100);
            sum += steps + bits % 251;
        }
    }
    return sum;
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 1700;
    printf("%.9g %u\n", norm(n), mandelbrot(n));
    return 0;
}
