// Cholesky decomposition and symmetric rank-k updates on arrays of fixed size, with the dot products that both live on.
// class: numeric
// variant rolled: -fno-unroll-loops
// small: 40
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { N = 1000 };

static double a[N][N], b[N][N];

static void syrk(int n) {
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
            double sum = i == j ? n : 0;
            for (int k = 0; k < n; k++) sum += b[i][k] * b[j][k];
            a[i][j] = sum;
        }
}

static void cholesky(int n) {
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < j; k++) a[i][j] -= a[i][k] * a[j][k];
            a[i][j] /= a[j][j];
        }
        for (int k = 0; k < i; k++) a[i][i] -= a[i][k] * a[i][k];
        a[i][i] = sqrt(a[i][i]);
    }
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : N;
    if (n < 1 || n > N) return 1;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) b[i][j] = (double)((i * 7 + j * 13) % 31) / 31;
    syrk(n);
    cholesky(n);
    double trace = 0;
    for (int i = 0; i < n; i++) trace += a[i][i] + a[i][i / 2];
    printf("%.9g\n", trace);
    return 0;
}
