// Branches on data: a tokenizer over generated text feeds a small stack machine, whose results go through a hash table.
// class: integer
// small: 1
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { TEXT = 1 << 20, SLOTS = 1 << 12 };

static char text[TEXT + 1];
static uint32_t keys[SLOTS], counts[SLOTS];
static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static void generate(void) {
    static const char alphabet[] = "0123456789012345678901234 ++--**%%^^((;;";
    for (int i = 0; i < TEXT; i++) text[i] = alphabet[next() % (sizeof alphabet - 1)];
}

static void count(uint32_t key) {
    uint32_t slot = key * 2654435761u >> 20;
    for (int probes = 0; probes < 8; probes++, slot = (slot + 1) % SLOTS) {
        if (counts[slot] == 0) keys[slot] = key;
        if (keys[slot] == key) {
            counts[slot]++;
            return;
        }
    }
}

static uint32_t pop(uint32_t *stack, int *depth) { return *depth > 0 ? stack[--*depth] : 1; }

static uint32_t evaluate(const char *p) {
    uint32_t stack[64], result = 0;
    int depth = 0;
    while (*p) {
        if (depth == 64) depth = 32;
        char c = *p++;
        if (c >= '0' && c <= '9') {
            uint32_t value = c - '0';
            while (*p >= '0' && *p <= '9') value = value * 10 + (*p++ - '0');
            stack[depth++] = value;
            continue;
        }
        uint32_t right, left;
        switch (c) {
        case '+': right = pop(stack, &depth), left = pop(stack, &depth), stack[depth++] = left + right; break;
        case '-': right = pop(stack, &depth), left = pop(stack, &depth), stack[depth++] = left - right; break;
        case '*': right = pop(stack, &depth), left = pop(stack, &depth), stack[depth++] = left * right; break;
        case '^': right = pop(stack, &depth), left = pop(stack, &depth), stack[depth++] = left ^ right; break;
        case '%': right = pop(stack, &depth), left = pop(stack, &depth), stack[depth++] = right ? left % right : 0; break;
        case '(': right = pop(stack, &depth), stack[depth++] = right, depth += depth < 63 && (stack[depth] = right & 255, 1); break;
        case ';': right = pop(stack, &depth), count(right & 4095), result = result * 31 + right; break;
        default: break;
        }
    }
    return result;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 60;
    uint32_t sum = 0, most = 0;
    generate();
    for (int round = 0; round < rounds; round++) {
        sum = sum * 33 + evaluate(text);
        text[next() % TEXT] = '7';
    }
    for (int i = 0; i < SLOTS; i++)
        if (counts[i] > counts[most]) most = i;
    printf("%u %u %u\n", sum, keys[most], counts[most]);
    return 0;
}
