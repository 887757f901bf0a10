// Calls: Fibonacci, Ackermann and n queens by plain recursion.
// class: calls
#include <stdint.h>
#include <stdio.h>

static uint32_t fibonacci(uint32_t n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

static uint32_t ackermann(uint32_t m, uint32_t n) {
    if (m == 0) return n + 1;
    return ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1));
}

static uint32_t queens(uint32_t all, uint32_t columns, uint32_t left, uint32_t right) {
    if (columns == all) return 1;
    uint32_t solutions = 0;
    for (uint32_t free = all & ~(columns | left | right); free != 0; free &= free - 1) {
        uint32_t place = free & -free;
        solutions += queens(all, columns | place, (left | place) << 1, (right | place) >> 1);
    }
    return solutions;
}

int main(int argc, char **argv) {
    (void)argv;
    uint32_t more = argc > 1; // so that nothing is known when compiling
    printf("%u %u %u\n", fibonacci(42 + more), ackermann(2 + more, 3000), queens((1u << (13 + more)) - 1, 0, 0, 0));
    return 0;
}
