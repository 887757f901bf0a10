// Dynamic programming over two rows of integers: edit distance, local alignment with gaps (Smith-Waterman), longest common
// subsequence, and the knapsack problem.
// class: integer
// small: 60
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static int min(int a, int b) { return a < b ? a : b; }
static int max(int a, int b) { return a > b ? a : b; }

static int edit_distance(const char *a, const char *b, int n, int *row) {
    for (int j = 0; j <= n; j++) row[j] = j;
    for (int i = 1; i <= n; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= n; j++) {
            int here = min(min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = row[j];
            row[j] = here;
        }
    }
    return row[n];
}

static int align(const char *a, const char *b, int n, int *score, int *gap) {
    int best = 0;
    memset(score, 0, (n + 1) * sizeof *score);
    memset(gap, 0, (n + 1) * sizeof *gap);
    for (int i = 1; i <= n; i++) {
        int diagonal = 0, left = 0, left_gap = 0;
        for (int j = 1; j <= n; j++) {
            gap[j] = max(gap[j] - 1, score[j] - 4);
            left_gap = max(left_gap - 1, left - 4);
            int here = max(max(diagonal + (a[i - 1] == b[j - 1] ? 3 : -2), 0), max(gap[j], left_gap));
            diagonal = score[j];
            score[j] = left = here;
            best = max(best, here);
        }
    }
    return best;
}

static int common(const char *a, const char *b, int n, int *above, int *row) {
    memset(above, 0, (n + 1) * sizeof *above);
    for (int i = 1; i <= n; i++) {
        row[0] = 0;
        for (int j = 1; j <= n; j++) row[j] = a[i - 1] == b[j - 1] ? above[j - 1] + 1 : max(above[j], row[j - 1]);
        int *other = above;
        above = row;
        row = other;
    }
    return above[n];
}

static int knapsack(int *best, int capacity, int items) {
    memset(best, 0, (capacity + 1) * sizeof *best);
    for (int item = 0; item < items; item++) {
        int weight = next() % 50 + 1, value = next() % 1000;
        for (int room = capacity; room >= weight; room--) best[room] = max(best[room], best[room - weight] + value);
    }
    return best[capacity];
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 6000;
    char *a = malloc(n), *b = malloc(n);
    int *row = malloc((n + 1) * sizeof *row), *other = malloc((n + 1) * sizeof *other);
    for (int i = 0; i < n; i++) {
        a[i] = "ACGT"[next() >> 30];
        b[i] = next() % 4 ? a[i] : "ACGT"[next() >> 30];
    }
    printf("%d ", edit_distance(a, b, n, row));
    printf("%d ", align(a, b, n, row, other));
    printf("%d ", common(a, b, n, row, other));
    printf("%d\n", knapsack(row, n, 8 * n));
    return 0;
}
