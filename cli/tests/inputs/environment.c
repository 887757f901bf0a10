// Shows what the guest was started with.
#include <stdio.h>
#include <stdlib.h>
extern char **environ;
int main(int argc, char **argv) {
    for (int i = 0; i < argc; i++) printf("argv[%d] = %s\n", i, argv[i]);
    for (char **variable = environ; *variable; variable++) printf("%s\n", *variable);
    return argc;
}
