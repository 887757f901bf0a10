;; A loop over an array as producers make it: its counter goes from a negative number up to zero, and the addresses are its
;; sums with constants. They do not wrap, so it vectorizes.
(module
  (memory 1)
  (func $array (export "array") (param f64)
    (local i32)
    (local.set 1 (i32.const -8192))
    (loop $next
      (f64.store (i32.add (local.get 1) (i32.const 20000))
        (f64.mul (local.get 0) (f64.load (i32.add (local.get 1) (i32.const 40000)))))
      (br_if $next (local.tee 1 (i32.add (local.get 1) (i32.const 8)))))))
;; in: array[0]
;; check: fmul <
;; check: store <
