// Counts the ways to place queens, and prints what the C library makes of some numbers.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int ways(int all, int columns, int left, int right) {
    if (columns == all) return 1;
    int count = 0;
    for (int free = all & ~(columns | left | right); free;) {
        int place = free & -free;
        free ^= place;
        count += ways(all, columns | place, (left | place) << 1, (right | place) >> 1);
    }
    return count;
}

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int main(int argc, char **argv) {
    qsort(argv + 1, argc - 1, sizeof *argv, by_text);
    for (int i = 1; i < argc; i++) printf("%s %d %.12g\n", argv[i], ways((1 << atoi(argv[i])) - 1, 0, 0, 0), sqrt(atof(argv[i])));
    FILE *file = fopen("/out/written", "w");
    if (!file || fprintf(file, "%a\n", 0.1) < 0 || fclose(file)) perror("/out/written");
    return argc;
}
