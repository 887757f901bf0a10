/* setjmp and longjmp, in all the ways that C allows. */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

static jmp_buf outer, inner;
static int frames;

static void descend(jmp_buf to, int depth, int value) {
    volatile char space[32];
    memset((char *)space, depth, sizeof space);
    frames++;
    if (depth == 0) longjmp(to, value);
    descend(to, depth - 1, value);
    frames -= space[0]; // Never reached.
}

static void values(void) {
    int depths[] = {0, 1, 10, 1000};
    for (int i = 0; i < 4; i++) {
        frames = 0;
        int value = setjmp(outer);
        if (value == 0) {
            printf("descend by %d\n", depths[i]);
            descend(outer, depths[i], i);
        } else {
            printf("back with %d from %d frames\n", value, frames);
        }
    }
}

/* Locals that are volatile keep what was last stored. */
static void locals(void) {
    volatile int turns = 0;
    volatile double sum = 0.5;
    const char *text = "unchanged";
    if (setjmp(outer) < 5) {
        turns++;
        sum *= 3;
        if (turns < 8) longjmp(outer, turns);
    }
    printf("turns %d, sum %g, %s\n", turns, sum, text);
}

static void nested(void) {
    switch (setjmp(outer)) {
    case 0:
        switch (setjmp(inner)) {
        case 0: descend(inner, 5, 7);
        case 7: printf("inner, on to outer\n"); descend(outer, 3, 8);
        default: printf("unexpected\n");
        }
        break;
    case 8: printf("outer\n"); break;
    default: printf("unexpected\n");
    }
}

/* Each level has a buffer of its own; the jump is to one in the middle. */
static int levels(jmp_buf *up, int level) {
    int value = setjmp(up[level]);
    if (value != 0) return level * 100 + value;
    if (level == 9) longjmp(up[4], 3);
    return levels(up, level + 1) + 1000;
}

/* Two calls of setjmp in one function, taken by turns. */
static unsigned turns(void) {
    volatile unsigned a = 0, b = 0;
    unsigned at_a = (unsigned)setjmp(outer);
    a = a * 3 + at_a;
    unsigned at_b = (unsigned)setjmp(inner);
    b = b * 5 + at_b;
    if (a < 1000 && at_b % 2 == 0) longjmp(inner, (int)(at_b + 1));
    if (a < 1000) longjmp(outer, (int)(at_a + 1));
    return a * 31 + b;
}

static int many(void) {
    volatile int sum = 0;
    for (volatile int i = 0; i < 200000; i++) {
        int value = setjmp(outer);
        if (value == 0) descend(outer, i % 5, i % 100 + 1);
        sum += value;
    }
    return sum;
}

int main(void) {
    static jmp_buf up[10];
    values();
    locals();
    nested();
    printf("levels: %d\n", levels(up, 0));
    printf("turns: %u\n", turns());
    printf("many: %d\n", many());
    return 4;
}
