// Answers each line that it reads at once, and says which streams are terminals.
#include <stdio.h>
#include <string.h>
#include <unistd.h>
int main(void) {
    char line[100];
    setvbuf(stdout, NULL, _IONBF, 0);
    while (fgets(line, sizeof line, stdin)) {
        printf("%d bytes: ", (int)strlen(line));
        printf("%s", line);
    }
    printf("end, terminals: %d %d %d\n", isatty(0), isatty(1), isatty(2));
}
