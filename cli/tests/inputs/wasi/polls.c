// Waiting for files and clocks. The argument says what standard input is: "idle", "ready" with five bytes, or "closed".
#include "check.h"

IMPORT(poll_oneoff, const void *subscriptions, void *events, int count, int ready);

static __wasi_subscription_t subscriptions[1000];
static __wasi_event_t events[1000];
static __wasi_size_t ready;

static __wasi_timestamp_t now(int clock) {
    __wasi_timestamp_t time;
    OK(__wasi_clock_time_get(clock, 0, &time));
    return time;
}

static void clock_at(int index, int clock, __wasi_timestamp_t time, int flags) {
    subscriptions[index] = (__wasi_subscription_t){.userdata = 100 + index};
    subscriptions[index].u.tag = __WASI_EVENTTYPE_CLOCK;
    subscriptions[index].u.u.clock = (__wasi_subscription_clock_t){.id = clock, .timeout = time, .flags = flags};
}

static void file_at(int index, int kind, int fd) {
    subscriptions[index] = (__wasi_subscription_t){.userdata = 100 + index};
    subscriptions[index].u.tag = kind;
    subscriptions[index].u.u.fd_read.file_descriptor = fd;
}

// Waits for the first so many, and checks that just one has happened, without an error.
static __wasi_event_t *one(int count, int index) {
    memset(events, '#', sizeof events);
    OK(raw_poll_oneoff(subscriptions, events, count, (int)&ready));
    IS(ready, 1);
    IS(events[0].userdata, 100 + index);
    IS(events[0].type, subscriptions[index].u.tag);
    IS(events[0].error, 0);
    return &events[0];
}

enum { MS = 1000000, REALTIME = 0, MONOTONIC = 1, ABSOLUTE = 1, FD_READ = 1, FD_WRITE = 2 };

static void clocks(void) {
    __wasi_timestamp_t before = now(MONOTONIC);
    for (int clock = 0; clock < 4; clock++) {
        clock_at(0, clock, 10 * MS, 0);
        one(1, 0);
    }
    HOLDS(now(MONOTONIC) - before >= 40 * MS);
    clock_at(0, MONOTONIC, now(MONOTONIC) + 10 * MS, ABSOLUTE);
    one(1, 0);
    clock_at(0, REALTIME, now(REALTIME) + 10 * MS, ABSOLUTE);
    one(1, 0);
    clock_at(0, REALTIME, 0, ABSOLUTE);
    one(1, 0);
    clock_at(0, MONOTONIC, 0, 0);
    one(1, 0);
    clock_at(0, MONOTONIC, -1, 0);
    clock_at(1, REALTIME, 10 * MS, 0);
    clock_at(2, REALTIME, -1, ABSOLUTE);
    one(3, 1);
    // Two at the same time
    clock_at(0, MONOTONIC, 0, 0);
    clock_at(2, MONOTONIC, 0, ABSOLUTE);
    clock_at(1, MONOTONIC, -1, 0);
    OK(raw_poll_oneoff(subscriptions, events, 3, (int)&ready));
    IS(ready, 2);
    HOLDS(events[0].userdata == 100 && events[1].userdata == 102);

    IS(raw_poll_oneoff(subscriptions, events, 0, (int)&ready), __WASI_ERRNO_INVAL);
    clock_at(0, 4, 0, 0);
    IS(raw_poll_oneoff(subscriptions, events, 1, (int)&ready), __WASI_ERRNO_INVAL);
    clock_at(0, MONOTONIC, 0, 2);
    IS(raw_poll_oneoff(subscriptions, events, 1, (int)&ready), __WASI_ERRNO_INVAL);
    clock_at(0, 2, 0, ABSOLUTE);
    IS(raw_poll_oneoff(subscriptions, events, 1, (int)&ready), __WASI_ERRNO_NOTSUP);
    file_at(0, 3, 0);
    IS(raw_poll_oneoff(subscriptions, events, 1, (int)&ready), __WASI_ERRNO_INVAL);
    // The events may lie where the subscriptions are.
    for (int i = 0; i < 3; i++) clock_at(i, MONOTONIC, 0, 0);
    OK(raw_poll_oneoff(subscriptions, subscriptions, 3, (int)&ready));
    IS(ready, 3);
    for (int i = 0; i < 3; i++) IS(((__wasi_event_t *)subscriptions)[i].userdata, 100 + i);
}

static void files(void) {
    int fd = make_file("f", "0123456789");
    __wasi_filesize_t position;
    OK(__wasi_fd_seek(fd, 3, __WASI_WHENCE_SET, &position));
    file_at(0, FD_READ, fd);
    IS(one(1, 0)->fd_readwrite.nbytes, 7);
    file_at(0, FD_WRITE, fd);
    clock_at(1, MONOTONIC, -1, 0);
    one(2, 0);
    // The same file many times, for both
    for (int i = 0; i < 1000; i++) file_at(i, i % 2 ? FD_READ : FD_WRITE, fd);
    OK(raw_poll_oneoff(subscriptions, events, 1000, (int)&ready));
    IS(ready, 1000);
    for (int i = 0; i < 1000; i++) IS(events[i].userdata, 100 + i);
    // What cannot be waited for is not waited for.
    file_at(0, FD_READ, 99);
    file_at(1, FD_READ, ROOT);
    clock_at(2, MONOTONIC, -1, 0);
    OK(raw_poll_oneoff(subscriptions, events, 3, (int)&ready));
    IS(ready, 2);
    IS(events[0].error, __WASI_ERRNO_BADF);
    IS(events[1].error, __WASI_ERRNO_ISDIR);
    __wasi_fdstat_t stat;
    OK(__wasi_fd_fdstat_get(fd, &stat));
    OK(__wasi_fd_fdstat_set_rights(fd, stat.fs_rights_base & ~__WASI_RIGHTS_POLL_FD_READWRITE, 0));
    file_at(0, FD_READ, fd);
    OK(raw_poll_oneoff(subscriptions, events, 1, (int)&ready));
    IS(events[0].error, __WASI_ERRNO_NOTCAPABLE);
    OK(__wasi_path_unlink_file(ROOT, "f"));
}

int main(int argc, char **argv) {
    clocks();
    files();
    file_at(0, FD_WRITE, 1);
    file_at(1, FD_WRITE, 2);
    OK(raw_poll_oneoff(subscriptions, events, 2, (int)&ready));
    IS(ready, 2);
    file_at(0, FD_READ, 0);
    clock_at(1, MONOTONIC, argv[1][0] == 'i' ? 20 * MS : -1, 0);
    if (argv[1][0] == 'i') {
        one(2, 1);
        // Reading need not wait, either.
        OK(__wasi_fd_fdstat_set_flags(0, __WASI_FDFLAGS_NONBLOCK));
        IS(read_text(0, 9), -__WASI_ERRNO_AGAIN);
    } else {
        one(2, 0);
        if (argv[1][0] == 'r') IS(events[0].fd_readwrite.nbytes, 5);
        if (argv[1][0] == 'c') HOLDS(events[0].fd_readwrite.flags & __WASI_EVENTRWFLAGS_FD_READWRITE_HANGUP);
        OK(__wasi_fd_fdstat_set_flags(0, __WASI_FDFLAGS_NONBLOCK));
        IS(read_text(0, 9), argv[1][0] == 'r' ? 5 : 0);
    }
    return finish();
}
