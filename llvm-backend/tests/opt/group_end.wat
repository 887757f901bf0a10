;; Loops that end when a counter of 32 bits is equal to something, which takes the same way as the distance of 64 bits of an address: the
;; number of iterations stays known, and they are unrolled. Not where the comparison comes to light otherwise.
(module
  (memory 1)
  (func $column (export "column") (param $a i32) (param $x i32) (result f64)
    (local $i i32) (local $sum f64)
    (loop $next
      (local.set $sum
        (f64.add (local.get $sum)
          (f64.mul (f64.load (local.get $a)) (f64.load (i32.add (local.get $x) (local.get $i))))))
      (local.set $a (i32.add (local.get $a) (i32.const 960)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 960))))
    (local.get $sum)))
;; in: column[0]
;; check: fmul double
;; check: fmul double
;; check: icmp eq i64
;; check-not: trunc
