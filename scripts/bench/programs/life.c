// Conway's life: one cell a byte on a torus, and 64 cells a word by bitwise additions; both must agree.
// class: integer
// variant rolled: -fno-unroll-loops
// small: 2
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 512, WORDS = SIDE / 64 };

static uint8_t cells[SIDE][SIDE], fresh[SIDE][SIDE];
static uint64_t words[SIDE][WORDS], fresh_words[SIDE][WORDS];

static int alive_next(int alive, int neighbours) { return neighbours == 3 || (alive && neighbours == 2); }

static void step_bytes(void) {
    for (int y = 0; y < SIDE; y++) {
        const uint8_t *above = cells[(y + SIDE - 1) % SIDE], *here = cells[y], *below = cells[(y + 1) % SIDE];
        for (int x = 1; x < SIDE - 1; x++) {
            int n = above[x - 1] + above[x] + above[x + 1] + here[x - 1] + here[x + 1] + below[x - 1] + below[x] + below[x + 1];
            fresh[y][x] = (uint8_t)alive_next(here[x], n);
        }
        for (int x = 0; x < SIDE; x += SIDE - 1) {
            int l = (x + SIDE - 1) % SIDE, r = (x + 1) % SIDE;
            int n = above[l] + above[x] + above[r] + here[l] + here[r] + below[l] + below[x] + below[r];
            fresh[y][x] = (uint8_t)alive_next(here[x], n);
        }
    }
    memcpy(cells, fresh, sizeof cells);
}

static uint64_t west(const uint64_t *row, int w) { return row[w] << 1 | row[(w + WORDS - 1) % WORDS] >> 63; }
static uint64_t east(const uint64_t *row, int w) { return row[w] >> 1 | row[(w + 1) % WORDS] << 63; }

// Adds one bit to each of 64 counters, which stop at 4 or more.
static void count(uint64_t *ones, uint64_t *twos, uint64_t *fours, uint64_t bit) {
    uint64_t carry = *ones & bit;
    *ones ^= bit;
    *fours |= *twos & carry;
    *twos ^= carry;
}

static void step_words(void) {
    for (int y = 0; y < SIDE; y++) {
        const uint64_t *above = words[(y + SIDE - 1) % SIDE], *here = words[y], *below = words[(y + 1) % SIDE];
        for (int w = 0; w < WORDS; w++) {
            uint64_t ones = 0, twos = 0, fours = 0;
            count(&ones, &twos, &fours, west(above, w)), count(&ones, &twos, &fours, above[w]);
            count(&ones, &twos, &fours, east(above, w)), count(&ones, &twos, &fours, west(here, w));
            count(&ones, &twos, &fours, east(here, w)), count(&ones, &twos, &fours, west(below, w));
            count(&ones, &twos, &fours, below[w]), count(&ones, &twos, &fours, east(below, w));
            fresh_words[y][w] = twos & ~fours & (ones | here[w]);
        }
    }
    memcpy(words, fresh_words, sizeof words);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 3000;
    uint32_t state = 2463534242u, living = 0, hash = 0, wrong = 0;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            state ^= state << 13, state ^= state >> 17, state ^= state << 5;
            cells[y][x] = state % 3 == 0;
            words[y][x / 64] |= (uint64_t)cells[y][x] << (x % 64);
        }
    for (int round = 0; round < rounds; round++) step_bytes(), step_words();
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            living += cells[y][x];
            hash = hash * 31 + cells[y][x];
            wrong += (words[y][x / 64] >> (x % 64) & 1) != cells[y][x];
        }
    printf("%u %u %u wrong\n", (unsigned)living, (unsigned)hash, (unsigned)wrong);
    return 0;
}
