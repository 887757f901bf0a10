// Random numbers and what is made of them: three generators, pi by throwing darts, a normal distribution by polynomials,
// an Ising model, and a random walk through option prices.
// class: numeric
// small: 1000
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIDE = 256 };

static uint64_t s[4] = {1, 2, 3, 4}, pcg = 42;
static int8_t spins[SIDE][SIDE];

static uint64_t rotate(uint64_t x, int n) { return x << n | x >> (64 - n); }

static uint64_t xoshiro(void) {
    uint64_t result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0], s[3] ^= s[1], s[1] ^= s[2], s[0] ^= s[3], s[2] ^= t, s[3] = rotate(s[3], 45);
    return result;
}

static uint32_t permuted(void) {
    uint64_t old = pcg;
    pcg = old * 6364136223846793005u + 1442695040888963407u;
    uint32_t x = (uint32_t)((old >> 18 ^ old) >> 27), by = (uint32_t)(old >> 59);
    return x >> by | x << (-by & 31);
}

static double uniform(void) { return (double)(xoshiro() >> 11) * 0x1p-53; }

// exp by its series after a reduction to [-0.35, 0.35], so that all platforms round alike.
static double exponential(double v) {
    double n = floor(v * 1.4426950408889634 + 0.5), r = v - n * 0.6931471805599453, sum = 1, term = 1;
    for (int i = 1; i < 13; i++) term *= r / i, sum += term;
    union { uint64_t bits; double value; } power = {(uint64_t)((int64_t)n + 1023) << 52};
    return sum * power.value;
}

static double logarithm(double v) {
    union { double value; uint64_t bits; } u = {v};
    int exponent = (int)(u.bits >> 52) - 1023;
    u.bits = (u.bits & 0xfffffffffffff) | 1023ull << 52;
    double t = (u.value - 1) / (u.value + 1), square = t * t, sum = 0;
    for (int i = 19; i > 0; i -= 2) sum = sum * square + 1.0 / i;
    return 2 * t * sum + exponent * 0.6931471805599453;
}

static double normal(void) {
    double u, v, square;
    do {
        u = 2 * uniform() - 1, v = 2 * uniform() - 1;
        square = u * u + v * v;
    } while (square >= 1 || square == 0);
    return u * sqrt(-2 * logarithm(square) / square);
}

static double darts(int n) {
    int inside = 0;
    for (int i = 0; i < n; i++) {
        double x = permuted() * 0x1p-32, y = permuted() * 0x1p-32;
        inside += x * x + y * y < 1;
    }
    return 4.0 * inside / n;
}

static double options(int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
        double price = exponential(0.02 + 0.2 * normal());
        if (price > 1) sum += price - 1;
    }
    return sum / n;
}

static int ising(int n) {
    uint64_t limits[5];
    int total = 0;
    for (int i = 0; i < 5; i++) limits[i] = (uint64_t)(exponential(-0.44 * 2 * (2 * i - 4 > 0 ? 2 * i - 4 : 0)) * 0x1p32);
    for (int i = 0; i < n; i++) {
        uint32_t random = permuted(), y = random / SIDE % SIDE, x = random % SIDE;
        int around = spins[(y + 1) % SIDE][x] + spins[(y - 1) % SIDE][x] + spins[y][(x + 1) % SIDE] + spins[y][(x - 1) % SIDE];
        if (permuted() < limits[(spins[y][x] * around + 4) / 2]) spins[y][x] = (int8_t)-spins[y][x];
    }
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) total += spins[y][x];
    return total;
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 4000000;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) spins[y][x] = permuted() & 1 ? 1 : -1;
    double one = darts(8 * n), two = options(n);
    printf("%.9g %.9g %d\n", one, two, ising(2 * n));
    return 0;
}
