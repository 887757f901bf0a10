;; Accesses to neighbours in one block share one extended index, the lowest of them. In which order they come does not matter,
;; nor how the sums are written, and the loads of four neighbours become one of a vector.
(module
  (memory 1)
  (func $neighbours (export "neighbours") (param $p i32)
    (f64.store (i32.add (local.get $p) (i32.const 24))
      (f64.mul (f64.load (i32.add (local.get $p) (i32.const 24))) (f64.const 3)))
    (f64.store (i32.sub (local.get $p) (i32.const -16))
      (f64.mul (f64.load (i32.add (i32.const 16) (local.get $p))) (f64.const 3)))
    (f64.store offset=32 (local.get $p)
      (f64.mul (f64.load offset=8 (i32.add (local.get $p) (i32.const 24))) (f64.const 3)))
    (f64.store offset=40 (local.get $p)
      (f64.mul (f64.load offset=16 (i32.add (local.get $p) (i32.const 24))) (f64.const 3))))
  (func $differences (export "differences") (param $a i32) (param $i i32) (result i32)
    (i32.sub
      (i32.load (i32.add (i32.add (local.get $a) (i32.const 8)) (i32.shl (local.get $i) (i32.const 4))))
      (i32.load (i32.add (i32.shl (i32.add (local.get $i) (i32.const 1)) (i32.const 4)) (local.get $a))))))
;; in: neighbours[0]
;; check: zext
;; check: load <4 x double>
;; check: fmul <4 x double>
;; check: store <4 x double>
;; in: differences[1]
;; check: zext
;; check: i64 8
;; check-not: i32 16
