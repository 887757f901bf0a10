// Arguments, environment, clocks, random numbers, and what concerns the process.
#include "check.h"

IMPORT(clock_time_get, int id, long long precision, int time);
IMPORT(clock_res_get, int id, int resolution);
IMPORT(random_get, int buffer, int length);
IMPORT(proc_raise, int signal);
IMPORT(sched_yield, void);
__attribute__((import_module("wasi_snapshot_preview1"), import_name("proc_exit"))) void raw_proc_exit(int status);

static void strings(void) {
    __wasi_size_t count, bytes;
    OK(__wasi_args_sizes_get(&count, &bytes));
    IS(count, 4);
    IS(bytes, 5 + 1 + 4 + 6);
    uint8_t *argv[5] = {0, 0, 0, 0, (uint8_t *)text}, buffer[32];
    memset(buffer, '#', sizeof buffer);
    OK(__wasi_args_get(argv, buffer));
    HOLDS(!strcmp((char *)argv[0], "self") && !strcmp((char *)argv[1], ""));
    HOLDS(!strcmp((char *)argv[2], "a b") && !strcmp((char *)argv[3], "\xc3\xa4\xe2\x82\xac"));
    HOLDS(argv[4] == (uint8_t *)text && argv[0] == buffer && buffer[bytes] == '#');

    OK(__wasi_environ_sizes_get(&count, &bytes));
    IS(count, 2);
    IS(bytes, 6 + 4);
    OK(__wasi_environ_get(argv, buffer));
    HOLDS(!strcmp((char *)argv[0], "X=y=z") && !strcmp((char *)argv[1], "NO="));
}

static void clocks(void) {
    __wasi_timestamp_t time = 0, again, resolution;
    for (int id = 0; id < 4; id++) {
        OK(raw_clock_res_get(id, (int)&resolution));
        HOLDS(resolution > 0 && resolution < 1000000000);
        OK(raw_clock_time_get(id, 0, (int)&time));
        OK(raw_clock_time_get(id, 1000000, (int)&again));
        HOLDS(again >= time);
    }
    OK(raw_clock_time_get(0, 0, (int)&time));
    HOLDS(time > 1600000000000000000);
    IS(raw_clock_res_get(4, (int)&resolution), __WASI_ERRNO_INVAL);
    IS(raw_clock_time_get(4, 0, (int)&time), __WASI_ERRNO_INVAL);
    IS(raw_clock_time_get(-1, 0, (int)&time), __WASI_ERRNO_INVAL);
}

static void random_numbers(void) {
    enum { BYTES = 1 << 20 };
    unsigned char *bytes = calloc(BYTES + 1, 1);
    OK(raw_random_get((int)bytes, BYTES));
    int seen[256] = {0};
    for (int i = 0; i < BYTES; i++) seen[bytes[i]]++;
    for (int value = 0; value < 256; value++) HOLDS(seen[value] > BYTES / 512 && seen[value] < BYTES / 128);
    IS(bytes[BYTES], 0);
    OK(raw_random_get((int)bytes, 0));
}

int main(int argc, char **argv) {
    strings();
    clocks();
    random_numbers();
    OK(raw_sched_yield());
    IS(raw_proc_raise(15), __WASI_ERRNO_NOTSUP);
    IS(raw_proc_raise(99), __WASI_ERRNO_INVAL);
    if (finish()) return 1;
    fflush(stdout);
    raw_proc_exit(77);
}
