// All functions of paths, on files below the directory that the program is given.
#include "check.h"
#include <dirent.h>

IMPORT(path_open, int fd, int lookup, const char *path, int length, int oflags, long long base, long long inheriting, int flags, int opened);
IMPORT(path_filestat_get, int fd, int lookup, const char *path, int length, int stat);

enum { FOLLOW = __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW };
enum { CREAT = __WASI_OFLAGS_CREAT, DIRECTORY = __WASI_OFLAGS_DIRECTORY, EXCL = __WASI_OFLAGS_EXCL, TRUNC = __WASI_OFLAGS_TRUNC };

static __wasi_filestat_t stat;
static __wasi_size_t size;

static int type_of(const char *path, int lookup) {
    int error = __wasi_path_filestat_get(ROOT, lookup, path, &stat);
    return error ? -error : stat.filetype;
}

static void touch(const char *path) { OK(__wasi_fd_close(make_file(path, "text"))); }

static void open_files(void) {
    IS(open_at(ROOT, "f", 0, 0, READ, 0), -__WASI_ERRNO_NOENT);
    IS(open_at(ROOT, "f/", 0, CREAT, READ, 0), -__WASI_ERRNO_ISDIR);
    IS(open_at(ROOT, "", 0, CREAT, READ, 0), -__WASI_ERRNO_NOENT);
    int fd = open_at(ROOT, "f", 0, CREAT | EXCL, READ | WRITE, 0);
    IS(write_text(fd, "text"), 4);
    IS(open_at(ROOT, "f", 0, CREAT | EXCL, READ | WRITE, 0), -__WASI_ERRNO_EXIST);
    IS(open_at(ROOT, "f", 0, DIRECTORY, READ, 0), -__WASI_ERRNO_NOTDIR);
    IS(open_at(ROOT, "f/", 0, 0, READ, 0), -__WASI_ERRNO_NOTDIR);
    IS(open_at(ROOT, "f//", 0, 0, READ, 0), -__WASI_ERRNO_NOTDIR);
    IS(open_at(ROOT, "f/.", 0, 0, READ, 0), -__WASI_ERRNO_NOTDIR);
    IS(open_at(ROOT, "f/x", 0, 0, READ, 0), -__WASI_ERRNO_NOTDIR);
    IS(open_at(fd, "x", 0, CREAT, READ, 0), -__WASI_ERRNO_NOTDIR);
    IS(open_at(99, "f", 0, 0, READ, 0), -__WASI_ERRNO_BADF);
    OK(__wasi_fd_close(fd));

    // One that exists is not made again, whatever it is opened for.
    fd = open_at(ROOT, "f", 0, CREAT, READ, 0);
    IS(read_text(fd, 9), 4);
    IS(write_text(fd, "x"), -__WASI_ERRNO_BADF);
    OK(__wasi_fd_close(fd));
    fd = open_at(ROOT, "f", 0, 0, 0, 0);
    IS(read_text(fd, 9), -__WASI_ERRNO_BADF);
    IS(write_text(fd, "x"), -__WASI_ERRNO_BADF);
    OK(__wasi_fd_close(fd));

    // Cut off by who may cut it off, which the directory says, but not written.
    fd = open_at(ROOT, "f", 0, TRUNC, READ, 0);
    HOLDS(fd > 0);
    IS(write_text(fd, "x"), -__WASI_ERRNO_BADF);
    IS(__wasi_fd_filestat_set_size(fd, 9), __WASI_ERRNO_INVAL);
    OK(__wasi_fd_close(fd));
    IS(type_of("f", 0), __WASI_FILETYPE_REGULAR_FILE);
    IS(stat.size, 0);
    touch("f");
    int dir = open_at(ROOT, ".", 0, DIRECTORY, 0, 0);
    __wasi_fdstat_t dirstat;
    OK(__wasi_fd_fdstat_get(dir, &dirstat));
    __wasi_rights_t left = dirstat.fs_rights_base & ~__WASI_RIGHTS_PATH_FILESTAT_SET_SIZE;
    OK(__wasi_fd_fdstat_set_rights(dir, left, dirstat.fs_rights_inheriting));
    IS(open_at(dir, "f", 0, TRUNC, READ, 0), -__WASI_ERRNO_NOTCAPABLE);
    IS(open_at(dir, "f", 0, TRUNC, READ | WRITE, 0), -__WASI_ERRNO_NOTCAPABLE);
    OK(__wasi_fd_fdstat_set_rights(dir, left & ~__WASI_RIGHTS_PATH_CREATE_FILE, dirstat.fs_rights_inheriting));
    IS(open_at(dir, "new", 0, CREAT, READ | WRITE, 0), -__WASI_ERRNO_NOTCAPABLE);
    OK(__wasi_fd_fdstat_set_rights(dir, 0, 0));
    IS(open_at(dir, "f", 0, 0, 0, 0), -__WASI_ERRNO_NOTCAPABLE);
    OK(__wasi_fd_close(dir));
    IS(type_of("f", 0), __WASI_FILETYPE_REGULAR_FILE);
    IS(stat.size, 4);

    // Directories are not written.
    IS(open_at(ROOT, ".", 0, 0, READ | WRITE, 0), -__WASI_ERRNO_ISDIR);
    IS(open_at(ROOT, ".", 0, DIRECTORY, READ | WRITE, 0), -__WASI_ERRNO_ISDIR);
    IS(open_at(ROOT, ".", 0, CREAT, READ, 0), -__WASI_ERRNO_ISDIR);
    IS(open_at(ROOT, ".", 0, TRUNC, READ, 0), -__WASI_ERRNO_ISDIR);
    IS(open_at(ROOT, "d", 0, DIRECTORY | CREAT, 0, 0), -__WASI_ERRNO_INVAL);

    // Flags that there are none of.
    int opened;
    IS(raw_path_open(ROOT, 2, "f", 1, 0, READ, 0, 0, (int)&opened), __WASI_ERRNO_INVAL);
    IS(raw_path_open(ROOT, 0, "f", 1, 16, READ, 0, 0, (int)&opened), __WASI_ERRNO_INVAL);
    IS(raw_path_open(ROOT, 0, "f", 1, 0, READ, 0, 32, (int)&opened), __WASI_ERRNO_INVAL);
    OK(__wasi_path_unlink_file(ROOT, "f"));
}

static void names(void) {
    int opened;
    touch("f");
    IS(raw_path_open(ROOT, 0, "f\0", 2, 0, READ, 0, 0, (int)&opened), __WASI_ERRNO_INVAL);
    IS(raw_path_open(ROOT, 0, "f\xff", 2, CREAT, READ, 0, 0, (int)&opened), __WASI_ERRNO_ILSEQ);
    IS(raw_path_filestat_get(ROOT, 0, "\xed\xa0\x80", 3, (int)&stat), __WASI_ERRNO_ILSEQ);
    IS(raw_path_open(ROOT, 0, "f", 0, CREAT, READ, 0, 0, (int)&opened), __WASI_ERRNO_NOENT);
    char *name = malloc(70000);
    memset(name, 'n', 70000);
    IS(raw_path_open(ROOT, 0, name, 255, CREAT, READ, 0, 0, (int)&opened), 0);
    OK(__wasi_fd_close(opened));
    IS(raw_path_open(ROOT, 0, name, 256, CREAT, READ, 0, 0, (int)&opened), __WASI_ERRNO_NAMETOOLONG);
    IS(raw_path_open(ROOT, 0, name, 70000, CREAT, READ, 0, 0, (int)&opened), __WASI_ERRNO_NAMETOOLONG);
    name[255] = 0;
    OK(__wasi_path_unlink_file(ROOT, name));
    touch("\xc3\xa4 \\:*?\n");
    IS(type_of("\xc3\xa4 \\:*?\n", 0), __WASI_FILETYPE_REGULAR_FILE);
    OK(__wasi_path_unlink_file(ROOT, "\xc3\xa4 \\:*?\n"));

    OK(__wasi_path_create_directory(ROOT, "d"));
    IS(type_of("./d/.//../f", 0), __WASI_FILETYPE_REGULAR_FILE);
    IS(type_of("d/../d/..", 0), __WASI_FILETYPE_DIRECTORY);
    IS(type_of("..", 0), -__WASI_ERRNO_PERM);
    IS(type_of("d/../..", 0), -__WASI_ERRNO_PERM);
    IS(type_of("/f", 0), -__WASI_ERRNO_PERM);
    IS(type_of("/", 0), -__WASI_ERRNO_PERM);
    IS(type_of("", 0), -__WASI_ERRNO_NOENT);
    IS(type_of("f/", 0), -__WASI_ERRNO_NOTDIR);
    IS(type_of("f/..", 0), -__WASI_ERRNO_NOTDIR);
    IS(type_of("f/", 1), -__WASI_ERRNO_NOTDIR);
    IS(type_of("f/.", 0), -__WASI_ERRNO_NOTDIR);
    IS(type_of("f//", 1), -__WASI_ERRNO_NOTDIR);
    IS(__wasi_path_rename(ROOT, "f/", ROOT, "g"), __WASI_ERRNO_NOTDIR);
    IS(__wasi_path_link(ROOT, 0, "f/", ROOT, "g"), __WASI_ERRNO_NOTDIR);
    IS(__wasi_path_filestat_set_times(ROOT, 0, "f/", 0, 0, 0), __WASI_ERRNO_NOTDIR);
    OK(__wasi_path_remove_directory(ROOT, "d"));
    OK(__wasi_path_unlink_file(ROOT, "f"));
}

static void directories(void) {
    OK(__wasi_path_create_directory(ROOT, "d"));
    OK(__wasi_path_create_directory(ROOT, "d/e/"));
    IS(__wasi_path_create_directory(ROOT, "d"), __WASI_ERRNO_EXIST);
    IS(__wasi_path_create_directory(ROOT, "none/e"), __WASI_ERRNO_NOENT);
    IS(__wasi_path_create_directory(ROOT, "."), __WASI_ERRNO_EXIST);
    IS(__wasi_path_create_directory(ROOT, "../e"), __WASI_ERRNO_PERM);
    touch("d/f");
    IS(__wasi_path_create_directory(ROOT, "d/f"), __WASI_ERRNO_EXIST);
    IS(__wasi_path_create_directory(ROOT, "d/f/e"), __WASI_ERRNO_NOTDIR);
    IS(__wasi_path_remove_directory(ROOT, "d"), __WASI_ERRNO_NOTEMPTY);
    IS(__wasi_path_remove_directory(ROOT, "d/f"), __WASI_ERRNO_NOTDIR);
    IS(__wasi_path_remove_directory(ROOT, "d/f/"), __WASI_ERRNO_NOTDIR);
    IS(__wasi_path_remove_directory(ROOT, "none"), __WASI_ERRNO_NOENT);
    IS(__wasi_path_unlink_file(ROOT, "d/e"), __WASI_ERRNO_ISDIR);
    IS(__wasi_path_unlink_file(ROOT, "d/e/"), __WASI_ERRNO_ISDIR);
    IS(__wasi_path_unlink_file(ROOT, "d/f/"), __WASI_ERRNO_NOTDIR);
    IS(__wasi_path_unlink_file(ROOT, "d/none"), __WASI_ERRNO_NOENT);
    // An open directory can be removed; what is left of it is empty.
    int dir = open_at(ROOT, "d/e", 0, DIRECTORY, 0, 0);
    OK(__wasi_path_remove_directory(ROOT, "d/e//"));
    IS(open_at(dir, "f", 0, CREAT, READ, 0), -__WASI_ERRNO_NOENT);
    OK(__wasi_fd_close(dir));
    // An open file can, too, and keeps what is in it.
    int fd = open_at(ROOT, "d/f", 0, 0, READ, 0);
    OK(__wasi_path_unlink_file(ROOT, "d/f"));
    IS(read_text(fd, 9), 4);
    OK(__wasi_fd_filestat_get(fd, &stat));
    IS(stat.nlink, 0);
    OK(__wasi_fd_close(fd));
    OK(__wasi_path_remove_directory(ROOT, "d"));
}

// Reads a directory with a buffer of so many bytes; returns how many of the names are `f` and a number.
static int list(int dir, unsigned bytes, char *seen) {
    static uint8_t buffer[4096];
    __wasi_dircookie_t cookie = 0;
    int count = 0, dots = 0;
    for (;;) {
        OK(__wasi_fd_readdir(dir, buffer, bytes, cookie, &size));
        HOLDS(size <= bytes);
        unsigned at = 0;
        while (at + sizeof(__wasi_dirent_t) <= size) {
            __wasi_dirent_t entry;
            memcpy(&entry, buffer + at, sizeof entry);
            if (at + sizeof entry + entry.d_namlen > size) break;
            char name[256] = "";
            memcpy(name, buffer + at + sizeof entry, entry.d_namlen);
            if (name[0] == 'f') {
                seen[atoi(name + 1)]++;
                count++;
                IS(entry.d_type, __WASI_FILETYPE_REGULAR_FILE);
            } else {
                dots++;
                IS(entry.d_type, __WASI_FILETYPE_DIRECTORY);
            }
            HOLDS(entry.d_ino);
            cookie = entry.d_next;
            at += sizeof entry + entry.d_namlen;
        }
        if (size < bytes) break;
        HOLDS(at > 0);
    }
    IS(dots, 2);
    return count;
}

static void read_directories(void) {
    enum { FILES = 300 };
    char name[16], seen[FILES] = {0};
    OK(__wasi_path_create_directory(ROOT, "d"));
    int dir = open_at(ROOT, "d", 0, DIRECTORY, READ, 0);
    IS(list(dir, 4096, seen), 0);
    for (int i = 0; i < FILES; i++) {
        sprintf(name, "d/f%d", i);
        touch(name);
    }
    for (unsigned bytes = 32; bytes <= 4096; bytes *= 2) {
        IS(list(dir, bytes, seen), FILES);
        for (int i = 0; i < FILES; i++) IS(seen[i], 1);
        memset(seen, 0, sizeof seen);
    }
    // The C library keeps cookies in 32 bits.
    DIR *library = opendir("/data/d");
    HOLDS(readdir(library) && readdir(library) && readdir(library));
    long place = telldir(library);
    strcpy(text, readdir(library)->d_name);
    rewinddir(library);
    seekdir(library, place);
    HOLDS(!strcmp(text, readdir(library)->d_name));
    closedir(library);
    library = opendir("/data/d");
    seekdir(library, place);
    HOLDS(!strcmp(text, readdir(library)->d_name));
    seekdir(library, FILES + 2);
    HOLDS(!readdir(library));
    seekdir(library, 0x7fffffff);
    HOLDS(!readdir(library));
    closedir(library);
    // An entry that does not fit is cut off, and the buffer full.
    uint8_t buffer[64];
    for (unsigned bytes = 0; bytes < 24; bytes++) {
        OK(__wasi_fd_readdir(dir, buffer, bytes, 0, &size));
        IS(size, bytes);
    }
    // Cookies hold while files go: what is removed is seen no more, and all others are.
    __wasi_dirent_t entry;
    __wasi_dircookie_t cookie = 0;
    int found = 0;
    for (;;) {
        OK(__wasi_fd_readdir(dir, buffer, sizeof buffer, cookie, &size));
        if (size < sizeof entry) break;
        memcpy(&entry, buffer, sizeof entry);
        memcpy(text, "d/", 2);
        memcpy(text + 2, buffer + sizeof entry, entry.d_namlen);
        text[2 + entry.d_namlen] = 0;
        if (text[2] == 'f') {
            OK(__wasi_path_unlink_file(ROOT, text));
            found++;
        }
        cookie = entry.d_next;
    }
    IS(found, FILES);
    IS(__wasi_fd_readdir(make_file("d/f0", ""), buffer, 64, 0, &size), __WASI_ERRNO_NOTDIR);
    IS(__wasi_fd_readdir(99, buffer, 64, 0, &size), __WASI_ERRNO_BADF);
    OK(__wasi_path_unlink_file(ROOT, "d/f0"));
    OK(__wasi_fd_close(dir));
    OK(__wasi_path_remove_directory(ROOT, "d"));
}

static int read_link(const char *path, unsigned bytes) {
    memset(text, '#', sizeof text);
    int error = __wasi_path_readlink(ROOT, path, (uint8_t *)text, bytes, &size);
    return error ? -error : (int)size;
}

static void links(void) {
    touch("f");
    OK(__wasi_path_create_directory(ROOT, "d"));
    OK(__wasi_path_symlink("f", ROOT, "to-file"));
    OK(__wasi_path_symlink("d", ROOT, "to-dir"));
    OK(__wasi_path_symlink("none", ROOT, "to-none"));
    OK(__wasi_path_symlink("loop", ROOT, "loop"));
    OK(__wasi_path_symlink("../..", ROOT, "d/out"));
    IS(__wasi_path_symlink("f", ROOT, "to-file"), __WASI_ERRNO_EXIST);
    IS(__wasi_path_symlink("f", ROOT, "f"), __WASI_ERRNO_EXIST);
    IS(__wasi_path_symlink("f", ROOT, "new/"), __WASI_ERRNO_NOENT);
    IS(__wasi_path_symlink("f", ROOT, "../new"), __WASI_ERRNO_PERM);
    IS(__wasi_path_symlink("/etc", ROOT, "new"), __WASI_ERRNO_PERM);
    IS(__wasi_path_symlink("", ROOT, "new"), __WASI_ERRNO_NOENT);

    IS(read_link("to-file", 9), 1);
    HOLDS(!memcmp(text, "f#", 2));
    IS(read_link("to-none", 2), 2);
    HOLDS(!memcmp(text, "no#", 3));
    IS(read_link("to-none", 0), 0);
    IS(read_link("f", 9), -__WASI_ERRNO_INVAL);
    IS(read_link("none", 9), -__WASI_ERRNO_NOENT);

    IS(type_of("to-file", 0), __WASI_FILETYPE_SYMBOLIC_LINK);
    IS(type_of("to-file", FOLLOW), __WASI_FILETYPE_REGULAR_FILE);
    IS(type_of("to-dir", FOLLOW), __WASI_FILETYPE_DIRECTORY);
    IS(type_of("to-dir/", 0), __WASI_FILETYPE_DIRECTORY);
    IS(type_of("to-none", FOLLOW), -__WASI_ERRNO_NOENT);
    IS(type_of("loop", FOLLOW), -__WASI_ERRNO_LOOP);
    IS(type_of("d/out", FOLLOW), -__WASI_ERRNO_PERM);
    IS(type_of("d/out/f", 0), -__WASI_ERRNO_PERM);

    int fd = open_at(ROOT, "to-file", FOLLOW, 0, READ, 0);
    IS(read_text(fd, 9), 4);
    OK(__wasi_fd_close(fd));
    IS(open_at(ROOT, "to-file", 0, 0, READ, 0), -__WASI_ERRNO_LOOP);
    IS(open_at(ROOT, "to-file", 0, CREAT | EXCL, READ | WRITE, 0), -__WASI_ERRNO_EXIST);
    IS(open_at(ROOT, "to-file", FOLLOW, DIRECTORY, READ, 0), -__WASI_ERRNO_NOTDIR);
    IS(open_at(ROOT, "loop", FOLLOW, 0, READ, 0), -__WASI_ERRNO_LOOP);
    IS(open_at(ROOT, "loop", FOLLOW, CREAT, READ | WRITE, 0), -__WASI_ERRNO_LOOP);
    IS(open_at(ROOT, "to-none", FOLLOW, 0, READ, 0), -__WASI_ERRNO_NOENT);
    fd = open_at(ROOT, "to-none", FOLLOW, CREAT, READ | WRITE, 0);
    HOLDS(fd > 0);
    OK(__wasi_fd_close(fd));
    IS(type_of("none", 0), __WASI_FILETYPE_REGULAR_FILE);
    fd = open_at(ROOT, "to-dir", FOLLOW, DIRECTORY, READ, 0);
    HOLDS(fd > 0);
    OK(__wasi_fd_close(fd));

    // The link goes, not what it leads to.
    OK(__wasi_path_unlink_file(ROOT, "to-file"));
    IS(type_of("f", 0), __WASI_FILETYPE_REGULAR_FILE);
    IS(__wasi_path_remove_directory(ROOT, "to-dir"), __WASI_ERRNO_NOTDIR);
    const char *all[] = {"to-dir", "to-none", "none", "loop", "d/out", "f"};
    for (int i = 0; i < 6; i++) OK(__wasi_path_unlink_file(ROOT, all[i]));
    OK(__wasi_path_remove_directory(ROOT, "d"));
}

static void times(void) {
    touch("f");
    OK(__wasi_path_symlink("f", ROOT, "link"));
    int set = __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM;
    OK(__wasi_path_filestat_set_times(ROOT, 0, "f", 1000000001, 2000000002, set));
    IS(type_of("f", 0), __WASI_FILETYPE_REGULAR_FILE);
    IS(stat.atim, 1000000001);
    IS(stat.mtim, 2000000002);
    OK(__wasi_path_filestat_set_times(ROOT, 0, "link", 3000000003, 4000000004, set));
    type_of("f", 0);
    IS(stat.mtim, 2000000002);
    type_of("link", 0);
    IS(stat.mtim, 4000000004);
    OK(__wasi_path_filestat_set_times(ROOT, FOLLOW, "link", 0, 5000000005, __WASI_FSTFLAGS_MTIM));
    type_of("f", 0);
    IS(stat.atim, 1000000001);
    IS(stat.mtim, 5000000005);
    OK(__wasi_path_filestat_set_times(ROOT, 0, "f", 0, 0, __WASI_FSTFLAGS_ATIM_NOW));
    type_of("f", 0);
    HOLDS(stat.atim > 1600000000000000000);
    IS(stat.mtim, 5000000005);
    int both = __WASI_FSTFLAGS_MTIM | __WASI_FSTFLAGS_MTIM_NOW;
    IS(__wasi_path_filestat_set_times(ROOT, 0, "f", 0, 0, both), __WASI_ERRNO_INVAL);
    IS(__wasi_path_filestat_set_times(ROOT, 0, "none", 0, 0, set), __WASI_ERRNO_NOENT);
    IS(__wasi_path_filestat_set_times(ROOT, 0, "..", 0, 0, set), __WASI_ERRNO_PERM);
    OK(__wasi_path_unlink_file(ROOT, "link"));
    OK(__wasi_path_unlink_file(ROOT, "f"));
}

static void other_names(void) {
    touch("f");
    OK(__wasi_path_create_directory(ROOT, "d"));
    OK(__wasi_path_link(ROOT, 0, "f", ROOT, "d/g"));
    IS(type_of("d/g", 0), __WASI_FILETYPE_REGULAR_FILE);
    IS(stat.nlink, 2);
    IS(__wasi_path_link(ROOT, 0, "f", ROOT, "d/g"), __WASI_ERRNO_EXIST);
    IS(__wasi_path_link(ROOT, 0, "f", ROOT, "f"), __WASI_ERRNO_EXIST);
    IS(__wasi_path_link(ROOT, 0, "f", ROOT, "g/"), __WASI_ERRNO_NOENT);
    IS(__wasi_path_link(ROOT, 0, "none", ROOT, "g"), __WASI_ERRNO_NOENT);
    IS(__wasi_path_link(ROOT, 0, "d", ROOT, "g"), __WASI_ERRNO_PERM);
    IS(__wasi_path_link(ROOT, FOLLOW, "f", ROOT, "g"), __WASI_ERRNO_INVAL);
    IS(__wasi_path_link(ROOT, 0, "f", ROOT, "../g"), __WASI_ERRNO_PERM);
    IS(__wasi_path_link(ROOT, 0, "../f", ROOT, "g"), __WASI_ERRNO_PERM);
    int dir = open_at(ROOT, "d", 0, DIRECTORY, 0, 0);
    OK(__wasi_path_link(dir, 0, "g", ROOT, "h"));
    OK(__wasi_path_unlink_file(dir, "g"));
    OK(__wasi_path_unlink_file(ROOT, "h"));

    // A link is linked and renamed itself, wherever it leads.
    const char *leads[] = {"none", "link", "f", "../.."};
    for (int i = 0; i < 4; i++) {
        OK(__wasi_path_symlink(leads[i], ROOT, "link"));
        OK(__wasi_path_link(ROOT, 0, "link", ROOT, "other"));
        IS(type_of("other", 0), __WASI_FILETYPE_SYMBOLIC_LINK);
        IS(__wasi_path_link(ROOT, 0, "f", ROOT, "link"), __WASI_ERRNO_EXIST);
        OK(__wasi_path_rename(ROOT, "link", ROOT, "moved"));
        IS(type_of("moved", 0), __WASI_FILETYPE_SYMBOLIC_LINK);
        OK(__wasi_path_unlink_file(ROOT, "moved"));
        OK(__wasi_path_unlink_file(ROOT, "other"));
    }
    OK(__wasi_path_rename(ROOT, "f", dir, "g"));
    IS(type_of("f", 0), -__WASI_ERRNO_NOENT);
    OK(__wasi_path_rename(dir, "g", dir, "g"));
    touch("f");
    OK(__wasi_path_rename(dir, "g", ROOT, "f"));
    IS(__wasi_path_rename(ROOT, "none", ROOT, "g"), __WASI_ERRNO_NOENT);
    IS(__wasi_path_rename(ROOT, "f", ROOT, "d"), __WASI_ERRNO_ISDIR);
    IS(__wasi_path_rename(ROOT, "d", ROOT, "f"), __WASI_ERRNO_NOTDIR);
    IS(__wasi_path_rename(ROOT, "d", ROOT, "d/e"), __WASI_ERRNO_INVAL);
    IS(__wasi_path_rename(ROOT, "f", ROOT, "g/"), __WASI_ERRNO_NOTDIR);
    IS(__wasi_path_rename(ROOT, "f", ROOT, "../g"), __WASI_ERRNO_PERM);
    IS(__wasi_path_rename(ROOT, "../f", ROOT, "g"), __WASI_ERRNO_PERM);
    OK(__wasi_path_rename(ROOT, "d/", ROOT, "e/"));
    OK(__wasi_path_rename(ROOT, "e", ROOT, "d/"));
    OK(__wasi_path_rename(ROOT, "d/", ROOT, "e"));
    IS(__wasi_path_symlink("f", ROOT, "e/"), __WASI_ERRNO_EXIST);
    HOLDS(__wasi_path_symlink("f", ROOT, "f/") != 0);
    OK(__wasi_path_create_directory(ROOT, "d"));
    touch("d/f");
    IS(__wasi_path_rename(ROOT, "e", ROOT, "d"), __WASI_ERRNO_NOTEMPTY);
    OK(__wasi_path_rename(ROOT, "d", ROOT, "e"));
    OK(__wasi_path_unlink_file(ROOT, "e/f"));
    OK(__wasi_path_remove_directory(ROOT, "e"));
    OK(__wasi_path_unlink_file(ROOT, "f"));
    OK(__wasi_fd_close(dir));
    IS(__wasi_path_rename(dir, "x", ROOT, "y"), __WASI_ERRNO_BADF);
    IS(__wasi_path_link(ROOT, 0, "x", dir, "y"), __WASI_ERRNO_BADF);
}

int main(void) {
    open_files();
    names();
    directories();
    read_directories();
    links();
    times();
    other_names();
    // Nothing is left.
    char none[1];
    IS(list(ROOT, 4096, none), 0);
    return finish();
}
