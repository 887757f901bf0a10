;; An access reaches its place from one that was surely executed before, whatever lies between; never from one that may not
;; have been executed, nor from one that comes after a call or a write that is seen from outside.
(module
  (import "host" "call" (func $call))
  (memory 1)
  (global $seen (export "seen") (mut i32) (i32.const 0))
  (func $after (export "after") (param $p i32) (param $if i32) (result i32)
    (i32.store (local.get $p) (i32.const 1))
    (call $call)
    (if (result i32) (local.get $if)
      (then (i32.load (i32.add (local.get $p) (i32.const 8))))
      (else (i32.load (i32.add (local.get $p) (i32.const 0x10000))))))
  (func $too_far (export "too far") (param $p i32) (result i32)
    (i32.store (local.get $p) (i32.const 1))
    (call $call)
    (i32.load (i32.add (local.get $p) (i32.const 0x10001))))
  (func $either (export "either") (param $p i32) (param $if i32) (result i32)
    (if (local.get $if) (then (i32.store (local.get $p) (i32.const 1))))
    (call $call)
    (i32.load (i32.add (local.get $p) (i32.const 8))))
  (func $higher (export "higher") (param $p i32) (result i32)
    (i32.store (i32.add (local.get $p) (i32.const 8)) (i32.const 1))
    (call $call)
    (i32.load (local.get $p)))
  (func $written (export "written") (param $p i32) (result i32)
    (i32.store (i32.add (local.get $p) (i32.const 8)) (i32.const 1))
    (global.set $seen (local.get $p))
    (i32.load (local.get $p))))
;; in: after[1]
;; check: %3 = zext i32 %0 to i64
;; check: i64 65536, i64 8
;; check-not: add i32
;; in: too_far[2]
;; check: add i32 %0, 65537
;; in: either[3]
;; check: add i32 %0, 8
;; in: higher[4]
;; check: add i32 %0, 8
;; check: zext i32 %0
;; in: written[5]
;; check: add i32 %0, 8
;; check: zext i32 %0
