;; A tail call is a jump, and a function that makes no other calls has no frame: functions that cannot take over a frame,
;; as those of the host, are called by another function. One that makes no tail calls has the convention that needs not
;; pop anything, in which the others call it, too.
(module
  (table (export "table") funcref (elem $jumps))
  (func $jumps (export "jumps") (param i32) (result i32)
    (return_call_indirect (param i32) (result i32) (local.get 0) (i32.const 0)))
  (func $makes_none (param i32) (result i32) (call $makes_none (local.get 0)))
  (func $calls (export "calls") (param i32) (result i32) (return_call $makes_none (local.get 0))))
;; emit: asm
;; in: jumps[0]
;; check: jmpq	*%
;; check: jmp	"tail_caller[0]"
;; check-not: push
;; check-not: callq
;; in: makes_none[1]
;; check: callq	"makes_none[1]"
;; check-not: retq	$
;; in: calls[2]
;; check: callq	"makes_none[1]"
;; check: retq	$8
