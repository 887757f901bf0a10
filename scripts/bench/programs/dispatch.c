// Calls through tables of function pointers: a machine of closures, a state machine, sorting with a callback, and events.
// class: calls
// small: 200
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

// An expression is a tree whose nodes know the function that evaluates them.
typedef struct Expression {
    int32_t (*evaluate)(const struct Expression *, int32_t);
    const struct Expression *left, *right;
    int32_t constant;
} Expression;

static int32_t variable(const Expression *e, int32_t x) { return (void)e, x; }
static int32_t constant(const Expression *e, int32_t x) { return (void)x, e->constant; }
static int32_t of(const Expression *e, int32_t x) { return e->evaluate(e, x); }
static int32_t sum(const Expression *e, int32_t x) { return (int32_t)((uint32_t)of(e->left, x) + (uint32_t)of(e->right, x)); }
static int32_t product(const Expression *e, int32_t x) { return (int32_t)((uint32_t)of(e->left, x) * (uint32_t)of(e->right, x)); }
static int32_t both(const Expression *e, int32_t x) { return of(e->left, x) ^ of(e->right, x); }
static int32_t least(const Expression *e, int32_t x) {
    int32_t a = of(e->left, x), b = of(e->right, x);
    return a < b ? a : b;
}

static const Expression *grow(int depth) {
    static int32_t (*const inner[])(const Expression *, int32_t) = {sum, product, both, least};
    Expression *e = calloc(1, sizeof *e);
    e->constant = (int32_t)(next() % 1000);
    e->evaluate = next() % 2 ? variable : constant;
    if (depth == 0) return e;
    e->evaluate = inner[next() % 4];
    e->left = grow(depth - 1), e->right = grow(depth - 1 - next() % depth);
    return e;
}

// A lexer whose states are functions from a character to the next state's number.
static uint32_t counters[5];
static int blank(int c) { return c < 10 ? 1 : c < 36 ? 2 : c < 40 ? 3 : 0; }
static int digits(int c) { return c < 10 ? (counters[1] += (uint32_t)c, 1) : blank(c); }
static int word(int c) { return c < 36 ? (counters[2] = counters[2] * 3 + (uint32_t)c, 2) : blank(c); }
static int quoted(int c) { return c == 39 ? 4 : (counters[3]++, 3); }
static int quote_end(int c) { return c == 39 ? 3 : (counters[4]++, blank(c)); }

static int (*const states[])(int) = {blank, digits, word, quoted, quote_end};

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int by_low_bits(const void *a, const void *b) {
    return (int)(*(const uint32_t *)a & 0xffff) - (int)(*(const uint32_t *)b & 0xffff);
}

// A heap that knows nothing of what it orders.
static void sift(uint32_t *heap, int at, int n, int (*compare)(const void *, const void *)) {
    for (int child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && compare(&heap[child + 1], &heap[child]) > 0) child++;
        if (compare(&heap[at], &heap[child]) >= 0) return;
        uint32_t other = heap[at];
        heap[at] = heap[child], heap[child] = other;
    }
}

static void sort(uint32_t *a, int n, int (*compare)(const void *, const void *)) {
    for (int i = n / 2; i-- > 0;) sift(a, i, n, compare);
    for (int end = n - 1; end > 0; end--) {
        uint32_t other = a[0];
        a[0] = a[end], a[end] = other;
        sift(a, 0, end, compare);
    }
}

typedef void (*Listener)(void *, uint32_t);
static void add_to(void *to, uint32_t event) { *(uint32_t *)to += event; }
static void mix_into(void *to, uint32_t event) { *(uint32_t *)to = *(uint32_t *)to * 31 ^ event; }
static void keep_largest(void *to, uint32_t event) { if (event > *(uint32_t *)to) *(uint32_t *)to = event; }

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 200000;
    uint32_t total = 0, *numbers = malloc(n * sizeof *numbers), results[6] = {0};
    const Expression *expression = grow(9);
    for (int i = 0; i < n / 3; i++) total = total * 31 + (uint32_t)expression->evaluate(expression, i);
    for (int i = 0, now = 0; i < 200 * n; i++) now = states[now]((int)(next() >> 8) % 48);
    for (int round = 0; round < 6; round++) {
        for (int i = 0; i < n; i++) numbers[i] = next() << 16 | (uint32_t)i % 65536;
        sort(numbers, n, round % 2 ? ascending : by_low_bits);
        total = total * 31 + numbers[n / 3];
    }
    Listener listeners[] = {add_to, mix_into, keep_largest, add_to, mix_into, add_to};
    for (int i = 0; i < 20 * n; i++)
        for (int k = 0; k < 6; k++) listeners[k](&results[(k + i) % 6], (uint32_t)i * 2654435761u >> k);
    for (int i = 0; i < 6; i++) total = total * 31 + results[i];
    printf("%u %u %u %u\n", (unsigned)total, (unsigned)counters[1], (unsigned)counters[2], (unsigned)counters[4]);
    return 0;
}
