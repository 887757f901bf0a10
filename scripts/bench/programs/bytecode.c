// A virtual machine with registers: one big switch in a loop runs a sieve, a Collatz search and a mixing of memory.
// class: integer
// small: 2
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef enum {
    SET, MOVE, ADD, SUB, MUL, MOD, AND, OR, XOR, SHL, SHR, ADDI, MULI, ANDI, LOAD, STORE, JUMP, BZ, BNZ, BLT, BGE, CALL, RET, HALT,
} Op;

typedef struct {
    uint8_t op, a, b, c;
    int32_t value;
} Code;

enum { REGISTERS = 16, MEMORY = 1 << 16 };

static int32_t memory[MEMORY];

static int32_t run(const Code *code, int32_t argument, uint64_t *executed) {
    int32_t r[REGISTERS] = {argument}, stack[64];
    int depth = 0;
    uint64_t count = 0;
    for (const Code *pc = code;; pc++, count++) {
        switch ((Op)pc->op) {
        case SET: r[pc->a] = pc->value; break;
        case MOVE: r[pc->a] = r[pc->b]; break;
        case ADD: r[pc->a] = r[pc->b] + r[pc->c]; break;
        case SUB: r[pc->a] = r[pc->b] - r[pc->c]; break;
        case MUL: r[pc->a] = (int32_t)((uint32_t)r[pc->b] * (uint32_t)r[pc->c]); break;
        case MOD: r[pc->a] = r[pc->c] > 0 ? r[pc->b] % r[pc->c] : 0; break;
        case AND: r[pc->a] = r[pc->b] & r[pc->c]; break;
        case OR: r[pc->a] = r[pc->b] | r[pc->c]; break;
        case XOR: r[pc->a] = r[pc->b] ^ r[pc->c]; break;
        case SHL: r[pc->a] = (int32_t)((uint32_t)r[pc->b] << (r[pc->c] & 31)); break;
        case SHR: r[pc->a] = (int32_t)((uint32_t)r[pc->b] >> (r[pc->c] & 31)); break;
        case ADDI: r[pc->a] = r[pc->b] + pc->value; break;
        case MULI: r[pc->a] = (int32_t)((uint32_t)r[pc->b] * (uint32_t)pc->value); break;
        case ANDI: r[pc->a] = r[pc->b] & pc->value; break;
        case LOAD: r[pc->a] = memory[(r[pc->b] + pc->value) & (MEMORY - 1)]; break;
        case STORE: memory[(r[pc->b] + pc->value) & (MEMORY - 1)] = r[pc->a]; break;
        case JUMP: pc += pc->value; break;
        case BZ: if (r[pc->a] == 0) pc += pc->value; break;
        case BNZ: if (r[pc->a] != 0) pc += pc->value; break;
        case BLT: if (r[pc->a] < r[pc->b]) pc += pc->value; break;
        case BGE: if (r[pc->a] >= r[pc->b]) pc += pc->value; break;
        case CALL: stack[depth++ & 63] = (int32_t)(pc - code); pc += pc->value; break;
        case RET: pc = code + stack[--depth & 63]; break;
        case HALT: *executed += count; return r[pc->a];
        }
    }
}

// Counts the primes below r0.
static const Code sieve[] = {
    {SET, 1, 0, 0, 2}, {SET, 9, 0, 0, 1}, {BGE, 1, 0, 0, 3}, {STORE, 9, 1, 0, 0}, {ADDI, 1, 1, 0, 1}, {JUMP, 0, 0, 0, -4},
    {SET, 1, 0, 0, 2}, {SET, 5, 0, 0, 0}, {SET, 6, 0, 0, 0},
    {BGE, 1, 0, 0, 9}, {LOAD, 2, 1, 0, 0}, {BZ, 2, 0, 0, 5}, {ADDI, 5, 5, 0, 1}, {ADD, 3, 1, 1, 0},
    {BGE, 3, 0, 0, 2}, {STORE, 6, 3, 0, 0}, {CALL, 0, 0, 0, 3}, {ADDI, 1, 1, 0, 1}, {JUMP, 0, 0, 0, -10},
    {HALT, 5, 0, 0, 0}, {ADD, 3, 3, 1, 0}, {BGE, 3, 0, 0, 2}, {STORE, 6, 3, 0, 0}, {JUMP, 0, 0, 0, -4}, {RET, 0, 0, 0, 0},
};

// The longest Collatz sequence that starts below r0.
static const Code collatz[] = {
    {SET, 1, 0, 0, 1}, {SET, 5, 0, 0, 0}, {SET, 8, 0, 0, 1},
    {BGE, 1, 0, 0, 16}, {MOVE, 2, 1, 0, 0}, {SET, 3, 0, 0, 0},
    {SUB, 4, 2, 8, 0}, {BZ, 4, 0, 0, 8}, {ADDI, 3, 3, 0, 1}, {ANDI, 4, 2, 0, 1}, {BNZ, 4, 0, 0, 2},
    {SHR, 2, 2, 8, 0}, {JUMP, 0, 0, 0, -7}, {MULI, 2, 2, 0, 3}, {ADDI, 2, 2, 0, 1}, {JUMP, 0, 0, 0, -10},
    {BGE, 5, 3, 0, 1}, {MOVE, 5, 3, 0, 0}, {ADDI, 1, 1, 0, 1}, {JUMP, 0, 0, 0, -17}, {HALT, 5, 0, 0, 0},
};

// Mixes r0 rounds of arithmetic into memory.
static const Code mix[] = {
    {SET, 1, 0, 0, 0}, {SET, 2, 0, 0, 12345}, {SET, 7, 0, 0, 7}, {BGE, 1, 0, 0, 11},
    {MULI, 2, 2, 0, 1664525}, {ADDI, 2, 2, 0, 1013904223}, {SHR, 3, 2, 7, 0}, {LOAD, 4, 3, 0, 5}, {XOR, 4, 4, 2, 0},
    {SHL, 5, 4, 7, 0}, {OR, 5, 5, 1, 0}, {AND, 6, 5, 3, 0}, {STORE, 6, 3, 0, 5}, {ADDI, 1, 1, 0, 1}, {JUMP, 0, 0, 0, -12},
    {HALT, 6, 0, 0, 0},
};

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 350;
    uint64_t executed = 0;
    uint32_t sum = 0;
    for (int round = 0; round < rounds; round++) {
        sum = sum * 31 + run(sieve, 8000 + round % 64, &executed);
        sum = sum * 31 + run(collatz, 300 + round, &executed);
        sum = sum * 31 + run(mix, 10000, &executed);
    }
    printf("%u %llu\n", sum, (unsigned long long)executed);
    return 0;
}
