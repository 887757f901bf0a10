// All shortest paths (Floyd-Warshall) on integers, the transitive closure as bits, and matrix chains (a triangle of minima).
// class: integer
// variant rolled: -fno-unroll-loops
// small: 40
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { N = 960 };

static int distance[N][N], cost[N][N];
static uint32_t reached[N][N / 32];

static void shortest(int n) {
    for (int k = 0; k < n; k++)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                int way = distance[i][k] + distance[k][j];
                if (way < distance[i][j]) distance[i][j] = way;
            }
}

static void closure(int n) {
    for (int k = 0; k < n; k++)
        for (int i = 0; i < n; i++)
            if (reached[i][k / 32] >> (k % 32) & 1)
                for (int j = 0; j < N / 32; j++) reached[i][j] |= reached[k][j];
}

static int chain(const int *size, int n) {
    for (int length = 1; length < n; length++)
        for (int i = 0; i + length < n; i++) {
            int j = i + length, best = 1 << 30;
            for (int k = i; k < j; k++) {
                int here = cost[i][k] + cost[k + 1][j] + size[i] * size[k + 1] * size[j + 1];
                if (here < best) best = here;
            }
            cost[i][j] = best;
        }
    return cost[0][n - 1];
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : N, size[N + 1];
    if (n < 1 || n > N) return 1;
    for (int i = 0; i <= n; i++) size[i] = i * 37 % 29 + 1;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            uint32_t mixed = (uint32_t)(i * n + j) * 2654435761u;
            distance[i][j] = i == j ? 0 : mixed % 64 ? 1 << 20 : (int)(mixed >> 8 & 1023);
            if (mixed % 256 == 0) reached[i][j / 32] |= 1u << (j % 32);
        }
    shortest(n);
    closure(n);
    uint32_t sum = 0, bits = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) sum = sum * 31 + distance[i][j], bits += reached[i][j / 32] >> (j % 32) & 1;
    printf("%u %u %d\n", sum, bits, chain(size, n));
    return 0;
}
