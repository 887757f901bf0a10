// All functions of descriptors, on files below the directory that the program is given.
#include "check.h"

IMPORT(fd_fdstat_set_flags, int fd, int flags);
IMPORT(fd_fdstat_set_rights, int fd, long long base, long long inheriting);
IMPORT(fd_seek, int fd, long long offset, int whence, int position);
IMPORT(fd_advise, int fd, long long offset, long long length, int advice);
IMPORT(fd_filestat_set_times, int fd, long long atim, long long mtim, int flags);

static __wasi_filesize_t position;
static __wasi_size_t size;

static __wasi_filesize_t size_of(int fd) {
    __wasi_filestat_t stat;
    OK(__wasi_fd_filestat_get(fd, &stat));
    return stat.size;
}

static void read_and_write(void) {
    int fd = make_file("f", "0123456789");
    OK(__wasi_fd_seek(fd, 2, __WASI_WHENCE_SET, &position));
    char a[3], b[1], c[4];
    __wasi_iovec_t in[] = {{(uint8_t *)a, 3}, {0, 0}, {(uint8_t *)b, 1}, {(uint8_t *)c, 4}};
    OK(__wasi_fd_read(fd, in, 4, &size));
    IS(size, 8);
    HOLDS(!memcmp(a, "234", 3) && b[0] == '5' && !memcmp(c, "6789", 4));
    OK(__wasi_fd_read(fd, in, 4, &size));
    IS(size, 0);
    OK(__wasi_fd_read(fd, in, 0, &size));
    IS(size, 0);

    __wasi_ciovec_t out[] = {{(uint8_t *)"ab", 2}, {0, 0}, {(uint8_t *)"cde", 3}};
    OK(__wasi_fd_write(fd, out, 3, &size));
    IS(size, 5);
    OK(__wasi_fd_tell(fd, &position));
    IS(position, 15);
    OK(__wasi_fd_pwrite(fd, out, 3, 1, &size));
    IS(size, 5);
    OK(__wasi_fd_pread(fd, in, 4, 0, &size));
    IS(size, 8);
    HOLDS(!memcmp(a, "0ab", 3) && b[0] == 'c' && !memcmp(c, "de67", 4));
    OK(__wasi_fd_tell(fd, &position));
    IS(position, 15);
    OK(__wasi_fd_pread(fd, in, 4, 1000, &size));
    IS(size, 0);
    IS(__wasi_fd_pread(fd, in, 4, -1, &size), __WASI_ERRNO_INVAL);
    IS(__wasi_fd_pwrite(fd, out, 3, 1ull << 63, &size), __WASI_ERRNO_INVAL);
    // Writing past the end leaves zeros between.
    OK(__wasi_fd_pwrite(fd, out, 1, 20, &size));
    IS(size_of(fd), 22);
    OK(__wasi_fd_pread(fd, in, 1, 17, &size));
    HOLDS(!memcmp(a, "\0\0\0", 3));
    OK(__wasi_fd_close(fd));

    // Only read, or only written.
    fd = open_at(ROOT, "f", 0, 0, READ, 0);
    IS(write_text(fd, "x"), -__WASI_ERRNO_BADF);
    IS(__wasi_fd_pwrite(fd, out, 3, 0, &size), __WASI_ERRNO_BADF);
    IS(read_text(fd, 2), 2);
    OK(__wasi_fd_close(fd));
    fd = open_at(ROOT, "f", 0, 0, WRITE, 0);
    IS(read_text(fd, 2), -__WASI_ERRNO_BADF);
    IS(__wasi_fd_pread(fd, in, 4, 0, &size), __WASI_ERRNO_BADF);
    IS(write_text(fd, "x"), 1);
    OK(__wasi_fd_close(fd));
    IS(read_text(fd, 2), -__WASI_ERRNO_BADF);
    IS(write_text(fd, "x"), -__WASI_ERRNO_BADF);

    // More buffers than any system takes at once, and most of them empty.
    fd = open_at(ROOT, "f", 0, __WASI_OFLAGS_TRUNC, READ | WRITE, 0);
    static __wasi_ciovec_t many[3000];
    for (int i = 0; i < 3000; i += 2) many[i] = (__wasi_ciovec_t){(uint8_t *)"x", 1};
    OK(__wasi_fd_write(fd, many, 3000, &size));
    HOLDS(size > 0 && size <= 1500 && size_of(fd) == size);
    static __wasi_ciovec_t empty[3000];
    OK(__wasi_fd_write(fd, empty, 3000, &size));
    IS(size, 0);
    empty[2999] = many[0];
    OK(__wasi_fd_write(fd, empty, 3000, &size));
    IS(size, 1);
    OK(__wasi_fd_close(fd));
}

static void seek(void) {
    int fd = make_file("f", "0123456789");
    OK(__wasi_fd_seek(fd, -4, __WASI_WHENCE_CUR, &position));
    IS(position, 6);
    OK(__wasi_fd_seek(fd, -1, __WASI_WHENCE_END, &position));
    IS(position, 9);
    OK(__wasi_fd_seek(fd, 100, __WASI_WHENCE_SET, &position));
    IS(position, 100);
    IS(__wasi_fd_seek(fd, -1, __WASI_WHENCE_SET, &position), __WASI_ERRNO_INVAL);
    IS(__wasi_fd_seek(fd, -101, __WASI_WHENCE_CUR, &position), __WASI_ERRNO_INVAL);
    IS(raw_fd_seek(fd, 0, 3, (int)&position), __WASI_ERRNO_INVAL);
    IS(raw_fd_seek(fd, 0, 256, (int)&position), __WASI_ERRNO_INVAL);
    IS(read_text(fd, 5), 0);
    IS(size_of(fd), 10);
    OK(__wasi_fd_tell(fd, &position));
    IS(position, 100);
    OK(__wasi_fd_close(fd));
    IS(__wasi_fd_tell(fd, &position), __WASI_ERRNO_BADF);
    IS(__wasi_fd_seek(fd, 0, __WASI_WHENCE_CUR, &position), __WASI_ERRNO_BADF);
}

static void append(void) {
    OK(__wasi_fd_close(make_file("f", "0123")));
    int fd = open_at(ROOT, "f", 0, 0, READ | WRITE, __WASI_FDFLAGS_APPEND);
    __wasi_fdstat_t stat;
    OK(__wasi_fd_fdstat_get(fd, &stat));
    IS(stat.fs_flags, __WASI_FDFLAGS_APPEND);
    IS(write_text(fd, "45"), 2);
    OK(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &position));
    IS(write_text(fd, "67"), 2);
    OK(__wasi_fd_tell(fd, &position));
    IS(position, 8);
    // An offset is an offset, whatever else is appended.
    __wasi_ciovec_t out = {(uint8_t *)"abc", 3};
    OK(__wasi_fd_pwrite(fd, &out, 1, 1, &size));
    IS(size, 3);
    IS(size_of(fd), 8);
    OK(__wasi_fd_tell(fd, &position));
    IS(position, 8);
    IS(write_text(fd, "8"), 1);
    OK(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &position));
    IS(read_text(fd, 20), 9);
    HOLDS(!strcmp(text, "0abc45678"));

    // The flag can be taken away, and be given back.
    OK(__wasi_fd_fdstat_set_flags(fd, 0));
    OK(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &position));
    IS(write_text(fd, "A"), 1);
    IS(size_of(fd), 9);
    OK(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_APPEND | __WASI_FDFLAGS_NONBLOCK));
    OK(__wasi_fd_fdstat_get(fd, &stat));
    IS(stat.fs_flags, __WASI_FDFLAGS_APPEND | __WASI_FDFLAGS_NONBLOCK);
    IS(write_text(fd, "9"), 1);
    IS(size_of(fd), 10);
    IS(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_SYNC), __WASI_ERRNO_INVAL);
    IS(raw_fd_fdstat_set_flags(fd, 32), __WASI_ERRNO_INVAL);
    IS(raw_fd_fdstat_set_flags(fd, 65536), __WASI_ERRNO_INVAL);
    OK(__wasi_fd_close(fd));
    IS(__wasi_fd_fdstat_set_flags(fd, 0), __WASI_ERRNO_BADF);

    fd = open_at(ROOT, "f", 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_TRUNC, WRITE, __WASI_FDFLAGS_APPEND);
    IS(size_of(fd), 0);
    OK(__wasi_fd_close(fd));
    fd = open_at(ROOT, "f", 0, 0, WRITE, __WASI_FDFLAGS_SYNC);
    OK(__wasi_fd_fdstat_get(fd, &stat));
    IS(stat.fs_flags, __WASI_FDFLAGS_SYNC);
    OK(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_SYNC | __WASI_FDFLAGS_APPEND));
    OK(__wasi_fd_close(fd));
}

static void sizes_and_times(void) {
    int fd = make_file("f", "0123456789");
    OK(__wasi_fd_filestat_set_size(fd, 4));
    IS(size_of(fd), 4);
    OK(__wasi_fd_filestat_set_size(fd, 8));
    IS(size_of(fd), 8);
    IS(__wasi_fd_filestat_set_size(fd, -1), __WASI_ERRNO_FBIG);
    OK(__wasi_fd_allocate(fd, 0, 6));
    IS(size_of(fd), 8);
    OK(__wasi_fd_allocate(fd, 6, 6));
    IS(size_of(fd), 12);
    IS(__wasi_fd_allocate(fd, 0, 0), __WASI_ERRNO_INVAL);
    IS(__wasi_fd_allocate(fd, 1, -1), __WASI_ERRNO_FBIG);
    for (int advice = 0; advice < 6; advice++) OK(raw_fd_advise(fd, 0, 0, advice));
    IS(raw_fd_advise(fd, 0, 0, 6), __WASI_ERRNO_INVAL);
    IS(raw_fd_advise(fd, -1, 0, 0), __WASI_ERRNO_INVAL);
    OK(__wasi_fd_sync(fd));
    OK(__wasi_fd_datasync(fd));

    __wasi_filestat_t stat, again;
    OK(__wasi_fd_filestat_set_times(fd, 1000000001, 2000000002, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM));
    OK(__wasi_fd_filestat_get(fd, &stat));
    IS(stat.atim, 1000000001);
    IS(stat.mtim, 2000000002);
    HOLDS(stat.ctim > 1600000000000000000 && stat.filetype == __WASI_FILETYPE_REGULAR_FILE);
    HOLDS(stat.nlink == 1 && stat.ino && stat.dev);
    OK(__wasi_fd_filestat_set_times(fd, 5, 6, __WASI_FSTFLAGS_MTIM_NOW));
    OK(__wasi_fd_filestat_get(fd, &again));
    HOLDS(again.atim == stat.atim && again.mtim > 1600000000000000000 && again.ino == stat.ino);
    OK(__wasi_fd_filestat_set_times(fd, 5, 6, 0));
    int both = __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_ATIM_NOW;
    IS(__wasi_fd_filestat_set_times(fd, 5, 6, both), __WASI_ERRNO_INVAL);
    IS(raw_fd_filestat_set_times(fd, 5, 6, both << 2), __WASI_ERRNO_INVAL);
    IS(raw_fd_filestat_set_times(fd, 5, 6, 16), __WASI_ERRNO_INVAL);
    OK(__wasi_fd_close(fd));

    // What is read only is not cut off, nor made longer.
    fd = open_at(ROOT, "f", 0, 0, READ, 0);
    IS(__wasi_fd_filestat_set_size(fd, 0), __WASI_ERRNO_INVAL);
    HOLDS(__wasi_fd_allocate(fd, 0, 100) != 0);
    IS(size_of(fd), 12);
    OK(__wasi_fd_close(fd));
    IS(__wasi_fd_filestat_set_size(fd, 0), __WASI_ERRNO_BADF);
    IS(__wasi_fd_allocate(fd, 0, 1), __WASI_ERRNO_BADF);
    IS(__wasi_fd_advise(fd, 0, 0, 0), __WASI_ERRNO_BADF);
    IS(__wasi_fd_sync(fd), __WASI_ERRNO_BADF);
    IS(__wasi_fd_datasync(fd), __WASI_ERRNO_BADF);
    IS(__wasi_fd_filestat_set_times(fd, 0, 0, 0), __WASI_ERRNO_BADF);
    IS(__wasi_fd_filestat_get(fd, &stat), __WASI_ERRNO_BADF);
}

static void rights(void) {
    int fd = make_file("f", "0123456789");
    __wasi_fdstat_t stat;
    OK(__wasi_fd_fdstat_get(fd, &stat));
    IS(stat.fs_filetype, __WASI_FILETYPE_REGULAR_FILE);
    HOLDS((stat.fs_rights_base & READ) && (stat.fs_rights_base & WRITE));
    HOLDS(stat.fs_rights_base & __WASI_RIGHTS_FD_SEEK);
    __wasi_rights_t left = stat.fs_rights_base & ~(WRITE | __WASI_RIGHTS_FD_FILESTAT_SET_SIZE | __WASI_RIGHTS_FD_SEEK);
    OK(__wasi_fd_fdstat_set_rights(fd, left, 0));
    OK(__wasi_fd_fdstat_get(fd, &stat));
    IS(stat.fs_rights_base, left);
    IS(write_text(fd, "x"), -__WASI_ERRNO_BADF);
    IS(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &position), __WASI_ERRNO_NOTCAPABLE);
    // Where it is, it may still say.
    OK(__wasi_fd_seek(fd, 0, __WASI_WHENCE_CUR, &position));
    OK(__wasi_fd_tell(fd, &position));
    IS(position, 10);
    // What is gone does not come back.
    IS(__wasi_fd_fdstat_set_rights(fd, left | WRITE, 0), __WASI_ERRNO_NOTCAPABLE);
    IS(__wasi_fd_fdstat_set_rights(fd, left, READ), __WASI_ERRNO_NOTCAPABLE);
    IS(raw_fd_fdstat_set_rights(fd, -1, 0), __WASI_ERRNO_NOTCAPABLE);
    OK(__wasi_fd_fdstat_set_rights(fd, 0, 0));
    IS(read_text(fd, 1), -__WASI_ERRNO_BADF);
    IS(__wasi_fd_tell(fd, &position), __WASI_ERRNO_NOTCAPABLE);
    OK(__wasi_fd_close(fd));
    IS(__wasi_fd_fdstat_set_rights(fd, 0, 0), __WASI_ERRNO_BADF);
    IS(__wasi_fd_fdstat_get(fd, &stat), __WASI_ERRNO_BADF);

    // What a directory does not pass on, nothing below it has.
    OK(__wasi_path_create_directory(ROOT, "d"));
    int dir = open_at(ROOT, "d", 0, __WASI_OFLAGS_DIRECTORY, 0, 0);
    OK(__wasi_fd_fdstat_get(dir, &stat));
    IS(stat.fs_filetype, __WASI_FILETYPE_DIRECTORY);
    HOLDS(!(stat.fs_rights_base & (__WASI_RIGHTS_FD_SEEK | WRITE)));
    OK(__wasi_fd_fdstat_set_rights(dir, stat.fs_rights_base, stat.fs_rights_inheriting & ~WRITE));
    IS(open_at(dir, "f", 0, __WASI_OFLAGS_CREAT, READ | WRITE, 0), -__WASI_ERRNO_NOTCAPABLE);
    fd = open_at(dir, "f", 0, __WASI_OFLAGS_CREAT, READ, 0);
    HOLDS(fd > 0);
    OK(__wasi_fd_close(fd));
    int same = open_at(dir, ".", 0, 0, 0, 0);
    IS(open_at(same, "f", 0, 0, WRITE, 0), -__WASI_ERRNO_NOTCAPABLE);
    // Nor does it by going elsewhere.
    IS(__wasi_path_rename(dir, "f", ROOT, "stolen"), __WASI_ERRNO_NOTCAPABLE);
    IS(__wasi_path_link(dir, 0, "f", ROOT, "stolen"), __WASI_ERRNO_NOTCAPABLE);
    OK(__wasi_fd_fdstat_set_rights(same, stat.fs_rights_base & ~__WASI_RIGHTS_PATH_UNLINK_FILE, 0));
    IS(__wasi_path_unlink_file(same, "f"), __WASI_ERRNO_NOTCAPABLE);
    OK(__wasi_path_unlink_file(dir, "f"));
    OK(__wasi_fd_close(same));
    OK(__wasi_fd_close(dir));
    OK(__wasi_path_remove_directory(ROOT, "d"));
}

static void numbers(void) {
    int one = make_file("one", "1"), two = make_file("two", "2");
    // The lowest number that is free is the next.
    IS(two, one + 1);
    OK(__wasi_fd_close(one));
    IS(__wasi_fd_close(one), __WASI_ERRNO_BADF);
    IS(open_at(ROOT, "one", 0, 0, READ, 0), one);
    OK(__wasi_fd_renumber(one, two));
    IS(read_text(one, 1), -__WASI_ERRNO_BADF);
    IS(read_text(two, 1), 1);
    IS(text[0], '1');
    IS(__wasi_fd_renumber(two, one), __WASI_ERRNO_BADF);
    IS(__wasi_fd_renumber(one, two), __WASI_ERRNO_BADF);
    IS(__wasi_fd_renumber(two, 1000000000), __WASI_ERRNO_BADF);
    IS(__wasi_fd_renumber(two, -1), __WASI_ERRNO_BADF);
    // To itself: it stays open, and open once.
    OK(__wasi_fd_renumber(two, two));
    OK(__wasi_fd_close(two));
    IS(__wasi_fd_close(two), __WASI_ERRNO_BADF);
    IS(__wasi_fd_renumber(two, two), __WASI_ERRNO_BADF);
    IS(__wasi_fd_close(-1), __WASI_ERRNO_BADF);
    OK(__wasi_path_unlink_file(ROOT, "one"));
    OK(__wasi_path_unlink_file(ROOT, "two"));

    // Over the directory that was given, which then no longer is what it was.
    __wasi_prestat_t prestat;
    int dir = open_at(ROOT, ".", 0, __WASI_OFLAGS_DIRECTORY, 0, 0);
    int keep = open_at(ROOT, ".", 0, __WASI_OFLAGS_DIRECTORY, 0, 0);
    OK(__wasi_fd_prestat_get(ROOT, &prestat));
    IS(__wasi_fd_prestat_get(dir, &prestat), __WASI_ERRNO_BADF);
    OK(__wasi_fd_renumber(dir, ROOT));
    IS(__wasi_fd_prestat_get(ROOT, &prestat), __WASI_ERRNO_BADF);
    HOLDS(open_at(ROOT, "f", 0, 0, READ, 0) >= 0);
    OK(__wasi_fd_close(ROOT));
    IS(open_at(ROOT, "f", 0, 0, READ, 0), -__WASI_ERRNO_BADF);
    OK(__wasi_fd_renumber(keep, keep));
}

static void preopens(void) {
    __wasi_prestat_t prestat;
    OK(__wasi_fd_prestat_get(ROOT, &prestat));
    IS(prestat.tag, __WASI_PREOPENTYPE_DIR);
    IS(prestat.u.dir.pr_name_len, 5);
    memset(text, '#', 8);
    OK(__wasi_fd_prestat_dir_name(ROOT, (uint8_t *)text, 5));
    HOLDS(!memcmp(text, "/data###", 8));
    OK(__wasi_fd_prestat_dir_name(ROOT, (uint8_t *)text, 8));
    IS(__wasi_fd_prestat_dir_name(ROOT, (uint8_t *)text, 4), __WASI_ERRNO_NAMETOOLONG);
    IS(__wasi_fd_prestat_get(ROOT + 1, &prestat), __WASI_ERRNO_BADF);
    IS(__wasi_fd_prestat_get(0, &prestat), __WASI_ERRNO_BADF);
    IS(__wasi_fd_prestat_dir_name(0, (uint8_t *)text, 8), __WASI_ERRNO_BADF);
}

static void directories(void) {
    IS(read_text(ROOT, 1), -__WASI_ERRNO_ISDIR);
    IS(write_text(ROOT, "x"), -__WASI_ERRNO_ISDIR);
    __wasi_iovec_t in = {(uint8_t *)text, 1};
    IS(__wasi_fd_pread(ROOT, &in, 1, 0, &size), __WASI_ERRNO_ISDIR);
    IS(__wasi_fd_seek(ROOT, 0, __WASI_WHENCE_CUR, &position), __WASI_ERRNO_ISDIR);
    IS(__wasi_fd_tell(ROOT, &position), __WASI_ERRNO_ISDIR);
    IS(__wasi_fd_filestat_set_size(ROOT, 0), __WASI_ERRNO_ISDIR);
    IS(__wasi_fd_allocate(ROOT, 0, 1), __WASI_ERRNO_ISDIR);
    IS(__wasi_fd_advise(ROOT, 0, 1, 0), __WASI_ERRNO_ISDIR);
    OK(__wasi_fd_sync(ROOT));
    OK(__wasi_fd_datasync(ROOT));
    __wasi_filestat_t stat;
    OK(__wasi_fd_filestat_set_times(ROOT, 0, 3000000003, __WASI_FSTFLAGS_MTIM));
    OK(__wasi_fd_filestat_get(ROOT, &stat));
    IS(stat.filetype, __WASI_FILETYPE_DIRECTORY);
    IS(stat.mtim, 3000000003);
}

int main(void) {
    preopens();
    directories();
    read_and_write();
    seek();
    append();
    sizes_and_times();
    rights();
    numbers();
    return finish();
}
