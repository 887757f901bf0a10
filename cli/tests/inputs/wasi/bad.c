// A guest that breaks all rules. With an argument, it calls everything with garbage, as many times.
#include "check.h"

IMPORT(args_get, int, int);
IMPORT(args_sizes_get, int, int);
IMPORT(environ_get, int, int);
IMPORT(environ_sizes_get, int, int);
IMPORT(clock_res_get, int, int);
IMPORT(clock_time_get, int, long long, int);
IMPORT(fd_advise, int, long long, long long, int);
IMPORT(fd_allocate, int, long long, long long);
IMPORT(fd_close, int);
IMPORT(fd_datasync, int);
IMPORT(fd_fdstat_get, int, int);
IMPORT(fd_fdstat_set_flags, int, int);
IMPORT(fd_fdstat_set_rights, int, long long, long long);
IMPORT(fd_filestat_get, int, int);
IMPORT(fd_filestat_set_size, int, long long);
IMPORT(fd_filestat_set_times, int, long long, long long, int);
IMPORT(fd_pread, int, int, int, long long, int);
IMPORT(fd_prestat_get, int, int);
IMPORT(fd_prestat_dir_name, int, int, int);
IMPORT(fd_pwrite, int, int, int, long long, int);
IMPORT(fd_read, int, int, int, int);
IMPORT(fd_readdir, int, int, int, long long, int);
IMPORT(fd_renumber, int, int);
IMPORT(fd_seek, int, long long, int, int);
IMPORT(fd_sync, int);
IMPORT(fd_tell, int, int);
IMPORT(fd_write, int, int, int, int);
IMPORT(path_create_directory, int, int, int);
IMPORT(path_filestat_get, int, int, int, int, int);
IMPORT(path_filestat_set_times, int, int, int, int, long long, long long, int);
IMPORT(path_link, int, int, int, int, int, int, int);
IMPORT(path_open, int, int, int, int, int, long long, long long, int, int);
IMPORT(path_readlink, int, int, int, int, int, int);
IMPORT(path_remove_directory, int, int, int);
IMPORT(path_rename, int, int, int, int, int, int);
IMPORT(path_symlink, int, int, int, int, int);
IMPORT(path_unlink_file, int, int, int);
IMPORT(poll_oneoff, int, int, int, int);
IMPORT(proc_raise, int);
IMPORT(random_get, int, int);
IMPORT(sched_yield, void);
IMPORT(sock_accept, int, int, int);
IMPORT(sock_recv, int, int, int, int, int, int);
IMPORT(sock_send, int, int, int, int, int);
IMPORT(sock_shutdown, int, int);

enum { FAULT = __WASI_ERRNO_FAULT };

static int end(void) { return __builtin_wasm_memory_size(0) * 65536; }

static __wasi_iovec_t iovs[4];
static char buffer[64];
static int result;

// Addresses that are out, or where what is there does not fit. None of the calls may do anything else.
static void addresses(int fd) {
    const int out[] = {end() - 1, end(), -1, -8, 0x7fffffff, (int)0x80000000};
    const int path = (int)"f", one = (int)iovs, dest = (int)&result;
    iovs[0] = (__wasi_iovec_t){(uint8_t *)buffer, 4};
    for (int i = 0; i < 6; i++) {
        const int bad = out[i];
        IS(raw_args_get(bad, (int)buffer), FAULT);
        IS(raw_args_get((int)buffer, bad), FAULT);
        IS(raw_args_sizes_get(bad, dest), FAULT);
        IS(raw_args_sizes_get(dest, bad), FAULT);
        IS(raw_environ_get(bad, (int)buffer), FAULT);
        IS(raw_environ_get((int)buffer, bad), FAULT);
        IS(raw_environ_sizes_get(bad, dest), FAULT);
        IS(raw_environ_sizes_get(dest, bad), FAULT);
        IS(raw_clock_res_get(1, bad), FAULT);
        IS(raw_clock_time_get(1, 0, bad), FAULT);
        IS(raw_fd_fdstat_get(fd, bad), FAULT);
        IS(raw_fd_filestat_get(fd, bad), FAULT);
        IS(raw_fd_tell(fd, bad), FAULT);
        IS(raw_fd_seek(fd, 7, 0, bad), FAULT);
        IS(raw_fd_prestat_get(ROOT, bad), FAULT);
        IS(raw_fd_prestat_dir_name(ROOT, bad, 100), FAULT);
        IS(raw_fd_read(fd, bad, 1, dest), FAULT);
        IS(raw_fd_read(fd, one, 1, bad), FAULT);
        IS(raw_fd_write(fd, bad, 1, dest), FAULT);
        IS(raw_fd_write(fd, one, 1, bad), FAULT);
        IS(raw_fd_pread(fd, bad, 1, 0, dest), FAULT);
        IS(raw_fd_pread(fd, one, 1, 0, bad), FAULT);
        IS(raw_fd_pwrite(fd, bad, 1, 0, dest), FAULT);
        IS(raw_fd_pwrite(fd, one, 1, 0, bad), FAULT);
        IS(raw_fd_readdir(ROOT, bad, 100, 0, dest), FAULT);
        IS(raw_fd_readdir(ROOT, (int)buffer, 10, 0, bad), FAULT);
        IS(raw_path_create_directory(ROOT, bad, 4), FAULT);
        IS(raw_path_filestat_get(ROOT, 0, bad, 4, (int)buffer), FAULT);
        IS(raw_path_filestat_get(ROOT, 0, path, 1, bad), FAULT);
        IS(raw_path_filestat_set_times(ROOT, 0, bad, 4, 0, 0, 0), FAULT);
        IS(raw_path_link(ROOT, 0, bad, 4, ROOT, path, 1), FAULT);
        IS(raw_path_link(ROOT, 0, path, 1, ROOT, bad, 4), FAULT);
        IS(raw_path_open(ROOT, 0, bad, 4, 0, READ, 0, 0, dest), FAULT);
        IS(raw_path_open(ROOT, 0, (int)"new", 3, 1, READ, 0, 0, bad), FAULT);
        IS(raw_path_readlink(ROOT, bad, 4, (int)buffer, 9, dest), FAULT);
        IS(raw_path_readlink(ROOT, path, 1, bad, 9, dest), FAULT);
        IS(raw_path_remove_directory(ROOT, bad, 4), FAULT);
        IS(raw_path_rename(ROOT, bad, 4, ROOT, path, 1), FAULT);
        IS(raw_path_rename(ROOT, path, 1, ROOT, bad, 4), FAULT);
        IS(raw_path_symlink(bad, 4, ROOT, path, 1), FAULT);
        IS(raw_path_symlink(path, 1, ROOT, bad, 4), FAULT);
        IS(raw_path_unlink_file(ROOT, bad, 4), FAULT);
        IS(raw_poll_oneoff(bad, (int)buffer, 1, dest), FAULT);
        IS(raw_poll_oneoff((int)buffer, bad, 1, dest), FAULT);
        IS(raw_poll_oneoff((int)buffer, (int)buffer, 1, bad), FAULT);
        IS(raw_random_get(bad, 9), FAULT);
        iovs[1] = (__wasi_iovec_t){(uint8_t *)bad, 9};
        IS(raw_fd_read(fd, one, 2, dest), FAULT);
        IS(raw_fd_write(fd, one, 2, dest), FAULT);
    }
    IS(raw_path_filestat_get(ROOT, 0, (int)"new", 3, (int)buffer), __WASI_ERRNO_NOENT);
    // The next one is free: none has been lost.
    IS(raw_path_open(ROOT, 0, path, 1, 0, READ, 0, 0, dest), 0);
    IS(result, fd + 1);
    OK(raw_fd_close(result));
}

// Lengths and counts that no memory has.
static void lengths(int fd) {
    const int dest = (int)&result;
    const int long_ones[] = {end(), 0x7fffffff, (int)0x80000000, -1};
    for (int i = 0; i < 4; i++) {
        const int len = long_ones[i];
        IS(raw_random_get((int)buffer, len), FAULT);
        IS(raw_poll_oneoff((int)buffer, (int)buffer, len, dest), FAULT);
        IS(raw_fd_read(fd, (int)iovs, len, dest), FAULT);
        IS(raw_fd_write(fd, (int)iovs, len, dest), FAULT);
        IS(raw_fd_pread(fd, (int)iovs, len, 0, dest), FAULT);
        IS(raw_fd_pwrite(fd, (int)iovs, len, 0, dest), FAULT);
        IS(raw_fd_readdir(ROOT, (int)buffer, len, 0, dest), FAULT);
        IS(raw_path_open(ROOT, 0, (int)buffer, len, 0, READ, 0, 0, dest), FAULT);
        IS(raw_path_readlink(ROOT, (int)"f", 1, (int)buffer, len, dest), FAULT);
        IS(raw_path_create_directory(ROOT, (int)buffer, len), FAULT);
        iovs[0] = (__wasi_iovec_t){(uint8_t *)buffer, len};
        IS(raw_fd_read(fd, (int)iovs, 1, dest), FAULT);
    }
    IS(raw_poll_oneoff((int)buffer, (int)buffer, 0x55555556, dest), FAULT);
    IS(raw_fd_write(fd, (int)iovs, 0x20000001, dest), FAULT);
    // What a guest has, it may name: all of its memory, and a million buffers that are none.
    IS(raw_path_create_directory(ROOT, 0, 60000), __WASI_ERRNO_NAMETOOLONG);
    enum { MILLION = 1 << 20 };
    __wasi_iovec_t *many = calloc(MILLION, sizeof *many);
    OK(raw_fd_write(fd, (int)many, MILLION, dest));
    IS(result, 0);
    for (int i = 0; i < MILLION; i++) many[i] = (__wasi_iovec_t){(uint8_t *)many, 65536};
    OK(raw_fd_write(fd, (int)many, 5, dest));
    IS(result, 5 * 65536);
    OK(raw_fd_seek(fd, 0, 0, (int)buffer));
    // No system waits for so much at once.
    IS(raw_poll_oneoff((int)many, (int)many, 100000, dest), __WASI_ERRNO_INVAL);
    free(many);
}

// Buffers over one another: the bytes come one after the other, and the later ones stay.
static void overlapping(int fd) {
    OK(raw_fd_filestat_set_size(fd, 0));
    iovs[0] = (__wasi_iovec_t){(uint8_t *)"0123456789", 10};
    OK(raw_fd_pwrite(fd, (int)iovs, 1, 0, (int)&result));
    memset(buffer, '#', sizeof buffer);
    iovs[0] = (__wasi_iovec_t){(uint8_t *)buffer, 6};
    iovs[1] = (__wasi_iovec_t){(uint8_t *)buffer + 2, 3};
    OK(raw_fd_pread(fd, (int)iovs, 2, 0, (int)&result));
    IS(result, 9);
    HOLDS(!memcmp(buffer, "016785##", 8));
    // Into the list of buffers itself
    iovs[0] = (__wasi_iovec_t){(uint8_t *)iovs, 10};
    OK(raw_fd_pread(fd, (int)iovs, 1, 0, (int)&result));
    HOLDS(!memcmp(iovs, "0123456789", 10));
}

// Descriptors that are closed, or were never open.
static void descriptors(void) {
    const int none[] = {99, -1, 0x7fffffff, (int)0x80000000};
    const int path = (int)"f", dest = (int)&result;
    iovs[0] = (__wasi_iovec_t){(uint8_t *)buffer, 4};
    for (int i = 0; i < 4; i++) {
        const int fd = none[i], badf = __WASI_ERRNO_BADF;
        IS(raw_fd_advise(fd, 0, 0, 0), badf);
        IS(raw_fd_allocate(fd, 0, 1), badf);
        IS(raw_fd_close(fd), badf);
        IS(raw_fd_datasync(fd), badf);
        IS(raw_fd_fdstat_get(fd, (int)buffer), badf);
        IS(raw_fd_fdstat_set_flags(fd, 0), badf);
        IS(raw_fd_fdstat_set_rights(fd, 0, 0), badf);
        IS(raw_fd_filestat_get(fd, (int)buffer), badf);
        IS(raw_fd_filestat_set_size(fd, 0), badf);
        IS(raw_fd_filestat_set_times(fd, 0, 0, 0), badf);
        IS(raw_fd_pread(fd, (int)iovs, 1, 0, dest), badf);
        IS(raw_fd_prestat_get(fd, (int)buffer), badf);
        IS(raw_fd_prestat_dir_name(fd, (int)buffer, 9), badf);
        IS(raw_fd_pwrite(fd, (int)iovs, 1, 0, dest), badf);
        IS(raw_fd_read(fd, (int)iovs, 1, dest), badf);
        IS(raw_fd_readdir(fd, (int)buffer, 9, 0, dest), badf);
        IS(raw_fd_renumber(fd, ROOT), badf);
        IS(raw_fd_renumber(ROOT, fd), badf);
        IS(raw_fd_seek(fd, 0, 0, (int)buffer), badf);
        IS(raw_fd_sync(fd), badf);
        IS(raw_fd_tell(fd, (int)buffer), badf);
        IS(raw_fd_write(fd, (int)iovs, 1, dest), badf);
        IS(raw_path_create_directory(fd, path, 1), badf);
        IS(raw_path_filestat_get(fd, 0, path, 1, (int)buffer), badf);
        IS(raw_path_filestat_set_times(fd, 0, path, 1, 0, 0, 0), badf);
        IS(raw_path_link(fd, 0, path, 1, ROOT, path, 1), badf);
        IS(raw_path_link(ROOT, 0, path, 1, fd, path, 1), badf);
        IS(raw_path_open(fd, 0, path, 1, 0, READ, 0, 0, dest), badf);
        IS(raw_path_readlink(fd, path, 1, (int)buffer, 9, dest), badf);
        IS(raw_path_remove_directory(fd, path, 1), badf);
        IS(raw_path_rename(fd, path, 1, ROOT, path, 1), badf);
        IS(raw_path_rename(ROOT, path, 1, fd, path, 1), badf);
        IS(raw_path_symlink(path, 1, fd, path, 1), badf);
        IS(raw_path_unlink_file(fd, path, 1), badf);
    }
}

static unsigned long long state = 88172645463325252ull;

static unsigned long long next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

// The end of memory. What lies before it, garbage must not reach, or this program would go astray on its own; so buffers are
// listed where nothing but this program writes.
static char *scratch;
static __wasi_iovec_t listed[40];

static int address(void) {
    switch (next() % 8) {
    case 0: return next() | 1u << 31;
    case 1: return -1 - (int)(next() % 64);
    case 2: return end() - next() % 64;
    default: return (int)scratch + next() % 256;
    }
}

static int list(void) { return next() % 4 ? (int)&listed[next() % 32] : -1 - (int)(next() % 64); }

// A number that may be anything, but is rather one that means something.
static int any(void) {
    switch (next() % 8) {
    case 0: return next();
    case 1: return -1 - (int)(next() % 64);
    case 2: return next() % 100000;
    default: return next() % 9;
    }
}

static long long any64(void) { return next() % 3 ? next() % 5000 : next(); }

static int fd(void) {
    int fd = next() % 7 ? 3 + next() % 6 : any();
    return fd == 1 || fd == 2 ? -1 : fd;
}

// Neither waits nor fills the disk: `poll_oneoff` has a clock that is over already, and `fd_allocate` no file.
static void garbage(void) {
    listed[next() % 32] = (__wasi_iovec_t){(uint8_t *)address(), any() % 3000};
    static const char path[] = "a/../b\0c/./\xff";
    if (next() % 2) memcpy(scratch + next() % 256, &path[next() % 8], 1 + next() % 5);
    switch (next() % 44) {
    case 0: raw_args_get(address(), address()); break;
    case 1: raw_args_sizes_get(address(), address()); break;
    case 2: raw_environ_get(address(), address()); break;
    case 3: raw_environ_sizes_get(address(), address()); break;
    case 4: raw_clock_res_get(any(), address()); break;
    case 5: raw_clock_time_get(any(), any64(), address()); break;
    case 6: raw_fd_advise(fd(), any64(), any64(), any()); break;
    case 7: raw_fd_allocate(99, any64(), any64()); break;
    case 8: raw_fd_close(4 + next() % 40); break;
    case 9: raw_fd_datasync(fd()); break;
    case 10: raw_fd_fdstat_get(fd(), address()); break;
    case 11: raw_fd_fdstat_set_flags(fd(), any()); break;
    case 12: raw_fd_fdstat_set_rights(4 + next() % 8, -1ll >> next() % 64, any64()); break;
    case 13: raw_fd_filestat_get(fd(), address()); break;
    case 14: raw_fd_filestat_set_size(fd(), any64()); break;
    case 15: raw_fd_filestat_set_times(fd(), any64(), any64(), any()); break;
    case 16: raw_fd_pread(fd(), list(), any() % 9, any64(), address()); break;
    case 17: raw_fd_prestat_get(fd(), address()); break;
    case 18: raw_fd_prestat_dir_name(fd(), address(), any()); break;
    case 19: raw_fd_pwrite(fd(), list(), any() % 9, any64(), address()); break;
    case 20: raw_fd_read(fd(), list(), any() % 9, address()); break;
    case 21: raw_fd_readdir(fd(), address(), any(), any64(), address()); break;
    case 22: raw_fd_renumber(4 + next() % 9, 4 + next() % 9); break;
    case 23: raw_fd_seek(fd(), any64(), any(), address()); break;
    case 24: raw_fd_sync(any()); break;
    case 25: raw_fd_tell(fd(), address()); break;
    case 26: raw_fd_write(fd(), list(), any() % 9, address()); break;
    case 27: raw_path_create_directory(fd(), address(), any()); break;
    case 28: raw_path_filestat_get(fd(), any(), address(), any(), address()); break;
    case 29: raw_path_filestat_set_times(fd(), any(), address(), any(), any64(), any64(), any()); break;
    case 30: raw_path_link(fd(), any() % 3, address(), any(), fd(), address(), any()); break;
    case 31: raw_path_open(fd(), any(), address(), any(), any(), any64(), any64(), any() % 40, address()); break;
    case 32: raw_path_readlink(fd(), address(), any(), address(), any(), address()); break;
    case 33: raw_path_remove_directory(fd(), address(), any()); break;
    case 34: raw_path_rename(fd(), address(), any(), fd(), address(), any()); break;
    case 35: raw_path_symlink(address(), any(), fd(), address(), any()); break;
    case 36: raw_path_unlink_file(fd(), address(), any()); break;
    case 37: raw_random_get(address(), any()); break;
    case 38: raw_sched_yield(); break;
    case 39: raw_sock_accept(fd(), any(), address()); break;
    case 40: raw_sock_recv(fd(), list(), any() % 9, any(), address(), address()); break;
    case 41: raw_sock_send(fd(), list(), any() % 9, any(), address()); break;
    case 42: raw_sock_shutdown(fd(), any()); break;
    case 43: {
        static __wasi_subscription_t waits[4];
        for (int i = 1; i < 4; i++) {
            waits[i].u.tag = next() % 4;
            waits[i].u.u.fd_read.file_descriptor = fd();
        }
        raw_poll_oneoff((int)waits, address(), 1 + next() % 4, address());
        break;
    }
    }
}

int main(int argc, char **argv) {
    if (argc > 1) {
        int rounds = atoi(argv[1]);
        state += rounds;
        scratch = (char *)end();
        __builtin_wasm_memory_grow(0, 1);
        make_file("a", "text");
        for (int round = 0; round < rounds; round++) {
            garbage();
            if (round % 64 == 0) open_at(ROOT, "a", 0, 1, READ | WRITE, 0);
        }
        puts("survived");
        return 0;
    }
    int fd = make_file("f", "");
    addresses(fd);
    lengths(fd);
    overlapping(fd);
    descriptors();
    OK(__wasi_path_unlink_file(ROOT, "f"));
    return finish();
}
