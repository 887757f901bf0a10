// Copies standard input to standard output in upper case; says on standard error how much it was.
#include <ctype.h>
#include <stdio.h>
#include <unistd.h>
int main(void) {
    int c, count = 0;
    while ((c = getchar()) != EOF) {
        putchar(toupper(c));
        count++;
    }
    fprintf(stderr, "%d bytes, terminal: %d\n", count, isatty(1));
    return fflush(stdout) || ferror(stdout) ? 3 : 0;
}
