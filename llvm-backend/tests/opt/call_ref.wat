;; A typed reference is called without a comparison of types, and one that cannot be null without a trap: what is left is to
;; load the entry, and to ask whether there is one, which functions of the host have not.
(module
  (type $t (func (param i32) (result i32)))
  (func $call (export "call") (param (ref $t)) (result i32) (call_ref $t (i32.const 7) (local.get 0))))
;; emit: asm
;; in: call[0]
;; check: movq	(%rdi), %
;; check: testq
;; check: callq	*%
;; check-not: cmp
;; check-not: ud1
