/* libsodium without assembly: hashes, ciphers, signatures, key exchange, passwords. Argument 1: how often, 1 if there is none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sodium.h>

enum { BYTES = 1 << 20 };

static unsigned char data[BYTES + crypto_aead_chacha20poly1305_ietf_ABYTES], opened[BYTES];

/* libsodium asks for random bytes when it starts; these are the same each time. */
static const char *name(void) { return "none"; }

static void fill(void *const buffer, const size_t bytes) { memset(buffer, 42, bytes); }

static uint32_t number(void) { return 42; }

static randombytes_implementation not_random = {.implementation_name = name, .random = number, .buf = fill};

static void show(const char *what, const unsigned char *bytes, size_t length) {
    printf("%s ", what);
    for (size_t i = 0; i < length; i++) printf("%02x", bytes[i]);
    printf("\n");
}

static void require(int holds, const char *what) {
    if (holds) return;
    printf("%s fails\n", what);
    exit(1);
}

static void hashes(void) {
    unsigned char hash[64], key[32] = {7};
    crypto_hash_sha256(hash, data, BYTES);
    show("sha256", hash, 32);
    crypto_hash_sha512(hash, data, BYTES);
    show("sha512", hash, 64);
    crypto_generichash(hash, 32, data, BYTES, key, sizeof key);
    show("blake2b", hash, 32);
    crypto_onetimeauth(hash, data, BYTES, key);
    show("poly1305", hash, 16);
    unsigned char sum[8] = {0};
    for (int i = 0; i < 20000; i++) {
        crypto_shorthash(hash, data + i, 40, key);
        for (int j = 0; j < 8; j++) sum[j] ^= hash[j];
    }
    show("siphash", sum, 8);
}

static void ciphers(void) {
    unsigned char key[32] = {9}, nonce[24] = {3};
    unsigned long long length;
    crypto_stream_chacha20_xor(data, data, BYTES, nonce, key);
    crypto_stream_salsa20_xor(data, data, BYTES, nonce, key);
    crypto_stream_xchacha20_xor(data, data, BYTES, nonce, key);
    crypto_aead_chacha20poly1305_ietf_encrypt(data, &length, data, BYTES, nonce, 24, NULL, nonce, key);
    show("chacha20-poly1305", data + BYTES, length - BYTES);
    data[77] ^= 1;
    require(crypto_aead_chacha20poly1305_ietf_decrypt(opened, NULL, NULL, data, length, nonce, 24, nonce, key) != 0, "damage");
    data[77] ^= 1;
    require(crypto_aead_chacha20poly1305_ietf_decrypt(data, NULL, NULL, data, length, nonce, 24, nonce, key) == 0, "decryption");
}

static void curves(int keys) {
    unsigned char seed[32] = {1}, public[32], secret[64], signature[64], one[32], other[32], shared[32], back[32];
    for (int i = 0; i < keys; i++) {
        crypto_sign_seed_keypair(public, secret, seed);
        crypto_sign_detached(signature, NULL, data, 200, secret);
        require(crypto_sign_verify_detached(signature, data, 200, public) == 0, "verification");
        signature[40] ^= 1;
        require(crypto_sign_verify_detached(signature, data, 200, public) != 0, "forgery");
        crypto_scalarmult_base(one, seed);
        crypto_scalarmult_base(other, public);
        require(crypto_scalarmult(shared, seed, other) == 0 && crypto_scalarmult(back, public, one) == 0, "key exchange");
        require(memcmp(shared, back, 32) == 0, "agreement");
        memcpy(seed, shared, 32);
    }
    show("ed25519", signature, 64);
    show("x25519", shared, 32);
}

static void passwords(void) {
    unsigned char key[32], salt[16] = {5};
    require(crypto_pwhash(key, 32, "password", 8, salt, 2, 8 << 20, crypto_pwhash_ALG_ARGON2ID13) == 0, "argon2id");
    show("argon2id", key, 32);
}

int main(int argc, char **argv) {
    randombytes_set_implementation(&not_random);
    require(sodium_init() >= 0, "sodium_init");
    printf("libsodium %s\n", sodium_version_string());
    for (int i = 0; i < BYTES; i++) data[i] = (unsigned char)(i * 37 + (i >> 8));
    for (int rounds = argc > 1 ? atoi(argv[1]) : 1; rounds > 0; rounds--) {
        hashes();
        ciphers();
        curves(20);
        passwords();
    }
    return 0;
}
