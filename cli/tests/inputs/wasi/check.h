// What the programs here have in common: checks that go on after one has failed, and the functions of WASI as they are imported,
// with addresses and lengths that may be anything.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

static int failures;

// Whether a number is the expected one: an error's, most of the time.
#define IS(value, expected)                                                                          \
    do {                                                                                             \
        long long is = (long long)(value), should = (long long)(expected);                           \
        if (is != should) {                                                                          \
            printf("%s:%d: %s is %lld, not %lld\n", __FILE__, __LINE__, #value, is, should);         \
            failures++;                                                                              \
        }                                                                                            \
    } while (0)

#define OK(call) IS(call, 0)
#define HOLDS(condition) IS(!!(condition), 1)

static int finish(void) {
    if (!failures) puts("fine");
    return failures ? 1 : 0;
}

#define IMPORT(name, ...)                                                                            \
    __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name))) int raw_##name(__VA_ARGS__)

// The first directory that this program was given.
enum { ROOT = 3 };

#define ALL_RIGHTS ((1 << 30) - 1)
#define READ __WASI_RIGHTS_FD_READ
#define WRITE __WASI_RIGHTS_FD_WRITE

// Opens a path below a directory, or returns an error's number, negative.
static int open_at(int dir, const char *path, int lookup, int oflags, __wasi_rights_t rights, int flags) {
    __wasi_fd_t fd;
    int error = __wasi_path_open(dir, lookup, path, oflags, rights, rights, flags, &fd);
    return error ? -error : (int)fd;
}

static int make_file(const char *path, const char *text) {
    int fd = open_at(ROOT, path, 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_TRUNC, READ | WRITE, 0);
    HOLDS(fd > 2);
    __wasi_ciovec_t iov = {(const uint8_t *)text, strlen(text)};
    __wasi_size_t size;
    OK(__wasi_fd_write(fd, &iov, 1, &size));
    IS(size, strlen(text));
    return fd;
}

static int write_text(int fd, const char *text) {
    __wasi_ciovec_t iov = {(const uint8_t *)text, strlen(text)};
    __wasi_size_t size = 0;
    int error = __wasi_fd_write(fd, &iov, 1, &size);
    return error ? -error : (int)size;
}

static char text[256];

// Reads at most so many bytes into `text`, which then ends after them.
static int read_text(int fd, int most) {
    __wasi_iovec_t iov = {(uint8_t *)text, most};
    __wasi_size_t size = 0;
    int error = __wasi_fd_read(fd, &iov, 1, &size);
    text[size] = 0;
    return error ? -error : (int)size;
}
