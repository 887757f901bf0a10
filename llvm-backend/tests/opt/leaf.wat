;; The smallest functions are inlined before addresses are looked at, so that what they access is at a distance from what their
;; caller accesses.
(module
  (memory 1)
  (func $multiply (param $to i32) (param $a i64) (param $b i64)
    (i64.store (local.get $to) (i64.mul (local.get $a) (local.get $b)))
    (i64.store offset=8 (local.get $to) (i64.add (local.get $a) (local.get $b))))
  (func (export "products") (param $at i32) (param $a i64) (param $b i64) (result i64)
    (call $multiply (local.get $at) (local.get $a) (local.get $b))
    (call $multiply (i32.add (local.get $at) (i32.const 16)) (local.get $b) (local.get $b))
    (call $multiply (i32.add (local.get $at) (i32.const 32)) (local.get $a) (local.get $a))
    (i64.xor
      (i64.xor (i64.load (local.get $at)) (i64.load offset=8 (local.get $at)))
      (i64.xor
        (i64.xor (i64.load offset=16 (local.get $at)) (i64.load offset=24 (local.get $at)))
        (i64.xor (i64.load offset=32 (local.get $at)) (i64.load offset=40 (local.get $at))))))
  ;; Not so small.
  (func $long (param $to i32) (param $a i64)
    (loop $next
      (i64.store (local.get $to) (local.get $a))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (br_if $next (i64.ne (local.tee $a (i64.sub (local.get $a) (i64.const 3))) (i64.const 1)))))
  (func (export "longer") (param $at i32) (param $a i64)
    (call $long (local.get $at) (local.get $a))
    (call $long (i32.add (local.get $at) (i32.const 16)) (local.get $a))))
;; in: products[1]
;; check: zext i32 %0 to i64
;; check-not: load i64
;; check-not: add i32
;; in: longer[3]
;; check: add i32
