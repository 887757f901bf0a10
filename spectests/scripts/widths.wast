;; Loops that store more than once through one address, and whose next iteration stores over a part of it.
(module
  (memory 1)
  (func (export "reset") (local $i i32)
    (loop $next
      (i32.store (local.get $i) (i32.mul (local.get $i) (i32.const 2654435761)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 65536)))))
  ;; Depends on all of the memory.
  (func (export "sum") (result i32) (local $i i32) (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (i32.rotl (local.get $sum) (i32.const 5)) (i32.load (local.get $i))))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 65536))))
    (local.get $sum))
  (func (export "stored") (param $at i32) (param $n i32) (local $i i32)
    (loop $next
      (i64.store (local.get $at) (i64.mul (i64.extend_i32_u (local.get $i)) (i64.const 77777777777777)))
      (i32.store8 (local.get $at) (local.get $i))
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  ;; What it loads, the iteration before has stored.
  (func (export "loaded") (param $at i32) (param $n i32) (result i64) (local $byte i64) (local $sum i64)
    (loop $next
      (local.set $byte (i64.load8_u (local.get $at)))
      (i64.store (local.get $at) (i64.mul (local.get $byte) (i64.const 77777777777777)))
      (local.set $sum (i64.add (local.get $sum) (local.get $byte)))
      (i64.store8 (local.get $at) (i64.mul (local.get $byte) (i64.const 3)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
  ;; Of two stores of one width, the second comes not always.
  (func (export "sometimes") (param $at i32) (param $n i32) (local $i i32)
    (loop $next
      (i32.store (local.get $at) (i32.mul (local.get $i) (i32.const 77777777)))
      (if (i32.and (i32.mul (local.get $i) (i32.const 5)) (i32.const 6))
        (then (i32.store (local.get $at) (i32.mul (local.get $i) (i32.const -99999999)))))
      (local.set $at (i32.sub (local.get $at) (i32.const 2)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  ;; Only where they are called it can be seen that the two store through one address.
  (func $long (param $at i32) (param $i i32)
    (i64.store offset=3 (local.get $at) (i64.mul (i64.extend_i32_u (local.get $i)) (i64.const 77777777777777))))
  (func $short (param $at i32) (param $i i32) (i32.store16 offset=3 (local.get $at) (local.get $i)))
  (func (export "called") (param $at i32) (param $n i32) (local $i i32)
    (loop $next
      (call $long (i32.add (local.get $at) (i32.mul (local.get $i) (i32.const 3))) (local.get $i))
      (call $short (i32.add (local.get $at) (i32.mul (local.get $i) (i32.const 3))) (local.get $i))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  ;; An iteration loads what the one before has stored, but for the byte that was stored over it.
  (func (export "kept") (param $n i32) (local $i i32) (local $byte i32)
    (local.set $i (i32.shl (local.get $n) (i32.const 3)))
    (loop $next
      (local.set $byte (i32.load8_u offset=4 (local.get $i)))
      (i64.store offset=4 (local.get $i) (i64.popcnt (i64.load offset=4 (local.get $i))))
      (i32.store8 offset=4 (local.get $i) (i32.add (local.get $byte) (i32.const 3)))
      (i64.store offset=12 (local.get $i) (i64.sub (i64.load offset=12 (local.get $i)) (i64.extend_i32_s (local.get $i))))
      (br_if $next (local.tee $i (i32.add (local.get $i) (i32.const -8))))))
  ;; Nothing overlaps here.
  (func (export "apart") (param $at i32) (param $n i32) (local $i i32)
    (loop $next
      (i32.store (local.get $at) (i32.mul (local.get $i) (i32.const 77777777)))
      (if (i32.and (i32.mul (local.get $i) (i32.const 5)) (i32.const 6))
        (then (i32.store (local.get $at) (i32.mul (local.get $i) (i32.const -99999999)))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))))
(invoke "reset")
(assert_return (invoke "stored" (i32.const 9000) (i32.const 1003)))
(assert_return (invoke "sum") (i32.const 1815821686))
(invoke "reset")
(assert_return (invoke "loaded" (i32.const 2000) (i32.const 777)) (i64.const 49060))
(assert_return (invoke "sum") (i32.const 2138000032))
(invoke "reset")
(assert_return (invoke "sometimes" (i32.const 9000) (i32.const 1001)))
(assert_return (invoke "sum") (i32.const 447729992))
(invoke "reset")
(assert_return (invoke "called" (i32.const 100) (i32.const 999)))
(assert_return (invoke "sum") (i32.const -614010696))
(invoke "reset")
(assert_return (invoke "apart" (i32.const 4096) (i32.const 1000)))
(assert_return (invoke "sum") (i32.const 2115108834))
(invoke "reset")
(assert_return (invoke "kept" (i32.const 777)))
(assert_return (invoke "sum") (i32.const -1400285937))
