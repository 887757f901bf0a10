;; Shifts by a variable and by a constant distance.
(module
  (func (export "i8x16.shl") (param v128 i32) (result v128) (i8x16.shl (local.get 0) (local.get 1)))
  (func (export "i8x16.shr_s") (param v128 i32) (result v128) (i8x16.shr_s (local.get 0) (local.get 1)))
  (func (export "i8x16.shr_u") (param v128 i32) (result v128) (i8x16.shr_u (local.get 0) (local.get 1)))
  (func (export "i8x16.shl_3") (param v128) (result v128) (i8x16.shl (local.get 0) (i32.const 3)))
  (func (export "i8x16.shr_s_3") (param v128) (result v128) (i8x16.shr_s (local.get 0) (i32.const 3)))
  (func (export "i8x16.shr_u_3") (param v128) (result v128) (i8x16.shr_u (local.get 0) (i32.const 3)))
  (func (export "i16x8.shl") (param v128 i32) (result v128) (i16x8.shl (local.get 0) (local.get 1)))
  (func (export "i16x8.shr_s") (param v128 i32) (result v128) (i16x8.shr_s (local.get 0) (local.get 1)))
  (func (export "i16x8.shr_u") (param v128 i32) (result v128) (i16x8.shr_u (local.get 0) (local.get 1)))
  (func (export "i16x8.shl_3") (param v128) (result v128) (i16x8.shl (local.get 0) (i32.const 3)))
  (func (export "i16x8.shr_s_3") (param v128) (result v128) (i16x8.shr_s (local.get 0) (i32.const 3)))
  (func (export "i16x8.shr_u_3") (param v128) (result v128) (i16x8.shr_u (local.get 0) (i32.const 3)))
  (func (export "i32x4.shl") (param v128 i32) (result v128) (i32x4.shl (local.get 0) (local.get 1)))
  (func (export "i32x4.shr_s") (param v128 i32) (result v128) (i32x4.shr_s (local.get 0) (local.get 1)))
  (func (export "i32x4.shr_u") (param v128 i32) (result v128) (i32x4.shr_u (local.get 0) (local.get 1)))
  (func (export "i32x4.shl_3") (param v128) (result v128) (i32x4.shl (local.get 0) (i32.const 3)))
  (func (export "i32x4.shr_s_3") (param v128) (result v128) (i32x4.shr_s (local.get 0) (i32.const 3)))
  (func (export "i32x4.shr_u_3") (param v128) (result v128) (i32x4.shr_u (local.get 0) (i32.const 3)))
  (func (export "i64x2.shl") (param v128 i32) (result v128) (i64x2.shl (local.get 0) (local.get 1)))
  (func (export "i64x2.shr_s") (param v128 i32) (result v128) (i64x2.shr_s (local.get 0) (local.get 1)))
  (func (export "i64x2.shr_u") (param v128 i32) (result v128) (i64x2.shr_u (local.get 0) (local.get 1)))
  (func (export "i64x2.shl_3") (param v128) (result v128) (i64x2.shl (local.get 0) (i32.const 3)))
  (func (export "i64x2.shr_s_3") (param v128) (result v128) (i64x2.shr_s (local.get 0) (i32.const 3)))
  (func (export "i64x2.shr_u_3") (param v128) (result v128) (i64x2.shr_u (local.get 0) (i32.const 3))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   i8x16.shl                            8  7  7
;;   i8x16.shr_s                         11 11 10
;;   i8x16.shr_u                          7  7  7
;;   i8x16.shl_3                          2  2  2
;;   i8x16.shr_s_3                        5  5  4
;;   i8x16.shr_u_3                        2  2  2
;;   i16x8.shl                            3  3  3
;;   i16x8.shr_s                          3  3  3
;;   i16x8.shr_u                          3  3  3
;;   i16x8.shl_3                          1  1  1
;;   i16x8.shr_s_3                        1  1  1
;;   i16x8.shr_u_3                        1  1  1
;;   i32x4.shl                            3  3  3
;;   i32x4.shr_s                          3  3  3
;;   i32x4.shr_u                          3  3  3
;;   i32x4.shl_3                          1  1  1
;;   i32x4.shr_s_3                        1  1  1
;;   i32x4.shr_u_3                        1  1  1
;;   i64x2.shl                            3  3  3
;;   i64x2.shr_s                          7  7  3
;;   i64x2.shr_u                          3  3  3
;;   i64x2.shl_3                          1  1  1
;;   i64x2.shr_s_3                        4  3  1
;;   i64x2.shr_u_3                        1  1  1
