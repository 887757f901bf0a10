// UTF-8 is checked and decoded, base64 and hexadecimal are written and read, all byte by byte.
// class: integer
// small: 1000
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static size_t put(uint8_t *out, uint32_t c) {
    if (c < 0x80) return out[0] = (uint8_t)c, 1;
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, c >>= 6) out[i] = (uint8_t)(0x80 | (c & 0x3f));
    out[0] = (uint8_t)(0xf0 << (4 - length) | c);
    return length;
}

static size_t generate(uint8_t *out, size_t room) {
    size_t used = 0;
    while (used + 4 <= room) {
        uint32_t kind = next() % 16, c = next();
        c = kind < 11 ? 32 + c % 95 : kind < 13 ? 0x80 + c % 0x780 : kind < 15 ? 0x800 + c % 0xd000 : 0x10000 + c % 0x100000;
        used += put(out + used, c);
    }
    return used;
}

// The number of characters, or the place of the first error as a negative number.
static int64_t validate(const uint8_t *p, size_t n) {
    int64_t count = 0;
    for (size_t i = 0; i < n; count++) {
        uint32_t c = p[i];
        size_t length = c < 0x80 ? 1 : c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
        if (length == 0 || i + length > n) return -(int64_t)i;
        for (size_t k = 1; k < length; k++)
            if ((p[i + k] & 0xc0) != 0x80) return -(int64_t)i;
        if ((c == 0xe0 && p[i + 1] < 0xa0) || (c == 0xed && p[i + 1] > 0x9f)) return -(int64_t)i;
        if ((c == 0xf0 && p[i + 1] < 0x90) || (c == 0xf4 && p[i + 1] > 0x8f)) return -(int64_t)i;
        i += length;
    }
    return count;
}

static size_t to_utf16(const uint8_t *p, size_t n, uint16_t *out) {
    uint16_t *begin = out;
    for (const uint8_t *end = p + n; p < end;) {
        uint32_t c = *p++;
        if (c >= 0xf0) c = (c & 7) << 18 | (p[0] & 0x3f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f), p += 3;
        else if (c >= 0xe0) c = (c & 15) << 12 | (p[0] & 0x3f) << 6 | (p[1] & 0x3f), p += 2;
        else if (c >= 0xc0) c = (c & 31) << 6 | (*p++ & 0x3f);
        if (c >= 0x10000) *out++ = (uint16_t)(0xd7c0 + (c >> 10)), c = 0xdc00 | (c & 0x3ff);
        *out++ = (uint16_t)c;
    }
    return out - begin;
}

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static size_t base64_encode(const uint8_t *in, size_t n, char *out) {
    char *begin = out;
    for (size_t i = 0; i < n; i += 3) {
        uint32_t group = in[i] << 16 | (i + 1 < n ? in[i + 1] << 8 : 0) | (i + 2 < n ? in[i + 2] : 0);
        for (int k = 0; k < 4; k++) *out++ = i + k > n ? '=' : digits[group >> (18 - 6 * k) & 63];
    }
    return out - begin;
}

static size_t base64_decode(const char *in, size_t n, uint8_t *out) {
    static int8_t values[256];
    if (values['B'] == 0)
        for (int i = 0; i < 64; i++) values[(int)digits[i]] = (int8_t)i;
    uint8_t *begin = out;
    for (; n >= 4; in += 4, n -= 4) {
        uint32_t group = 0;
        for (int k = 0; k < 4; k++) group = group << 6 | (uint32_t)values[(uint8_t)in[k]];
        *out++ = (uint8_t)(group >> 16);
        if (in[2] != '=') *out++ = (uint8_t)(group >> 8);
        if (in[3] != '=') *out++ = (uint8_t)group;
    }
    return out - begin;
}

static void hex(const uint8_t *in, size_t n, char *out) {
    for (size_t i = 0; i < n; i++) *out++ = "0123456789abcdef"[in[i] >> 4], *out++ = "0123456789abcdef"[in[i] & 15];
}

static void unhex(const char *in, size_t n, uint8_t *out) {
    for (size_t i = 0; i < 2 * n; i += 2) {
        int high = in[i] <= '9' ? in[i] - '0' : in[i] - 'a' + 10, low = in[i + 1] <= '9' ? in[i + 1] - '0' : in[i + 1] - 'a' + 10;
        *out++ = (uint8_t)(high << 4 | low);
    }
}

int main(int argc, char **argv) {
    size_t room = argc > 1 ? (size_t)atoi(argv[1]) : 1000000;
    uint8_t *text = malloc(room), *again = malloc(room + 4);
    uint16_t *wide = malloc(2 * room);
    char *written = malloc(2 * room + 8);
    size_t n = generate(text, room), sum = n;
    int same = 1;
    for (int round = 0; round < 40; round++) {
        sum = sum * 31 + (size_t)validate(text, n - round);
        size_t units = to_utf16(text, n - 4, wide);
        for (size_t i = 0; i < units; i += 5) sum = sum * 31 + wide[i];
        size_t length = base64_encode(text, n - round, written);
        same &= base64_decode(written, length, again) == n - round && memcmp(text, again, n - round) == 0;
        hex(text, n, written);
        unhex(written, n, again);
        same &= memcmp(text, again, n) == 0;
    }
    printf("%u %s\n", (unsigned)(uint32_t)sum, same ? "same" : "different");
    return 0;
}
