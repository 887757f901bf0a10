;; The lesser or greater of a number and a constant: one instruction, and one more that makes a NaN quiet where there may be a
;; signalling one. Of two zeros, only the one that x86 would return in the wrong order takes the long way.
(module
  (memory 1)
  (func (export "f64.min") (param f64) (result f64) (f64.min (local.get 0) (f64.const 255)))
  (func (export "f32.max") (param f32) (result f32) (f32.max (f32.const -1) (local.get 0)))
  (func (export "f64.min of a sum") (param f64 f64) (result f64)
    (f64.min (f64.add (local.get 0) (local.get 1)) (f64.const 255)))
  (func (export "f64.min with 0") (param f64) (result f64) (f64.min (local.get 0) (f64.const 0)))
  (func (export "f64.max with -0") (param f64) (result f64) (f64.max (local.get 0) (f64.const -0)))
  (func (export "f64.max with 0") (param f64) (result f64) (f64.max (local.get 0) (f64.const 0)))
  (func (export "f32x4.min") (param v128) (result v128) (f32x4.min (local.get 0) (v128.const f32x4 1 2 3 4)))
  (func (export "f64x2.max") (param v128) (result v128) (f64x2.max (local.get 0) (v128.const f64x2 -1 -0))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   f64.min                              4  3  3
;;   f32.max                              4  3  3
;;   f64.min of a sum                     4  3  3
;;   f64.min with 0                       4  3  3
;;   f64.max with -0                      4  3  3
;;   f64.max with 0                      10  7  8
;;   f32x4.min                            4  4  3
;;   f64x2.max                            4  3  3
