;; Arrays from their ends on. Each function is called with what it was made for, and with what would show that an exclusive or is no
;; difference, or that an index that goes below zero is one of 32 bits.

(module
  (memory (export "memory") 1)
  (func (export "fill") (param $n i32)
    (local $i i32)
    (loop $next
      (i32.store8 (local.get $i) (i32.mul (local.get $i) (i32.const 7)))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  (func (export "hash") (param $from i32) (param $to i32) (result i32)
    (local $hash i32)
    (loop $next
      (local.set $hash (i32.mul (i32.add (local.get $hash) (i32.load8_u (local.get $from))) (i32.const 0x9e3779b1)))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 1))) (local.get $to))))
    (local.get $hash))

  ;; Words in the opposite order, four at a time.
  (func (export "reversed") (param $to i32) (param $end i32) (param $n i32)
    (local $i i32) (local $from i32)
    (local.set $from (i32.sub (local.get $end) (i32.const 4)))
    (loop $next
      (i32.store (local.get $to) (i32.load (local.get $from)))
      (i32.store (i32.add (local.get $to) (i32.const 4))
        (i32.load (i32.add (local.get $end) (i32.shl (i32.xor (local.get $i) (i32.const 0x3ffffffe)) (i32.const 2)))))
      (i32.store (i32.add (local.get $to) (i32.const 8))
        (i32.load (i32.add (local.get $end) (i32.shl (i32.xor (local.get $i) (i32.const 0x3ffffffd)) (i32.const 2)))))
      (i32.store (i32.add (local.get $to) (i32.const 12))
        (i32.load (i32.add (local.get $end) (i32.shl (i32.xor (local.get $i) (i32.const 0x3ffffffc)) (i32.const 2)))))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (local.set $from (i32.sub (local.get $from) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $n)))))

  ;; The constants lack a bit that the counter may have: every fourth byte comes from elsewhere.
  (func (export "carries") (param $to i32) (param $end i32) (param $n i32)
    (local $i i32)
    (loop $next
      (i32.store8 (i32.add (local.get $to) (local.get $i))
        (i32.load8_u (i32.add (local.get $end) (i32.xor (local.get $i) (i32.const -2)))))
      (i32.store8 (i32.add (local.get $to) (i32.or (local.get $i) (i32.const 1)))
        (i32.load8_u (i32.add (local.get $end) (i32.xor (local.get $i) (i32.const -3)))))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 2))) (local.get $n)))))

  ;; Sums words from the one at $i down, $n of them.
  (func (export "down") (param $i i32) (param $n i32) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $i))))
      (local.set $i (i32.sub (local.get $i) (i32.const 4)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  ;; The same with an offset.
  (func (export "down_offset") (param $i i32) (param $n i32) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load offset=16 (local.get $i))))
      (local.set $i (i32.sub (local.get $i) (i32.const 4)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  ;; Of two words, the upper one first, which would still be in memory where the lower one is not.
  (func (export "down_pairs") (param $i i32) (param $n i32) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load offset=8 (local.get $i))))
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $i))))
      (local.set $i (i32.sub (local.get $i) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  ;; Only every other iteration loads, so that the index may wrap in between.
  (func (export "down_at_times") (param $i i32) (param $n i32) (result i32)
    (local $sum i32)
    (loop $next
      (if (i32.and (local.get $n) (i32.const 1))
        (then (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $i))))))
      (local.set $i (i32.sub (local.get $i) (i32.const 0x8000)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  ;; Steps of all sizes.
  (func (export "down_far") (param $i i32) (param $n i32) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $i))))
      (local.set $i (i32.sub (local.get $i) (i32.const 0x10000)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
  (func (export "down_stores") (param $i i32) (param $n i32)
    (loop $next
      (i32.store (local.get $i) (local.get $n))
      (local.set $i (i32.sub (local.get $i) (i32.const 4)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))

(invoke "fill" (i32.const 4096))
(invoke "reversed" (i32.const 8192) (i32.const 4096) (i32.const 1000))
(assert_return (invoke "hash" (i32.const 8192) (i32.const 12192)) (i32.const 2119848272))
(invoke "reversed" (i32.const 12288) (i32.const 400) (i32.const 100))
(assert_return (invoke "hash" (i32.const 12288) (i32.const 12688)) (i32.const -1007702392))
;; Over itself.
(invoke "reversed" (i32.const 2000) (i32.const 2400) (i32.const 100))
(assert_return (invoke "hash" (i32.const 1900) (i32.const 2500)) (i32.const -475687156))
(invoke "reversed" (i32.const 2010) (i32.const 2301) (i32.const 100))
(assert_return (invoke "hash" (i32.const 1900) (i32.const 2500)) (i32.const 1585418712))
;; Down to the first byte.
(invoke "reversed" (i32.const 20000) (i32.const 400) (i32.const 100))
(assert_return (invoke "hash" (i32.const 20000) (i32.const 20400)) (i32.const -1007702392))
;; And beyond.
(assert_trap (invoke "reversed" (i32.const 20000) (i32.const 400) (i32.const 104)) "out of bounds memory access")
(invoke "carries" (i32.const 30000) (i32.const 3000) (i32.const 1000))
(assert_return (invoke "hash" (i32.const 30000) (i32.const 31000)) (i32.const 1393738240))
(assert_return (invoke "down" (i32.const 4000) (i32.const 1001)) (i32.const -1006943976))
(assert_return (invoke "down" (i32.const 4001) (i32.const 1001)) (i32.const -2084308649))
(assert_trap (invoke "down" (i32.const 4000) (i32.const 1002)) "out of bounds memory access")
(assert_trap (invoke "down" (i32.const 4003) (i32.const 1002)) "out of bounds memory access")
(assert_return (invoke "down" (i32.const 65532) (i32.const 100)) (i32.const 0))
(assert_trap (invoke "down" (i32.const 65533) (i32.const 100)) "out of bounds memory access")
(assert_return (invoke "down_offset" (i32.const 4000) (i32.const 1001)) (i32.const -1242746104))
(assert_trap (invoke "down_offset" (i32.const 4000) (i32.const 1002)) "out of bounds memory access")
(assert_trap (invoke "down_offset" (i32.const 4000) (i32.const 1005)) "out of bounds memory access")
(assert_trap (invoke "down_offset" (i32.const 4002) (i32.const 1003)) "out of bounds memory access")
(assert_return (invoke "down_pairs" (i32.const 4000) (i32.const 501)) (i32.const -1777344568))
(assert_trap (invoke "down_pairs" (i32.const 4000) (i32.const 502)) "out of bounds memory access")
(assert_trap (invoke "down_pairs" (i32.const 4004) (i32.const 502)) "out of bounds memory access")
(assert_trap (invoke "down_at_times" (i32.const 0) (i32.const 2)) "out of bounds memory access")
(assert_trap (invoke "down_at_times" (i32.const 32768) (i32.const 3)) "out of bounds memory access")
(assert_trap (invoke "down_at_times" (i32.const 32768) (i32.const 4)) "out of bounds memory access")
(assert_trap (invoke "down_at_times" (i32.const 0) (i32.const 3)) "out of bounds memory access")
(assert_return (invoke "down_at_times" (i32.const 16384) (i32.const 1)) (i32.const 0))
(assert_return (invoke "down_far" (i32.const 0) (i32.const 1)) (i32.const 353240832))
(assert_trap (invoke "down_far" (i32.const 0) (i32.const 2)) "out of bounds memory access")
(assert_return (invoke "down_far" (i32.const 65532) (i32.const 1)) (i32.const 0))
(assert_trap (invoke "down_far" (i32.const 65532) (i32.const 2)) "out of bounds memory access")
(invoke "down_stores" (i32.const 4000) (i32.const 900))
(assert_return (invoke "hash" (i32.const 0) (i32.const 4200)) (i32.const 2089062657))
(assert_trap (invoke "down_stores" (i32.const 400) (i32.const 102)) "out of bounds memory access")
