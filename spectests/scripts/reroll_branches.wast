;; Loops with branches that producers unrolled, or that look so, where they are rolled up and where they must not be. Each is called
;; with what it was made for, and with what would show that the rolled loop is another one.

(module
  (memory (export "memory") 1)

  (func (export "fill") (param $first i32) (param $factor i32) (param $bytes i32)
    (local $i i32)
    (loop $next
      (i32.store (local.get $i) (i32.mul (i32.add (local.get $first) (local.get $i)) (local.get $factor)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $bytes)))))

  (func (export "hash") (param $from i32) (param $to i32) (result i32)
    (local $hash i32)
    (loop $next
      (local.set $hash (i32.mul (i32.add (local.get $hash) (i32.load (local.get $from))) (i32.const 0x9e3779b1)))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $to))))
    (local.get $hash))

  ;; Stores what is positive.
  (func (export "positive") (param $to i32) (param $from i32) (param $n i32) (result i32 i32)
    (local $x i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (if (i32.gt_s (local.tee $x (i32.load (local.get $from))) (i32.const 0))
        (then (i32.store (local.get $to) (local.get $x))))
      (if (i32.gt_s (local.tee $x (i32.load (i32.add (local.get $from) (i32.const 4)))) (i32.const 0))
        (then (i32.store (i32.add (local.get $to) (i32.const 4)) (local.get $x))))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2)))))
    (local.get $to) (local.get $from))

  ;; The same, but both loads come first.
  (func (export "positive_pairs") (param $to i32) (param $from i32) (param $n i32)
    (local $x i32) (local $y i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (local.set $x (i32.load (local.get $from)))
      (local.set $y (i32.load offset=4 (local.get $from)))
      (if (i32.gt_s (local.get $x) (i32.const 0)) (then (i32.store (local.get $to) (local.get $x))))
      (if (i32.gt_s (local.get $y) (i32.const 0)) (then (i32.store offset=4 (local.get $to) (local.get $y))))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))

  ;; Conditions that no access is needed for: what runs is said by bits, and nothing else says where the index wraps.
  (func (export "chosen") (param $to i32) (param $n i32) (param $bits i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (if (i32.and (local.get $n) (local.get $bits))
        (then (i32.store (local.get $to) (local.get $n))))
      (if (i32.and (i32.sub (local.get $n) (i32.const 1)) (local.get $bits))
        (then (i32.store offset=4 (local.get $to) (i32.sub (local.get $n) (i32.const 1)))))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2))))))

  ;; The same with an access that always runs and traps where the index would wrap.
  (func (export "chosen_and_loaded") (param $to i32) (param $n i32) (param $bits i32) (result i32)
    (local $sum i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (local.set $sum (i32.xor (local.get $sum) (i32.load (local.get $to))))
      (if (i32.and (local.get $n) (local.get $bits))
        (then (i32.store (local.get $to) (local.get $n))))
      (local.set $sum (i32.xor (local.get $sum) (i32.load offset=4 (local.get $to))))
      (if (i32.and (i32.sub (local.get $n) (i32.const 1)) (local.get $bits))
        (then (i32.store offset=4 (local.get $to) (i32.sub (local.get $n) (i32.const 1)))))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2)))))
    (local.get $sum))

  ;; Downwards, so that the copy with the lowest address is the last one.
  (func (export "downwards") (param $i i32) (param $to i32)
    (local $x i32)
    (local.set $i (i32.and (local.get $i) (i32.const -8)))
    (loop $next
      (if (i32.lt_s (local.tee $x (i32.load offset=4 (local.get $i))) (i32.const 0))
        (then (i32.store (i32.add (i32.add (local.get $i) (i32.const 4)) (local.get $to)) (local.get $x))))
      (if (i32.lt_s (local.tee $x (i32.load (local.get $i))) (i32.const 0))
        (then (i32.store (i32.add (local.get $i) (local.get $to)) (local.get $x))))
      (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 8))))))

  ;; Each copy stores to one of two arrays. The second one's addresses are in offsets.
  (func (export "either") (param $bound i32)
    (local $i i32) (local $x i32)
    (loop $next
      (local.set $x (i32.load (local.get $i)))
      (if (i32.lt_s (local.get $x) (local.get $bound))
        (then (i32.store offset=16000 (local.get $i) (local.get $x)))
        (else (i32.store offset=32000 (local.get $i) (i32.mul (local.get $x) (local.get $x)))))
      (local.set $x (i32.load offset=4 (local.get $i)))
      (if (i32.lt_s (local.get $x) (local.get $bound))
        (then (i32.store offset=16004 (local.get $i) (local.get $x)))
        (else (i32.store offset=32004 (local.get $i) (i32.mul (local.get $x) (local.get $x)))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000)))))

  ;; The second copy's branches lead the other way.
  (func (export "other_way") (param $bound i32)
    (local $i i32) (local $x i32)
    (loop $next
      (local.set $x (i32.load (local.get $i)))
      (if (i32.lt_s (local.get $x) (local.get $bound))
        (then (i32.store offset=16000 (local.get $i) (local.get $x)))
        (else (i32.store offset=32000 (local.get $i) (i32.mul (local.get $x) (local.get $x)))))
      (local.set $x (i32.load offset=4 (local.get $i)))
      (if (i32.lt_s (local.get $x) (local.get $bound))
        (then (i32.store offset=32004 (local.get $i) (i32.mul (local.get $x) (local.get $x))))
        (else (i32.store offset=16004 (local.get $i) (local.get $x))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 8000)))))

  ;; Four copies with a branch inside of another; the inner one's place overlaps what the next copy looks at.
  (func (export "nested") (param $a i32) (param $n i32) (param $far i32)
    (local $x i32) (local $b i32)
    (local.set $n (i32.and (local.get $n) (i32.const -4)))
    (local.set $b (i32.add (local.get $a) (local.get $far)))
    (loop $next
      (if (i32.gt_s (local.tee $x (i32.load (local.get $a))) (i32.const 7))
        (then
          (i32.store (local.get $a) (i32.sub (local.get $x) (i32.const 7)))
          (if (i32.and (local.get $x) (i32.const 4))
            (then (i32.store (local.get $b) (local.get $x))))))
      (if (i32.gt_s (local.tee $x (i32.load offset=4 (local.get $a))) (i32.const 7))
        (then
          (i32.store offset=4 (local.get $a) (i32.sub (local.get $x) (i32.const 7)))
          (if (i32.and (local.get $x) (i32.const 4))
            (then (i32.store (i32.add (local.get $b) (i32.const 4)) (local.get $x))))))
      (if (i32.gt_s (local.tee $x (i32.load offset=8 (local.get $a))) (i32.const 7))
        (then
          (i32.store offset=8 (local.get $a) (i32.sub (local.get $x) (i32.const 7)))
          (if (i32.and (local.get $x) (i32.const 4))
            (then (i32.store (i32.add (local.get $b) (i32.const 8)) (local.get $x))))))
      (if (i32.gt_s (local.tee $x (i32.load offset=12 (local.get $a))) (i32.const 7))
        (then
          (i32.store offset=12 (local.get $a) (i32.sub (local.get $x) (i32.const 7)))
          (if (i32.and (local.get $x) (i32.const 4))
            (then (i32.store (i32.add (local.get $b) (i32.const 12)) (local.get $x))))))
      (local.set $a (i32.add (local.get $a) (i32.const 16)))
      (local.set $b (i32.add (local.get $b) (i32.const 16)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 4))))))

  ;; Sums that only some copies add to, one of them not in the last copy's way; and the counter behind the loop.
  (func (export "some") (param $a i32) (param $n i32) (result i32 i32 i32)
    (local $sum i32) (local $other i32) (local $i i32) (local $x i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (local.set $other (i32.const 1))
    (loop $next
      (if (i32.and (local.tee $x (i32.load (local.get $a))) (i32.const 1))
        (then (local.set $sum (i32.add (local.get $sum) (i32.load offset=4000 (local.get $a)))))
        (else (local.set $other (i32.mul (local.get $other) (i32.or (local.get $x) (i32.const 1))))))
      (if (i32.and (local.tee $x (i32.load offset=4 (local.get $a))) (i32.const 1))
        (then (local.set $sum (i32.add (local.get $sum) (i32.load offset=4004 (local.get $a)))))
        (else (local.set $other (i32.mul (local.get $other) (i32.or (local.get $x) (i32.const 1))))))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 2))) (local.get $n))))
    (local.get $sum) (local.get $other) (i32.add (local.get $i) (local.get $a)))

  ;; The last value that was large, as one copy after the other finds it.
  (func (export "last") (param $a i32) (param $n i32) (param $bound i32) (result i32)
    (local $last i32) (local $x i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (if (i32.gt_s (local.tee $x (i32.load (local.get $a))) (local.get $bound))
        (then (local.set $last (local.get $x)) (i32.store offset=32000 (local.get $a) (local.get $x))))
      (if (i32.gt_s (local.tee $x (i32.load offset=4 (local.get $a))) (local.get $bound))
        (then (local.set $last (local.get $x)) (i32.store offset=32004 (local.get $a) (local.get $x))))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2)))))
    (local.get $last))

  ;; Gathers what is positive: where the next one goes depends on how many were.
  (func (export "gather") (param $a i32) (param $n i32) (param $to i32) (result i32)
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
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 2)))))
    (local.get $to)))

;; Numbers of both signs, by a factor that is large.
(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(assert_return (invoke "positive" (i32.const 30000) (i32.const 0) (i32.const 101)) (i32.const 30400) (i32.const 400))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 1223196320))
;; What one copy stores is what the next one, and the one after that, looks at.
(assert_return (invoke "positive" (i32.const 4) (i32.const 0) (i32.const 2000)) (i32.const 8004) (i32.const 8000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -1265125120))
(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(assert_return (invoke "positive" (i32.const 8) (i32.const 0) (i32.const 2000)) (i32.const 8008) (i32.const 8000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 1164674248))
(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(assert_return (invoke "positive" (i32.const 0) (i32.const 4) (i32.const 2000)) (i32.const 8000) (i32.const 8004))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -1275867300))
;; Places that are no multiples of four overlap two.
(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(assert_return (invoke "positive" (i32.const 6) (i32.const 0) (i32.const 2000)) (i32.const 8006) (i32.const 8000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 728629431))
(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(invoke "positive_pairs" (i32.const 4) (i32.const 0) (i32.const 2000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 1420126080))

;; A store that would trap but does not run: nothing is positive.
(invoke "fill" (i32.const 1) (i32.const -1) (i32.const 65536))
(assert_return (invoke "positive" (i32.const 65532) (i32.const 0) (i32.const 4)) (i32.const 65548) (i32.const 16))
(assert_return (invoke "positive" (i32.const 0x7fffff00) (i32.const 0) (i32.const 1000)) (i32.const -2147479904) (i32.const 4000))
(assert_trap (invoke "positive" (i32.const 0) (i32.const 65532) (i32.const 4)) "out of bounds memory access")
(assert_trap (invoke "positive" (i32.const 0) (i32.const -4) (i32.const 4)) "out of bounds memory access")
;; The last one does.
(invoke "fill" (i32.const 1) (i32.const -1) (i32.const 65536))
(invoke "fill" (i32.const -65531) (i32.const -1) (i32.const 65532))
(assert_trap (invoke "positive" (i32.const 65500) (i32.const 60000) (i32.const 1000)) "out of bounds memory access")
(assert_trap (invoke "positive" (i32.const -4) (i32.const 0) (i32.const 4)) "out of bounds memory access")

;; The index wraps between two copies: the second one's has an offset instead, and is far behind the memory.
(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(invoke "chosen" (i32.const 1024) (i32.const 100) (i32.const 6))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -83185036))
(assert_trap (invoke "chosen" (i32.const -4) (i32.const 2) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "chosen" (i32.const -4) (i32.const 4) (i32.const 1)) "out of bounds memory access")
(invoke "chosen" (i32.const -16) (i32.const 4) (i32.const 0))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -83185036))
(assert_trap (invoke "chosen" (i32.const -8) (i32.const 4) (i32.const 2)) "out of bounds memory access")
(assert_return (invoke "chosen_and_loaded" (i32.const 1024) (i32.const 100) (i32.const 6)) (i32.const -1797033274))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -83185036))
(assert_trap (invoke "chosen_and_loaded" (i32.const -4) (i32.const 2) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "chosen_and_loaded" (i32.const 65532) (i32.const 2) (i32.const 0)) "out of bounds memory access")

(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(invoke "downwards" (i32.const 8000) (i32.const 30000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -199763328))
(invoke "downwards" (i32.const 8000) (i32.const 4))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 1348985696))
(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(invoke "downwards" (i32.const 8000) (i32.const -4))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -275972512))
(assert_trap (invoke "downwards" (i32.const 65536) (i32.const 0)) "out of bounds memory access")
(assert_trap (invoke "downwards" (i32.const 8000) (i32.const 65536)) "out of bounds memory access")

(invoke "fill" (i32.const 7) (i32.const 3) (i32.const 65536))
(invoke "either" (i32.const 12000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -200551144))
(invoke "other_way" (i32.const 7000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -1922107156))

(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(invoke "nested" (i32.const 0) (i32.const 1003) (i32.const 30000))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -1727525589))
(invoke "nested" (i32.const 0) (i32.const 1000) (i32.const 4))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -1704737261))
(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(invoke "nested" (i32.const 0) (i32.const 1000) (i32.const 8))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 1068520046))
(invoke "nested" (i32.const 4000) (i32.const 1000) (i32.const -4))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -297287834))

(invoke "fill" (i32.const 7) (i32.const 0x9e3779b) (i32.const 65536))
(assert_return (invoke "some" (i32.const 0) (i32.const 901)) (i32.const 1761653628) (i32.const 1) (i32.const 4500))
(assert_return (invoke "some" (i32.const 4000) (i32.const 2)) (i32.const -1162755994) (i32.const 1) (i32.const 4010))
(assert_trap (invoke "some" (i32.const 65000) (i32.const 900)) "out of bounds memory access")
(assert_return (invoke "last" (i32.const 0) (i32.const 1001) (i32.const 100)) (i32.const 2018074181))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const 264107264))
(assert_return (invoke "last" (i32.const 0) (i32.const 1000) (i32.const 0x7fffffff)) (i32.const 0))
(assert_return (invoke "last" (i32.const 4) (i32.const 2) (i32.const -0x80000000)) (i32.const -1806433771))

(invoke "fill" (i32.const 7) (i32.const 0x9e3779b1) (i32.const 65536))
(assert_return (invoke "gather" (i32.const 0) (i32.const 1001) (i32.const 30000)) (i32.const 31996))
(assert_return (invoke "gather" (i32.const 0) (i32.const 1000) (i32.const 40)) (i32.const 4020))
(assert_return (invoke "hash" (i32.const 0) (i32.const 65536)) (i32.const -1471923504))
