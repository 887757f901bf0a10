// Several directories: the first can be changed, the second only be read; beside them lies what was not given, and links to it.
#include "check.h"
#include <errno.h>
#include <fcntl.h>

enum { GUARDED = 4, FOLLOW = 1 };
enum { CREAT = __WASI_OFLAGS_CREAT, TRUNC = __WASI_OFLAGS_TRUNC, EXCL = __WASI_OFLAGS_EXCL };

static void read_only(void) {
    int fd = open_at(GUARDED, "f", 0, 0, READ, 0);
    IS(read_text(fd, 20), 8);
    IS(write_text(fd, "x"), -__WASI_ERRNO_BADF);
    IS(__wasi_fd_filestat_set_size(fd, 0), __WASI_ERRNO_ROFS);
    IS(__wasi_fd_filestat_set_times(fd, 0, 0, __WASI_FSTFLAGS_MTIM), __WASI_ERRNO_ROFS);
    IS(__wasi_fd_allocate(fd, 0, 100), __WASI_ERRNO_ROFS);
    OK(__wasi_fd_close(fd));
    IS(open_at(GUARDED, "f", 0, 0, WRITE, 0), -__WASI_ERRNO_ROFS);
    IS(open_at(GUARDED, "f", 0, 0, READ | WRITE, __WASI_FDFLAGS_APPEND), -__WASI_ERRNO_ROFS);
    IS(open_at(GUARDED, "f", 0, TRUNC, READ, 0), -__WASI_ERRNO_ROFS);
    IS(open_at(GUARDED, "f", 0, TRUNC, 0, 0), -__WASI_ERRNO_ROFS);
    IS(open_at(GUARDED, "new", 0, CREAT, READ, 0), -__WASI_ERRNO_ROFS);
    IS(open_at(GUARDED, "d/new", 0, CREAT | EXCL, READ, 0), -__WASI_ERRNO_ROFS);
    IS(__wasi_path_create_directory(GUARDED, "new"), __WASI_ERRNO_ROFS);
    IS(__wasi_path_remove_directory(GUARDED, "d"), __WASI_ERRNO_ROFS);
    IS(__wasi_path_unlink_file(GUARDED, "f"), __WASI_ERRNO_ROFS);
    IS(__wasi_path_symlink("f", GUARDED, "new"), __WASI_ERRNO_ROFS);
    IS(__wasi_path_rename(GUARDED, "f", GUARDED, "new"), __WASI_ERRNO_ROFS);
    IS(__wasi_path_link(GUARDED, 0, "f", GUARDED, "new"), __WASI_ERRNO_ROFS);
    IS(__wasi_path_filestat_set_times(GUARDED, 0, "f", 0, 0, __WASI_FSTFLAGS_MTIM), __WASI_ERRNO_ROFS);
    IS(__wasi_fd_filestat_set_times(GUARDED, 0, 0, __WASI_FSTFLAGS_MTIM), __WASI_ERRNO_ROFS);
    __wasi_filestat_t stat;
    OK(__wasi_path_filestat_get(GUARDED, 0, "f", &stat));
    IS(stat.size, 8);

    // The C library, which opens with the rights that a directory passes on
    const int modes[] = {O_WRONLY, O_RDWR, O_RDWR | O_CREAT, O_RDONLY | O_TRUNC, O_WRONLY | O_APPEND};
    for (int i = 0; i < 5; i++) {
        IS(open("two/f", modes[i], 0666), -1);
        IS(errno, EROFS);
    }
    fd = open("two/f", O_RDONLY);
    IS(read_text(fd, 20), 8);
    OK(__wasi_fd_close(fd));

    // The same below it, and through it by another way.
    int dir = open_at(GUARDED, "d", 0, __WASI_OFLAGS_DIRECTORY, 0, 0);
    IS(open_at(dir, "new", 0, CREAT, READ | WRITE, 0), -__WASI_ERRNO_ROFS);
    IS(open_at(dir, "../f", 0, 0, READ, 0), -__WASI_ERRNO_PERM);
    OK(__wasi_fd_renumber(dir, GUARDED));
    IS(open_at(GUARDED, "new", 0, CREAT, READ | WRITE, 0), -__WASI_ERRNO_ROFS);
}

static void moves(void) {
    // What can be written elsewhere must not come from what can only be read, nor go there.
    IS(__wasi_path_rename(GUARDED, "f", ROOT, "stolen"), __WASI_ERRNO_ROFS);
    IS(__wasi_path_link(GUARDED, 0, "f", ROOT, "stolen"), __WASI_ERRNO_ROFS);
    OK(__wasi_fd_close(make_file("mine", "mine")));
    IS(__wasi_path_rename(ROOT, "mine", GUARDED, "f"), __WASI_ERRNO_ROFS);
    IS(__wasi_path_link(ROOT, 0, "mine", GUARDED, "new"), __WASI_ERRNO_ROFS);
    OK(__wasi_path_unlink_file(ROOT, "mine"));
}

static void links_out(void) {
    const char *out[] = {"relative", "absolute", "up/out", "up/../out", "up/one/../out", "dangling", "host-file"};
    for (int i = 0; i < 7; i++) {
        IS(open_at(ROOT, out[i], FOLLOW, 0, READ, 0), -__WASI_ERRNO_PERM);
        IS(open_at(ROOT, out[i], FOLLOW, CREAT, READ | WRITE, 0), -__WASI_ERRNO_PERM);
        IS(open_at(ROOT, out[i], FOLLOW, TRUNC, READ | WRITE, 0), -__WASI_ERRNO_PERM);
        __wasi_filestat_t stat;
        IS(__wasi_path_filestat_get(ROOT, FOLLOW, out[i], &stat), __WASI_ERRNO_PERM);
        IS(__wasi_path_filestat_set_times(ROOT, FOLLOW, out[i], 0, 0, __WASI_FSTFLAGS_MTIM), __WASI_ERRNO_PERM);
    }
    IS(__wasi_path_create_directory(ROOT, "up/new"), __WASI_ERRNO_PERM);
    IS(__wasi_path_unlink_file(ROOT, "up/out"), __WASI_ERRNO_PERM);
    IS(__wasi_path_remove_directory(ROOT, "up/two"), __WASI_ERRNO_PERM);
    IS(__wasi_path_symlink("x", ROOT, "up/new"), __WASI_ERRNO_PERM);
    IS(__wasi_path_rename(ROOT, "up/out", ROOT, "mine"), __WASI_ERRNO_PERM);
    IS(__wasi_path_link(ROOT, 0, "up/out", ROOT, "mine"), __WASI_ERRNO_PERM);
    __wasi_size_t size;
    IS(__wasi_path_readlink(ROOT, "up/one/relative", (uint8_t *)text, 9, &size), __WASI_ERRNO_PERM);
    // A link that a guest makes and then moves up leads out no more than before.
    OK(__wasi_path_create_directory(ROOT, "deep"));
    OK(__wasi_path_symlink("../own", ROOT, "deep/link"));
    HOLDS(open_at(ROOT, "deep/link", FOLLOW, 0, READ, 0) > 0);
    OK(__wasi_path_rename(ROOT, "deep/link", ROOT, "link"));
    IS(open_at(ROOT, "link", FOLLOW, 0, READ, 0), -__WASI_ERRNO_PERM);
    OK(__wasi_path_unlink_file(ROOT, "link"));
    OK(__wasi_path_remove_directory(ROOT, "deep"));
}

int main(void) {
    links_out();
    moves();
    read_only();
    return finish();
}
