;; Floating-point arithmetic by lanes.
(module
  (func (export "f32x4.ceil") (param v128) (result v128) (f32x4.ceil (local.get 0)))
  (func (export "f32x4.floor") (param v128) (result v128) (f32x4.floor (local.get 0)))
  (func (export "f32x4.trunc") (param v128) (result v128) (f32x4.trunc (local.get 0)))
  (func (export "f32x4.nearest") (param v128) (result v128) (f32x4.nearest (local.get 0)))
  (func (export "f32x4.abs") (param v128) (result v128) (f32x4.abs (local.get 0)))
  (func (export "f32x4.neg") (param v128) (result v128) (f32x4.neg (local.get 0)))
  (func (export "f32x4.sqrt") (param v128) (result v128) (f32x4.sqrt (local.get 0)))
  (func (export "f32x4.min") (param v128 v128) (result v128) (f32x4.min (local.get 0) (local.get 1)))
  (func (export "f32x4.max") (param v128 v128) (result v128) (f32x4.max (local.get 0) (local.get 1)))
  (func (export "f32x4.pmin") (param v128 v128) (result v128) (f32x4.pmin (local.get 0) (local.get 1)))
  (func (export "f32x4.pmax") (param v128 v128) (result v128) (f32x4.pmax (local.get 0) (local.get 1)))
  (func (export "f64x2.ceil") (param v128) (result v128) (f64x2.ceil (local.get 0)))
  (func (export "f64x2.floor") (param v128) (result v128) (f64x2.floor (local.get 0)))
  (func (export "f64x2.trunc") (param v128) (result v128) (f64x2.trunc (local.get 0)))
  (func (export "f64x2.nearest") (param v128) (result v128) (f64x2.nearest (local.get 0)))
  (func (export "f64x2.abs") (param v128) (result v128) (f64x2.abs (local.get 0)))
  (func (export "f64x2.neg") (param v128) (result v128) (f64x2.neg (local.get 0)))
  (func (export "f64x2.sqrt") (param v128) (result v128) (f64x2.sqrt (local.get 0)))
  (func (export "f64x2.min") (param v128 v128) (result v128) (f64x2.min (local.get 0) (local.get 1)))
  (func (export "f64x2.max") (param v128 v128) (result v128) (f64x2.max (local.get 0) (local.get 1)))
  (func (export "f64x2.pmin") (param v128 v128) (result v128) (f64x2.pmin (local.get 0) (local.get 1)))
  (func (export "f64x2.pmax") (param v128 v128) (result v128) (f64x2.pmax (local.get 0) (local.get 1))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   f32x4.ceil                           1  1  1
;;   f32x4.floor                          1  1  1
;;   f32x4.trunc                          1  1  1
;;   f32x4.nearest                        1  1  1
;;   f32x4.abs                            1  2  2
;;   f32x4.neg                            1  2  2
;;   f32x4.sqrt                           1  1  1
;;   f32x4.min                           10  6  4
;;   f32x4.max                           10  6  4
;;   f32x4.pmin                           2  1  1
;;   f32x4.pmax                           2  1  1
;;   f64x2.ceil                           1  1  1
;;   f64x2.floor                          1  1  1
;;   f64x2.trunc                          1  1  1
;;   f64x2.nearest                        1  1  1
;;   f64x2.abs                            1  1  1
;;   f64x2.neg                            1  1  1
;;   f64x2.sqrt                           1  1  1
;;   f64x2.min                           10  6  4
;;   f64x2.max                           10  6  4
;;   f64x2.pmin                           2  1  1
;;   f64x2.pmax                           2  1  1
