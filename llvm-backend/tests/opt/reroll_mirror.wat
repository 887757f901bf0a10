;; Arrays from their ends on, as producers unroll them: the first copy by a pointer that goes down, the others by an exclusive or with
;; the counter, whose lowest bits are zero. Not where a bit of the counter may be set that the constant does not have.
(module
  (memory 1)
  (func $reversed (export "reversed") (param $to i32) (param $end i32) (param $n i32)
    (local $i i32) (local $from i32)
    (local.set $from (i32.sub (local.get $end) (i32.const 4)))
    (local.set $n (i32.and (local.get $n) (i32.const -4)))
    (loop $next
      (f32.store (local.get $to) (f32.load (local.get $from)))
      (f32.store (i32.add (local.get $to) (i32.const 4))
        (f32.load (i32.add (local.get $end) (i32.shl (i32.xor (local.get $i) (i32.const 0x3ffffffe)) (i32.const 2)))))
      (f32.store (i32.add (local.get $to) (i32.const 8))
        (f32.load (i32.add (local.get $end) (i32.shl (i32.xor (local.get $i) (i32.const 0x3ffffffd)) (i32.const 2)))))
      (f32.store (i32.add (local.get $to) (i32.const 12))
        (f32.load (i32.add (local.get $end) (i32.shl (i32.xor (local.get $i) (i32.const 0x3ffffffc)) (i32.const 2)))))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (local.set $from (i32.sub (local.get $from) (i32.const 16)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $n)))))
  (func $by_two (export "by_two") (param $to i32) (param $end i32) (param $n i32)
    (local $i i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (i32.store8 (i32.add (local.get $to) (local.get $i))
        (i32.load8_u (i32.add (local.get $end) (i32.xor (local.get $i) (i32.const -1)))))
      (i32.store8 (i32.add (local.get $to) (i32.or (local.get $i) (i32.const 1)))
        (i32.load8_u (i32.add (local.get $end) (i32.xor (local.get $i) (i32.const -2)))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 2))) (local.get $n)))))
  ;; The counter is a multiple of 2 only, and -3 lacks that bit.
  (func $carries (export "carries") (param $to i32) (param $end i32) (param $n i32)
    (local $i i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (i32.store8 (i32.add (local.get $to) (local.get $i))
        (i32.load8_u (i32.add (local.get $end) (i32.xor (local.get $i) (i32.const -2)))))
      (i32.store8 (i32.add (local.get $to) (i32.or (local.get $i) (i32.const 1)))
        (i32.load8_u (i32.add (local.get $end) (i32.xor (local.get $i) (i32.const -3)))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 2))) (local.get $n)))))
  ;; The upper bits that the constant lacks are not shifted out.
  (func $upper_bits (export "upper_bits") (param $to i32) (param $end i32) (param $n i32)
    (local $i i32)
    (local.set $n (i32.and (local.get $n) (i32.const -2)))
    (loop $next
      (i32.store8 (i32.add (local.get $to) (local.get $i))
        (i32.load8_u (i32.add (local.get $end) (i32.xor (local.get $i) (i32.const 0x3fffffff)))))
      (i32.store8 (i32.add (local.get $to) (i32.or (local.get $i) (i32.const 1)))
        (i32.load8_u (i32.add (local.get $end) (i32.xor (local.get $i) (i32.const 0x3ffffffe)))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 2))) (local.get $n))))))
;; remark: reversed[0]: loop of 4 copies rolled up
;; remark: by_two[1]: loop of 2 copies rolled up
;; no-remark: carries[2]
;; no-remark: upper_bits[3]
;; in: reversed[0]
;; check-not: xor
;; check: load float
