;; Code that is hinted to run rarely is moved out of the way of what runs mostly: the call lies behind the return.
(module
  (import "host" "fail" (func $fail (param i32)))
  (func $rarely (export "rarely") (param i32) (result i32)
    (@metadata.code.branch_hint "\00")
    (if (i32.gt_u (local.get 0) (i32.const 7)) (then (call $fail (local.get 0))))
    (i32.mul (local.get 0) (i32.const 5)))
  (func $mostly (export "mostly") (param i32) (result i32)
    (@metadata.code.branch_hint "\01")
    (if (i32.gt_u (local.get 0) (i32.const 7)) (then (call $fail (local.get 0))))
    (i32.mul (local.get 0) (i32.const 5))))
;; emit: asm
;; in: rarely[1]
;; check: ja
;; check: retq
;; check: call
;; in: mostly[2]
;; check: jb
;; check: call
;; check: retq
