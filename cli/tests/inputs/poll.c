// Waits for standard input, then for a time in which nothing comes.
#include <poll.h>
#include <stdio.h>
#include <unistd.h>
int main(void) {
    struct pollfd input = {.fd = 0, .events = POLLIN};
    char text[8];
    int ready = poll(&input, 1, 10000);
    long size = read(0, text, sizeof text);
    printf("%d ready, %ld bytes\n", ready, size);
    printf("%d ready\n", poll(&input, 1, 20));
}
