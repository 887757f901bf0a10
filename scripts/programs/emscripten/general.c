// Arguments, environment, memory that grows, times, callbacks, numbers as text, random bytes, and standard input.
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int descending(const void *a, const void *b) { return *(const int *)b - *(const int *)a; }

static void times(void) {
    struct tm tm;
    char text[200];
    const time_t moments[] = {0, 86399, 951782400, 1000000000, 1709164800, 2147483647, -1, -86400 * 365};
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        gmtime_r(&moments[i], &tm);
        strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %a %A %b %B %j %w %y %p %I %e %D %F %T %R %%", &tm);
        printf("%s %d %d %d\n", text, tm.tm_yday, tm.tm_wday, timegm(&tm) == moments[i]);
    }
    struct tm odd = {.tm_year = 124, .tm_mon = 13, .tm_mday = 31, .tm_hour = 25, .tm_min = -3, .tm_sec = 61, .tm_isdst = -1};
    time_t t = mktime(&odd);
    printf("%d-%d %d:%d:%d %d, %d\n", odd.tm_mon, odd.tm_mday, odd.tm_hour, odd.tm_min, odd.tm_sec, odd.tm_wday,
           (int)(t > 1738000000));
    localtime_r(&t, &tm);
    printf("back %d\n", mktime(&tm) == t);
    printf("short %d\n", (int)strftime(text, 5, "%Y-%m-%d", &tm));
    struct timespec a, b;
    struct timeval v;
    clock_gettime(CLOCK_MONOTONIC, &a);
    usleep(2000);
    clock_gettime(CLOCK_MONOTONIC, &b);
    double passed = (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) * 1e-9;
    // Without JavaScript, Emscripten sleeps until the process has used that much time, on all of its threads together.
    printf("slept %d\n", passed >= 0.0005 && passed < 5);
    gettimeofday(&v, NULL);
    long long apart = (long long)time(NULL) - v.tv_sec;
    printf("now %d %d\n", v.tv_sec > 1700000000, apart >= 0 && apart < 3);
}

static void memory(void) {
    const size_t piece = 8 << 20;
    unsigned sum = 0;
    char *pieces[12];
    for (int i = 0; i < 12; i++) {
        pieces[i] = malloc(piece);
        if (!pieces[i]) { printf("no memory for %d\n", i); exit(9); }
        memset(pieces[i], i + 1, piece);
        memmove(pieces[i] + 1, pieces[i], piece / 2);
    }
    for (int i = 0; i < 12; i++) { sum += pieces[i][piece - 1] + pieces[i][piece / 2]; memcpy(pieces[i], pieces[(i + 1) % 12], piece); }
    for (int i = 0; i < 12; i++) { sum = sum * 31 + pieces[i][12345]; free(pieces[i]); }
    printf("memory %u\n", sum);
    void *huge = malloc((size_t)3 << 30);
    printf("huge %d\n", huge != NULL);
    free(huge);
}

static int64_t add(int64_t a, int64_t b) { return a + b; }

int main(int argc, char **argv) {
    printf("%d arguments:", argc - 1);
    for (int i = 1; i < argc; i++) printf(" [%s]", argv[i]);
    printf("%s\n", argv[argc] == NULL ? "" : " and more");
    setenv("ADDED", "here", 1);
    printf("%s %s\n", getenv("ADDED"), getenv("NOT_THERE") ? "there" : "not there");
    int list[200];
    uint32_t seed = 1;
    for (int i = 0; i < 200; i++) list[i] = (int)((seed = seed * 1664525 + 1013904223) >> 20);
    qsort(list, 200, sizeof *list, descending);
    for (int i = 0; i < 200; i += 40) printf("%d ", list[i]);
    int64_t (*volatile f)(int64_t, int64_t) = add;
    printf("%lld\n", (long long)f(INT64_MAX - 5, 3));
    printf("%.17g %.3e %a %g %s %5.1f|%-8d|%+08d|%x\n", 0.1, 12345.678, 1.0 / 3, INFINITY, "text", -2.25, 42, 17, 48879);
    printf("%.10f %.10f %.10f\n", sin(1e6), exp(1.5), pow(2, 0.5));
    double d;
    int i;
    sscanf("3.25e2 -17", "%lf %d", &d, &i);
    printf("%g %d %ld %lld\n", d, i, strtol("-0x1f", NULL, 16), strtoll("9223372036854775807", NULL, 10));
    times();
    memory();
    unsigned char random[256] = {0};
    int zeros = 0;
    printf("random %d", getentropy(random, sizeof random));
    for (int i = 0; i < 256; i++) zeros += !random[i];
    printf(" %d\n", zeros < 20);
    char line[100];
    while (fgets(line, sizeof line, stdin)) printf("read %s", line);
    printf("end of input %d\n", feof(stdin) != 0);
    fprintf(stderr, "to stderr\n");
    fflush(stdout);
    exit(argc);
}
