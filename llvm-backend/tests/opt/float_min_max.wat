;; The minimum of scalars takes no branch.
(module
  (func (export "f32.min") (param f32 f32) (result f32) (f32.min (local.get 0) (local.get 1)))
  (func (export "f32.max") (param f32 f32) (result f32) (f32.max (local.get 0) (local.get 1)))
  (func (export "f64.min") (param f64 f64) (result f64) (f64.min (local.get 0) (local.get 1)))
  (func (export "f64.max") (param f64 f64) (result f64) (f64.max (local.get 0) (local.get 1))))
;; emit: asm
;; in: f64.min[2]
;; check: vminsd
;; check-not: 	j
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   f32.min                             10  6  7
;;   f32.max                             10  6  7
;;   f64.min                             10  6  7
;;   f64.max                             10  6  7
