;; Shuffles with constant positions are the one instruction that does it, where there is one; lookups are `pshufb`.
(module
  (func (export "i8x16.shuffle_identity_a") (param v128 v128) (result v128)
    (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_unpacklo8") (param v128 v128) (result v128)
    (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_unpackhi32") (param v128 v128) (result v128)
    (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_palignr5") (param v128 v128) (result v128)
    (i8x16.shuffle 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_blend16") (param v128 v128) (result v128)
    (i8x16.shuffle 0 1 18 19 4 5 22 23 8 9 26 27 12 13 30 31 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_blend8") (param v128 v128) (result v128)
    (i8x16.shuffle 0 17 2 19 4 21 6 23 8 25 10 27 12 29 14 31 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_rev8") (param v128 v128) (result v128)
    (i8x16.shuffle 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_rot32") (param v128 v128) (result v128)
    (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 0 1 2 3 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_bswap32") (param v128 v128) (result v128)
    (i8x16.shuffle 3 2 1 0 7 6 5 4 11 10 9 8 15 14 13 12 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_shufps") (param v128 v128) (result v128)
    (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_even8") (param v128 v128) (result v128)
    (i8x16.shuffle 0 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_odd8") (param v128 v128) (result v128)
    (i8x16.shuffle 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_even16") (param v128 v128) (result v128)
    (i8x16.shuffle 0 1 4 5 8 9 12 13 16 17 20 21 24 25 28 29 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_random2") (param v128 v128) (result v128)
    (i8x16.shuffle 3 19 7 30 0 11 25 16 9 2 31 22 5 14 28 1 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_random1") (param v128 v128) (result v128)
    (i8x16.shuffle 3 1 7 0 0 11 5 15 9 2 13 12 5 14 8 1 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_splat0") (param v128 v128) (result v128)
    (i8x16.shuffle 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_splat5") (param v128 v128) (result v128)
    (i8x16.shuffle 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_swap64") (param v128 v128) (result v128)
    (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get 0) (local.get 1)))
  (func (export "i8x16.shuffle_zext8") (param v128) (result v128)
    (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get 0) (v128.const i64x2 0 0)))
  (func (export "i8x16.shuffle_shr5") (param v128) (result v128)
    (i8x16.shuffle 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 (local.get 0) (v128.const i64x2 0 0)))
  (func (export "i8x16.swizzle") (param v128 v128) (result v128) (i8x16.swizzle (local.get 0) (local.get 1)))
  (func (export "i8x16.swizzle_const") (param v128) (result v128)
    (i8x16.swizzle (local.get 0) (v128.const i8x16 3 1 7 0 0 11 5 15 9 2 99 12 255 14 8 1)))
  (func (export "i8x16.relaxed_swizzle") (param v128 v128) (result v128)
    (i8x16.relaxed_swizzle (local.get 0) (local.get 1))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   i8x16.shuffle_identity_a             0  0  0
;;   i8x16.shuffle_unpacklo8              1  1  1
;;   i8x16.shuffle_unpackhi32             1  1  1
;;   i8x16.shuffle_palignr5               2  1  1
;;   i8x16.shuffle_blend16                1  1  1
;;   i8x16.shuffle_blend8                 4  2  3
;;   i8x16.shuffle_rev8                   1  1  1
;;   i8x16.shuffle_rot32                  1  1  1
;;   i8x16.shuffle_bswap32                1  1  1
;;   i8x16.shuffle_shufps                 1  1  3
;;   i8x16.shuffle_even8                  4  4  3
;;   i8x16.shuffle_odd8                   4  4  4
;;   i8x16.shuffle_even16                 4  4  3
;;   i8x16.shuffle_random2                3  3  3
;;   i8x16.shuffle_random1                1  1  1
;;   i8x16.shuffle_splat0                 2  1  1
;;   i8x16.shuffle_splat5                 1  1  1
;;   i8x16.shuffle_swap64                 1  1  1
;;   i8x16.shuffle_zext8                  1  1  1
;;   i8x16.shuffle_shr5                   1  1  1
;;   i8x16.swizzle                        2  2  2
;;   i8x16.swizzle_const                  1  1  1
;;   i8x16.relaxed_swizzle                1  1  1
