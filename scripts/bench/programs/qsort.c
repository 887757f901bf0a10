// Sorting records by functions that compare them: quicksort, heapsort and merge sort that know neither the records nor the order.
// class: calls
// small: 500
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t key;
    int32_t weight;
    char name[8];
} Record;

typedef int Compare(const void *, const void *);
typedef void Sort(char *, size_t, size_t, Compare *);

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static int by_key(const void *a, const void *b) {
    uint32_t x = ((const Record *)a)->key, y = ((const Record *)b)->key;
    return (x > y) - (x < y);
}

static int by_weight(const void *a, const void *b) {
    const Record *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return by_key(a, b);
}

static int by_name(const void *a, const void *b) {
    const Record *x = a, *y = b;
    for (int i = 0; i < 8; i++)
        if (x->name[i] != y->name[i]) return x->name[i] < y->name[i] ? -1 : 1;
    return by_key(a, b);
}

static int by_last_letter(const void *a, const void *b) {
    const Record *x = a, *y = b;
    return x->name[7] != y->name[7] ? x->name[7] - y->name[7] : by_name(a, b);
}

static int by_least_weight(const void *a, const void *b) { return by_weight(b, a); }

static int by_remainder(const void *a, const void *b) {
    const Record *x = a, *y = b;
    return x->key % 1000 != y->key % 1000 ? (int)(x->key % 1000) - (int)(y->key % 1000) : by_key(a, b);
}

static void swap(char *a, char *b, size_t width) {
    for (size_t i = 0; i < width; i += 4) {
        uint32_t x, y;
        memcpy(&x, a + i, 4), memcpy(&y, b + i, 4);
        memcpy(a + i, &y, 4), memcpy(b + i, &x, 4);
    }
}

static void insertion(char *a, size_t n, size_t width, Compare *compare) {
    for (size_t i = 1; i < n; i++)
        for (char *at = a + i * width; at > a && compare(at - width, at) > 0; at -= width) swap(at - width, at, width);
}

static void quick(char *a, size_t n, size_t width, Compare *compare) {
    while (n > 8) {
        char *middle = a + n / 2 * width, *last = a + (n - 1) * width;
        if (compare(a, middle) > 0) swap(a, middle, width);
        if (compare(middle, last) > 0) swap(middle, last, width);
        if (compare(a, middle) < 0) swap(a, middle, width);
        char *i = a, *j = a + n * width;
        for (;;) {
            do i += width;
            while (i <= last && compare(i, a) < 0);
            do j -= width;
            while (compare(j, a) > 0);
            if (i >= j) break;
            swap(i, j, width);
        }
        swap(a, j, width);
        size_t left = (size_t)(j - a) / width;
        quick(a, left, width, compare);
        a = j + width, n -= left + 1;
    }
    insertion(a, n, width, compare);
}

static void sink(char *a, size_t i, size_t n, size_t width, Compare *compare) {
    for (size_t child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && compare(a + child * width, a + (child + 1) * width) < 0) child++;
        if (compare(a + i * width, a + child * width) >= 0) return;
        swap(a + i * width, a + child * width, width);
    }
}

static void heap(char *a, size_t n, size_t width, Compare *compare) {
    for (size_t i = n / 2; i-- > 0;) sink(a, i, n, width, compare);
    for (size_t end = n; end-- > 1;) {
        swap(a, a + end * width, width);
        sink(a, 0, end, width, compare);
    }
}

static char *spare;

static void merge(char *a, size_t n, size_t width, Compare *compare) {
    if (n <= 8) {
        insertion(a, n, width, compare);
        return;
    }
    size_t half = n / 2;
    merge(a, half, width, compare);
    merge(a + half * width, n - half, width, compare);
    memcpy(spare, a, half * width);
    char *left = spare, *end = spare + half * width, *right = a + half * width, *stop = a + n * width;
    while (left < end && right < stop) {
        char **from = compare(left, right) <= 0 ? &left : &right;
        memcpy(a, *from, width);
        *from += width, a += width;
    }
    memcpy(a, left, (size_t)(end - left));
}

static uint32_t checksum(const Record *a, size_t n, Compare *compare) {
    uint32_t sum = 0;
    for (size_t i = 1; i < n; i++) sum = sum * 31 + a[i].key + (compare(&a[i - 1], &a[i]) > 0) * 12345u;
    return sum;
}

int main(int argc, char **argv) {
    static Sort *const sorts[] = {quick, heap, merge};
    static Compare *const orders[] = {by_key, by_weight, by_name, by_last_letter, by_least_weight, by_remainder};
    size_t n = argc > 1 ? (size_t)atoi(argv[1]) : 70000;
    Record *records = malloc(n * sizeof *records), *a = malloc(n * sizeof *a);
    spare = malloc(n * sizeof *a);
    for (size_t i = 0; i < n; i++) {
        records[i].key = next(), records[i].weight = (int32_t)(next() % 1000);
        for (int k = 0; k < 8; k++) records[i].name[k] = (char)('a' + next() % (k < 3 ? 2 : 26));
    }
    for (int sort = 0; sort < 3; sort++) {
        memcpy(a, records, n * sizeof *a);
        for (int round = 0; round < 15; round++) {
            // As programs do: mostly by one key, and again after some records have changed.
            Compare *order = orders[round < 10 ? 0 : round - 9];
            sorts[sort]((char *)a, n, sizeof *a, order);
            printf("%u%c", checksum(a, n, order), round < 14 ? ' ' : '\n');
            for (size_t i = (size_t)round; i < n; i += 64) a[i].key = a[i].key * 3 + 1;
        }
    }
    return 0;
}
