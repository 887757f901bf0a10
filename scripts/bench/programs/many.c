// A large module: 2,048 functions made by macros call one another, some often, most rarely, through tables and directly. What
// is hot fits into no cache of instructions unless it is laid out together.
// class: calls
// small: 20
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    uint32_t value, depth, seen[16];
} State;

typedef void Function(State *);

static Function *const table[2048];

// Each function has a constant of its own, a common path, a path that is hardly ever taken, and a call that depends on data.
#define ONE(n)                                                                                          \
    static void f##n(State *s) {                                                                        \
        uint32_t x = s->value * (2u * 0x##n + 0x9e3779b1u) ^ s->value >> (0x##n % 13 + 3);              \
        if ((x & 0xfff) == 0x##n % 0xfff) x += s->seen[0x##n % 16] / (x % 7 + 1), s->depth /= 2;        \
        if ((x >> 5) % 4 == 0) s->seen[x % 16] ^= x + 0x##n;                                            \
        else if (s->depth % 3 == 0) x = x % (0x##n + 3) + (x << 9);                                     \
        s->value = x;                                                                                   \
        if (s->depth-- > 0) table[(x >> 8) % 64 * 61 % (x % 32 == 0 ? 2048 : 97)](s);                   \
    }

#define ALL16(do, n) do(n##0) do(n##1) do(n##2) do(n##3) do(n##4) do(n##5) do(n##6) do(n##7) \
                     do(n##8) do(n##9) do(n##a) do(n##b) do(n##c) do(n##d) do(n##e) do(n##f)
#define ALL256(do, n) ALL16(do, n##0) ALL16(do, n##1) ALL16(do, n##2) ALL16(do, n##3) ALL16(do, n##4) ALL16(do, n##5) \
                      ALL16(do, n##6) ALL16(do, n##7) ALL16(do, n##8) ALL16(do, n##9) ALL16(do, n##a) ALL16(do, n##b) \
                      ALL16(do, n##c) ALL16(do, n##d) ALL16(do, n##e) ALL16(do, n##f)
#define ALL(do) ALL256(do, 0) ALL256(do, 1) ALL256(do, 2) ALL256(do, 3) ALL256(do, 4) ALL256(do, 5) ALL256(do, 6) ALL256(do, 7)
#define NAME(n) f##n,

ALL(ONE)

static Function *const table[2048] = {ALL(NAME)};

int main(int argc, char **argv) {
    uint32_t rounds = argc > 1 ? (uint32_t)atoi(argv[1]) : 250000, sum = 0;
    State state = {1, 0, {0}};
    for (uint32_t i = 0; i < 16; i++) state.seen[i] = i * 77;
    for (uint32_t round = 0; round < rounds; round++) {
        state.value ^= round;
        state.depth = 100;
        table[round % 16 == 0 ? round / 16 % 2048 : round % 31](&state);
        sum = sum * 31 + state.value;
    }
    printf("%08x %08x\n", (unsigned)sum, (unsigned)state.seen[7]);
    return 0;
}
