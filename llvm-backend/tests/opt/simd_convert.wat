;; Conversions between lanes of integers and of floats.
(module
  (func (export "i32x4.trunc_sat_f32x4_s") (param v128) (result v128) (i32x4.trunc_sat_f32x4_s (local.get 0)))
  (func (export "i32x4.trunc_sat_f32x4_u") (param v128) (result v128) (i32x4.trunc_sat_f32x4_u (local.get 0)))
  (func (export "i32x4.trunc_sat_f64x2_s_zero") (param v128) (result v128)
    (i32x4.trunc_sat_f64x2_s_zero (local.get 0)))
  (func (export "i32x4.trunc_sat_f64x2_u_zero") (param v128) (result v128)
    (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))
  (func (export "f32x4.convert_i32x4_s") (param v128) (result v128) (f32x4.convert_i32x4_s (local.get 0)))
  (func (export "f32x4.convert_i32x4_u") (param v128) (result v128) (f32x4.convert_i32x4_u (local.get 0)))
  (func (export "f64x2.convert_low_i32x4_s") (param v128) (result v128) (f64x2.convert_low_i32x4_s (local.get 0)))
  (func (export "f64x2.convert_low_i32x4_u") (param v128) (result v128) (f64x2.convert_low_i32x4_u (local.get 0)))
  (func (export "f32x4.demote_f64x2_zero") (param v128) (result v128) (f32x4.demote_f64x2_zero (local.get 0)))
  (func (export "f64x2.promote_low_f32x4") (param v128) (result v128) (f64x2.promote_low_f32x4 (local.get 0))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   i32x4.trunc_sat_f32x4_s              8  7  6
;;   i32x4.trunc_sat_f32x4_u             11 11  3
;;   i32x4.trunc_sat_f64x2_s_zero         5  5  5
;;   i32x4.trunc_sat_f64x2_u_zero         6  6  3
;;   f32x4.convert_i32x4_s                1  1  1
;;   f32x4.convert_i32x4_u                6  8  1
;;   f64x2.convert_low_i32x4_s            1  1  1
;;   f64x2.convert_low_i32x4_u            4  4  1
;;   f32x4.demote_f64x2_zero              1  1  1
;;   f64x2.promote_low_f32x4              1  1  1
