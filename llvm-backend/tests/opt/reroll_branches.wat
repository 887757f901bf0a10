;; Loops with branches as producers unroll them: what one copy does under a condition, the next one does under its own.
(module
  (memory 1)
  (func $positive (export "positive") (param $a i32) (param $b i32) (param $n i32)
    (local $x f64)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (if (f64.gt (local.tee $x (f64.load (local.get $b))) (f64.const 0))
        (then (f64.store (local.get $a) (local.get $x))))
      (if (f64.gt (local.tee $x (f64.load (i32.add (local.get $b) (i32.const 8)))) (f64.const 0))
        (then (f64.store (i32.add (local.get $a) (i32.const 8)) (local.get $x))))
      (local.set $a (i32.add (local.get $a) (i32.const 16)))
      (local.set $b (i32.add (local.get $b) (i32.const 16)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; Two arrays, of which each copy stores to one.
  (func $either (export "either") (param $i i32)
    (local $x i32)
    (local.set $i (i32.const 0))
    (loop $next
      (local.set $x (i32.load offset=1024 (local.get $i)))
      (if (i32.lt_s (local.get $x) (i32.const 5))
        (then (i32.store offset=20000 (local.get $i) (local.get $x)))
        (else (i32.store offset=30000 (local.get $i) (i32.mul (local.get $x) (local.get $x)))))
      (local.set $x (i32.load offset=1028 (local.get $i)))
      (if (i32.lt_s (local.get $x) (i32.const 5))
        (then (i32.store offset=20004 (local.get $i) (local.get $x)))
        (else (i32.store offset=30004 (local.get $i) (i32.mul (local.get $x) (local.get $x)))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000)))))
  ;; Two branches in each of four copies, the second one inside of another.
  (func $nested (export "nested") (param $a i32) (param $n i32)
    (local $x i32)
    (local.set $n (i32.and (local.get $n) (i32.const -4)))
    (loop $next
      (if (i32.gt_s (local.tee $x (i32.load (local.get $a))) (i32.const 7))
        (then
          (i32.store (local.get $a) (i32.sub (local.get $x) (i32.const 7)))
          (if (i32.gt_s (local.get $x) (i32.const 100))
            (then (i32.store offset=30000 (local.get $a) (local.get $x))))))
      (if (i32.gt_s (local.tee $x (i32.load offset=4 (local.get $a))) (i32.const 7))
        (then
          (i32.store offset=4 (local.get $a) (i32.sub (local.get $x) (i32.const 7)))
          (if (i32.gt_s (local.get $x) (i32.const 100))
            (then (i32.store offset=30004 (local.get $a) (local.get $x))))))
      (if (i32.gt_s (local.tee $x (i32.load offset=8 (local.get $a))) (i32.const 7))
        (then
          (i32.store offset=8 (local.get $a) (i32.sub (local.get $x) (i32.const 7)))
          (if (i32.gt_s (local.get $x) (i32.const 100))
            (then (i32.store offset=30008 (local.get $a) (local.get $x))))))
      (if (i32.gt_s (local.tee $x (i32.load offset=12 (local.get $a))) (i32.const 7))
        (then
          (i32.store offset=12 (local.get $a) (i32.sub (local.get $x) (i32.const 7)))
          (if (i32.gt_s (local.get $x) (i32.const 100))
            (then (i32.store offset=30012 (local.get $a) (local.get $x))))))
      (local.set $a (i32.add (local.get $a) (i32.const 16)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 4))))))
  ;; A sum that only some copies add to, with what they load then.
  (func $some (export "some") (param $a i32) (param $n i32) (result i32 i32)
    (local $sum i32) (local $i i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (if (i32.and (i32.load (local.get $a)) (i32.const 1))
        (then (local.set $sum (i32.add (local.get $sum) (i32.load offset=4000 (local.get $a))))))
      (if (i32.and (i32.load offset=4 (local.get $a)) (i32.const 1))
        (then (local.set $sum (i32.add (local.get $sum) (i32.load offset=4004 (local.get $a))))))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 2))) (local.get $n))))
    (local.get $sum) (local.get $i)))
;; remark: positive[0]: loop of 2 copies rolled up
;; remark: either[1]: loop of 2 copies rolled up
;; remark: nested[2]: loop of 4 copies rolled up
;; remark: some[3]: loop of 2 copies rolled up
;; in: positive[0]
;; check: @llvm.masked.store.v4f64
;; in: nested[2]
;; check: @llvm.masked.store.v8i32
;; in: some[3]
;; check: @llvm.masked.load.v8i32
