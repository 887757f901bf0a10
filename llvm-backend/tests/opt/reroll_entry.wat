;; Loops whose odd iterations run in front of them, so that the ways to the loop say that whole iterations are left; and some
;; where they do not say so.
(module
  (memory 1)
  ;; One, if the number is odd.
  (func $one (export "one") (param $to i32) (param $n i32)
    (if (i32.and (local.get $n) (i32.const 1))
      (then
        (i32.store (local.get $to) (local.get $n))
        (local.set $to (i32.add (local.get $to) (i32.const 4)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))))
    (if (local.get $n)
      (then
        (loop $next
          (i32.store (local.get $to) (local.get $n))
          (i32.store offset=4 (local.get $to) (i32.sub (local.get $n) (i32.const 1)))
          (local.set $to (i32.add (local.get $to) (i32.const 8)))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))))
  ;; A loop of up to three, which counts for itself.
  (func $three (export "three") (param $from i32) (param $to i32)
    (local $odd i32)
    (if (local.tee $odd (i32.and (i32.sub (local.get $to) (local.get $from)) (i32.const 3)))
      (then
        (loop $next
          (i32.store8 (local.get $from) (i32.const 1))
          (local.set $from (i32.add (local.get $from) (i32.const 1)))
          (br_if $next (local.tee $odd (i32.sub (local.get $odd) (i32.const 1)))))))
    (if (i32.ne (local.get $from) (local.get $to))
      (then
        (loop $next
          (i32.store8 (local.get $from) (i32.const 1))
          (i32.store8 offset=1 (local.get $from) (i32.const 1))
          (i32.store8 offset=2 (local.get $from) (i32.const 1))
          (i32.store8 offset=3 (local.get $from) (i32.const 1))
          (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $to)))))))
  ;; Half of a square: what is left is counted beside the row.
  (func $triangle (export "triangle") (param $n i32) (param $x f64)
    (local $row i32) (local $left i32) (local $column i32)
    (if (i32.lt_s (local.get $n) (i32.const 1)) (then (return)))
    (local.set $left (local.get $n))
    (loop $next_row
      (local.set $column (local.get $row))
      (if (i32.and (local.get $left) (i32.const 1))
        (then
          (f64.store offset=1024 (i32.shl (local.get $column) (i32.const 3)) (local.get $x))
          (local.set $column (i32.add (local.get $column) (i32.const 1)))))
      (if (i32.ne (local.get $column) (local.get $n))
        (then
          (loop $next
            (f64.store offset=1024 (i32.shl (local.get $column) (i32.const 3))
              (f64.mul (local.get $x) (f64.load offset=1024 (i32.shl (local.get $column) (i32.const 3)))))
            (f64.store offset=1032 (i32.shl (local.get $column) (i32.const 3))
              (f64.mul (local.get $x) (f64.load offset=1032 (i32.shl (local.get $column) (i32.const 3)))))
            (br_if $next (i32.ne (local.tee $column (i32.add (local.get $column) (i32.const 2))) (local.get $n))))))
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $next_row (i32.ne (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $n)))))
  ;; One, if the number is even.
  (func $other_side (export "other_side") (param $to i32) (param $n i32)
    (if (i32.eqz (i32.and (local.get $n) (i32.const 1)))
      (then
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))))
    (loop $next
      (i32.store (local.get $to) (local.get $n))
      (i32.store offset=4 (local.get $to) (i32.sub (local.get $n) (i32.const 1)))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; One, if another bit is set.
  (func $other_bit (export "other_bit") (param $to i32) (param $n i32)
    (if (i32.and (local.get $n) (i32.const 2))
      (then
        (local.set $n (i32.sub (local.get $n) (i32.const 2)))))
    (loop $next
      (i32.store (local.get $to) (local.get $n))
      (i32.store offset=4 (local.get $to) (i32.sub (local.get $n) (i32.const 1)))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; The number that was even is that of the iteration before.
  (func $earlier (export "earlier") (param $to i32) (param $from i32)
    (local $n i32) (local $left i32)
    (loop $again
      (local.set $n (i32.load (local.get $from)))
      (local.set $left (local.get $n))
      (loop $next
        (i32.store (local.get $to) (local.get $left))
        (i32.store offset=4 (local.get $to) (i32.sub (local.get $left) (i32.const 1)))
        (local.set $to (i32.add (local.get $to) (i32.const 8)))
        (br_if $next (local.tee $left (i32.sub (local.get $left) (i32.const 2)))))
      (local.set $from (i32.add (local.get $from) (i32.const 4)))
      (br_if $again (i32.eqz (i32.and (local.get $n) (i32.const 1))))))
  ;; What is left is counted beside a loop around the rows, which does not step with them.
  (func $other_loop (export "other_loop") (param $n i32) (param $x f64)
    (local $row i32) (local $left i32) (local $column i32)
    (local.set $left (local.get $n))
    (loop $again
      (local.set $row (i32.const 0))
      (loop $next_row
        (local.set $column (local.get $row))
        (if (i32.and (local.get $left) (i32.const 1))
          (then
            (f64.store offset=1024 (i32.shl (local.get $column) (i32.const 3)) (local.get $x))
            (local.set $column (i32.add (local.get $column) (i32.const 1)))))
        (if (i32.ne (local.get $column) (local.get $n))
          (then
            (loop $next
              (f64.store offset=1024 (i32.shl (local.get $column) (i32.const 3)) (local.get $x))
              (f64.store offset=1032 (i32.shl (local.get $column) (i32.const 3)) (local.get $x))
              (br_if $next (i32.ne (local.tee $column (i32.add (local.get $column) (i32.const 2))) (local.get $n))))))
        (br_if $next_row (i32.ne (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $n))))
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1))))))
  ;; Nothing would be gained: a sum of floats is in order.
  (func $float_sum (export "float_sum") (param $from i32) (param $n i32) (result f64)
    (local $sum f64)
    (if (i32.and (local.get $n) (i32.const 1))
      (then
        (local.set $sum (f64.load (local.get $from)))
        (local.set $from (i32.add (local.get $from) (i32.const 8)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))))
    (if (local.get $n)
      (then
        (loop $next
          (local.set $sum (f64.add (local.get $sum) (f64.load (local.get $from))))
          (local.set $sum (f64.add (local.get $sum) (f64.load offset=8 (local.get $from))))
          (local.set $from (i32.add (local.get $from) (i32.const 16)))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2)))))))
    (local.get $sum)))
;; remark: one[0]: loop of 2 copies rolled up
;; remark: three[1]: loop of 4 copies rolled up
;; remark: triangle[2]: loop of 2 copies rolled up
;; remark: other_side[3]: loop not rolled up: it may not be known to end
;; remark: other_bit[4]: loop not rolled up: it may not be known to end
;; remark: earlier[5]: loop not rolled up: it may not be known to end
;; remark: other_loop[6]: loop not rolled up: it may not be known to end
;; remark: float_sum[7]: loop not rolled up: it may not be known to end
