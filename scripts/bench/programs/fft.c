// Fast Fourier transform: bit-reversed order, radix 2 with a table of roots, on an array of complex structs.
// class: numeric
// small: 6
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    double re, im;
} Complex;

static Complex times(Complex a, Complex b) { return (Complex){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

// exp(i x) for a small x, by the series: libraries differ in the last bit of sin and cos.
static Complex root(double x) {
    Complex sum = {0, 0};
    double term = 1;
    for (int k = 0; k < 24; k++) {
        double *part = k & 1 ? &sum.im : &sum.re;
        *part += k & 2 ? -term : term;
        term *= x / (k + 1);
    }
    return sum;
}

static void reverse(Complex *data, uint32_t n) {
    for (uint32_t i = 1, j = 0; i < n; i++) {
        uint32_t bit = n >> 1;
        for (; j & bit; bit >>= 1) j ^= bit;
        j ^= bit;
        if (i < j) {
            Complex other = data[i];
            data[i] = data[j];
            data[j] = other;
        }
    }
}

static void transform(Complex *data, const Complex *roots, uint32_t n) {
    reverse(data, n);
    for (uint32_t half = 1; half < n; half *= 2)
        for (uint32_t begin = 0; begin < n; begin += 2 * half)
            for (uint32_t i = 0; i < half; i++) {
                Complex *low = &data[begin + i], *high = &data[begin + i + half];
                Complex product = times(*high, roots[i * (n / 2 / half)]);
                *high = (Complex){low->re - product.re, low->im - product.im};
                *low = (Complex){low->re + product.re, low->im + product.im};
            }
}

int main(int argc, char **argv) {
    uint32_t n = 1u << (argc > 1 ? atoi(argv[1]) : 16), rounds = argc > 1 ? 2 : 300;
    Complex *data = malloc(n * sizeof *data), *roots = malloc(n / 2 * sizeof *roots);
    for (uint32_t i = 0; i < n / 2; i++) roots[i] = root(-6.283185307179586 * i / n);
    for (uint32_t i = 0; i < n; i++) data[i] = (Complex){(i * 37 % 101) / 101.0, (i * 53 % 89) / 89.0};
    for (uint32_t round = 0; round < rounds; round++) {
        transform(data, roots, n);
        for (uint32_t i = 0; i < n; i++) data[i] = (Complex){data[i].im / n, data[i].re / n};
        if (round % 2 == 0)
            for (uint32_t i = 0; i < n; i++) data[i] = (Complex){data[i].re * n, data[i].im};
    }
    double re = 0, im = 0;
    for (uint32_t i = 0; i < n; i++) re += data[i].re, im += data[i].im;
    printf("%.9g %.9g %.9g\n", re, im, data[n / 3].re - data[1].im);
    return 0;
}
