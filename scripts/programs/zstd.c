/* Compresses and decompresses generated data with zstd at several levels, at once and as a stream. */
#include <stdio.h>
#include <stdlib.h>
#include "generate.h"
#include "zstd.h"

enum { BYTES = 3 << 20 };

static void fail(const char *what) {
    printf("%s failed\n", what);
    exit(1);
}

static void round_trip(const unsigned char *data, int level) {
    size_t bound = ZSTD_compressBound(BYTES);
    unsigned char *packed = malloc(bound), *back = malloc(BYTES);
    size_t size = ZSTD_compress(packed, bound, data, BYTES, level);
    if (ZSTD_isError(size)) fail("compress");
    if (ZSTD_decompress(back, BYTES, packed, size) != BYTES) fail("decompress");
    if (memcmp(back, data, BYTES) != 0) fail("round trip");
    printf("level %d: %u bytes, hash %016llx\n", level, (unsigned)size, (unsigned long long)hash(packed, size));
    free(packed);
    free(back);
}

static void stream(const unsigned char *data) {
    ZSTD_CCtx *compressor = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(compressor, ZSTD_c_compressionLevel, 5);
    ZSTD_CCtx_setParameter(compressor, ZSTD_c_checksumFlag, 1);
    ZSTD_DCtx *decompressor = ZSTD_createDCtx();
    unsigned char chunk[4096], *back = malloc(BYTES);
    ZSTD_inBuffer in = {data, BYTES, 0};
    ZSTD_outBuffer restored = {back, BYTES, 0};
    size_t packed = 0, left = 1;
    while (left != 0) {
        ZSTD_outBuffer out = {chunk, sizeof chunk, 0};
        left = ZSTD_compressStream2(compressor, &out, &in, ZSTD_e_end);
        if (ZSTD_isError(left)) fail("stream compress");
        packed += out.pos;
        ZSTD_inBuffer piece = {chunk, out.pos, 0};
        while (piece.pos < piece.size)
            if (ZSTD_isError(ZSTD_decompressStream(decompressor, &restored, &piece))) fail("stream decompress");
    }
    if (restored.pos != BYTES || memcmp(back, data, BYTES) != 0) fail("stream round trip");
    printf("stream: %u bytes\n", (unsigned)packed);
    free(back);
    ZSTD_freeCCtx(compressor);
    ZSTD_freeDCtx(decompressor);
}

int main(void) {
    static const int levels[] = {-5, 1, 3, 9, 15, 19};
    unsigned char *data = malloc(BYTES);
    generate(data, BYTES);
    printf("zstd %s, data hash %016llx\n", ZSTD_versionString(), (unsigned long long)hash(data, BYTES));
    for (unsigned i = 0; i < sizeof levels / sizeof *levels; i++) round_trip(data, levels[i]);
    stream(data);
    return 0;
}
