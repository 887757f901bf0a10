;; LLVM makes one operation on two floats of these, for which it has no code: it is done on four.
;; emit: asm
(module
  (memory 1)
  (func $quiet (export "quiet") (param i32)
    (f32.store (local.get 0)
      (f32.sqrt (f32.sub (f32.mul (f32.mul (f32.load (local.get 0)) (f32.const 1)) (f32.const 3)) (f32.const 5))))
    (f32.store offset=4 (local.get 0)
      (f32.sqrt (f32.sub (f32.mul (f32.mul (f32.load offset=4 (local.get 0)) (f32.const 1)) (f32.const 3)) (f32.const 5))))))
;; in: quiet[0]
;; check: vmovsd
;; check: vmulps
;; check-not: callq
;; check: vmovlps
