// Traps in functions that the compiler inlines, in one that it does not, and on a line of its own.
static int table[4] = {1, 2, 3, 4};

static inline int divide(int a, int b) {
    return a / b;
}

static inline int middle(int a, int b) {
    return divide(a + 1, b) + table[a & 3];
}

__attribute__((noinline)) int outer(int a, int b) {
    return middle(a, b) * 3;
}

__attribute__((export_name("run"))) int run(int a, int b) {
    return outer(a, b) + 1;
}
