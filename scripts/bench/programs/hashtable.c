// Hash tables: open addressing with linear probes over integers, chains over strings, and Robin Hood hashing with deletion.
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

static uint32_t power_above(uint32_t n) {
    uint32_t size = 16;
    while (size < n) size *= 2;
    return size;
}

static uint32_t mix(uint32_t x) {
    x = (x ^ x >> 16) * 0x7feb352d;
    x = (x ^ x >> 15) * 0x846ca68b;
    return x ^ x >> 16;
}

typedef struct {
    uint32_t key, count;
} Slot;

static uint32_t open_addressing(uint32_t n) {
    uint32_t size = 16, used = 0, sum = 0;
    Slot *slots = calloc(size, sizeof *slots);
    for (uint32_t i = 0; i < 8 * n; i++) {
        uint32_t key = next() % n + 1, at = mix(key) & (size - 1);
        while (slots[at].key != 0 && slots[at].key != key) at = (at + 1) & (size - 1);
        sum += slots[at].count++;
        if (slots[at].key != 0) continue;
        slots[at].key = key;
        if (++used * 4 < size * 3) continue;
        Slot *larger = calloc(2 * size, sizeof *larger);
        for (uint32_t k = 0; k < size; k++) {
            if (slots[k].key == 0) continue;
            uint32_t to = mix(slots[k].key) & (2 * size - 1);
            while (larger[to].key != 0) to = (to + 1) & (2 * size - 1);
            larger[to] = slots[k];
        }
        free(slots);
        slots = larger, size *= 2;
    }
    free(slots);
    return sum * 31 + used;
}

typedef struct Entry {
    struct Entry *next;
    uint32_t hash, count;
    char name[16];
} Entry;

static uint32_t chained(uint32_t n) {
    uint32_t size = power_above(n), sum = 0;
    Entry **heads = calloc(size, sizeof *heads);
    for (uint32_t i = 0; i < 6 * n; i++) {
        char name[16] = {0};
        uint32_t hash = 2166136261u, number = next() % n;
        int length = 0;
        do name[length++] = (char)('a' + number % 26);
        while (number /= 26);
        for (int k = 0; k < length; k++) hash = (hash ^ (unsigned char)name[k]) * 16777619;
        Entry *entry = heads[hash & (size - 1)];
        while (entry && (entry->hash != hash || strcmp(entry->name, name) != 0)) entry = entry->next;
        if (!entry) {
            entry = calloc(1, sizeof *entry);
            memcpy(entry->name, name, sizeof name);
            entry->hash = hash, entry->next = heads[hash & (size - 1)];
            heads[hash & (size - 1)] = entry;
        }
        sum += entry->count++ * hash;
    }
    return sum;
}

// Each key stays within reach of its home: a newcomer that is farther from its own takes the place, the other moves on.
static uint32_t robin_hood(uint32_t n) {
    uint32_t size = power_above(2 * n), mask = size - 1, sum = 0;
    uint64_t *keys = calloc(size, sizeof *keys);
    for (uint32_t i = 0; i < 6 * n; i++) {
        uint64_t key = (uint64_t)(next() % n + 1) << 20 | 1;
        uint32_t home = mix((uint32_t)(key >> 16)), at = home & mask, distance = 0;
        while (keys[at] && keys[at] != key && ((at - mix((uint32_t)(keys[at] >> 16))) & mask) >= distance)
            at = (at + 1) & mask, distance++;
        sum += distance;
        if (keys[at] == key) {
            uint32_t after = (at + 1) & mask;
            while (keys[after] && ((after - mix((uint32_t)(keys[after] >> 16))) & mask) > 0)
                keys[at] = keys[after], at = after, after = (at + 1) & mask;
            keys[at] = 0;
            continue;
        }
        for (; key; at = (at + 1) & mask) {
            uint64_t other = keys[at];
            keys[at] = key, key = other;
        }
    }
    for (uint32_t i = 0; i < size; i++) sum = sum * 31 + (uint32_t)(keys[i] >> 20);
    return sum;
}

int main(int argc, char **argv) {
    uint32_t n = argc > 1 ? (uint32_t)atoi(argv[1]) : 300000;
    uint32_t one = open_addressing(n), two = chained(n), three = robin_hood(n);
    printf("%u %u %u\n", (unsigned)one, (unsigned)two, (unsigned)three);
    return 0;
}
