// Sorting integers by comparison: quicksort with insertion sort at its leaves, merge sort, heapsort, shellsort.
// class: integer
// small: 2000
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

static void swap(uint32_t *a, uint32_t *b) {
    uint32_t other = *a;
    *a = *b;
    *b = other;
}

static void insertion(uint32_t *a, int n) {
    for (int i = 1; i < n; i++) {
        uint32_t value = a[i];
        int j = i;
        for (; j > 0 && a[j - 1] > value; j--) a[j] = a[j - 1];
        a[j] = value;
    }
}

static void quicksort(uint32_t *a, int n) {
    while (n > 16) {
        if (a[0] > a[n / 2]) swap(&a[0], &a[n / 2]);
        if (a[n / 2] > a[n - 1]) swap(&a[n / 2], &a[n - 1]);
        if (a[0] > a[n / 2]) swap(&a[0], &a[n / 2]);
        uint32_t pivot = a[n / 2];
        int i = 0, j = n - 1;
        while (i <= j) {
            while (a[i] < pivot) i++;
            while (a[j] > pivot) j--;
            if (i <= j) swap(&a[i++], &a[j--]);
        }
        quicksort(a, j + 1);
        a += i, n -= i;
    }
    insertion(a, n);
}

static void mergesort(uint32_t *a, uint32_t *spare, int n) {
    if (n <= 16) {
        insertion(a, n);
        return;
    }
    int half = n / 2, i = 0, j = half, k = 0;
    mergesort(a, spare, half);
    mergesort(a + half, spare, n - half);
    memcpy(spare, a, half * sizeof *a);
    while (i < half && j < n) a[k++] = spare[i] <= a[j] ? spare[i++] : a[j++];
    while (i < half) a[k++] = spare[i++];
}

static void sink(uint32_t *heap, int i, int n) {
    for (int child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && heap[child + 1] > heap[child]) child++;
        if (heap[i] >= heap[child]) return;
        swap(&heap[i], &heap[child]);
    }
}

static void heapsort_(uint32_t *a, int n) {
    for (int i = n / 2; i-- > 0;) sink(a, i, n);
    for (int end = n - 1; end > 0; end--) {
        swap(&a[0], &a[end]);
        sink(a, 0, end);
    }
}

static void shellsort(uint32_t *a, int n) {
    static const int gaps[] = {1750, 701, 301, 132, 57, 23, 10, 4, 1};
    for (unsigned g = 0; g < sizeof gaps / sizeof *gaps; g++)
        for (int i = gaps[g]; i < n; i++) {
            uint32_t value = a[i];
            int j = i;
            for (; j >= gaps[g] && a[j - gaps[g]] > value; j -= gaps[g]) a[j] = a[j - gaps[g]];
            a[j] = value;
        }
}

static uint32_t checksum(const uint32_t *a, int n) {
    uint32_t sum = 0;
    for (int i = 1; i < n; i++) sum = sum * 31 + a[i] + (a[i] < a[i - 1]) * 12345;
    return sum;
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 1000000;
    uint32_t *a = malloc(n * sizeof *a), *spare = malloc(n * sizeof *a);
    for (int kind = 0; kind < 4; kind++) {
        int size = kind == 3 ? n / 4 : n;
        for (int i = 0; i < size; i++) a[i] = next();
        if (kind == 0) quicksort(a, size);
        if (kind == 1) mergesort(a, spare, size);
        if (kind == 2) heapsort_(a, size);
        if (kind == 3) shellsort(a, size);
        printf("%u ", checksum(a, size));
    }
    printf("\n");
    return 0;
}
