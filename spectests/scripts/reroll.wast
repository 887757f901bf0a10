;; Loops that producers unrolled, or that look so, where they are rolled up and where they must not be. Each function is called
;; with what it was made for, and with what would show that the rolled loop is another one.

(module
  (memory (export "memory") 1)
  (global $calls (export "calls") (mut i32) (i32.const 0))

  (func (export "fill") (param $first i32) (param $bytes i32)
    (local $i i32)
    (loop $next
      (i32.store (local.get $i) (i32.add (local.get $first) (local.get $i)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $bytes)))))

  (func (export "hash") (param $from i32) (param $to i32) (result i32)
    (local $hash i32)
    (loop $next
      (local.set $hash (i32.mul (i32.add (local.get $hash) (i32.load (local.get $from))) (i32.const 0x9e3779b1)))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $to))))
    (local.get $hash))

  ;; Copies n words, n even: load, store, load, store.
  (func (export "copy") (param $to i32) (param $from i32) (param $n i32) (result i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (i32.store (local.get $to) (i32.load (local.get $from)))
      (i32.store offset=4 (local.get $to) (i32.load offset=4 (local.get $from)))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2)))))
    (i32.sub (local.get $to) (local.get $from)))

  ;; The same: load, load, store, store.
  (func (export "copy_pairs") (param $to i32) (param $from i32) (param $n i32)
    (local $first i32) (local $second i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (local.set $first (i32.load (local.get $from)))
      (local.set $second (i32.load offset=4 (local.get $from)))
      (i32.store (local.get $to) (local.get $first))
      (i32.store offset=4 (local.get $to) (local.get $second))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))

  ;; Stores n counters downwards, n even; from an odd number it goes on to the end of memory.
  (func (export "count") (param $to i32) (param $n i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (loop $next
      (i32.store (local.get $to) (local.get $n))
      (i32.store offset=4 (local.get $to) (i32.sub (local.get $n) (i32.const 1)))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))

  ;; The same for numbers that are known to be even.
  (func (export "count_even") (param $to i32) (param $n i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (i32.store (local.get $to) (local.get $n))
      (i32.store offset=4 (local.get $to) (i32.sub (local.get $n) (i32.const 1)))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))

  ;; Sums four at a time, in their order.
  (func (export "sum") (param $from i32) (param $n i32) (result f64)
    (local $sum f64)
    (local.set $n (i32.shl (local.get $n) (i32.const 3)))
    (loop $next
      (local.set $sum
        (f64.add
          (f64.add
            (f64.add (f64.add (local.get $sum) (f64.load (local.get $from))) (f64.load offset=8 (local.get $from)))
            (f64.load offset=16 (local.get $from)))
          (f64.load offset=24 (local.get $from))))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 4)))))
    (local.get $sum))

  ;; Words downwards: the lower one has the smaller offset.
  (func (export "downwards") (param $i i32) (param $n i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (i32.store offset=4 (local.get $i) (i32.load offset=4100 (local.get $i)))
      (i32.store (local.get $i) (i32.load offset=4096 (local.get $i)))
      (local.set $i (i32.sub (local.get $i) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))

  ;; A counter that goes over the end of its range; 6 words.
  (func (export "over_the_end") (result i32)
    (local $i i32)
    (local.set $i (i32.const -12))
    (loop $next
      (i32.store (i32.add (local.get $i) (i32.const 12)) (local.get $i))
      (i32.store (i32.add (local.get $i) (i32.const 16)) (i32.add (local.get $i) (i32.const 4)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 12))))
    (local.get $i))

  ;; Ends after the first of two copies; what is left of the counter and of what was loaded.
  (func (export "ends_between") (param $i i32) (result i32 i32)
    (local $loaded i32)
    (local.set $i (i32.sub (i32.const 0) (i32.shl (local.get $i) (i32.const 3))))
    (block $end
      (loop $next
        (local.set $loaded (i32.load (i32.add (local.get $i) (i32.const 4096))))
        (i32.store (i32.add (local.get $i) (i32.const 8192)) (local.get $loaded))
        (br_if $end (i32.eqz (local.get $i)))
        (local.set $loaded (i32.load (i32.add (local.get $i) (i32.const 4100))))
        (i32.store (i32.add (local.get $i) (i32.const 8196)) (local.get $loaded))
        (local.set $i (i32.add (local.get $i) (i32.const 8)))
        (br $next)))
    (local.get $i) (local.get $loaded))

  ;; A recurrence through memory: what one copy stores, the next one loads.
  (func (export "recurrence") (param $n i32)
    (local $i i32)
    (local.set $n (i32.shl (local.get $n) (i32.const 3)))
    (loop $next
      (i32.store offset=4 (local.get $i)
        (i32.add (i32.mul (i32.load (local.get $i)) (i32.const 3)) (i32.load offset=4 (local.get $i))))
      (i32.store offset=8 (local.get $i)
        (i32.add (i32.mul (i32.load offset=4 (local.get $i)) (i32.const 3)) (i32.load offset=8 (local.get $i))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (local.get $n)))))

  ;; The largest, and where it is.
  (func (export "largest") (param $n i32) (result i32 i32)
    (local $i i32) (local $most i32) (local $at i32) (local $x i32)
    (local.set $n (i32.shl (local.get $n) (i32.const 3)))
    (loop $next
      (local.set $at (select (local.get $i) (local.get $at)
        (i32.gt_s (local.tee $x (i32.load (local.get $i))) (local.get $most))))
      (local.set $most (select (local.get $x) (local.get $most) (i32.gt_s (local.get $x) (local.get $most))))
      (local.set $at (select (i32.add (local.get $i) (i32.const 4)) (local.get $at)
        (i32.gt_s (local.tee $x (i32.load offset=4 (local.get $i))) (local.get $most))))
      (local.set $most (select (local.get $x) (local.get $most) (i32.gt_s (local.get $x) (local.get $most))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (local.get $n))))
    (local.get $most) (local.get $at))

  (func (export "store") (param i32 f64) (f64.store (local.get 0) (local.get 1)))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0))))

(invoke "fill" (i32.const 7) (i32.const 65536))
(assert_return (invoke "copy" (i32.const 20000) (i32.const 0) (i32.const 101)) (i32.const 20000))
(assert_return (invoke "hash" (i32.const 19996) (i32.const 20408)) (i32.const 1431869033))
;; Arrays that overlap by one word: the first one is everywhere.
(invoke "fill" (i32.const 7) (i32.const 65536))
(assert_return (invoke "copy" (i32.const 4) (i32.const 0) (i32.const 1000)) (i32.const 4))
(assert_return (invoke "load" (i32.const 4000)) (i32.const 7))
(assert_return (invoke "load" (i32.const 4004)) (i32.const 4011))
;; And downwards.
(invoke "fill" (i32.const 7) (i32.const 65536))
(assert_return (invoke "copy" (i32.const 0) (i32.const 4) (i32.const 1000)) (i32.const -4))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 899184288))
;; In pairs, every other word is lost.
(invoke "fill" (i32.const 7) (i32.const 65536))
(invoke "copy_pairs" (i32.const 4) (i32.const 0) (i32.const 1000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -611405612))
(invoke "fill" (i32.const 7) (i32.const 65536))
(invoke "copy_pairs" (i32.const 8) (i32.const 0) (i32.const 1000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 588880608))

;; The end of the memory between two copies, and that of the index.
(assert_trap (invoke "copy" (i32.const 65532) (i32.const 0) (i32.const 2)) "out of bounds memory access")
(assert_trap (invoke "copy" (i32.const 0) (i32.const 65532) (i32.const 2)) "out of bounds memory access")
(assert_trap (invoke "copy" (i32.const -4) (i32.const 0) (i32.const 2)) "out of bounds memory access")
(assert_trap (invoke "copy" (i32.const 0) (i32.const -4) (i32.const 2)) "out of bounds memory access")
(assert_trap (invoke "copy" (i32.const 0) (i32.const -8) (i32.const 4)) "out of bounds memory access")
(assert_trap (invoke "copy" (i32.const 1024) (i32.const 0) (i32.const 0)) "out of bounds memory access")
(assert_trap (invoke "copy_pairs" (i32.const -4) (i32.const 0) (i32.const 2)) "out of bounds memory access")

;; A counter that misses its end goes on until memory ends. What was done before the call's loop is done.
(invoke "count" (i32.const 0) (i32.const 10))
(assert_return (get "calls") (i32.const 1))
(assert_return (invoke "load" (i32.const 36)) (i32.const 1))
(assert_trap (invoke "count" (i32.const 0) (i32.const 11)) "out of bounds memory access")
(assert_return (get "calls") (i32.const 2))
(invoke "count_even" (i32.const 0) (i32.const 11))
(assert_return (invoke "load" (i32.const 0)) (i32.const 10))
(assert_trap (invoke "count_even" (i32.const 0) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "count_even" (i32.const 65528) (i32.const 4)) "out of bounds memory access")
(assert_return (get "calls") (i32.const 5))

;; Floats in their order.
(invoke "store" (i32.const 0) (f64.const 1e16))
(invoke "store" (i32.const 8) (f64.const 1))
(invoke "store" (i32.const 16) (f64.const 1))
(invoke "store" (i32.const 24) (f64.const -1e16))
(invoke "store" (i32.const 32) (f64.const 1))
(invoke "store" (i32.const 40) (f64.const 1e-20))
(invoke "store" (i32.const 48) (f64.const -1))
(invoke "store" (i32.const 56) (f64.const 3))
(invoke "store" (i32.const 64) (f64.const 0))
(assert_return (invoke "sum" (i32.const 0) (i32.const 1)) (f64.const 3))
(assert_trap (invoke "sum" (i32.const 65440) (i32.const 2)) "out of bounds memory access")

(invoke "fill" (i32.const 7) (i32.const 65536))
(invoke "downwards" (i32.const 4088) (i32.const 1024))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 261308416))
(assert_trap (invoke "downwards" (i32.const 4) (i32.const 4)) "out of bounds memory access")
(assert_trap (invoke "downwards" (i32.const -4) (i32.const 2)) "out of bounds memory access")
(assert_trap (invoke "downwards" (i32.const 61440) (i32.const 2)) "out of bounds memory access")
(invoke "fill" (i32.const 7) (i32.const 65536))
(invoke "downwards" (i32.const 0) (i32.const 2))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 1816682496))

(invoke "fill" (i32.const 7) (i32.const 65536))
(assert_return (invoke "over_the_end") (i32.const 12))
(assert_return (invoke "hash" (i32.const 0) (i32.const 64)) (i32.const 168804430))

(invoke "fill" (i32.const 7) (i32.const 65536))
(assert_return (invoke "ends_between" (i32.const 100)) (i32.const 0) (i32.const 4103))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -1608863744))
(assert_return (invoke "ends_between" (i32.const 0)) (i32.const 0) (i32.const 4103))
(assert_trap (invoke "ends_between" (i32.const 1000)) "out of bounds memory access")

(invoke "fill" (i32.const 7) (i32.const 65536))
(invoke "recurrence" (i32.const 1000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -95224408))
(invoke "fill" (i32.const 0x7fff0000) (i32.const 65536))
(assert_return (invoke "largest" (i32.const 8000)) (i32.const 2147482108) (i32.const 63996))
(invoke "fill" (i32.const -60000) (i32.const 65536))
(assert_return (invoke "largest" (i32.const 8000)) (i32.const 3996) (i32.const 63996))
