// Dense matrix product on doubles: the inner loop walks two rows, as a vectorizer wants it.
// class: numeric
// small: 1
// variant rolled: -fno-unroll-loops
#include <stdio.h>
#include <stdlib.h>

enum { N = 600 };

static double a[N][N], b[N][N], c[N][N];

static void multiply(void) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) c[i][j] *= 0.25;
        for (int k = 0; k < N; k++)
            for (int j = 0; j < N; j++) c[i][j] += a[i][k] * b[k][j];
    }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 10;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            a[i][j] = (double)((i * j + 1) % N) / N;
            b[i][j] = (double)(i * (j + 1) % N) / N;
        }
    for (int round = 0; round < rounds; round++) multiply();
    double trace = 0;
    for (int i = 0; i < N; i++) trace += c[i][i];
    printf("%.17g %.17g\n", trace, c[N - 1][N / 2]);
    return 0;
}
