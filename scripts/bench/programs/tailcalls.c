// Tail calls: an interpreter whose instructions end with a jump to the next one, and functions that call one another for ever.
// class: calls
// wasm: -mtail-call
// small: 2
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define TAIL __attribute__((musttail)) return

typedef struct Word Word;
typedef uint64_t Step(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count);

struct Word {
    Step *step;
    int64_t value;
};

static Step push, get, set, add, subtract, multiply, xor_, branch, branch_if, halt;

#define NEXT(pc, stack, top) TAIL (pc)->step(pc, stack, top, count + 1)

static uint64_t memory[16];

static uint64_t push(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) {
    *++stack = top;
    NEXT(pc + 1, stack, (uint64_t)pc->value);
}

static uint64_t get(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) {
    *++stack = top;
    NEXT(pc + 1, stack, memory[pc->value]);
}

static uint64_t set(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) {
    memory[pc->value] = top;
    top = *stack--;
    NEXT(pc + 1, stack, top);
}

static uint64_t add(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) {
    top = *stack-- + top;
    NEXT(pc + 1, stack, top);
}

static uint64_t subtract(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) {
    top = *stack-- - top;
    NEXT(pc + 1, stack, top);
}

static uint64_t multiply(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) {
    top = *stack-- * top;
    NEXT(pc + 1, stack, top);
}

static uint64_t xor_(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) {
    top = *stack-- ^ top >> 7;
    NEXT(pc + 1, stack, top);
}

static uint64_t branch(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) {
    pc += pc->value;
    NEXT(pc, stack, top);
}

static uint64_t branch_if(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) {
    uint64_t condition = top;
    top = *stack--;
    pc += condition ? pc->value : 1;
    NEXT(pc, stack, top);
}

static uint64_t halt(const Word *pc, uint64_t *stack, uint64_t top, uint64_t count) { return (void)pc, (void)stack, top + count; }

// x = 1; for (i = n; i != 0; i--) x = (x * 6364136223846793005 + i) ^ (x >> 7)
static const Word program[] = {
    {get, 0}, {push, 6364136223846793005}, {multiply, 0}, {get, 1}, {add, 0}, {get, 0}, {xor_, 0}, {set, 0},
    {get, 1}, {push, 1}, {subtract, 0}, {set, 1}, {get, 1}, {branch_if, 2}, {branch, 2}, {branch, -15}, {get, 0}, {halt, 0},
};

static uint32_t odd(uint32_t n, uint32_t hash);
static uint32_t even(uint32_t n, uint32_t hash) {
    if (n == 0) return hash;
    TAIL odd(n - 1, hash * 31 + 1);
}
static uint32_t odd(uint32_t n, uint32_t hash) {
    if (n == 0) return ~hash;
    TAIL even(n - 1, hash ^ hash >> 3);
}

// States of a lexer that jump to one another at every character.
static uint32_t blank(const uint8_t *p, uint32_t hash);
static uint32_t word(const uint8_t *p, uint32_t hash) {
    if (*p == 0) return hash;
    if (*p < 128) TAIL blank(p + 1, hash * 3);
    TAIL word(p + 1, hash * 31 + *p);
}
static uint32_t number(const uint8_t *p, uint32_t hash) {
    if (*p == 0) return hash;
    if (*p > 64) TAIL blank(p + 1, hash + 7);
    TAIL number(p + 1, hash * 10 + *p);
}
static uint32_t blank(const uint8_t *p, uint32_t hash) {
    if (*p == 0) return hash;
    if (*p > 200) TAIL word(p + 1, hash ^ 1);
    if (*p < 50) TAIL number(p + 1, hash ^ 2);
    TAIL blank(p + 1, hash);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1500;
    uint64_t stack[64] = {0}, sum = 0;
    static uint8_t text[20001];
    for (int i = 0; i < 20000; i++) text[i] = (uint8_t)(1 + (uint32_t)i * 2654435761u % 255);
    for (int round = 0; round < rounds; round++) {
        memory[0] = (uint64_t)round, memory[1] = 10000;
        sum = sum * 31 + program->step(program, stack, 0, 0);
        sum = sum * 31 + even(100000 + (uint32_t)round, 7);
        sum = sum * 31 + blank(text + round % 100, 5);
    }
    printf("%016llx\n", (unsigned long long)sum);
    return 0;
}
