// The part of wasm_simd128.h that the programs here use. Elsewhere than on WebAssembly its functions are made of clang's
// vectors and SSE's, one instruction for one wherever the machine has it.
#ifndef SIMD128_H
#define SIMD128_H

#ifdef __wasm__
#include <wasm_simd128.h>
#else
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

typedef __m128i v128_t;
typedef int8_t simd_i8 __attribute__((vector_size(16)));
typedef uint8_t simd_u8 __attribute__((vector_size(16)));
typedef int16_t simd_i16 __attribute__((vector_size(16)));
typedef uint16_t simd_u16 __attribute__((vector_size(16)));
typedef uint32_t simd_u32 __attribute__((vector_size(16)));
typedef float simd_f32 __attribute__((vector_size(16)));
typedef double simd_f64 __attribute__((vector_size(16)));

#define SIMD static inline __attribute__((always_inline))
#define SIMD_BINARY(name, type, op) \
    SIMD v128_t name(v128_t a, v128_t b) { return (v128_t)((type)a op (type)b); }
#define SIMD_SPLAT(name, type, lane) \
    SIMD v128_t name(lane x) { return (v128_t)((type){0} + x); }

SIMD v128_t wasm_v128_load(const void *from) { return _mm_loadu_si128(from); }
SIMD void wasm_v128_store(void *to, v128_t a) { _mm_storeu_si128(to, a); }
SIMD_SPLAT(wasm_i8x16_splat, simd_u8, uint8_t)
SIMD_SPLAT(wasm_i16x8_splat, simd_u16, uint16_t)
SIMD_SPLAT(wasm_i32x4_splat, simd_u32, uint32_t)
SIMD v128_t wasm_f32x4_splat(float x) { return (v128_t)_mm_set1_ps(x); }
SIMD v128_t wasm_f64x2_splat(double x) { return (v128_t)_mm_set1_pd(x); }
SIMD v128_t wasm_f32x4_make(float a, float b, float c, float d) { return (v128_t)(simd_f32){a, b, c, d}; }
SIMD v128_t wasm_i32x4_make(int a, int b, int c, int d) { return _mm_setr_epi32(a, b, c, d); }

SIMD_BINARY(wasm_v128_and, v128_t, &)
SIMD_BINARY(wasm_v128_or, v128_t, |)
SIMD_BINARY(wasm_v128_xor, v128_t, ^)
SIMD v128_t wasm_v128_andnot(v128_t a, v128_t b) { return a & ~b; }
SIMD v128_t wasm_v128_bitselect(v128_t a, v128_t b, v128_t mask) { return (a & mask) | (b & ~mask); }
SIMD int wasm_v128_any_true(v128_t a) { return !_mm_testz_si128(a, a); }

SIMD_BINARY(wasm_i8x16_add, simd_u8, +)
SIMD_BINARY(wasm_i8x16_sub, simd_u8, -)
SIMD_BINARY(wasm_i8x16_eq, simd_u8, ==)
SIMD_BINARY(wasm_i8x16_lt, simd_i8, <)
SIMD_BINARY(wasm_i8x16_gt, simd_i8, >)
SIMD v128_t wasm_u8x16_shr(v128_t a, int by) { return (v128_t)((simd_u8)a >> (uint8_t)by); }
SIMD v128_t wasm_u8x16_add_sat(v128_t a, v128_t b) { return _mm_adds_epu8(a, b); }
SIMD v128_t wasm_u8x16_sub_sat(v128_t a, v128_t b) { return _mm_subs_epu8(a, b); }
SIMD v128_t wasm_u8x16_avgr(v128_t a, v128_t b) { return _mm_avg_epu8(a, b); }
SIMD v128_t wasm_u8x16_min(v128_t a, v128_t b) { return _mm_min_epu8(a, b); }
SIMD v128_t wasm_u8x16_max(v128_t a, v128_t b) { return _mm_max_epu8(a, b); }
SIMD v128_t wasm_u8x16_narrow_i16x8(v128_t a, v128_t b) { return _mm_packus_epi16(a, b); }
SIMD uint32_t wasm_i8x16_bitmask(v128_t a) { return (uint32_t)_mm_movemask_epi8(a); }
// The same as on WebAssembly for indices below 16 and from 128 on.
SIMD v128_t wasm_i8x16_swizzle(v128_t a, v128_t indices) { return _mm_shuffle_epi8(a, indices); }
#define wasm_i8x16_shuffle(a, b, ...) ((v128_t)__builtin_shufflevector((simd_u8)(a), (simd_u8)(b), __VA_ARGS__))
#define wasm_i32x4_shuffle(a, b, ...) ((v128_t)__builtin_shufflevector((simd_u32)(a), (simd_u32)(b), __VA_ARGS__))

SIMD_BINARY(wasm_i16x8_add, simd_u16, +)
SIMD_BINARY(wasm_i16x8_sub, simd_u16, -)
SIMD_BINARY(wasm_i16x8_mul, simd_u16, *)
SIMD v128_t wasm_i16x8_shr(v128_t a, int by) { return (v128_t)((simd_i16)a >> (int16_t)by); }
SIMD v128_t wasm_u16x8_shr(v128_t a, int by) { return (v128_t)((simd_u16)a >> (uint16_t)by); }
SIMD v128_t wasm_i16x8_shl(v128_t a, int by) { return (v128_t)((simd_u16)a << (uint16_t)by); }
SIMD v128_t wasm_u16x8_extend_low_u8x16(v128_t a) { return _mm_cvtepu8_epi16(a); }
SIMD v128_t wasm_u16x8_extend_high_u8x16(v128_t a) { return _mm_unpackhi_epi8(a, _mm_setzero_si128()); }
SIMD v128_t wasm_i32x4_dot_i16x8(v128_t a, v128_t b) { return _mm_madd_epi16(a, b); }

SIMD_BINARY(wasm_i32x4_add, simd_u32, +)
SIMD_BINARY(wasm_i32x4_mul, simd_u32, *)
SIMD v128_t wasm_i32x4_shl(v128_t a, uint32_t by) { return (v128_t)((simd_u32)a << by); }
SIMD v128_t wasm_u32x4_shr(v128_t a, uint32_t by) { return (v128_t)((simd_u32)a >> by); }
#define wasm_i32x4_extract_lane(a, lane) ((int32_t)((simd_u32)(a))[lane])
#define wasm_f32x4_extract_lane(a, lane) (((simd_f32)(a))[lane])
#define wasm_f64x2_extract_lane(a, lane) (((simd_f64)(a))[lane])

SIMD_BINARY(wasm_f32x4_add, simd_f32, +)
SIMD_BINARY(wasm_f32x4_sub, simd_f32, -)
SIMD_BINARY(wasm_f32x4_mul, simd_f32, *)
SIMD_BINARY(wasm_f32x4_div, simd_f32, /)
SIMD_BINARY(wasm_f32x4_lt, simd_f32, <)
SIMD v128_t wasm_f32x4_sqrt(v128_t a) { return (v128_t)_mm_sqrt_ps((__m128)a); }
// Equal to WebAssembly's but for NaNs and zeros of different signs, which the programs do not have.
SIMD v128_t wasm_f32x4_min(v128_t a, v128_t b) { return (v128_t)_mm_min_ps((__m128)a, (__m128)b); }
SIMD v128_t wasm_f32x4_max(v128_t a, v128_t b) { return (v128_t)_mm_max_ps((__m128)a, (__m128)b); }
SIMD v128_t wasm_f32x4_nearest(v128_t a) { return (v128_t)_mm_round_ps((__m128)a, 8); }
SIMD v128_t wasm_f32x4_convert_i32x4(v128_t a) { return (v128_t)_mm_cvtepi32_ps(a); }
// Equal to WebAssembly's within the range of i32.
SIMD v128_t wasm_i32x4_trunc_sat_f32x4(v128_t a) { return _mm_cvttps_epi32((__m128)a); }

SIMD_BINARY(wasm_f64x2_add, simd_f64, +)
SIMD_BINARY(wasm_f64x2_sub, simd_f64, -)
SIMD_BINARY(wasm_f64x2_mul, simd_f64, *)
#endif

#endif
