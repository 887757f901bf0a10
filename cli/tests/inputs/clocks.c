// Time goes on, sleeping takes it, and random bytes differ.
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
static double now(clockid_t clock) {
    struct timespec time;
    assert(clock_gettime(clock, &time) == 0);
    return time.tv_sec + time.tv_nsec / 1e9;
}
int main(void) {
    struct timespec resolution;
    assert(clock_getres(CLOCK_MONOTONIC, &resolution) == 0);
    assert(now(CLOCK_REALTIME) > 1.6e9);
    double before = now(CLOCK_MONOTONIC);
    assert(usleep(20000) == 0);
    double after = now(CLOCK_MONOTONIC);
    assert(after - before >= 0.02 && after - before < 10);
    unsigned char one[32], two[32];
    assert(getentropy(one, sizeof one) == 0 && getentropy(two, sizeof two) == 0);
    assert(memcmp(one, two, sizeof one) != 0);
    puts("fine");
}
