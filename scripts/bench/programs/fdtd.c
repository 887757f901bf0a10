// Electromagnetic waves in two dimensions (finite differences in time), then Gauss-Seidel sweeps over the result: three
// arrays that feed one another without a dependence inside of a loop, and one whose every point waits for the last.
// class: numeric
// variant rolled: -fno-unroll-loops
// small: 4
#include <stdio.h>
#include <stdlib.h>

enum { X = 400, Y = 500 };

static double ex[X][Y], ey[X][Y], hz[X][Y];

static void wave(double source) {
    for (int j = 0; j < Y; j++) ey[0][j] = source;
    for (int i = 1; i < X; i++)
        for (int j = 0; j < Y; j++) ey[i][j] -= 0.5 * (hz[i][j] - hz[i - 1][j]);
    for (int i = 0; i < X; i++)
        for (int j = 1; j < Y; j++) ex[i][j] -= 0.5 * (hz[i][j] - hz[i][j - 1]);
    for (int i = 0; i < X - 1; i++)
        for (int j = 0; j < Y - 1; j++) hz[i][j] -= 0.7 * (ex[i][j + 1] - ex[i][j] + ey[i + 1][j] - ey[i][j]);
}

static void seidel(void) {
    for (int i = 1; i < X - 1; i++)
        for (int j = 1; j < Y - 1; j++)
            hz[i][j] = (hz[i - 1][j - 1] + hz[i - 1][j] + hz[i - 1][j + 1] + hz[i][j - 1] + hz[i][j] + hz[i][j + 1] +
                        hz[i + 1][j - 1] + hz[i + 1][j] + hz[i + 1][j + 1]) / 9.0;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 800;
    for (int i = 0; i < X; i++)
        for (int j = 0; j < Y; j++) {
            ex[i][j] = (double)(i * (j + 1) % 89) / X;
            ey[i][j] = (double)(i * (j + 2) % 97) / Y;
            hz[i][j] = (double)(i * (j + 3) % 83) / X;
        }
    for (int round = 0; round < rounds; round++) wave(round % 16);
    for (int round = 0; round < rounds / 6; round++) seidel();
    double sum = 0;
    for (int i = 0; i < X; i++) sum += ex[i][i] + ey[i][i] + hz[i][i];
    printf("%.9g\n", sum);
    return 0;
}
