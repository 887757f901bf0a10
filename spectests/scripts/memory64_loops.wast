;; Loops over a memory with 64-bit addresses whose checks are exits that LLVM can count, and those that it must not count.

(module
  (memory (export "memory") i64 1 4)
  (data (i64.const 65528) "\01\00\00\00\02\00\00\00")

  (func (export "sum") (param $x i64) (param $n i64) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $x))))
      (local.set $x (i64.add (local.get $x) (i64.const 4)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))
    (local.get $sum))

  ;; The same with the access 2000 bytes further on than what is compared.
  (func (export "sum_offset") (param $x i64) (param $n i64) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load offset=2000 (local.get $x))))
      (local.set $x (i64.add (local.get $x) (i64.const 4)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))
    (local.get $sum))

  ;; The loads' values are not used.
  (func (export "touch") (param $x i64) (param $n i64)
    (loop $next
      (drop (i32.load (local.get $x)))
      (local.set $x (i64.add (local.get $x) (i64.const 4)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))

  ;; Downwards, past zero when there are too many.
  (func (export "down") (param $x i64) (param $n i64) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $x))))
      (local.set $x (i64.sub (local.get $x) (i64.const 4)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))
    (local.get $sum))

  ;; Any step: addresses may wrap before they reach the memory's size.
  (func (export "stride") (param $x i64) (param $step i64) (param $n i64) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $x))))
      (local.set $x (i64.add (local.get $x) (local.get $step)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))
    (local.get $sum))
  (func (export "stride62") (param $x i64) (param $n i64) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $x))))
      (local.set $x (i64.add (local.get $x) (i64.const 0x4000000000000000)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))
    (local.get $sum))
  ;; Five steps of this one are one of 16.
  (func (export "stride_wraps") (param $x i64) (param $n i64) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $x))))
      (local.set $x (i64.add (local.get $x) (i64.const 0x3333333333333336)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))
    (local.get $sum))

  (func (export "fill") (param $x i64) (param $n i64) (param $value i32)
    (loop $next
      (i32.store (local.get $x) (local.get $value))
      (local.set $x (i64.add (local.get $x) (i64.const 4)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))

  (func (export "copy") (param $to i64) (param $from i64) (param $n i64)
    (loop $next
      (i32.store (local.get $to) (i32.load (local.get $from)))
      (local.set $to (i64.add (local.get $to) (i64.const 4)))
      (local.set $from (i64.add (local.get $from) (i64.const 4)))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))

  ;; Each round touches the last word of the memory and makes it larger by a page.
  (func $grow (drop (memory.grow (i64.const 1))))
  (func (export "follow_growth") (param $x i64) (param $n i64) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (i32.add (local.get $sum) (i32.const 1)) (i32.load (local.get $x))))
      (local.set $x (i64.add (local.get $x) (i64.const 65536)))
      (call $grow)
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))
    (local.get $sum))

  (func (export "wrapping_offset") (param $x i64) (result i32)
    (i32.load offset=0xfffffffffffffff0 (local.get $x)))
  (func (export "load") (param $x i64) (result i32) (i32.load (local.get $x))))

(assert_return (invoke "sum" (i64.const 65408) (i64.const 32)) (i32.const 3))
(assert_return (invoke "sum" (i64.const 0) (i64.const 16384)) (i32.const 3))
(assert_trap (invoke "sum" (i64.const 0) (i64.const 16385)) "out of bounds memory access")
(assert_trap (invoke "sum" (i64.const 65408) (i64.const 33)) "out of bounds memory access")
(assert_trap (invoke "sum" (i64.const 65409) (i64.const 32)) "out of bounds memory access")
(assert_trap (invoke "sum" (i64.const 65536) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "sum" (i64.const -4) (i64.const 2)) "out of bounds memory access")
(assert_trap (invoke "sum" (i64.const -128) (i64.const 64)) "out of bounds memory access")
(assert_trap (invoke "sum" (i64.const 0x8000000000000000) (i64.const 64)) "out of bounds memory access")
(assert_trap (invoke "sum" (i64.const 0) (i64.const 0)) "out of bounds memory access")

(assert_return (invoke "sum_offset" (i64.const 63408) (i64.const 32)) (i32.const 3))
(assert_trap (invoke "sum_offset" (i64.const 63408) (i64.const 33)) "out of bounds memory access")
(assert_trap (invoke "sum_offset" (i64.const 63408) (i64.const 600)) "out of bounds memory access")
(assert_trap (invoke "sum_offset" (i64.const -2000) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "sum_offset" (i64.const -2000) (i64.const 64)) "out of bounds memory access")

(assert_return (invoke "touch" (i64.const 65408) (i64.const 32)))
(assert_trap (invoke "touch" (i64.const 65408) (i64.const 33)) "out of bounds memory access")
(assert_trap (invoke "touch" (i64.const -64) (i64.const 17)) "out of bounds memory access")

(assert_return (invoke "down" (i64.const 65532) (i64.const 16384)) (i32.const 3))
(assert_trap (invoke "down" (i64.const 65532) (i64.const 16385)) "out of bounds memory access")
(assert_trap (invoke "down" (i64.const 65536) (i64.const 3)) "out of bounds memory access")
(assert_trap (invoke "down" (i64.const 65533) (i64.const 1)) "out of bounds memory access")

(assert_return (invoke "stride" (i64.const 0) (i64.const 8) (i64.const 8192)) (i32.const 1))
(assert_trap (invoke "stride" (i64.const 0) (i64.const 8) (i64.const 8193)) "out of bounds memory access")
(assert_return (invoke "stride" (i64.const 65528) (i64.const 0) (i64.const 1000)) (i32.const 1000))
(assert_return (invoke "stride" (i64.const 65532) (i64.const -8) (i64.const 8192)) (i32.const 2))
(assert_trap (invoke "stride" (i64.const 65532) (i64.const -8) (i64.const 8193)) "out of bounds memory access")
(assert_trap (invoke "stride" (i64.const 65528) (i64.const 0x8000000000000000) (i64.const 3)) "out of bounds memory access")
(assert_trap (invoke "stride62" (i64.const 65528) (i64.const 2)) "out of bounds memory access")
(assert_trap (invoke "stride62" (i64.const 65528) (i64.const 64)) "out of bounds memory access")
(assert_return (invoke "stride62" (i64.const 65528) (i64.const 1)) (i32.const 1))
(assert_trap (invoke "stride_wraps" (i64.const 65000) (i64.const 30)) "out of bounds memory access")
(assert_trap (invoke "stride_wraps" (i64.const 0xcccccccccccccccf) (i64.const 6)) "out of bounds memory access")

;; The stores before the trap may or may not have been made; what lies before the loop's first address must not have been.
(assert_return (invoke "fill" (i64.const 65472) (i64.const 16) (i32.const 5)))
(assert_return (invoke "sum" (i64.const 65472) (i64.const 16)) (i32.const 80))
(assert_trap (invoke "fill" (i64.const 65504) (i64.const 200) (i32.const 9)) "out of bounds memory access")
(assert_return (invoke "sum" (i64.const 65472) (i64.const 8)) (i32.const 40))
(assert_trap (invoke "copy" (i64.const 65504) (i64.const 0) (i64.const 200)) "out of bounds memory access")
(assert_trap (invoke "copy" (i64.const 0) (i64.const 65504) (i64.const 200)) "out of bounds memory access")
(assert_trap (invoke "copy" (i64.const -8) (i64.const 0) (i64.const 200)) "out of bounds memory access")
(assert_return (invoke "copy" (i64.const 4) (i64.const 65472) (i64.const 8)))
(assert_return (invoke "sum" (i64.const 0) (i64.const 9)) (i32.const 40))

(assert_trap (invoke "wrapping_offset" (i64.const 0x20)) "out of bounds memory access")
(assert_trap (invoke "wrapping_offset" (i64.const 0x10)) "out of bounds memory access")
(assert_trap (invoke "wrapping_offset" (i64.const 0)) "out of bounds memory access")

(assert_return (invoke "fill" (i64.const 65532) (i64.const 1) (i32.const 0)))
(assert_return (invoke "follow_growth" (i64.const 65532) (i64.const 3)) (i32.const 3))
(assert_return (invoke "load" (i64.const 262140)) (i32.const 0))
(assert_trap (invoke "load" (i64.const 262144)) "out of bounds memory access")
;; The memory has its maximum now.
(assert_trap (invoke "follow_growth" (i64.const 131068) (i64.const 4)) "out of bounds memory access")

(module
  (memory i64 2 4)
  ;; The memory grows in the loop itself.
  (func (export "outgrow") (param $x i64) (param $n i64) (result i64)
    (loop $next
      (i32.store (local.get $x) (i32.const 7))
      (local.set $x (i64.add (local.get $x) (i64.const 32768)))
      (if (i64.eq (local.get $x) (i64.const 131072)) (then (drop (memory.grow (i64.const 1)))))
      (br_if $next (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))
    (memory.size)))
(assert_trap (invoke "outgrow" (i64.const 0) (i64.const 7)) "out of bounds memory access")
(assert_return (invoke "outgrow" (i64.const 65536) (i64.const 4)) (i64.const 4))
