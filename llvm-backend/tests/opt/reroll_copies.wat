;; Loops as producers unroll them, of two and more copies: counters from a negative number to zero, pointers that step, a
;; carried value, what is loaded for two copies, arrays backwards, a step that is only known at run time.
(module
  (memory 1)
  (func $to_zero (export "to_zero") (param f64)
    (local i32)
    (local.set 1 (i32.const -8192))
    (loop $next
      (f64.store (i32.add (local.get 1) (i32.const 20000))
        (f64.mul (local.get 0) (f64.load (i32.add (local.get 1) (i32.const 40000)))))
      (f64.store (i32.add (local.get 1) (i32.const 20008))
        (f64.mul (local.get 0) (f64.load (i32.add (local.get 1) (i32.const 40008)))))
      (br_if $next (local.tee 1 (i32.add (local.get 1) (i32.const 16))))))
  (func $pointers (export "pointers") (param $a i32) (param $b i32) (param $n i32)
    (local $left i32)
    (local.set $left (i32.and (local.get $n) (i32.const -4)))
    (loop $next
      (f32.store (local.get $a) (f32.add (f32.load (local.get $a)) (f32.load (local.get $b))))
      (f32.store offset=4 (local.get $a) (f32.add (f32.load offset=4 (local.get $a)) (f32.load offset=4 (local.get $b))))
      (f32.store offset=8 (local.get $a) (f32.add (f32.load offset=8 (local.get $a)) (f32.load offset=8 (local.get $b))))
      (f32.store offset=12 (local.get $a) (f32.add (f32.load offset=12 (local.get $a)) (f32.load offset=12 (local.get $b))))
      (local.set $a (i32.add (local.get $a) (i32.const 16)))
      (local.set $b (i32.add (local.get $b) (i32.const 16)))
      (br_if $next (local.tee $left (i32.sub (local.get $left) (i32.const 4))))))
  (func $sum (export "sum") (param $a i32) (result f64)
    (local $i i32) (local $sum f64)
    (loop $next
      (local.set $sum
        (f64.add (f64.load offset=16 (local.get $a))
          (f64.add (f64.load offset=8 (local.get $a))
            (f64.add (f64.load (local.get $a)) (local.get $sum)))))
      (local.set $a (i32.add (local.get $a) (i32.const 24)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 3))) (i32.const 99))))
    (local.get $sum))
  (func $neighbours (export "neighbours") (param $i i32)
    (local $before f64) (local $here f64) (local $after f64)
    (local.set $i (i32.const 0))
    (local.set $before (f64.load offset=8 (local.get $i)))
    (loop $next
      (local.set $here (f64.load offset=16 (local.get $i)))
      (f64.store offset=20000 (local.get $i) (f64.add (local.get $before) (local.get $here)))
      (local.set $after (f64.load offset=24 (local.get $i)))
      (f64.store offset=20008 (local.get $i) (f64.add (local.get $here) (local.get $after)))
      (local.set $before (local.get $after))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 16))) (i32.const 8000)))))
  (func $backwards (export "backwards") (param $i i32)
    (local.set $i (i32.const 8000))
    (loop $next
      (i32.store offset=20004 (local.get $i) (i32.load offset=44 (local.get $i)))
      (i32.store offset=20000 (local.get $i) (i32.load offset=40 (local.get $i)))
      (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 8))))))
  (func $column (export "column") (param $a i32) (param $row i32) (param $n i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (f64.store (local.get $a) (f64.neg (f64.load (local.get $a))))
      (f64.store (i32.add (local.get $a) (local.get $row)) (f64.neg (f64.load (i32.add (local.get $a) (local.get $row)))))
      (local.set $a (i32.add (local.get $a) (i32.shl (local.get $row) (i32.const 1))))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  (func $stores_downwards (export "stores_downwards") (param $a i32) (param $n i32)
    (local $i i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (local.set $i (i32.const 1))
    (loop $next
      (i32.store (i32.add (local.get $a) (i32.const 4)) (i32.mul (local.get $i) (local.get $i)))
      (i32.store (local.get $a)
        (i32.mul (i32.sub (local.get $i) (i32.const 1)) (i32.sub (local.get $i) (i32.const 1))))
      (local.set $i (i32.add (local.get $i) (i32.const 2)))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  (func $ends_between (export "ends_between") (param $i i32)
    (local.set $i (i32.const -8004))
    (block $end
      (loop $next
        (i32.store (i32.add (local.get $i) (i32.const 10000)) (local.get $i))
        (br_if $end (i32.eqz (i32.add (local.get $i) (i32.const 4))))
        (i32.store (i32.add (local.get $i) (i32.const 10004)) (i32.add (local.get $i) (i32.const 4)))
        (local.set $i (i32.add (local.get $i) (i32.const 8)))
        (br $next)))))
;; remark: to_zero[0]: loop of 2 copies rolled up
;; remark: pointers[1]: loop of 4 copies rolled up
;; remark: sum[2]: loop of 3 copies rolled up
;; remark: neighbours[3]: loop of 2 copies rolled up
;; remark: backwards[4]: loop of 2 copies rolled up
;; remark: column[5]: loop of 2 copies rolled up
;; remark: stores_downwards[6]: loop of 2 copies rolled up
;; remark: ends_between[7]: loop of 2 copies rolled up
;; in: to_zero[0]
;; check: fmul <
;; in: pointers[1]
;; check: fadd <
