// Sorting by digits: counting passes over keys with payload, and three-way quicksort of strings by characters.
// class: integer
// small: 1000
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t key, payload;
} Record;

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static void radix(Record *from, Record *to, int n) {
    for (int shift = 0; shift < 32; shift += 8) {
        uint32_t begin[256] = {0}, sum = 0;
        for (int i = 0; i < n; i++) begin[from[i].key >> shift & 255]++;
        for (int digit = 0; digit < 256; digit++) {
            uint32_t count = begin[digit];
            begin[digit] = sum;
            sum += count;
        }
        for (int i = 0; i < n; i++) to[begin[from[i].key >> shift & 255]++] = from[i];
        Record *other = from;
        from = to;
        to = other;
    }
}

static void swap(char **a, char **b) {
    char *other = *a;
    *a = *b;
    *b = other;
}

static void strings(char **a, int n, int depth) {
    while (n > 1) {
        unsigned char pivot = a[n / 2][depth];
        int low = 0, i = 0, high = n;
        while (i < high) {
            unsigned char here = a[i][depth];
            if (here < pivot)
                swap(&a[low++], &a[i++]);
            else if (here > pivot)
                swap(&a[i], &a[--high]);
            else
                i++;
        }
        strings(a, low, depth);
        if (pivot != 0) strings(a + low, high - low, depth + 1);
        a += high, n -= high;
    }
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 800000;
    Record *records = malloc(n * sizeof *records), *spare = malloc(n * sizeof *spare);
    char *text = malloc(n * 12), **words = malloc(n * sizeof *words);
    uint32_t sum = 0, hash = 0;
    for (int round = 0; round < 6; round++) {
        for (int i = 0; i < n; i++) records[i] = (Record){next(), i};
        radix(records, spare, n);
        for (int i = 0; i < n; i += 5) sum = sum * 33 + records[i].key + records[i].payload;
    }
    for (int i = 0; i < n; i++) {
        words[i] = text + 12 * i;
        int length = 3 + next() % 8;
        for (int k = 0; k < length; k++) words[i][k] = 'a' + next() % 17 * (k > 1 ? next() % 2 : 1);
        words[i][length] = 0;
    }
    strings(words, n, 0);
    for (int i = 0; i < n; i++)
        for (const char *p = words[i]; *p; p++) hash = hash * 31 + *p;
    printf("%u %u\n", sum, hash);
    return 0;
}
