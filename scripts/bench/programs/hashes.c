// Hash functions that are not cryptographic, each over long and short keys: two of 64 bits with wide multiplications, one of
// 32 bits, SipHash, CRC-32 by tables, Adler-32 and FNV.
// class: crypto
// small: 1000
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t left(uint64_t x, int n) { return x << n | x >> (64 - n); }
static uint32_t left32(uint32_t x, int n) { return x << n | x >> (32 - n); }

static uint64_t load64(const uint8_t *p) {
    uint64_t value;
    memcpy(&value, p, sizeof value);
    return value;
}

static uint32_t load32(const uint8_t *p) {
    uint32_t value;
    memcpy(&value, p, sizeof value);
    return value;
}

static const uint64_t P1 = 0x9e3779b185ebca87, P2 = 0xc2b2ae3d27d4eb4f, P3 = 0x165667b19e3779f9;

// Four lanes over stripes of 32 bytes, like xxHash.
static uint64_t lanes(const uint8_t *p, size_t n) {
    uint64_t lane[4] = {P1 + P2, P2, 0, -P1}, hash = n;
    for (; n >= 32; n -= 32)
        for (int i = 0; i < 4; i++, p += 8) lane[i] = left(lane[i] + load64(p) * P2, 31) * P1;
    for (int i = 0; i < 4; i++) hash = (hash ^ left(lane[i], 7 * i + 1)) * P1 + P3;
    for (; n >= 8; n -= 8, p += 8) hash = left(hash ^ left(load64(p) * P2, 31) * P1, 27) * P1 + P3;
    for (; n > 0; n--) hash = left(hash ^ *p++ * P3, 11) * P1;
    hash = (hash ^ hash >> 33) * P2;
    return hash ^ hash >> 29;
}

static uint64_t fold(uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// Products of 64 by 64 bits whose halves are folded together, like wyhash.
static uint64_t folded(const uint8_t *p, size_t n) {
    uint64_t seed = P1 ^ n;
    for (; n > 16; n -= 16, p += 16) seed = fold(load64(p) ^ P2, load64(p + 8) ^ seed);
    uint8_t rest[16] = {0};
    memcpy(rest, p, n);
    return fold(P3 ^ n, fold(load64(rest) ^ P2, load64(rest + 8) ^ seed));
}

static uint32_t murmur(const uint8_t *p, size_t n) {
    uint32_t hash = (uint32_t)n;
    for (; n >= 4; n -= 4, p += 4)
        hash = left32(hash ^ left32(load32(p) * 0xcc9e2d51, 15) * 0x1b873593, 13) * 5 + 0xe6546b64;
    for (; n > 0; n--) hash = (hash ^ *p++) * 0x85ebca6b;
    hash = (hash ^ hash >> 16) * 0xc2b2ae35;
    return hash ^ hash >> 13;
}

static void sip_round(uint64_t *v) {
    v[0] += v[1], v[1] = left(v[1], 13) ^ v[0], v[0] = left(v[0], 32);
    v[2] += v[3], v[3] = left(v[3], 16) ^ v[2];
    v[0] += v[3], v[3] = left(v[3], 21) ^ v[0];
    v[2] += v[1], v[1] = left(v[1], 17) ^ v[2], v[2] = left(v[2], 32);
}

static uint64_t siphash(const uint8_t *p, size_t n) {
    uint64_t v[4] = {0x736f6d6570736575 ^ 7, 0x646f72616e646f6d ^ 9, 0x6c7967656e657261 ^ 7, 0x7465646279746573 ^ 9};
    uint64_t last = (uint64_t)n << 56;
    for (; n >= 8; n -= 8, p += 8) {
        uint64_t word = load64(p);
        v[3] ^= word;
        sip_round(v), sip_round(v);
        v[0] ^= word;
    }
    for (size_t i = 0; i < n; i++) last |= (uint64_t)p[i] << (8 * i);
    v[3] ^= last;
    sip_round(v), sip_round(v);
    v[0] ^= last, v[2] ^= 255;
    for (int i = 0; i < 4; i++) sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static uint32_t crc_table[4][256];

static void crc_init(void) {
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t crc = i;
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
        crc_table[0][i] = crc;
    }
    for (uint32_t i = 0; i < 256; i++)
        for (int t = 1; t < 4; t++) crc_table[t][i] = crc_table[t - 1][i] >> 8 ^ crc_table[0][crc_table[t - 1][i] & 255];
}

static uint32_t crc32(const uint8_t *p, size_t n) {
    uint32_t crc = 0xffffffff;
    for (; n >= 4; n -= 4, p += 4) {
        crc ^= load32(p);
        crc = crc_table[3][crc & 255] ^ crc_table[2][crc >> 8 & 255] ^ crc_table[1][crc >> 16 & 255] ^ crc_table[0][crc >> 24];
    }
    for (; n > 0; n--) crc = crc >> 8 ^ crc_table[0][(crc ^ *p++) & 255];
    return ~crc;
}

static uint32_t adler32(const uint8_t *p, size_t n) {
    uint32_t a = 1, b = 0;
    while (n > 0) {
        size_t part = n < 5552 ? n : 5552;
        for (size_t i = 0; i < part; i++) a += p[i], b += a;
        a %= 65521, b %= 65521, p += part, n -= part;
    }
    return b << 16 | a;
}

static uint64_t fnv(const uint8_t *p, size_t n) {
    uint64_t hash = 0xcbf29ce484222325;
    for (size_t i = 0; i < n; i++) hash = (hash ^ p[i]) * 0x100000001b3;
    return hash;
}

int main(int argc, char **argv) {
    size_t n = argc > 1 ? (size_t)atoi(argv[1]) : 1 << 18;
    uint8_t *data = malloc(n + 64);
    for (size_t i = 0; i < n + 64; i++) data[i] = (uint8_t)(i * i * 37 >> 9 ^ i);
    crc_init();
    uint64_t sums[7] = {0};
    for (size_t round = 0; round < 500; round++) {
        for (size_t at = 0, length = n; at < n; at += length) {
            const uint8_t *key = data + at + round % 32;
            if (round >= 100) length = 3 + (at + round) % 61;
            if (length > n - at) length = n - at;
            sums[0] += lanes(key, length), sums[1] += folded(key, length), sums[2] += murmur(key, length);
            sums[3] += siphash(key, length), sums[4] += crc32(key, length), sums[5] += adler32(key, length);
            sums[6] += fnv(key, length);
        }
    }
    for (int i = 0; i < 7; i++) printf("%016llx%c", (unsigned long long)sums[i], i < 6 ? ' ' : '\n');
    return 0;
}
