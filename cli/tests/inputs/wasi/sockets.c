// Functions of sockets. Without an argument, there are none; with "pair", the standard streams are one that has received
// "hello, world"; with "listen", standard input is one to which a client connects.
#include "check.h"

IMPORT(sock_accept, int fd, int flags, int accepted);
IMPORT(sock_recv, int fd, void *iovs, int count, int flags, int size, int roflags);
IMPORT(sock_send, int fd, const void *iovs, int count, int flags, int size);
IMPORT(sock_shutdown, int fd, int how);

static int size;
static unsigned short roflags;
static char a[5], b[9];
static __wasi_iovec_t in[] = {{(uint8_t *)a, 5}, {(uint8_t *)b, 9}};
static __wasi_ciovec_t out[] = {{(uint8_t *)"sent", 4}, {(uint8_t *)"\n", 1}};

static void no_sockets(int fd, int error) {
    int accepted;
    IS(raw_sock_accept(fd, 0, (int)&accepted), error);
    IS(raw_sock_recv(fd, in, 2, 0, (int)&size, (int)&roflags), error);
    IS(raw_sock_send(fd, out, 2, 0, (int)&size), error);
    for (int how = 1; how < 4; how++) IS(raw_sock_shutdown(fd, how), error);
}

static void pair(void) {
    enum { PEEK = 1, WAITALL = 2 };
    IS(raw_sock_recv(0, in, 2, 4, (int)&size, (int)&roflags), __WASI_ERRNO_INVAL);
    OK(raw_sock_recv(0, in, 1, PEEK, (int)&size, (int)&roflags));
    IS(size, 5);
    HOLDS(!memcmp(a, "hello", 5) && !roflags);
    memset(a, 0, 5);
    OK(raw_sock_recv(0, in, 2, WAITALL, (int)&size, (int)&roflags));
    IS(size, 12);
    HOLDS(!memcmp(a, "hello", 5) && !memcmp(b, ", world", 7));
    OK(raw_sock_recv(0, in, 2, 0, (int)&size, (int)&roflags));
    IS(size, 0);
    IS(raw_sock_send(1, out, 2, 1, (int)&size), __WASI_ERRNO_INVAL);
    OK(raw_sock_send(1, out, 2, 0, (int)&size));
    IS(size, 5);
    int accepted;
    IS(raw_sock_accept(0, 0, (int)&accepted), __WASI_ERRNO_INVAL);
    IS(raw_sock_shutdown(1, 0), __WASI_ERRNO_INVAL);
    IS(raw_sock_shutdown(1, 4), __WASI_ERRNO_INVAL);
    __wasi_fdstat_t stat;
    OK(__wasi_fd_fdstat_get(0, &stat));
    IS(stat.fs_filetype, __WASI_FILETYPE_SOCKET_STREAM);
    finish();
    fflush(stdout);
    OK(raw_sock_shutdown(1, 2));
    IS(raw_sock_send(1, out, 2, 0, (int)&size), __WASI_ERRNO_PIPE);
    exit(failures ? 1 : 9);
}

static void listening(void) {
    int fd;
    OK(raw_sock_accept(0, 0, (int)&fd));
    IS(fd, ROOT);
    IS(read_text(fd, 9), 2);
    HOLDS(!strcmp(text, "hi"));
    OK(raw_sock_send(fd, out, 2, 0, (int)&size));
    OK(raw_sock_shutdown(fd, 3));
    OK(__wasi_fd_close(fd));
}

int main(int argc, char **argv) {
    if (argc > 1 && argv[1][0] == 'p') pair();
    if (argc > 1 && argv[1][0] == 'l') {
        listening();
    } else {
        no_sockets(0, __WASI_ERRNO_NOTSOCK);
        no_sockets(ROOT, __WASI_ERRNO_NOTSOCK);
        no_sockets(make_file("f", ""), __WASI_ERRNO_NOTSOCK);
        no_sockets(99, __WASI_ERRNO_BADF);
        OK(__wasi_path_unlink_file(ROOT, "f"));
    }
    return finish();
}
