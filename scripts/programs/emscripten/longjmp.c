// setjmp and longjmp: across calls, again and again, nested, and out of callbacks. Where ZERO_STAYS is defined, the C library does
// not make 1 of a 0 that is given to longjmp, as it should.
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf outer, inner;

__attribute__((noinline)) static void deep(int n, int value) {
    volatile char room[64];
    room[n % 64] = (char)n;
    if (n == 0) longjmp(outer, value);
    deep(n - 1, value + room[n % 64] * 0);
}

static int compare(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    if (x == 13 || y == 13) longjmp(inner, 13);
    return x - y;
}

static int nested(int n) {
    jmp_buf here;
    volatile int count = 0;
    int r = setjmp(here);
    if (r) count = r;
    if (count < 3) longjmp(here, count + 1);
    return n == 0 ? count : count + nested(n - 1);
}

static double mixed(double a, long long b, int c) { if (c) longjmp(outer, c); return a * (double)b; }

__attribute__((noinline)) static void try_mixed(int c) {
    double (*volatile f)(double, long long, int) = mixed;
    int r = setjmp(outer);
    if (r) printf("left %d\n", r);
    else printf("mixed %g\n", f(1.5, 1LL << 33, c));
}

struct parser { jmp_buf error; const char *text; };
static int expression(struct parser *p);
static int term(struct parser *p) {
    if (*p->text == '(') {
        p->text++;
        int value = expression(p);
        if (*p->text++ != ')') longjmp(p->error, 2);
        return value;
    }
    if (*p->text < '0' || *p->text > '9') longjmp(p->error, 1);
    int value = 0;
    while (*p->text >= '0' && *p->text <= '9') value = value * 10 + *p->text++ - '0';
    return value;
}
static int expression(struct parser *p) {
    int value = term(p);
    while (*p->text == '+' || *p->text == '-') value += *p->text++ == '+' ? term(p) : -term(p);
    return value;
}

static jmp_buf once, often;

__attribute__((noinline)) static void leave(jmp_buf buffer, int value) {
    static volatile int always = 1;
    if (always) longjmp(buffer, value);
}

__attribute__((noinline)) static void zero(void) {
    int r = setjmp(once);
    if (!r) leave(once, 0);
    printf("zero becomes %d\n", r);
}

__attribute__((noinline)) static int left(int i) {
    if (setjmp(often)) return i;
    leave(often, 1);
    return 0;
}

__attribute__((noinline)) static void again(void) {
    long sum = 0;
    for (int i = 0; i < 1000; i++) sum += left(i);
    printf("sum %ld\n", sum);
}

int main(void) {
    int r = setjmp(outer);
    printf("outer %d\n", r);
    if (r < 5) deep(20, r + 1);
    if (r == 5) longjmp(outer, 77);
    int list[] = {4, 2, 13, 8};
    r = setjmp(inner);
    if (!r) { qsort(list, 4, sizeof *list, compare); printf("sorted\n"); } else printf("inner %d\n", r);
    printf("nested %d\n", nested(4));
    for (int c = 0; c < 3; c += 2) try_mixed(c);
#ifndef ZERO_STAYS
    zero();
#endif
    const char *texts[] = {"1+2-(3-4)", "(1+2", "7+x", "((8))"};
    for (volatile int i = 0; i < 4; i++) {
        struct parser p;
        p.text = texts[i];
        int error = setjmp(p.error);
        if (error) printf("%s: error %d at %d\n", texts[i], error, (int)(p.text - texts[i]));
        else printf("%s = %d\n", texts[i], expression(&p));
    }
    again();
    return 3;
}
