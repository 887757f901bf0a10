// Vectors of bytes, on text: UTF-8 validation by tables of nibbles, search for a byte and for a pair, counting lines, upper
// case, base64, hexadecimal.
// class: simd
// wasm: -msimd128
// small: 4096
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "simd128.h"

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static v128_t table(const char *bytes) { return wasm_v128_load(bytes); }

#define PREVIOUS(now, before, by) \
    wasm_i8x16_shuffle(before, now, 16 - by, 17 - by, 18 - by, 19 - by, 20 - by, 21 - by, 22 - by, 23 - by, 24 - by, 25 - by, \
                       26 - by, 27 - by, 28 - by, 29 - by, 30 - by, 31 - by)

// Three tables classify pairs of bytes by the nibbles of the first and the high nibble of the second; what all three have
// in common is an error, or (bit 7) a second continuation that a lead two or three places back must explain.
static int valid_utf8(const uint8_t *p, size_t n) {
    static const uint8_t high1[16] = {2, 2, 2, 2, 2, 2, 2, 2, 128, 128, 128, 128, 33, 1, 21, 73};
    static const uint8_t low1[16] = {231, 163, 131, 131, 139, 203, 203, 203, 203, 203, 203, 203, 203, 219, 203, 203};
    static const uint8_t high2[16] = {1, 1, 1, 1, 1, 1, 1, 1, 230, 174, 186, 186, 1, 1, 1, 1};
    v128_t t1 = table((const char *)high1), t2 = table((const char *)low1), t3 = table((const char *)high2);
    v128_t mask = wasm_i8x16_splat(15), before = wasm_i8x16_splat(0), error = before;
    for (size_t i = 0; i + 16 <= n; i += 16) {
        v128_t now = wasm_v128_load(p + i), one = PREVIOUS(now, before, 1);
        v128_t pair = wasm_v128_and(wasm_i8x16_swizzle(t1, wasm_u8x16_shr(one, 4)), wasm_i8x16_swizzle(t2, wasm_v128_and(one, mask)));
        pair = wasm_v128_and(pair, wasm_i8x16_swizzle(t3, wasm_u8x16_shr(now, 4)));
        v128_t third = wasm_u8x16_sub_sat(PREVIOUS(now, before, 2), wasm_i8x16_splat((int8_t)(0xe0 - 0x80)));
        v128_t fourth = wasm_u8x16_sub_sat(PREVIOUS(now, before, 3), wasm_i8x16_splat((int8_t)(0xf0 - 0x80)));
        v128_t must = wasm_v128_and(wasm_v128_or(third, fourth), wasm_i8x16_splat((int8_t)0x80));
        error = wasm_v128_or(error, wasm_v128_xor(must, pair));
        before = now;
    }
    return !wasm_v128_any_true(error);
}

static uint32_t positions(const uint8_t *p, size_t n, uint8_t byte, uint8_t after) {
    uint32_t sum = 0;
    v128_t wanted = wasm_i8x16_splat((int8_t)byte), next_wanted = wasm_i8x16_splat((int8_t)after);
    for (size_t i = 0; i + 17 <= n; i += 16) {
        v128_t here = wasm_i8x16_eq(wasm_v128_load(p + i), wanted), there = wasm_i8x16_eq(wasm_v128_load(p + i + 1), next_wanted);
        for (uint32_t bits = wasm_i8x16_bitmask(wasm_v128_and(here, there)); bits; bits &= bits - 1)
            sum += (uint32_t)i + (uint32_t)__builtin_ctz(bits);
    }
    return sum;
}

static uint32_t lines(const uint8_t *p, size_t n) {
    uint32_t count = 0;
    for (size_t i = 0; i + 16 <= n; i += 16)
        count += (uint32_t)__builtin_popcount(wasm_i8x16_bitmask(wasm_i8x16_eq(wasm_v128_load(p + i), wasm_i8x16_splat('\n'))));
    return count;
}

static void upper(const uint8_t *p, size_t n, uint8_t *out) {
    for (size_t i = 0; i + 16 <= n; i += 16) {
        v128_t a = wasm_v128_load(p + i);
        v128_t letter = wasm_v128_and(wasm_i8x16_gt(a, wasm_i8x16_splat('a' - 1)), wasm_i8x16_lt(a, wasm_i8x16_splat('z' + 1)));
        wasm_v128_store(out + i, wasm_i8x16_sub(a, wasm_v128_and(letter, wasm_i8x16_splat(32))));
    }
}

static size_t base64(const uint8_t *p, size_t n, uint8_t *out) {
    static const int8_t shifts[16] = {71, -4, -4, -4, -4, -4, -4, -4, -4, -4, -4, -19, -16, 65, 0, 0};
    size_t used = 0;
    v128_t table_ = wasm_v128_load(shifts);
    for (size_t i = 0; i + 16 <= n; i += 12, used += 16) {
        v128_t in = wasm_v128_load(p + i);
        in = wasm_i8x16_shuffle(in, in, 1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10);
        v128_t a = wasm_v128_and(wasm_u32x4_shr(in, 10), wasm_i32x4_splat(0x3f)), b = wasm_v128_and(wasm_i32x4_shl(in, 4), wasm_i32x4_splat(0x3f00));
        v128_t c = wasm_v128_and(wasm_u32x4_shr(in, 6), wasm_i32x4_splat(0x3f0000)), d = wasm_v128_and(wasm_i32x4_shl(in, 8), wasm_i32x4_splat(0x3f000000));
        v128_t sextets = wasm_v128_or(wasm_v128_or(a, b), wasm_v128_or(c, d));
        v128_t kind = wasm_u8x16_sub_sat(sextets, wasm_i8x16_splat(51));
        kind = wasm_v128_or(kind, wasm_v128_and(wasm_i8x16_lt(sextets, wasm_i8x16_splat(26)), wasm_i8x16_splat(13)));
        wasm_v128_store(out + used, wasm_i8x16_add(sextets, wasm_i8x16_swizzle(table_, kind)));
    }
    return used;
}

static void hex(const uint8_t *p, size_t n, uint8_t *out) {
    v128_t digits = table("0123456789abcdef"), mask = wasm_i8x16_splat(15);
    for (size_t i = 0; i + 16 <= n; i += 16) {
        v128_t in = wasm_v128_load(p + i), high = wasm_i8x16_swizzle(digits, wasm_u8x16_shr(in, 4)), low = wasm_i8x16_swizzle(digits, wasm_v128_and(in, mask));
        wasm_v128_store(out + 2 * i, wasm_i8x16_shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
        wasm_v128_store(out + 2 * i + 16, wasm_i8x16_shuffle(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31));
    }
}

int main(int argc, char **argv) {
    size_t n = argc > 1 ? (size_t)atoi(argv[1]) : 1 << 17;
    uint8_t *text = malloc(n + 32), *out = malloc(2 * n + 64);
    uint32_t sum = 0, valid = 0;
    memset(text, 'x', n + 32);
    for (size_t i = 0; i + 4 < n;) {
        static const char *pieces[] = {"a", "Zebra ", "\n", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "the ", "q", "stream "};
        const char *piece = pieces[next() % 9];
        for (size_t k = 0; piece[k] && i < n - 4; k++) text[i++] = (uint8_t)piece[k];
    }
    for (size_t i = n - 8; i < n; i++) text[i] = '.';
    for (int round = 0; round < 4000; round++) {
        size_t at = next() % n;
        uint8_t kept = text[at];
        if (round % 2) text[at] = (uint8_t)round;
        valid += (uint32_t)valid_utf8(text, n);
        text[at] = kept;
        sum += lines(text, n) + positions(text, n, 'e', ' ') + positions(text, n, (uint8_t)('a' + round % 26), 'e');
        upper(text, n, out);
        sum = sum * 31 + out[at];
        size_t length = base64(text, n, out);
        sum = sum * 31 + out[at % length];
        hex(text, n, out);
        sum = sum * 31 + out[2 * at];
    }
    printf("%u %u\n", (unsigned)sum, (unsigned)valid);
    return 0;
}
