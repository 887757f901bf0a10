// Tries each argument as the path of a file to read and prints what comes of it.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        char text[64];
        FILE *file = fopen(argv[i], "r");
        if (file && fgets(text, sizeof text, file))
            printf("%s: %s", argv[i], text);
        else
            printf("%s: %s\n", argv[i], strerror(errno));
    }
    // Nor can it make a way out.
    if (link("/in/out", "/in/hard") == 0 || symlink("/etc/passwd", "/in/soft") == 0 || rename("/in/out", "../out") == 0)
        puts("escaped");
    if (open("/in/dangling", O_WRONLY | O_CREAT, 0666) >= 0 || open("/in/absolute", O_WRONLY | O_TRUNC) >= 0)
        puts("escaped through a link");
}
