;; Loops over arrays of a memory with 64-bit addresses. Each check against the memory's size is an exit whose iteration is
;; known before the loop, because no size is so large that an address would wrap before it gets there: the loops vectorize.
(module
  (memory i64 1)
  (func $axpy (export "axpy") (param $a f32) (param $x i64) (param $y i64) (param $n i64)
    (loop $next
      (f32.store (local.get $y)
        (f32.add (f32.load (local.get $y)) (f32.mul (local.get $a) (f32.load (local.get $x)))))
      (local.set $x (i64.add (local.get $x) (i64.const 4)))
      (local.set $y (i64.add (local.get $y) (i64.const 4)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))
  (func $sum (export "sum") (param $x i64) (param $n i64) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load offset=16 (local.get $x))))
      (local.set $x (i64.add (local.get $x) (i64.const 4)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))
    (local.get $sum)))
;; in: axpy[0]
;; check: fmul <
;; check: store <
;; check: llvm.ubsantrap
;; in: sum[1]
;; check: add <
;; check: llvm.ubsantrap
