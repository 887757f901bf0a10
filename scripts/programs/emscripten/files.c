// Files and directories: each call, what it returns and the error that it sets.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

static const char *error(int result) {
    static char text[2][40];
    static int which;
    which = !which;
    if (result >= 0) snprintf(text[which], 40, "%d", result);
    else snprintf(text[which], 40, "-%d (%.20s)", errno, strerror(errno));
    return text[which];
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void list(const char *path) {
    DIR *dir = opendir(path);
    if (!dir) { printf("%s: %s\n", path, error(-1)); return; }
    char *names[300];
    int count = 0;
    struct dirent *entry;
    while ((entry = readdir(dir)) && count < 300) {
        char name[300];
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        snprintf(name, sizeof name, "%s%s", entry->d_name, entry->d_type == DT_DIR ? "/" : entry->d_type == DT_LNK ? "@" : "");
        names[count++] = strdup(name);
    }
    rewinddir(dir);
    int again = 0;
    while (readdir(dir)) again++;
    closedir(dir);
    qsort(names, count, sizeof *names, by_name);
    printf("%s:", path);
    for (int i = 0; i < count; i++) { if (count < 20 || i % 40 == 0) printf(" %s", names[i]); free(names[i]); }
    printf(" (%d, again %d)\n", count, again - count == 2 || again == count);
}

static void standard_io(void) {
    FILE *f = fopen("text", "w");
    for (int i = 0; i < 1000; i++) fprintf(f, "line %d\n", i);
    printf("at %ld\n", ftell(f));
    fclose(f);
    f = fopen("text", "r+");
    char line[100];
    int lines = 0;
    while (fgets(line, sizeof line, f)) lines++;
    fseek(f, 5, SEEK_SET);
    fputs("X", f);
    fseek(f, -4, SEEK_END);
    fread(line, 1, 3, f);
    line[3] = 0;
    printf("%d lines, %s\n", lines, line);
    fclose(f);
    f = fopen("text", "a");
    fputs("appended\n", f);
    fclose(f);
    f = fopen("text", "r");
    fgets(line, sizeof line, f);
    printf("%s", line);
    fseek(f, -9, SEEK_END);
    fgets(line, sizeof line, f);
    printf("%s", line);
    fclose(f);
    printf("%d %s\n", fopen("missing", "r") == NULL, error(-1));
}

static void status(void) {
    struct stat st;
    printf("stat %s\n", error(stat("text", &st)));
    printf("size %lld, regular %d, directory %d\n", (long long)st.st_size, S_ISREG(st.st_mode), S_ISDIR(st.st_mode));
    printf("recent %d\n", llabs((long long)time(NULL) - st.st_mtime) < 100);
    printf("links %d, block %d, inode %d\n", (int)st.st_nlink, st.st_blksize > 0, st.st_ino != 0);
    printf("stat . %s %d\n", error(stat(".", &st)), S_ISDIR(st.st_mode));
    printf("missing %s\n", error(stat("missing", &st)));
    printf("below a file %s\n", error(stat("text/x", &st)));
    struct utimbuf times = {1000000, 2000000};
    printf("utime %s\n", error(utime("text", &times)));
    stat("text", &st);
    printf("modified %lld\n", (long long)st.st_mtime);
    printf("access %s", error(access("text", R_OK | W_OK)));
    printf(" %s\n", error(access("missing", F_OK)));
    printf("truncate %s", error(truncate("text", 100)));
    stat("text", &st);
    printf(" %lld\n", (long long)st.st_size);
    printf("chmod %s\n", error(chmod("text", 0600)));
}

static void descriptors(void) {
    char text[20] = {0};
    int fd = open("data", O_RDWR | O_CREAT | O_TRUNC, 0666);
    printf("write %s", error((int)write(fd, "0123456789", 10)));
    printf(" %s", error((int)pwrite(fd, "ab", 2, 4)));
    printf(" %s", error((int)pread(fd, text, 5, 3)));
    printf(" %s, at %d\n", text, (int)lseek(fd, 0, SEEK_CUR));
    printf("exclusive %s\n", error(open("data", O_CREAT | O_EXCL | O_WRONLY, 0666)));
    int copy = dup(fd);
    printf("dup %d ", copy == fd + 1);
    struct stat st;
    printf("truncate %s", error(ftruncate(fd, 6)));
    printf(" %s", error(fstat(copy, &st)));
    printf(" %lld\n", (long long)st.st_size);
    printf("close %s", error(close(fd)));
    printf(" %s", error(close(fd)));
    lseek(copy, 0, SEEK_SET);
    printf(" %s", error((int)read(copy, text, 10)));
    printf(" %s\n", error((int)read(copy, text, 10)));
    printf("flags %d", fcntl(copy, F_GETFL) & O_ACCMODE);
    fd = open("data", O_RDONLY);
    printf(" %d ", fcntl(fd, F_GETFL) & O_ACCMODE);
    printf("write to read-only %s\n", error((int)write(fd, "x", 1) < 0 ? -1 : 0));
    printf("dup2 %s\n", error(dup2(fd, 20)));
    printf("from 20: %s\n", error((int)read(20, text, 3)));
    close(20);
    close(fd);
    close(copy);
    printf("seek in nothing %s\n", error((int)lseek(99, 0, SEEK_SET)));
    fd = open("data", O_WRONLY | O_APPEND);
    write(fd, "tail", 4);
    close(fd);
    stat("data", &st);
    printf("appended %lld\n", (long long)st.st_size);
}

static void pipes(void) {
    int ends[2];
    char text[20] = {0};
    printf("pipe %s\n", error(pipe(ends)));
    struct pollfd poll_fds[] = {{ends[0], POLLIN, 0}, {ends[1], POLLOUT, 0}};
    printf("poll %d", poll(poll_fds, 2, 0));
    printf(" %x %x\n", poll_fds[0].revents & POLLIN, poll_fds[1].revents & POLLOUT);
    printf("write %s", error((int)write(ends[1], "through", 7)));
    printf(" poll %d", poll(poll_fds, 2, 0));
    printf(" read %s %s\n", error((int)read(ends[0], text, sizeof text)), text);
    close(ends[0]);
    close(ends[1]);
}

static void directories(void) {
    printf("mkdir %s", error(mkdir("sub", 0777)));
    printf(" %s", error(mkdir("sub", 0777)));
    printf(" %s\n", error(mkdir("missing/sub", 0777)));
    char cwd[100];
    printf("cwd %s\n", getcwd(cwd, sizeof cwd));
    printf("chdir %s", error(chdir("sub")));
    printf(" %s\n", getcwd(cwd, sizeof cwd));
    for (int i = 0; i < 150; i++) {
        char name[40];
        snprintf(name, sizeof name, "file-with-a-longer-name-%d", i);
        close(open(name, O_CREAT | O_WRONLY, 0666));
    }
    list(".");
    printf("chdir %s", error(chdir("..")));
    printf(" %s", getcwd(cwd, sizeof cwd));
    printf(" %s", error(chdir("missing")));
    printf(" %s\n", error(chdir("text")));
    list("sub");
    printf("rmdir %s\n", error(rmdir("sub")));
    printf("rename %s", error(rename("text", "sub/text")));
    printf(" %s", error(rename("missing", "x")));
    printf(" %s\n", error(rename("sub/text", "renamed")));
    printf("symlink %s", error(symlink("renamed", "link")));
    int length = (int)readlink("link", cwd, sizeof cwd);
    printf(" %.7s", length < 7 ? "short" : cwd + length - 7);
    printf(" %s\n", error((int)readlink("renamed", cwd, sizeof cwd)));
    struct stat st;
    printf("lstat %s %d", error(lstat("link", &st)), S_ISLNK(st.st_mode));
    printf(" stat %s %d\n", error(stat("link", &st)), S_ISREG(st.st_mode));
    list("../work");
    printf("unlink %s", error(unlink("link")));
    printf(" %s", error(unlink("missing")));
    printf(" %s\n", error(unlink("data")));
    list("missing");
    for (int i = 0; i < 150; i++) {
        char name[40];
        snprintf(name, sizeof name, "sub/file-with-a-longer-name-%d", i);
        if (unlink(name)) printf("%s: %s\n", name, error(-1));
    }
    printf("rmdir %s", error(rmdir("sub")));
    printf(" %s\n", error(rmdir("missing")));
}

static void mapping(void) {
    int fd = open("renamed", O_RDWR);
    char *map = mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    printf("map %d %.6s\n", map != MAP_FAILED, map);
    munmap(map, 100);
    close(fd);
}

int main(void) {
    printf("mkdir %s\n", error(mkdir("work", 0777)));
    printf("chdir %s\n", error(chdir("work")));
    standard_io();
    status();
    descriptors();
    pipes();
    directories();
    mapping();
    list(".");
    return 0;
}
