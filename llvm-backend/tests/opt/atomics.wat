;; Each atomic instruction is one of the CPU's, never a call. One that changes nothing still reaches its memory, where it may trap.
(module
  (memory 1 1 shared)
  (func $add (export "add") (param i32 i32) (result i32) (i32.atomic.rmw.add (local.get 0) (local.get 1)))
  (func $sub (export "sub") (param i32 i64) (result i64) (i64.atomic.rmw16.sub_u (local.get 0) (local.get 1)))
  (func $count (export "count") (param i32) (drop (i32.atomic.rmw.add (local.get 0) (i32.const 1))))
  (func $nothing (export "nothing") (param i32) (drop (i32.atomic.rmw.or (local.get 0) (i32.const 0))))
  (func $xchg (export "xchg") (param i32 i32) (result i32) (i32.atomic.rmw8.xchg_u (local.get 0) (local.get 1)))
  (func $cmpxchg (export "cmpxchg") (param i32 i64 i64) (result i64)
    (i64.atomic.rmw.cmpxchg (local.get 0) (local.get 1) (local.get 2)))
  (func $load (export "load") (param i32) (result i64) (i64.atomic.load (local.get 0)))
  (func $store (export "store") (param i32 i64) (i64.atomic.store (local.get 0) (local.get 1))))
;; emit: asm
;; check-not: callq	_
;; check-not: callq	w
;; in: add[0]
;; check: xaddl	%esi, (%r
;; in: sub[1]
;; check: xaddw	%
;; in: count[2]
;; check: lock
;; check: incl	(%r
;; in: nothing[3]
;; check: lock
;; check: orl	$0, (%r
;; in: xchg[4]
;; check: xchgb	%
;; in: cmpxchg[5]
;; check: lock
;; check: cmpxchgq	%
;; in: load[6]
;; check: movq	(%r
;; check-not: lock
;; in: store[7]
;; check: xchgq	%rsi, (%r
