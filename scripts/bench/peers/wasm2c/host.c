/* As much of WASI preview 1 as the programs of the benchmark use, for modules that wasm2c made C of: arguments, standard output,
   files of the current directory to read, a clock. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <fcntl.h>
#include "guest.h"

enum { SUCCESS = 0, BADF = 8, NOENT = 44, SPIPE = 70, FOLDER = 3 };

struct Z_wasi_snapshot_preview1_instance_t {
    Z_guest_instance_t guest;
    int argc;
    char **argv;
};

typedef struct Z_wasi_snapshot_preview1_instance_t Host;

#define WASI(name) Z_wasi_snapshot_preview1Z_##name

static u8 *at(Host *host, u32 address) { return Z_guestZ_memory(&host->guest)->data + address; }

static u32 word(Host *host, u32 address) {
    u32 value;
    memcpy(&value, at(host, address), sizeof value);
    return value;
}

static void put(Host *host, u32 address, u64 value, int bytes) { memcpy(at(host, address), &value, bytes); }

u32 WASI(args_sizes_get)(Host *host, u32 count, u32 bytes) {
    u32 sum = 0;
    for (int i = 0; i < host->argc; i++) sum += strlen(host->argv[i]) + 1;
    put(host, count, host->argc, 4);
    put(host, bytes, sum, 4);
    return SUCCESS;
}

u32 WASI(args_get)(Host *host, u32 list, u32 text) {
    for (int i = 0; i < host->argc; i++) {
        u32 length = strlen(host->argv[i]) + 1;
        put(host, list + 4 * i, text, 4);
        memcpy(at(host, text), host->argv[i], length);
        text += length;
    }
    return SUCCESS;
}

u32 WASI(environ_sizes_get)(Host *host, u32 count, u32 bytes) {
    put(host, count, 0, 4);
    put(host, bytes, 0, 4);
    return SUCCESS;
}

u32 WASI(environ_get)(Host *host, u32 list, u32 text) { return SUCCESS; }

u32 WASI(clock_time_get)(Host *host, u32 clock, u64 precision, u32 result) {
    struct timespec now;
    clock_gettime(clock == 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC, &now);
    put(host, result, now.tv_sec * 1000000000ull + now.tv_nsec, 8);
    return SUCCESS;
}

u32 WASI(random_get)(Host *host, u32 buffer, u32 bytes) {
    memset(at(host, buffer), 0x5a, bytes);
    return SUCCESS;
}

typedef ssize_t Transfer(int, void *, size_t);

static u32 transfer(Host *host, Transfer *one, int file, u32 list, u32 count, u32 result) {
    u32 total = 0;
    for (u32 i = 0; i < count; i++) {
        ssize_t done = one(file, at(host, word(host, list + 8 * i)), word(host, list + 8 * i + 4));
        if (done < 0) return BADF;
        total += done;
    }
    put(host, result, total, 4);
    return SUCCESS;
}

u32 WASI(fd_write)(Host *host, u32 file, u32 list, u32 count, u32 result) {
    return transfer(host, (Transfer *)write, file, list, count, result);
}

u32 WASI(fd_read)(Host *host, u32 file, u32 list, u32 count, u32 result) { return transfer(host, read, file, list, count, result); }

u32 WASI(fd_seek)(Host *host, u32 file, u64 offset, u32 whence, u32 result) {
    off_t position = lseek(file, offset, whence == 0 ? SEEK_SET : whence == 1 ? SEEK_CUR : SEEK_END);
    if (file < FOLDER || position < 0) return SPIPE;
    put(host, result, position, 8);
    return SUCCESS;
}

u32 WASI(fd_close)(Host *host, u32 file) {
    if (file > FOLDER) close(file);
    return SUCCESS;
}

/* A character device, a folder, or a file; all rights, and those to hand on. */
u32 WASI(fd_fdstat_get)(Host *host, u32 file, u32 result) {
    put(host, result, file < FOLDER ? 2 : file == FOLDER ? 3 : 4, 8);
    memset(at(host, result + 8), 0xff, 16);
    return SUCCESS;
}

u32 WASI(fd_fdstat_set_flags)(Host *host, u32 file, u32 flags) { return SUCCESS; }

u32 WASI(fd_prestat_get)(Host *host, u32 file, u32 result) {
    if (file != FOLDER) return BADF;
    put(host, result, (u64)1 << 32, 8);
    return SUCCESS;
}

u32 WASI(fd_prestat_dir_name)(Host *host, u32 file, u32 name, u32 bytes) {
    put(host, name, '.', 1);
    return SUCCESS;
}

u32 WASI(path_open)(Host *host, u32 folder, u32 lookup, u32 path, u32 bytes, u32 flags, u64 rights, u64 inherited, u32 status, u32 result) {
    char name[256];
    snprintf(name, sizeof name, "%.*s", (int)bytes, (char *)at(host, path));
    int file = open(name, O_RDONLY);
    if (file < 0) return NOENT;
    put(host, result, file, 4);
    return SUCCESS;
}

void WASI(proc_exit)(Host *host, u32 status) { _exit(status); }

int main(int argc, char **argv) {
    static Host host;
    open(".", O_RDONLY); /* Descriptor FOLDER: files that the guest opens come after it. */
    host.argc = argc;
    host.argv = argv;
    wasm_rt_init();
    Z_guest_init_module();
    Z_guest_instantiate(&host.guest, &host);
    Z_guestZ__start(&host.guest);
    return 0;
}
