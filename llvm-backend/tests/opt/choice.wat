;; Choices between numbers that a loop has loaded stay choices; those that are most often the same may become branches.
(module
  (memory 1)
  ;; Goes down a heap, to the lesser of two children each time.
  (func (export "heap") (param $size i32) (result i32)
    (local $at i32) (local $child i32)
    (loop $next
      (local.set $child (i32.shl (local.get $at) (i32.const 1)))
      (local.set $child
        (select
          (i32.add (local.get $child) (i32.const 2))
          (i32.add (local.get $child) (i32.const 1))
          (i64.lt_u
            (i64.load offset=16 (i32.shl (local.get $child) (i32.const 3)))
            (i64.load offset=8 (i32.shl (local.get $child) (i32.const 3))))))
      (i64.store
        (i32.shl (local.get $at) (i32.const 3))
        (i64.load (i32.shl (local.get $child) (i32.const 3))))
      (local.set $at (local.get $child))
      (br_if $next (i32.lt_u (local.get $child) (local.get $size))))
    (local.get $at))
  ;; The least of what is above and what has been made of the place before, plus one.
  (func (export "row") (param $from i32) (param $to i32) (param $before i32)
    (local $above i32)
    (loop $next
      (local.set $above (i32.load (local.get $from)))
      (local.set $before
        (i32.add (i32.const 1)
          (select (local.get $above) (local.get $before) (i32.lt_s (local.get $above) (local.get $before)))))
      (i32.store (local.get $from) (local.get $before))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $to)))))
  ;; The greatest so far, and where it was.
  (func (export "greatest") (param $from i32) (param $to i32) (result i32)
    (local $greatest i32) (local $at i32) (local $here i32) (local $is i32)
    (loop $next
      (local.set $here (i32.load (local.get $from)))
      (local.set $is (i32.gt_s (local.get $here) (local.get $greatest)))
      (local.set $at (select (local.get $from) (local.get $at) (local.get $is)))
      (local.set $greatest (select (local.get $here) (local.get $greatest) (local.get $is)))
      (i32.store (local.get $from) (local.get $greatest))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $to))))
    (local.get $at))
  ;; Starts again beyond a bound, which has been loaded before the loop.
  (func (export "ring") (param $times i32) (result i32)
    (local $at i32) (local $bound i32)
    (local.set $bound (i32.load offset=1024 (local.get $at)))
    (loop $next
      (local.set $at (i32.load (local.get $at)))
      (local.set $at (select (i32.const 0) (local.get $at) (i32.gt_s (local.get $at) (local.get $bound))))
      (br_if $next (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $at))
  ;; Holds each pixel below a bound; where the next one is read depends on it too, or this would become vectors.
  (func (export "held") (param $from i32) (param $to i32)
    (local $x i32)
    (loop $next
      (local.set $x (i32.sub (i32.load (local.get $from)) (i32.const 77)))
      (local.set $x (select (local.get $x) (i32.const 1000) (i32.lt_s (local.get $x) (i32.const 1000))))
      (i32.store (local.get $to) (local.get $x))
      (br_if $next (local.tee $from (i32.load offset=4 (local.get $from))))))
  ;; The same for bytes.
  (func (export "bytes") (param $from i32) (param $to i32)
    (local $x i32)
    (loop $next
      (local.set $x (i32.sub (i32.load (local.get $from)) (i32.const 77)))
      (local.set $x (select (local.get $x) (i32.const 0) (i32.gt_s (local.get $x) (i32.const 0))))
      (local.set $x (select (local.get $x) (i32.const 255) (i32.lt_s (local.get $x) (i32.const 255))))
      (i32.store8 (local.get $to) (local.get $x))
      (br_if $next (local.tee $from (i32.load offset=4 (local.get $from))))))
  ;; A filter's state is held below a bound, and the next sample waits for it.
  (func (export "state") (param $from i32) (result i32)
    (local $x i32)
    (loop $next
      (local.set $x (i32.add (local.get $x) (i32.load (local.get $from))))
      (local.set $x (select (local.get $x) (i32.const 1000) (i32.lt_s (local.get $x) (i32.const 1000))))
      (br_if $next (local.tee $from (i32.load offset=4 (local.get $from)))))
    (local.get $x)))
;; in: heap[0]
;; check: !unpredictable
;; in: row[1]
;; check: !unpredictable
;; in: greatest[2]
;; check-not: !unpredictable
;; in: ring[3]
;; check-not: !unpredictable
;; in: held[4]
;; check: !unpredictable
;; in: bytes[5]
;; check: ashr i32
;; check-not: !unpredictable
;; in: state[6]
;; check-not: !unpredictable
