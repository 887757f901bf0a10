// Four computations of a few seconds in total: what they computed goes into one checksum, which is the same on every
// engine and natively (no contraction of floats), and how fast they were into the lines that are printed.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint64_t checksum;

static void absorb(uint64_t bits) { checksum = (checksum ^ bits) * 0x9e3779b97f4a7c15u + (checksum >> 29); }

static void absorb_doubles(const double *values, int count) {
    for (int i = 0; i < count; i++) {
        uint64_t bits;
        memcpy(&bits, &values[i], sizeof bits);
        absorb(bits);
    }
}

static uint64_t seed = 88172645463325252u;

static double random_unit(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (double)(seed >> 11) * 0x1p-53;
}

// Gravitation between all pairs of bodies, leapfrog integration.
enum { BODIES = 1024, STEPS = 2000 };
static double x[BODIES], y[BODIES], z[BODIES], vx[BODIES], vy[BODIES], vz[BODIES], ax[BODIES], ay[BODIES], az[BODIES];

static void attract(int j) {
    const double xj = x[j], yj = y[j], zj = z[j];
    for (int i = 0; i < BODIES; i++) {
        double dx = xj - x[i], dy = yj - y[i], dz = zj - z[i];
        double r2 = dx * dx + dy * dy + dz * dz + 1e-3;
        double pull = 1.0 / (BODIES * r2 * sqrt(r2));
        ax[i] += dx * pull;
        ay[i] += dy * pull;
        az[i] += dz * pull;
    }
}

static double bodies(void) {
    for (int i = 0; i < BODIES; i++) x[i] = random_unit(), y[i] = random_unit(), z[i] = random_unit();
    for (int step = 0; step < STEPS; step++) {
        memset(ax, 0, sizeof ax), memset(ay, 0, sizeof ay), memset(az, 0, sizeof az);
        for (int j = 0; j < BODIES; j++) attract(j);
        for (int i = 0; i < BODIES; i++) {
            vx[i] += 1e-3 * ax[i], vy[i] += 1e-3 * ay[i], vz[i] += 1e-3 * az[i];
            x[i] += 1e-3 * vx[i], y[i] += 1e-3 * vy[i], z[i] += 1e-3 * vz[i];
        }
    }
    absorb_doubles(x, BODIES), absorb_doubles(y, BODIES), absorb_doubles(z, BODIES);
    return (double)BODIES * BODIES * STEPS;
}

// Product of two dense matrices, in the order that walks rows.
enum { SIDE = 512, PRODUCTS = 120 };
static double a[SIDE][SIDE], b[SIDE][SIDE], c[SIDE][SIDE];

static double matrices(void) {
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) a[i][j] = random_unit(), b[i][j] = random_unit();
    for (int n = 0; n < PRODUCTS; n++)
        for (int i = 0; i < SIDE; i++)
            for (int k = 0; k < SIDE; k++) {
                const double factor = a[i][k];
                for (int j = 0; j < SIDE; j++) c[i][j] += factor * b[k][j];
            }
    absorb_doubles(&c[0][0], SIDE * SIDE);
    return (double)SIDE * SIDE * SIDE * PRODUCTS;
}

// How many primes there are below a limit.
enum { LIMIT = 20 << 20, SIEVES = 16 };
static uint8_t composite[LIMIT];

static double sieve(void) {
    uint32_t primes = 0;
    for (int n = 0; n < SIEVES; n++) {
        memset(composite, 0, sizeof composite);
        for (uint32_t p = 2; p * p < LIMIT; p++)
            if (!composite[p])
                for (uint32_t multiple = p * p; multiple < LIMIT; multiple += p) composite[multiple] = 1;
        for (uint32_t i = 2; i < LIMIT; i++) primes += !composite[i];
    }
    absorb(primes);
    return (double)LIMIT * SIEVES;
}

// A hash table with open addressing: counts keys that repeat.
enum { SLOTS = 1 << 20, KEYS = 60000000 };
static struct {
    uint64_t key;
    uint32_t count;
} table[SLOTS];

static uint64_t mix(uint64_t h) {
    h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
    h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53u;
    return h ^ (h >> 33);
}

static double hashing(void) {
    for (uint64_t n = 0; n < KEYS; n++) {
        uint64_t key = 1 + mix(n) % (SLOTS / 2);
        uint32_t slot = mix(key) % SLOTS;
        while (table[slot].key != key && table[slot].key != 0) slot = (slot + 1) % SLOTS;
        table[slot].key = key;
        table[slot].count++;
    }
    for (int i = 0; i < SLOTS; i++) absorb(table[i].key + table[i].count);
    return KEYS;
}

static double total_seconds;

static void measure(const char *name, const char *unit, double (*work)(void)) {
    double start = now();
    double amount = work();
    double seconds = now() - start;
    total_seconds += seconds;
    printf("%-10s %6.2f s %10.1f million %s/s\n", name, seconds, amount / seconds / 1e6, unit);
    fflush(stdout);
}

int main(void) {
    measure("bodies", "interactions", bodies);
    measure("matrices", "multiply-adds", matrices);
    measure("sieve", "numbers", sieve);
    measure("hashing", "keys", hashing);
    printf("total      %6.2f s    checksum %016llx\n", total_seconds, (unsigned long long)checksum);
    return 0;
}
