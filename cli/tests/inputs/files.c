// Does all that there is to do with files, below the folder that the first argument names.
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
int main(int argc, char **argv) {
    assert(argc == 2 && chdir(argv[1]) == 0);
    assert(mkdir("d", 0777) == 0 && mkdir("d", 0777) == -1 && errno == EEXIST);
    FILE *file = fopen("d/a", "w+");
    assert(file && fputs("hello, ", file) >= 0 && fputs("world", file) >= 0);
    assert(fseek(file, -5, SEEK_END) == 0 && ftell(file) == 7);
    char text[16] = "";
    assert(fread(text, 1, sizeof text, file) == 5 && strcmp(text, "world") == 0);
    assert(fclose(file) == 0);

    int fd = open("d/a", O_RDWR);
    assert(fd >= 0 && pread(fd, text, 5, 0) == 5 && memcmp(text, "hello", 5) == 0);
    assert(pwrite(fd, "H", 1, 0) == 1 && ftruncate(fd, 5) == 0 && fsync(fd) == 0);
    struct stat status;
    assert(fstat(fd, &status) == 0 && status.st_size == 5 && S_ISREG(status.st_mode));
    assert(close(fd) == 0 && read(fd, text, 1) == -1 && errno == EBADF);
    fd = open("d/a", O_WRONLY | O_APPEND);
    assert(write(fd, "!", 1) == 1 && close(fd) == 0);
    assert(open("d/a", O_WRONLY | O_CREAT | O_EXCL, 0666) == -1 && errno == EEXIST);
    assert(open("d/none", O_RDONLY) == -1 && errno == ENOENT);

    assert(link("d/a", "d/b") == 0 && symlink("b", "d/c") == 0);
    assert(readlink("d/c", text, sizeof text) == 1 && text[0] == 'b');
    assert(lstat("d/c", &status) == 0 && S_ISLNK(status.st_mode));
    assert(rename("d/a", "d/e") == 0 && access("d/a", F_OK) == -1);
    struct timespec times[2] = {{1000, 0}, {2000, 0}};
    assert(utimensat(AT_FDCWD, "d/e", times, 0) == 0 && stat("d/c", &status) == 0 && status.st_mtim.tv_sec == 2000);

    int names = 0;
    DIR *folder = opendir("d");
    for (struct dirent *entry; (entry = readdir(folder));) names |= 1 << (entry->d_name[0] - 'a');
    assert(closedir(folder) == 0 && (names & 0x1f) == 0x16);
    assert(rmdir("d") == -1 && errno == ENOTEMPTY);
    file = fopen("d/c", "r");
    assert(file && fgets(text, sizeof text, file) && strcmp(text, "Hello!") == 0 && fclose(file) == 0);
    assert(unlink("d/b") == 0 && unlink("d/c") == 0 && unlink("d/e") == 0 && rmdir("d") == 0);
    puts("fine");
}
