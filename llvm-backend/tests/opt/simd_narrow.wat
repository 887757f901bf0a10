;; Lanes in half and in twice their width, and what multiplies or adds at twice the width.
(module
  (func (export "i16x8.extmul_low_i8x16_s") (param v128 v128) (result v128)
    (i16x8.extmul_low_i8x16_s (local.get 0) (local.get 1)))
  (func (export "i16x8.extend_low_i8x16_s") (param v128) (result v128) (i16x8.extend_low_i8x16_s (local.get 0)))
  (func (export "i16x8.extmul_low_i8x16_u") (param v128 v128) (result v128)
    (i16x8.extmul_low_i8x16_u (local.get 0) (local.get 1)))
  (func (export "i16x8.extend_low_i8x16_u") (param v128) (result v128) (i16x8.extend_low_i8x16_u (local.get 0)))
  (func (export "i16x8.extmul_high_i8x16_s") (param v128 v128) (result v128)
    (i16x8.extmul_high_i8x16_s (local.get 0) (local.get 1)))
  (func (export "i16x8.extend_high_i8x16_s") (param v128) (result v128) (i16x8.extend_high_i8x16_s (local.get 0)))
  (func (export "i16x8.extmul_high_i8x16_u") (param v128 v128) (result v128)
    (i16x8.extmul_high_i8x16_u (local.get 0) (local.get 1)))
  (func (export "i16x8.extend_high_i8x16_u") (param v128) (result v128) (i16x8.extend_high_i8x16_u (local.get 0)))
  (func (export "i16x8.extadd_pairwise_i8x16_s") (param v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_s (local.get 0)))
  (func (export "i8x16.narrow_i16x8_s") (param v128 v128) (result v128)
    (i8x16.narrow_i16x8_s (local.get 0) (local.get 1)))
  (func (export "i16x8.extadd_pairwise_i8x16_u") (param v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_u (local.get 0)))
  (func (export "i8x16.narrow_i16x8_u") (param v128 v128) (result v128)
    (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))
  (func (export "i32x4.extmul_low_i16x8_s") (param v128 v128) (result v128)
    (i32x4.extmul_low_i16x8_s (local.get 0) (local.get 1)))
  (func (export "i32x4.extend_low_i16x8_s") (param v128) (result v128) (i32x4.extend_low_i16x8_s (local.get 0)))
  (func (export "i32x4.extmul_low_i16x8_u") (param v128 v128) (result v128)
    (i32x4.extmul_low_i16x8_u (local.get 0) (local.get 1)))
  (func (export "i32x4.extend_low_i16x8_u") (param v128) (result v128) (i32x4.extend_low_i16x8_u (local.get 0)))
  (func (export "i32x4.extmul_high_i16x8_s") (param v128 v128) (result v128)
    (i32x4.extmul_high_i16x8_s (local.get 0) (local.get 1)))
  (func (export "i32x4.extend_high_i16x8_s") (param v128) (result v128) (i32x4.extend_high_i16x8_s (local.get 0)))
  (func (export "i32x4.extmul_high_i16x8_u") (param v128 v128) (result v128)
    (i32x4.extmul_high_i16x8_u (local.get 0) (local.get 1)))
  (func (export "i32x4.extend_high_i16x8_u") (param v128) (result v128) (i32x4.extend_high_i16x8_u (local.get 0)))
  (func (export "i32x4.extadd_pairwise_i16x8_s") (param v128) (result v128)
    (i32x4.extadd_pairwise_i16x8_s (local.get 0)))
  (func (export "i16x8.narrow_i32x4_s") (param v128 v128) (result v128)
    (i16x8.narrow_i32x4_s (local.get 0) (local.get 1)))
  (func (export "i32x4.extadd_pairwise_i16x8_u") (param v128) (result v128)
    (i32x4.extadd_pairwise_i16x8_u (local.get 0)))
  (func (export "i16x8.narrow_i32x4_u") (param v128 v128) (result v128)
    (i16x8.narrow_i32x4_u (local.get 0) (local.get 1)))
  (func (export "i64x2.extmul_low_i32x4_s") (param v128 v128) (result v128)
    (i64x2.extmul_low_i32x4_s (local.get 0) (local.get 1)))
  (func (export "i64x2.extend_low_i32x4_s") (param v128) (result v128) (i64x2.extend_low_i32x4_s (local.get 0)))
  (func (export "i64x2.extmul_low_i32x4_u") (param v128 v128) (result v128)
    (i64x2.extmul_low_i32x4_u (local.get 0) (local.get 1)))
  (func (export "i64x2.extend_low_i32x4_u") (param v128) (result v128) (i64x2.extend_low_i32x4_u (local.get 0)))
  (func (export "i64x2.extmul_high_i32x4_s") (param v128 v128) (result v128)
    (i64x2.extmul_high_i32x4_s (local.get 0) (local.get 1)))
  (func (export "i64x2.extend_high_i32x4_s") (param v128) (result v128) (i64x2.extend_high_i32x4_s (local.get 0)))
  (func (export "i64x2.extmul_high_i32x4_u") (param v128 v128) (result v128)
    (i64x2.extmul_high_i32x4_u (local.get 0) (local.get 1)))
  (func (export "i64x2.extend_high_i32x4_u") (param v128) (result v128) (i64x2.extend_high_i32x4_u (local.get 0)))
  (func (export "i32x4.dot_i16x8_s") (param v128 v128) (result v128) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))
  (func (export "i16x8.q15mulr_sat_s") (param v128 v128) (result v128)
    (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))
  (func (export "sums_of_four_bytes") (param v128) (result v128)
    (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get 0)))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   i16x8.extmul_low_i8x16_s             3  3  3
;;   i16x8.extend_low_i8x16_s             1  1  1
;;   i16x8.extmul_low_i8x16_u             3  3  3
;;   i16x8.extend_low_i8x16_u             1  1  1
;;   i16x8.extmul_high_i8x16_s            5  5  5
;;   i16x8.extend_high_i8x16_s            2  2  2
;;   i16x8.extmul_high_i8x16_u            4  4  4
;;   i16x8.extend_high_i8x16_u            2  2  2
;;   i16x8.extadd_pairwise_i8x16_s        3  2  2
;;   i8x16.narrow_i16x8_s                 1  1  1
;;   i16x8.extadd_pairwise_i8x16_u        1  1  1
;;   i8x16.narrow_i16x8_u                 1  1  1
;;   i32x4.extmul_low_i16x8_s             5  3  3
;;   i32x4.extend_low_i16x8_s             1  1  1
;;   i32x4.extmul_low_i16x8_u             5  3  3
;;   i32x4.extend_low_i16x8_u             1  1  1
;;   i32x4.extmul_high_i16x8_s            5  3  3
;;   i32x4.extend_high_i16x8_s            2  2  2
;;   i32x4.extmul_high_i16x8_u            5  3  3
;;   i32x4.extend_high_i16x8_u            2  2  2
;;   i32x4.extadd_pairwise_i16x8_s        1  1  1
;;   i16x8.narrow_i32x4_s                 1  1  1
;;   i32x4.extadd_pairwise_i16x8_u        4  4  4
;;   i16x8.narrow_i32x4_u                 1  1  1
;;   i64x2.extmul_low_i32x4_s             3  3  3
;;   i64x2.extend_low_i32x4_s             1  1  1
;;   i64x2.extmul_low_i32x4_u             3  3  3
;;   i64x2.extend_low_i32x4_u             1  1  1
;;   i64x2.extmul_high_i32x4_s            3  3  3
;;   i64x2.extend_high_i32x4_s            2  2  2
;;   i64x2.extmul_high_i32x4_u            3  3  3
;;   i64x2.extend_high_i32x4_u            2  2  2
;;   i32x4.dot_i16x8_s                    1  1  1
;;   i16x8.q15mulr_sat_s                  4  3  3
;;   sums_of_four_bytes                   2  2  2
