;; Runaway recursion uses up the stack: a call in tail position becomes neither a loop nor a jump, and one that a
;; multiplication follows is not turned into a loop with an accumulator.
(module
  (func $runaway (export "runaway") (call $runaway))
  (func $ping (export "ping") (param i32) (result i32) (call $pong (local.get 0)))
  (func $pong (export "pong") (param i32) (result i32) (call $ping (local.get 0)))
  (func $fac (export "fac") (param i64) (result i64)
    (if (result i64) (i64.eqz (local.get 0))
      (then (i64.const 1))
      (else (i64.mul (local.get 0) (call $fac (i64.sub (local.get 0) (i64.const 1))))))))
;; emit: asm
;; in: runaway[0]
;; check: callq
;; check: retq
;; in: ping[1]
;; check: callq
;; check: retq
;; in: fac[3]
;; check: callq	"fac[3]"
