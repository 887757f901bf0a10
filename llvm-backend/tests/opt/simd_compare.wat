;; Comparisons and tests.
(module
  (func (export "v128.andnot") (param v128 v128) (result v128) (v128.andnot (local.get 0) (local.get 1)))
  (func (export "v128.bitselect") (param v128 v128 v128) (result v128)
    (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))
  (func (export "v128.any_true") (param v128) (result i32) (v128.any_true (local.get 0)))
  (func (export "i8x16.eq") (param v128 v128) (result v128) (i8x16.eq (local.get 0) (local.get 1)))
  (func (export "i8x16.ne") (param v128 v128) (result v128) (i8x16.ne (local.get 0) (local.get 1)))
  (func (export "i8x16.lt_s") (param v128 v128) (result v128) (i8x16.lt_s (local.get 0) (local.get 1)))
  (func (export "i8x16.lt_u") (param v128 v128) (result v128) (i8x16.lt_u (local.get 0) (local.get 1)))
  (func (export "i8x16.gt_s") (param v128 v128) (result v128) (i8x16.gt_s (local.get 0) (local.get 1)))
  (func (export "i8x16.gt_u") (param v128 v128) (result v128) (i8x16.gt_u (local.get 0) (local.get 1)))
  (func (export "i8x16.le_s") (param v128 v128) (result v128) (i8x16.le_s (local.get 0) (local.get 1)))
  (func (export "i8x16.le_u") (param v128 v128) (result v128) (i8x16.le_u (local.get 0) (local.get 1)))
  (func (export "i8x16.ge_s") (param v128 v128) (result v128) (i8x16.ge_s (local.get 0) (local.get 1)))
  (func (export "i8x16.ge_u") (param v128 v128) (result v128) (i8x16.ge_u (local.get 0) (local.get 1)))
  (func (export "i64x2.eq") (param v128 v128) (result v128) (i64x2.eq (local.get 0) (local.get 1)))
  (func (export "i64x2.ne") (param v128 v128) (result v128) (i64x2.ne (local.get 0) (local.get 1)))
  (func (export "i64x2.lt_s") (param v128 v128) (result v128) (i64x2.lt_s (local.get 0) (local.get 1)))
  (func (export "i64x2.gt_s") (param v128 v128) (result v128) (i64x2.gt_s (local.get 0) (local.get 1)))
  (func (export "i64x2.le_s") (param v128 v128) (result v128) (i64x2.le_s (local.get 0) (local.get 1)))
  (func (export "i64x2.ge_s") (param v128 v128) (result v128) (i64x2.ge_s (local.get 0) (local.get 1)))
  (func (export "i8x16.neg") (param v128) (result v128) (i8x16.neg (local.get 0)))
  (func (export "i64x2.neg") (param v128) (result v128) (i64x2.neg (local.get 0)))
  (func (export "i8x16.all_true") (param v128) (result i32) (i8x16.all_true (local.get 0)))
  (func (export "i8x16.bitmask") (param v128) (result i32) (i8x16.bitmask (local.get 0)))
  (func (export "i16x8.all_true") (param v128) (result i32) (i16x8.all_true (local.get 0)))
  (func (export "i16x8.bitmask") (param v128) (result i32) (i16x8.bitmask (local.get 0)))
  (func (export "i32x4.all_true") (param v128) (result i32) (i32x4.all_true (local.get 0)))
  (func (export "i32x4.bitmask") (param v128) (result i32) (i32x4.bitmask (local.get 0)))
  (func (export "i64x2.all_true") (param v128) (result i32) (i64x2.all_true (local.get 0)))
  (func (export "i64x2.bitmask") (param v128) (result i32) (i64x2.bitmask (local.get 0)))
  (func (export "f32x4.eq") (param v128 v128) (result v128) (f32x4.eq (local.get 0) (local.get 1)))
  (func (export "f32x4.ne") (param v128 v128) (result v128) (f32x4.ne (local.get 0) (local.get 1)))
  (func (export "f32x4.lt") (param v128 v128) (result v128) (f32x4.lt (local.get 0) (local.get 1)))
  (func (export "f32x4.gt") (param v128 v128) (result v128) (f32x4.gt (local.get 0) (local.get 1)))
  (func (export "f32x4.le") (param v128 v128) (result v128) (f32x4.le (local.get 0) (local.get 1)))
  (func (export "f32x4.ge") (param v128 v128) (result v128) (f32x4.ge (local.get 0) (local.get 1)))
  (func (export "any_true_br") (param v128 i32 i32) (result i32)
    (select (local.get 1) (local.get 2) (v128.any_true (local.get 0))))
  (func (export "all_true_br") (param v128 i32 i32) (result i32)
    (select (local.get 1) (local.get 2) (i8x16.all_true (local.get 0))))
  (func (export "eq_any") (param v128 v128) (result i32) (v128.any_true (i8x16.eq (local.get 0)(local.get 1))))
  (func (export "eq_bitmask") (param v128 v128) (result i32) (i8x16.bitmask (i8x16.eq (local.get 0)(local.get 1))))
  (func (export "eq_all") (param v128 v128) (result i32) (i8x16.all_true (i8x16.eq (local.get 0)(local.get 1))))
  (func (export "cmp_select") (param v128 v128 v128 v128) (result v128)
    (v128.bitselect (local.get 2)(local.get 3)(f32x4.lt (local.get 0)(local.get 1)))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   v128.andnot                          2  1  1
;;   v128.bitselect                       3  3  1
;;   v128.any_true                        3  3  3
;;   i8x16.eq                             1  1  1
;;   i8x16.ne                             3  3  2
;;   i8x16.lt_s                           2  1  1
;;   i8x16.lt_u                           4  4  2
;;   i8x16.gt_s                           1  1  1
;;   i8x16.gt_u                           4  4  2
;;   i8x16.le_s                           3  3  2
;;   i8x16.le_u                           2  2  2
;;   i8x16.ge_s                           3  3  2
;;   i8x16.ge_u                           2  2  2
;;   i64x2.eq                             1  1  1
;;   i64x2.ne                             3  3  2
;;   i64x2.lt_s                           2  1  1
;;   i64x2.gt_s                           1  1  1
;;   i64x2.le_s                           3  3  2
;;   i64x2.ge_s                           3  3  2
;;   i8x16.neg                            3  2  2
;;   i64x2.neg                            3  2  2
;;   i8x16.all_true                       6  6  4
;;   i8x16.bitmask                        1  1  1
;;   i16x8.all_true                       6  6  4
;;   i16x8.bitmask                        3  3  2
;;   i32x4.all_true                       6  5  4
;;   i32x4.bitmask                        1  1  1
;;   i64x2.all_true                       6  5  4
;;   i64x2.bitmask                        1  1  1
;;   f32x4.eq                             1  1  1
;;   f32x4.ne                             1  1  1
;;   f32x4.lt                             1  1  1
;;   f32x4.gt                             2  1  1
;;   f32x4.le                             1  1  1
;;   f32x4.ge                             2  1  1
;;   any_true_br                          3  3  3
;;   all_true_br                          6  6  4
;;   eq_any                               5  5  4
;;   eq_bitmask                           2  2  2
;;   eq_all                               4  4  4
;;   cmp_select                           3  2  2
