// Conjugate gradients on a sparse matrix in compressed rows: products that gather, dot products, and updates of vectors.
// class: numeric
// small: 12
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    int size, *begin, *column;
    double *value;
} Sparse;

// The Laplacian of a grid of side * side points, with a few far neighbours mixed in symmetrically.
static Sparse laplacian(int side) {
    Sparse m = {side * side, 0, 0, 0};
    m.begin = malloc((m.size + 1) * sizeof *m.begin);
    m.column = malloc(7 * m.size * sizeof *m.column);
    m.value = malloc(7 * m.size * sizeof *m.value);
    int used = 0;
    for (int i = 0; i < m.size; i++) {
        m.begin[i] = used;
        int x = i % side, y = i / side;
        int neighbours[] = {y > 0 ? i - side : -1, x > 0 ? i - 1 : -1, i, x + 1 < side ? i + 1 : -1,
                            y + 1 < side ? i + side : -1, m.size - 1 - i == i ? -1 : m.size - 1 - i};
        for (unsigned k = 0; k < sizeof neighbours / sizeof *neighbours; k++) {
            if (neighbours[k] < 0) continue;
            m.column[used] = neighbours[k];
            m.value[used++] = neighbours[k] == i ? 6.5 : -1;
        }
    }
    m.begin[m.size] = used;
    return m;
}

static void multiply(const Sparse *m, const double *from, double *to) {
    for (int i = 0; i < m->size; i++) {
        double sum = 0;
        for (int k = m->begin[i]; k < m->begin[i + 1]; k++) sum += m->value[k] * from[m->column[k]];
        to[i] = sum;
    }
}

static double dot(const double *a, const double *b, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

int main(int argc, char **argv) {
    int side = argc > 1 ? atoi(argv[1]) : 300;
    Sparse m = laplacian(side);
    double *x = calloc(m.size, sizeof *x), *r = malloc(m.size * sizeof *r), *p = malloc(m.size * sizeof *p);
    double *product = malloc(m.size * sizeof *product);
    for (int i = 0; i < m.size; i++) r[i] = p[i] = i % 17 - 8;
    double square = dot(r, r, m.size);
    for (int round = 0; round < 600; round++) {
        multiply(&m, p, product);
        double alpha = square / dot(p, product, m.size);
        for (int i = 0; i < m.size; i++) x[i] += alpha * p[i];
        for (int i = 0; i < m.size; i++) r[i] -= alpha * product[i];
        double next = dot(r, r, m.size), beta = next / square;
        if (next < 1e-200) break;
        for (int i = 0; i < m.size; i++) p[i] = r[i] + beta * p[i];
        square = next;
    }
    double sum = 0;
    for (int i = 0; i < m.size; i++) sum += x[i] * (i % 5);
    printf("%.9g\n", sum);
    return 0;
}
