// Ways to end that are not `exit`.
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static volatile int sink;

__attribute__((noinline)) static int deep(int n) {
    volatile int here = n;
    int below = deep(n + 1);
    return below + here;
}

int main(int argc, char **argv) {
    const char *how = argv[1];
    if (!strcmp(how, "abort")) abort();
    if (!strcmp(how, "assert")) assert(argc == 1);
    if (!strcmp(how, "trap")) sink = *(volatile int *)0xfffffff0;
    if (!strcmp(how, "overflow")) sink = deep(0);
    return 0;
}
