;; Loops that look like copies of one body, but are not, or must not be rolled up.
(module
  (memory 1)
  ;; The second copy loads before the first one stores, to a place that may be the same.
  (func $may_overlap (export "may_overlap") (param $a i32) (param $b i32) (param $n i32)
    (local $first i32) (local $second i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (local.set $first (i32.load (local.get $b)))
      (local.set $second (i32.load offset=4 (local.get $b)))
      (i32.store (local.get $a) (local.get $first))
      (i32.store offset=4 (local.get $a) (local.get $second))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (local.set $b (i32.add (local.get $b) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; The same in one array: what the first copy stores is what the second one has loaded.
  (func $overlaps (export "overlaps") (param $i i32)
    (local $first i32) (local $second i32)
    (local.set $i (i32.const 0))
    (loop $next
      (local.set $first (i32.load (local.get $i)))
      (local.set $second (i32.load offset=4 (local.get $i)))
      (i32.store offset=4 (local.get $i) (local.get $first))
      (i32.store offset=8 (local.get $i) (local.get $second))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000)))))
  ;; Nothing says that the counter is even: from an odd one it goes around, and the rolled loop would have ended at once.
  (func $may_be_odd (export "may_be_odd") (param $a i32) (param $n i32)
    (loop $next
      (i32.store (local.get $a) (local.get $n))
      (i32.store offset=4 (local.get $a) (i32.sub (local.get $n) (i32.const 1)))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; The memory's end is not far from the index's, so that the index of the second copy might wrap, but not its offset.
  (memory $large 65536)
  (func $may_wrap (export "may_wrap") (param $a i32) (param $n i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (i32.store $large (local.get $a) (i32.const 1))
      (i32.store $large offset=4 (local.get $a) (i32.const 1))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; The steps differ.
  (func $other_step (export "other_step") (param $a i32) (param $b i32) (param $n i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (i32.store (local.get $a) (i32.load (local.get $b)))
      (i32.store offset=4 (local.get $a) (i32.load offset=8 (local.get $b)))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (local.set $b (i32.add (local.get $b) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; A load that must be made although nobody needs it.
  (func $anchored (export "anchored") (param $a i32) (param $n i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (drop (i32.load (local.get $a)))
      (i32.store offset=400 (local.get $a) (local.get $n))
      (drop (i32.load offset=4 (local.get $a)))
      (i32.store offset=404 (local.get $a) (i32.sub (local.get $n) (i32.const 1)))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))
  ;; Sums of floats in another order.
  (func $other_order (export "other_order") (param $a i32) (param $n i32) (result f64)
    (local $sum f64)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (local.set $sum (f64.add (local.get $sum)
        (f64.add (f64.load (local.get $a)) (f64.load offset=8 (local.get $a)))))
      (local.set $a (i32.add (local.get $a) (i32.const 16)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2)))))
    (local.get $sum))
  ;; What another thread writes may not be loaded again: both copies have it from one load.
  (memory $shared 1 1 shared)
  (func $shared (export "shared") (param $i i32)
    (local $before i32) (local $here i32) (local $after i32)
    (local.set $i (i32.const 0))
    (loop $next
      (local.set $before (i32.load $shared (local.get $i)))
      (local.set $here (i32.load $shared offset=4 (local.get $i)))
      (local.set $after (i32.load $shared offset=8 (local.get $i)))
      (i32.store $shared offset=20000 (local.get $i) (i32.add (local.get $before) (local.get $here)))
      (i32.store $shared offset=20004 (local.get $i) (i32.add (local.get $here) (local.get $after)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000))))))
;; remark: may_overlap[0]: loop not rolled up: a store would change places
;; remark: overlaps[1]: loop not rolled up: a store would change places
;; remark: may_be_odd[2]: loop not rolled up: it may not be known to end
;; remark: may_wrap[3]: loop not rolled up: an address might wrap
;; no-remark: other_step[4]
;; no-remark: anchored[5]
;; no-remark: other_order[6]
;; remark: shared[7]: loop not rolled up: it would load again
