;; Integer arithmetic by lanes.
(module
  (func (export "i8x16.abs") (param v128) (result v128) (i8x16.abs (local.get 0)))
  (func (export "i8x16.neg") (param v128) (result v128) (i8x16.neg (local.get 0)))
  (func (export "i16x8.abs") (param v128) (result v128) (i16x8.abs (local.get 0)))
  (func (export "i16x8.neg") (param v128) (result v128) (i16x8.neg (local.get 0)))
  (func (export "i32x4.abs") (param v128) (result v128) (i32x4.abs (local.get 0)))
  (func (export "i32x4.neg") (param v128) (result v128) (i32x4.neg (local.get 0)))
  (func (export "i64x2.abs") (param v128) (result v128) (i64x2.abs (local.get 0)))
  (func (export "i64x2.neg") (param v128) (result v128) (i64x2.neg (local.get 0)))
  (func (export "i8x16.popcnt") (param v128) (result v128) (i8x16.popcnt (local.get 0)))
  (func (export "i16x8.mul") (param v128 v128) (result v128) (i16x8.mul (local.get 0) (local.get 1)))
  (func (export "i32x4.mul") (param v128 v128) (result v128) (i32x4.mul (local.get 0) (local.get 1)))
  (func (export "i64x2.mul") (param v128 v128) (result v128) (i64x2.mul (local.get 0) (local.get 1)))
  (func (export "i8x16.add_sat_s") (param v128 v128) (result v128) (i8x16.add_sat_s (local.get 0) (local.get 1)))
  (func (export "i8x16.add_sat_u") (param v128 v128) (result v128) (i8x16.add_sat_u (local.get 0) (local.get 1)))
  (func (export "i8x16.sub_sat_s") (param v128 v128) (result v128) (i8x16.sub_sat_s (local.get 0) (local.get 1)))
  (func (export "i8x16.sub_sat_u") (param v128 v128) (result v128) (i8x16.sub_sat_u (local.get 0) (local.get 1)))
  (func (export "i8x16.avgr_u") (param v128 v128) (result v128) (i8x16.avgr_u (local.get 0) (local.get 1)))
  (func (export "i16x8.add_sat_s") (param v128 v128) (result v128) (i16x8.add_sat_s (local.get 0) (local.get 1)))
  (func (export "i16x8.add_sat_u") (param v128 v128) (result v128) (i16x8.add_sat_u (local.get 0) (local.get 1)))
  (func (export "i16x8.sub_sat_s") (param v128 v128) (result v128) (i16x8.sub_sat_s (local.get 0) (local.get 1)))
  (func (export "i16x8.sub_sat_u") (param v128 v128) (result v128) (i16x8.sub_sat_u (local.get 0) (local.get 1)))
  (func (export "i16x8.avgr_u") (param v128 v128) (result v128) (i16x8.avgr_u (local.get 0) (local.get 1)))
  (func (export "i8x16.min_s") (param v128 v128) (result v128) (i8x16.min_s (local.get 0) (local.get 1)))
  (func (export "i8x16.min_u") (param v128 v128) (result v128) (i8x16.min_u (local.get 0) (local.get 1)))
  (func (export "i8x16.max_s") (param v128 v128) (result v128) (i8x16.max_s (local.get 0) (local.get 1)))
  (func (export "i8x16.max_u") (param v128 v128) (result v128) (i8x16.max_u (local.get 0) (local.get 1)))
  (func (export "i16x8.min_s") (param v128 v128) (result v128) (i16x8.min_s (local.get 0) (local.get 1)))
  (func (export "i16x8.min_u") (param v128 v128) (result v128) (i16x8.min_u (local.get 0) (local.get 1)))
  (func (export "i16x8.max_s") (param v128 v128) (result v128) (i16x8.max_s (local.get 0) (local.get 1)))
  (func (export "i16x8.max_u") (param v128 v128) (result v128) (i16x8.max_u (local.get 0) (local.get 1)))
  (func (export "i32x4.min_s") (param v128 v128) (result v128) (i32x4.min_s (local.get 0) (local.get 1)))
  (func (export "i32x4.min_u") (param v128 v128) (result v128) (i32x4.min_u (local.get 0) (local.get 1)))
  (func (export "i32x4.max_s") (param v128 v128) (result v128) (i32x4.max_s (local.get 0) (local.get 1)))
  (func (export "i32x4.max_u") (param v128 v128) (result v128) (i32x4.max_u (local.get 0) (local.get 1))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   i8x16.abs                            1  1  1
;;   i8x16.neg                            3  2  2
;;   i16x8.abs                            1  1  1
;;   i16x8.neg                            3  2  2
;;   i32x4.abs                            1  1  1
;;   i32x4.neg                            3  2  2
;;   i64x2.abs                            3  3  1
;;   i64x2.neg                            3  2  2
;;   i8x16.popcnt                        11  8  8
;;   i16x8.mul                            1  1  1
;;   i32x4.mul                            1  1  1
;;   i64x2.mul                           10  8  1
;;   i8x16.add_sat_s                      1  1  1
;;   i8x16.add_sat_u                      1  1  1
;;   i8x16.sub_sat_s                      1  1  1
;;   i8x16.sub_sat_u                      1  1  1
;;   i8x16.avgr_u                         1  1  1
;;   i16x8.add_sat_s                      1  1  1
;;   i16x8.add_sat_u                      1  1  1
;;   i16x8.sub_sat_s                      1  1  1
;;   i16x8.sub_sat_u                      1  1  1
;;   i16x8.avgr_u                         1  1  1
;;   i8x16.min_s                          1  1  1
;;   i8x16.min_u                          1  1  1
;;   i8x16.max_s                          1  1  1
;;   i8x16.max_u                          1  1  1
;;   i16x8.min_s                          1  1  1
;;   i16x8.min_u                          1  1  1
;;   i16x8.max_s                          1  1  1
;;   i16x8.max_u                          1  1  1
;;   i32x4.min_s                          1  1  1
;;   i32x4.min_u                          1  1  1
;;   i32x4.max_s                          1  1  1
;;   i32x4.max_u                          1  1  1
