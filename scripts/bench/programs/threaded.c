// A stack machine whose instructions end with a jump to the next one each, by GNU C's `goto *`: Collatz sequences, and a generator of numbers.
// class: integer
// small: 100
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { PUSH, LOAD, STORE, ADD, MUL, XOR, AND, SHIFT, LESS, DUP, JUMP, UNLESS, HALT };

static uint32_t run(const int32_t *code, uint32_t argument) {
    static const void *const places[] = {&&push, &&load, &&store, &&add, &&mul, &&xor, &&and, &&shift, &&less, &&dup, &&jump, &&unless, &&halt};
    uint32_t stack[32], locals[4] = {argument}, *top = stack;
    const int32_t *next = code;
#define NEXT goto *places[*next++]
    NEXT;
push:
    *top++ = (uint32_t)*next++;
    NEXT;
load:
    *top++ = locals[*next++];
    NEXT;
store:
    locals[*next++] = *--top;
    NEXT;
add:
    top--, top[-1] += *top;
    NEXT;
mul:
    top--, top[-1] *= *top;
    NEXT;
xor:
    top--, top[-1] ^= *top;
    NEXT;
and:
    top--, top[-1] &= *top;
    NEXT;
shift:
    top--, top[-1] >>= *top & 31;
    NEXT;
less:
    top--, top[-1] = top[-1] < *top;
    NEXT;
dup:
    top++, top[-1] = top[-2];
    NEXT;
jump:
    next = code + *next;
    NEXT;
unless:
    next = *--top ? next + 1 : code + *next;
    NEXT;
halt:
    return top[-1];
}

// How many steps it takes from the argument to one.
static const int32_t collatz[] = {
    /* 0 */ PUSH, 1, LOAD, 0, LESS, UNLESS, 37,
    /* 7 */ LOAD, 1, PUSH, 1, ADD, STORE, 1,
    /* 14 */ LOAD, 0, DUP, PUSH, 1, AND, UNLESS, 30,
    /* 22 */ PUSH, 3, MUL, PUSH, 1, ADD, JUMP, 33,
    /* 30 */ PUSH, 1, SHIFT,
    /* 33 */ STORE, 0, JUMP, 0,
    /* 37 */ LOAD, 1, HALT,
};

// Twenty steps of a generator of numbers, which the argument starts.
static const int32_t numbers[] = {
    /* 0 */ LOAD, 1, PUSH, 20, LESS, UNLESS, 31,
    /* 7 */ LOAD, 0, DUP, PUSH, 7, SHIFT, XOR,
    /* 14 */ PUSH, 1664525, MUL, PUSH, 1013904223, ADD, STORE, 0,
    /* 22 */ LOAD, 1, PUSH, 1, ADD, STORE, 1, JUMP, 0,
    /* 31 */ LOAD, 0, HALT,
};

int main(int argc, char **argv) {
    uint32_t n = argc > 1 ? (uint32_t)atoi(argv[1]) : 120000, steps = 0, sum = 0;
    for (uint32_t i = 1; i <= n; i++) {
        steps += run(collatz, i);
        sum = sum * 31 + run(numbers, i + steps);
    }
    printf("%u %u\n", (unsigned)steps, (unsigned)sum);
    return 0;
}
