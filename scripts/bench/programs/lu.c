// LU decomposition with partial pivoting, then the solution of many right-hand sides; rows are reached through pointers.
// class: numeric
// small: 40
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint32_t state = 12345;

static double uniform(void) {
    state = state * 1664525u + 1013904223u;
    return (double)(state >> 8) / (1 << 24) - 0.5;
}

static double **matrix(int n) {
    double **rows = malloc(n * sizeof *rows);
    for (int i = 0; i < n; i++) {
        rows[i] = malloc(n * sizeof **rows);
        for (int j = 0; j < n; j++) rows[i][j] = uniform();
    }
    return rows;
}

// Leaves L below the diagonal and U on and above it; returns the sign of the permutation.
static int decompose(double **a, int *order, int n) {
    int sign = 1;
    for (int k = 0; k < n; k++) {
        int best = k;
        for (int i = k + 1; i < n; i++)
            if (fabs(a[i][k]) > fabs(a[best][k])) best = i;
        double *row = a[best];
        a[best] = a[k];
        a[k] = row;
        order[k] = best;
        if (best != k) sign = -sign;
        for (int i = k + 1; i < n; i++) {
            double factor = a[i][k] / a[k][k];
            a[i][k] = factor;
            for (int j = k + 1; j < n; j++) a[i][j] -= factor * a[k][j];
        }
    }
    return sign;
}

static void solve(double **a, const int *order, double *x, int n) {
    for (int i = 0; i < n; i++) {
        double other = x[order[i]];
        x[order[i]] = x[i];
        x[i] = other;
    }
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) x[j] -= a[j][i] * x[i];
    for (int i = n - 1; i >= 0; i--) {
        double sum = x[i];
        for (int j = i + 1; j < n; j++) sum -= a[i][j] * x[j];
        x[i] = sum / a[i][i];
    }
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 1000;
    double **a = matrix(n), *x = malloc(n * sizeof *x), total = 0;
    int *order = malloc(n * sizeof *order);
    int sign = decompose(a, order, n);
    for (int side = 0; side < n / 4; side++) {
        for (int i = 0; i < n; i++) x[i] = (i + side) % 7;
        solve(a, order, x, n);
        total += x[side];
    }
    printf("%d %.9g %.9g\n", sign, a[n - 1][n - 1], total);
    return 0;
}
