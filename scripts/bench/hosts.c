// Calls of the host: hosts NAME TIMES FILE does one of them so many times; scripts/bench/hosts times the process, natively and with each
// engine. Reading and writing go through a file in pieces of 64 KiB.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 65536, PIECES = 1024 };

static char piece[PIECE];

static void check(int holds) {
    if (!holds) {
        perror("hosts");
        exit(1);
    }
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    long times = atol(argv[2]);
    int fd = open(argv[3], O_RDWR | O_CREAT | O_TRUNC, 0666);
    check(fd >= 0);
    memset(piece, 7, PIECE);
    for (int i = 0; i < PIECES; i++) check(write(fd, piece, PIECE) == PIECE);
    for (long i = 0; i < times; i++) {
        struct timespec time;
        switch (argv[1][0]) {
        case 'c': check(clock_gettime(CLOCK_MONOTONIC, &time) == 0); break;
        case 's': check(lseek(fd, i & 1023, SEEK_SET) >= 0); break;
        default:
            if (i % PIECES == 0) check(lseek(fd, 0, SEEK_SET) == 0);
            check((argv[1][0] == 'w' ? write(fd, piece, PIECE) : read(fd, piece, PIECE)) == PIECE);
        }
    }
    check(unlink(argv[3]) == 0);
    return 0;
}
