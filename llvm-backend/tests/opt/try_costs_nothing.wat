;; Around a call that throws nothing, a handler is not one instruction. Where it is known that nothing can be thrown, it
;; is gone.
;; emit: asm
(module
  (tag $t (param i32))
  (func $f (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (throw $t (i32.const 3))))
    (i32.add (call $f (i32.sub (local.get 0) (i32.const 1))) (call $f (i32.sub (local.get 0) (i32.const 2)))))
  (func $plain (export "plain") (param i32) (result i32)
    (i32.add (call $f (local.get 0)) (local.get 0)))
  (func $catches (export "catches") (param i32) (result i32)
    (block $h (result i32)
      (try_table (result i32) (catch $t $h)
        (i32.add (call $f (local.get 0)) (local.get 0)))))
  (func $leaf (param i32) (result i32)
    (i32.mul (local.get 0) (i32.const 3)))
  (func $loop (export "loop") (param i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (call $leaf (local.get 0))))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get $sum))
  (func $loop_catches (export "loop_catches") (param i32) (result i32)
    (local $sum i32)
    (block $h
      (loop $again
        (try_table (catch_all $h)
          (local.set $sum (i32.add (local.get $sum) (call $leaf (local.get 0)))))
        (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
    (local.get $sum)))
;; in: plain[1]
;; check: callq
;; check: retq
;; in: catches[2]
;; begins-as: plain[1]
;; in: loop[4]
;; check-not: jne
;; in: loop_catches[5]
;; begins-as: loop[4]
