;; Loops with branches that look like copies of one body, but are not, or must not be rolled up.
(module
  (func $call (import "host" "call") (param i32))
  (memory 1)
  ;; Only the first copy loads under its condition.
  (func $other_condition (export "other_condition") (param $i i32)
    (local $x i32)
    (local.set $i (i32.const 0))
    (loop $next
      (if (i32.load offset=1024 (local.get $i))
        (then (i32.store offset=20000 (local.get $i) (i32.load offset=30000 (local.get $i)))))
      (local.set $x (i32.load offset=30004 (local.get $i)))
      (if (i32.load offset=1028 (local.get $i))
        (then (i32.store offset=20004 (local.get $i) (local.get $x))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000)))))
  ;; What the second copy does if, the first one does if not.
  (func $other_way (export "other_way") (param $i i32)
    (local.set $i (i32.const 0))
    (loop $next
      (if (i32.lt_s (i32.load offset=1024 (local.get $i)) (i32.const 5))
        (then (i32.store offset=20000 (local.get $i) (local.get $i)))
        (else (i32.store offset=30000 (local.get $i) (i32.const 1))))
      (if (i32.lt_s (i32.load offset=1028 (local.get $i)) (i32.const 5))
        (then (i32.store offset=30004 (local.get $i) (i32.const 1)))
        (else (i32.store offset=20004 (local.get $i) (i32.add (local.get $i) (i32.const 4)))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000)))))
  ;; Other numbers in the conditions.
  (func $other_bound (export "other_bound") (param $i i32)
    (local.set $i (i32.const 0))
    (loop $next
      (if (i32.lt_s (i32.load offset=1024 (local.get $i)) (i32.const 5))
        (then (i32.store offset=20000 (local.get $i) (i32.const 1))))
      (if (i32.lt_s (i32.load offset=1028 (local.get $i)) (i32.const 6))
        (then (i32.store offset=20004 (local.get $i) (i32.const 1))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000)))))
  ;; The second copy loads before the first one stores, to a place that may be the same.
  (func $may_overlap (export "may_overlap") (param $a i32) (param $b i32) (param $n i32)
    (local $first i32) (local $second i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (local.set $first (i32.load (local.get $b)))
      (local.set $second (i32.load offset=4 (local.get $b)))
      (if (i32.gt_s (local.get $first) (i32.const 0)) (then (i32.store (local.get $a) (local.get $first))))
      (if (i32.gt_s (local.get $second) (i32.const 0)) (then (i32.store offset=4 (local.get $a) (local.get $second))))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (local.set $b (i32.add (local.get $b) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; No access that always runs says that the first copy's index does not wrap in the second one.
  (func $may_wrap (export "may_wrap") (param $a i32) (param $n i32) (param $k i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (if (i32.and (local.get $n) (local.get $k)) (then (i32.store (local.get $a) (i32.const 1))))
      (if (i32.and (i32.sub (local.get $n) (i32.const 1)) (local.get $k))
        (then (i32.store offset=4 (local.get $a) (i32.const 1))))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; Who is called would see more of it.
  (func $calls (export "calls") (param $i i32)
    (local.set $i (i32.const 0))
    (loop $next
      (if (i32.load offset=1024 (local.get $i)) (then (call $call (local.get $i))))
      (if (i32.load offset=1028 (local.get $i)) (then (call $call (i32.add (local.get $i) (i32.const 4)))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000)))))
  ;; A branch leads out of the loop.
  (func $leaves (export "leaves") (param $i i32)
    (local.set $i (i32.const 0))
    (block $end
      (loop $next
        (br_if $end (i32.eqz (i32.load offset=1024 (local.get $i))))
        (i32.store offset=20000 (local.get $i) (i32.const 1))
        (br_if $end (i32.eqz (i32.load offset=1028 (local.get $i))))
        (i32.store offset=20004 (local.get $i) (i32.const 1))
        (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000))))))
  ;; A division that traps.
  (func $divides (export "divides") (param $i i32)
    (local $x i32)
    (local.set $i (i32.const 0))
    (loop $next
      (if (i32.gt_s (local.tee $x (i32.load offset=1024 (local.get $i))) (i32.const -3))
        (then (i32.store offset=20000 (local.get $i) (i32.div_u (i32.const 1000) (local.get $x)))))
      (if (i32.gt_s (local.tee $x (i32.load offset=1028 (local.get $i))) (i32.const -3))
        (then (i32.store offset=20004 (local.get $i) (i32.div_u (i32.const 1000) (local.get $x)))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000)))))
  ;; Nothing says that the number is even.
  (func $may_be_odd (export "may_be_odd") (param $a i32) (param $n i32)
    (loop $next
      (if (i32.load (local.get $a)) (then (i32.store (local.get $a) (local.get $n))))
      (if (i32.load offset=4 (local.get $a)) (then (i32.store offset=4 (local.get $a) (i32.sub (local.get $n) (i32.const 1)))))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; Sound, and not worth it: where the next one goes depends on the branches before.
  (func $gathers (export "gathers") (param $a i32) (param $n i32) (param $to i32)
    (local $x i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (if (i32.gt_s (local.tee $x (i32.load (local.get $a))) (i32.const 0))
        (then
          (i32.store (local.get $to) (local.get $x))
          (local.set $to (i32.add (local.get $to) (i32.const 4)))))
      (if (i32.gt_s (local.tee $x (i32.load offset=4 (local.get $a))) (i32.const 0))
        (then
          (i32.store (local.get $to) (local.get $x))
          (local.set $to (i32.add (local.get $to) (i32.const 4)))))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2)))))))
;; remark: other_condition[1]: loop not rolled up: copies make an access under different conditions
;; no-remark: other_way[2]
;; no-remark: other_bound[3]
;; remark: may_overlap[4]: loop not rolled up: a store would change places
;; remark: may_wrap[5]: loop not rolled up: an address might wrap
;; remark: calls[6]: loop not vectorized
;; remark: leaves[7]: loop not vectorized
;; remark: divides[8]: loop not vectorized
;; remark: may_be_odd[9]: loop not rolled up: it may not be known to end
;; remark: gathers[10]: loop not rolled up: an address depends on what its branches did before
