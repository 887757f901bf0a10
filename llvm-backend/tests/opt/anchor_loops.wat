;; Loads whose value only the last iteration of a loop needs stay in it. What all iterations need may be moved, and be put into vectors,
;; though it is needed once after the loop: what is added up, what ends a search, what is chosen among all so far. A loop in a called
;; function stays as it is, unless it is unrolled completely.
(module
  (memory 1)
  (func $last (export "last") (param $at i32) (param $n i32) (result i32)
    (local $last i32)
    (loop $again
      (local.set $last (i32.load (local.get $at)))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $last))
  (func $sum (export "sum") (param $at i32) (param $n i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $at))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
  (func $finds (export "finds") (param $at i32) (param $key i32) (result i32)
    (loop $again
      (if (i32.eq (i32.load (local.get $at)) (local.get $key)) (then (return (i32.load offset=4 (local.get $at)))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br $again))
    (unreachable))
  (func $chosen (export "chosen") (param $at i32) (param $n i32) (result i32)
    (local $chosen i32)
    (loop $again
      (if (i32.gt_s (i32.load (local.get $at)) (i32.const 4))
        (then (local.set $chosen (i32.load offset=8 (local.get $at)))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $chosen))
  (func $follows (export "follows") (param $at i32) (param $n i32) (result i32)
    (loop $again
      (local.set $at (i32.load (local.get $at)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $at))
  (func $last_sum (export "last_sum") (param $at i32) (param $n i32) (param $times i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (call $sum (local.get $at) (local.get $n)))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $sum))
  (func $eight (param $at i32) (result i32)
    (local $i i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $at))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $again (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 8))))
    (local.get $sum))
  (func $last_eight (export "last_eight") (param $at i32) (param $times i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (call $eight (local.get $at)))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $sum)))
;; in: last[0]
;; check: load volatile i32
;; in: sum[1]
;; check: load <4 x i32>
;; check-not: volatile
;; in: finds[2]
;; check: load i32
;; check-not: volatile
;; in: chosen[3]
;; check: load i32
;; check-not: volatile
;; in: follows[4]
;; check: load i32
;; check-not: volatile
;; in: last_sum[5]
;; check: load <4 x i32>
;; check-not: volatile
;; in: last_eight[7]
;; check: load volatile i32
