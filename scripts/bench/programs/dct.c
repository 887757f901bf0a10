// Pictures as JPEG has them: blocks of 8 by 8 through an integer cosine transform, quantization, zigzag and back, then the
// conversion of colours with clamping, and a blur.
// class: integer
// small: 1
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 512 };

static uint8_t planes[3][SIDE][SIDE], rgb[SIDE][SIDE][3], blurred[SIDE][SIDE];
static uint8_t zigzag[64];

// cos(k pi / 16) * sqrt(1 / 2) in 12 bits, with half the first row.
static const int16_t basis[8] = {1448, 2009, 1892, 1703, 1448, 1138, 784, 400};

static int weight(int frequency, int place) {
    int phase = frequency * (2 * place + 1) % 32, sign = 1;
    if (frequency == 0) return 1448;
    if (phase > 16) phase = 32 - phase;
    if (phase > 8) phase = 16 - phase, sign = -1;
    return phase == 8 ? 0 : sign * (phase == 0 ? 2048 : basis[phase]);
}

static int16_t weights[8][8];

static void rows(const int16_t *in, int16_t *out, int forward) {
    for (int y = 0; y < 8; y++)
        for (int u = 0; u < 8; u++) {
            int32_t sum = 2048;
            for (int x = 0; x < 8; x++) sum += in[8 * y + x] * (forward ? weights[u][x] : weights[x][u]);
            out[8 * u + y] = (int16_t)(sum >> 12);
        }
}

// A fast inverse: even and odd halves by butterflies on one column, as decoders do it.
static void inverse_column(int16_t *p) {
    int32_t s0 = p[0] * 1448, s4 = p[32] * 1448, a = s0 + s4, b = s0 - s4;
    int32_t c = p[16] * 1892 + p[48] * 784, d = p[16] * 784 - p[48] * 1892;
    int32_t e0 = a + c, e3 = a - c, e1 = b + d, e2 = b - d;
    int32_t o0 = p[8] * 2009 + p[24] * 1703 + p[40] * 1138 + p[56] * 400;
    int32_t o1 = p[8] * 1703 - p[24] * 400 - p[40] * 2009 - p[56] * 1138;
    int32_t o2 = p[8] * 1138 - p[24] * 2009 + p[40] * 400 + p[56] * 1703;
    int32_t o3 = p[8] * 400 - p[24] * 1138 + p[40] * 1703 - p[56] * 2009;
    p[0] = (int16_t)((e0 + o0 + 2048) >> 12), p[56] = (int16_t)((e0 - o0 + 2048) >> 12);
    p[8] = (int16_t)((e1 + o1 + 2048) >> 12), p[48] = (int16_t)((e1 - o1 + 2048) >> 12);
    p[16] = (int16_t)((e2 + o2 + 2048) >> 12), p[40] = (int16_t)((e2 - o2 + 2048) >> 12);
    p[24] = (int16_t)((e3 + o3 + 2048) >> 12), p[32] = (int16_t)((e3 - o3 + 2048) >> 12);
}

static uint8_t clamp(int value) { return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value); }

static uint32_t code(uint8_t plane[SIDE][SIDE], int by, int bx, int quality) {
    int16_t block[64], turned[64], packed[64];
    uint32_t hash = 0;
    for (int y = 0; y < 8; y++)
        for (int x = 0; x < 8; x++) block[8 * y + x] = (int16_t)(plane[8 * by + y][8 * bx + x] - 128);
    rows(block, turned, 1), rows(turned, block, 1);
    for (int i = 0; i < 64; i++) packed[i] = (int16_t)(block[zigzag[i]] / (quality + i));
    for (int i = 0; i < 64; i++) hash = hash * 31 + (uint16_t)packed[i];
    for (int i = 0; i < 64; i++) block[zigzag[i]] = (int16_t)(packed[i] * (quality + i));
    for (int x = 0; x < 8; x++) inverse_column(block + x);
    rows(block, turned, 0);
    for (int y = 0; y < 8; y++)
        for (int x = 0; x < 8; x++) plane[8 * by + y][8 * bx + x] = clamp(turned[8 * x + y] + 128);
    return hash;
}

static void colours(void) {
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            int l = planes[0][y][x], u = planes[1][y][x] - 128, v = planes[2][y][x] - 128;
            rgb[y][x][0] = clamp(l + ((91881 * v + 32768) >> 16));
            rgb[y][x][1] = clamp(l - ((22554 * u + 46802 * v + 32768) >> 16));
            rgb[y][x][2] = clamp(l + ((116130 * u + 32768) >> 16));
        }
}

static void blur(void) {
    for (int y = 1; y < SIDE - 1; y++)
        for (int x = 1; x < SIDE - 1; x++) {
            int sum = 0;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++) sum += rgb[y + dy][x + dx][1] * (2 - dx * dx) * (2 - dy * dy);
            blurred[y][x] = (uint8_t)(sum >> 4);
        }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 30;
    uint32_t sum = 0;
    for (int i = 0, y = 0, x = 0; i < 64; i++) {
        zigzag[i] = (uint8_t)(8 * y + x);
        int up = (x + y) % 2 == 0;
        if (up ? x == 7 : y == 7) up ? y++ : x++;
        else if (up ? y == 0 : x == 0) up ? x++ : y++;
        else x += up ? 1 : -1, y += up ? -1 : 1;
    }
    for (int u = 0; u < 8; u++)
        for (int x = 0; x < 8; x++) weights[u][x] = (int16_t)weight(u, x);
    for (int p = 0; p < 3; p++)
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++) planes[p][y][x] = (uint8_t)((x * (p + 1) ^ y) + (x * y >> 6));
    for (int round = 0; round < rounds; round++) {
        for (int p = 0; p < 3; p++)
            for (int by = 0; by < SIDE / 8; by++)
                for (int bx = 0; bx < SIDE / 8; bx++) sum = sum * 33 + code(planes[p], by, bx, 4 + p + round % 8);
        colours();
        blur();
        memcpy(planes[round % 3], blurred, sizeof blurred);
    }
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) sum = sum * 31 + rgb[y][x][0] + blurred[y][x];
    printf("%u\n", (unsigned)sum);
    return 0;
}
