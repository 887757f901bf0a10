/* Compresses and decompresses generated data with bzip2 at several block sizes; then damages a stream, which must be noticed. */
#include <stdio.h>
#include <stdlib.h>
#include "bzlib.h"
#include "generate.h"

enum { BYTES = 3 << 20, BOUND = BYTES + BYTES / 100 + 600 };

static char packed[BOUND], back[BYTES];

void bz_internal_error(int code) {
    printf("bzip2 internal error %d\n", code);
    exit(1);
}

static unsigned compress_at(char *data, int blocks) {
    unsigned size = BOUND;
    int status = BZ2_bzBuffToBuffCompress(packed, &size, data, BYTES, blocks, 0, 0);
    if (status != BZ_OK) {
        printf("compress: %d\n", status);
        exit(1);
    }
    return size;
}

static void round_trip(char *data, int blocks, int small) {
    unsigned size = compress_at(data, blocks), restored = BYTES;
    int status = BZ2_bzBuffToBuffDecompress(back, &restored, packed, size, small, 0);
    int same = restored == BYTES && memcmp(back, data, BYTES) == 0;
    printf("blocks %d: %u bytes, hash %016llx, status %d, %s\n", blocks, size, (unsigned long long)hash(packed, size), status,
           same ? "same" : "different");
}

int main(void) {
    char *data = malloc(BYTES);
    generate((unsigned char *)data, BYTES);
    printf("bzip2 %s\n", BZ2_bzlibVersion());
    round_trip(data, 1, 0);
    round_trip(data, 5, 1);
    round_trip(data, 9, 0);
    unsigned size = compress_at(data, 9), restored = BYTES;
    packed[size / 2] ^= 0x10;
    printf("damaged: status %d\n", BZ2_bzBuffToBuffDecompress(back, &restored, packed, size, 0, 0));
    return 0;
}
