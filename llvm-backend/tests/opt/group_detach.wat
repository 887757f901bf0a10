;; In a loop that stores, arrays of different steps are apart if a check in front of the loop says so, and vectors of it go on. The
;; arrays of a loop that takes equal steps without gaps, of one that only loads, and of one of a few iterations stay parts of the memory.
(module
  (memory 1)
  (func $pool (export "pool") (param $to i32) (param $from i32) (param $n i32)
    (loop $next
      (f32.store (local.get $to) (f32.add (f32.load (local.get $from)) (f32.load offset=4 (local.get $from))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  (func $upwards (export "upwards") (param $to i32) (param $from i32) (param $n i32)
    (loop $next
      (f32.store (local.get $to) (f32.add (f32.load (local.get $to)) (f32.load (local.get $from))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (local.set $from (i32.add (local.get $from) (i32.const -4)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  (func $equal (export "equal") (param $to i32) (param $from i32) (param $n i32)
    (loop $next
      (f32.store (local.get $to) (f32.convert_i32_u (i32.load8_u (local.get $from))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  (func $loads (export "loads") (param $a i32) (param $b i32) (param $n i32) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.mul (i32.load (local.get $a)) (i32.load (local.get $b)))))
      (local.set $a (i32.add (local.get $a) (i32.const 4)))
      (local.set $b (i32.add (local.get $b) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
  (func $few (export "few") (param $to i32) (param $from i32)
    (local $n i32)
    (local.set $n (i32.const 3))
    (loop $next
      (f32.store (local.get $to) (f32.add (f32.load (local.get $from)) (f32.load offset=4 (local.get $from))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  (func $fields (export "fields") (param $to i32) (param $from i32) (param $n i32)
    (loop $next
      (f32.store (local.get $to) (f32.load offset=4 (local.get $from)))
      (f32.store offset=4 (local.get $to) (f32.load (local.get $from)))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))
;; in: pool[0]
;; check: inttoptr
;; check: vector.memcheck
;; check: fadd <
;; in: upwards[1]
;; check: inttoptr
;; check: vector.memcheck
;; check: fadd <
;; in: equal[2]
;; check-not: inttoptr
;; in: loads[3]
;; check-not: inttoptr
;; in: few[4]
;; check-not: inttoptr
;; in: fields[5]
;; check: inttoptr
;; check: vector.memcheck
;; check: store <16 x float>
