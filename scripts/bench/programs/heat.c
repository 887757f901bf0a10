// Heat equation in three dimensions on a flat array, with the index arithmetic written out as in many solvers.
// class: numeric
// variant rolled: -fno-unroll-loops
// small: 12
#include <stdio.h>
#include <stdlib.h>

#define AT(array, x, y, z) (array)[((x) * n + (y)) * n + (z)]

static void step(double *to, const double *from, int n) {
    for (int x = 1; x < n - 1; x++)
        for (int y = 1; y < n - 1; y++)
            for (int z = 1; z < n - 1; z++) {
                double here = AT(from, x, y, z);
                AT(to, x, y, z) = 0.125 * (AT(from, x + 1, y, z) - 2.0 * here + AT(from, x - 1, y, z)) +
                                  0.125 * (AT(from, x, y + 1, z) - 2.0 * here + AT(from, x, y - 1, z)) +
                                  0.125 * (AT(from, x, y, z + 1) - 2.0 * here + AT(from, x, y, z - 1)) + here;
            }
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 100;
    double *a = malloc(sizeof *a * n * n * n), *b = malloc(sizeof *b * n * n * n);
    for (int i = 0; i < n * n * n; i++) a[i] = b[i] = (double)(i % 113) / 7;
    for (int round = 0; round < 250; round++) {
        step(b, a, n);
        step(a, b, n);
    }
    double sum = 0;
    for (int i = 0; i < n * n * n; i++) sum += a[i];
    printf("%.9g %.9g\n", sum, AT(a, n / 2, n / 3, n / 4));
    return 0;
}
