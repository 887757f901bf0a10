// Jacobi iteration in one and in two dimensions: each point becomes the mean of its neighbours, from one array into another.
// class: numeric
// variant rolled: -fno-unroll-loops
// small: 5
#include <stdio.h>
#include <stdlib.h>

enum { LINE = 4000, SIDE = 500 };

static double line[LINE], other_line[LINE];
static double plane[SIDE][SIDE], other_plane[SIDE][SIDE];

static void step_line(void) {
    for (int i = 1; i < LINE - 1; i++) other_line[i] = 0.33333 * (line[i - 1] + line[i] + line[i + 1]);
    for (int i = 1; i < LINE - 1; i++) line[i] = 0.33333 * (other_line[i - 1] + other_line[i] + other_line[i + 1]);
}

static void relax(double (*to)[SIDE], double (*from)[SIDE]) {
    for (int i = 1; i < SIDE - 1; i++)
        for (int j = 1; j < SIDE - 1; j++)
            to[i][j] = 0.2 * (from[i][j] + from[i][j - 1] + from[i][j + 1] + from[i + 1][j] + from[i - 1][j]);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1000;
    for (int i = 0; i < LINE; i++) line[i] = other_line[i] = (double)(i % 97) / 97;
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) plane[i][j] = other_plane[i][j] = (double)(i * (j + 2) % 101) / 101;
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < 20; i++) step_line();
        relax(other_plane, plane);
        relax(plane, other_plane);
    }
    double sum = 0;
    for (int i = 0; i < LINE; i++) sum += line[i];
    for (int i = 0; i < SIDE; i++) sum += plane[i][i] + plane[i][SIDE / 2];
    printf("%.9g\n", sum);
    return 0;
}
