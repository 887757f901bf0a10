;; Scalars to lanes and back.
(module
  (func (export "i8x16.splat") (param i32) (result v128) (i8x16.splat (local.get 0)))
  (func (export "i8x16.extract_lane_s_0") (param v128) (result i32) (i8x16.extract_lane_s 0 (local.get 0)))
  (func (export "i8x16.extract_lane_u_0") (param v128) (result i32) (i8x16.extract_lane_u 0 (local.get 0)))
  (func (export "i8x16.replace_lane_0") (param v128 i32) (result v128)
    (i8x16.replace_lane 0 (local.get 0) (local.get 1)))
  (func (export "i8x16.extract_lane_s_1") (param v128) (result i32) (i8x16.extract_lane_s 1 (local.get 0)))
  (func (export "i8x16.extract_lane_u_1") (param v128) (result i32) (i8x16.extract_lane_u 1 (local.get 0)))
  (func (export "i8x16.replace_lane_1") (param v128 i32) (result v128)
    (i8x16.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "i16x8.splat") (param i32) (result v128) (i16x8.splat (local.get 0)))
  (func (export "i16x8.extract_lane_s_0") (param v128) (result i32) (i16x8.extract_lane_s 0 (local.get 0)))
  (func (export "i16x8.extract_lane_u_0") (param v128) (result i32) (i16x8.extract_lane_u 0 (local.get 0)))
  (func (export "i16x8.replace_lane_0") (param v128 i32) (result v128)
    (i16x8.replace_lane 0 (local.get 0) (local.get 1)))
  (func (export "i16x8.extract_lane_s_1") (param v128) (result i32) (i16x8.extract_lane_s 1 (local.get 0)))
  (func (export "i16x8.extract_lane_u_1") (param v128) (result i32) (i16x8.extract_lane_u 1 (local.get 0)))
  (func (export "i16x8.replace_lane_1") (param v128 i32) (result v128)
    (i16x8.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "i32x4.splat") (param i32) (result v128) (i32x4.splat (local.get 0)))
  (func (export "i32x4.extract_lane_0") (param v128) (result i32) (i32x4.extract_lane 0 (local.get 0)))
  (func (export "i32x4.replace_lane_0") (param v128 i32) (result v128)
    (i32x4.replace_lane 0 (local.get 0) (local.get 1)))
  (func (export "i32x4.extract_lane_1") (param v128) (result i32) (i32x4.extract_lane 1 (local.get 0)))
  (func (export "i32x4.replace_lane_1") (param v128 i32) (result v128)
    (i32x4.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "i64x2.splat") (param i64) (result v128) (i64x2.splat (local.get 0)))
  (func (export "i64x2.extract_lane_0") (param v128) (result i64) (i64x2.extract_lane 0 (local.get 0)))
  (func (export "i64x2.replace_lane_0") (param v128 i64) (result v128)
    (i64x2.replace_lane 0 (local.get 0) (local.get 1)))
  (func (export "i64x2.extract_lane_1") (param v128) (result i64) (i64x2.extract_lane 1 (local.get 0)))
  (func (export "i64x2.replace_lane_1") (param v128 i64) (result v128)
    (i64x2.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "f32x4.splat") (param f32) (result v128) (f32x4.splat (local.get 0)))
  (func (export "f32x4.extract_lane_0") (param v128) (result f32) (f32x4.extract_lane 0 (local.get 0)))
  (func (export "f32x4.replace_lane_0") (param v128 f32) (result v128)
    (f32x4.replace_lane 0 (local.get 0) (local.get 1)))
  (func (export "f32x4.extract_lane_1") (param v128) (result f32) (f32x4.extract_lane 1 (local.get 0)))
  (func (export "f32x4.replace_lane_1") (param v128 f32) (result v128)
    (f32x4.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "f64x2.splat") (param f64) (result v128) (f64x2.splat (local.get 0)))
  (func (export "f64x2.extract_lane_0") (param v128) (result f64) (f64x2.extract_lane 0 (local.get 0)))
  (func (export "f64x2.replace_lane_0") (param v128 f64) (result v128)
    (f64x2.replace_lane 0 (local.get 0) (local.get 1)))
  (func (export "f64x2.extract_lane_1") (param v128) (result f64) (f64x2.extract_lane 1 (local.get 0)))
  (func (export "f64x2.replace_lane_1") (param v128 f64) (result v128)
    (f64x2.replace_lane 1 (local.get 0) (local.get 1))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   i8x16.splat                          3  2  1
;;   i8x16.extract_lane_s_0               2  2  2
;;   i8x16.extract_lane_u_0               1  1  1
;;   i8x16.replace_lane_0                 1  1  1
;;   i8x16.extract_lane_s_1               2  2  2
;;   i8x16.extract_lane_u_1               1  1  1
;;   i8x16.replace_lane_1                 1  1  1
;;   i16x8.splat                          3  2  1
;;   i16x8.extract_lane_s_0               2  2  2
;;   i16x8.extract_lane_u_0               1  1  1
;;   i16x8.replace_lane_0                 1  1  1
;;   i16x8.extract_lane_s_1               2  2  2
;;   i16x8.extract_lane_u_1               1  1  1
;;   i16x8.replace_lane_1                 1  1  1
;;   i32x4.splat                          2  2  1
;;   i32x4.extract_lane_0                 1  1  1
;;   i32x4.replace_lane_0                 1  1  1
;;   i32x4.extract_lane_1                 1  1  1
;;   i32x4.replace_lane_1                 1  1  1
;;   i64x2.splat                          2  2  1
;;   i64x2.extract_lane_0                 1  1  1
;;   i64x2.replace_lane_0                 1  1  1
;;   i64x2.extract_lane_1                 1  1  1
;;   i64x2.replace_lane_1                 1  1  1
;;   f32x4.splat                          1  1  1
;;   f32x4.extract_lane_0                 0  0  0
;;   f32x4.replace_lane_0                 1  1  1
;;   f32x4.extract_lane_1                 1  1  1
;;   f32x4.replace_lane_1                 1  1  1
;;   f64x2.splat                          1  1  1
;;   f64x2.extract_lane_0                 0  0  0
;;   f64x2.replace_lane_0                 1  1  1
;;   f64x2.extract_lane_1                 1  1  1
;;   f64x2.replace_lane_1                 1  1  1
