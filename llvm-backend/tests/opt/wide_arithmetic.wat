;; Numbers of 128 bits are added by one `add` and one `adc`, and multiplied by one `mul`; the rest moves results to where the
;; caller wants them. Carries that go through a chain of additions stay in the CPU's flag.
(module
  (memory 1)
  (func (export "i64.add128") (param i64 i64 i64 i64) (result i64 i64)
    (i64.add128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "i64.sub128") (param i64 i64 i64 i64) (result i64 i64)
    (i64.sub128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "i64.mul_wide_s") (param i64 i64) (result i64 i64)
    (i64.mul_wide_s (local.get 0) (local.get 1)))
  (func (export "i64.mul_wide_u") (param i64 i64) (result i64 i64)
    (i64.mul_wide_u (local.get 0) (local.get 1)))
  (func (export "high_half") (param i64 i64) (result i64)
    (local $high i64)
    (i64.mul_wide_u (local.get 0) (local.get 1))
    (local.set $high)
    (drop)
    (local.get $high))
  (func (export "add192") (param $a i32) (param $b i32) (result i64)
    (local $carry i64)
    (local $sum i64)
    (i64.add128 (i64.load (local.get $a)) (i64.const 0) (i64.load (local.get $b)) (i64.const 0))
    (local.set $carry)
    (local.set $sum)
    (i64.store (local.get $a) (local.get $sum))
    (i64.add128 (i64.load offset=8 (local.get $a)) (i64.const 0) (i64.load offset=8 (local.get $b)) (i64.const 0))
    (i64.add128 (local.get $carry) (i64.const 0))
    (local.set $carry)
    (local.set $sum)
    (i64.store offset=8 (local.get $a) (local.get $sum))
    (i64.add128 (i64.load offset=16 (local.get $a)) (i64.const 0) (i64.load offset=16 (local.get $b)) (i64.const 0))
    (i64.add128 (local.get $carry) (i64.const 0))
    (local.set $carry)
    (local.set $sum)
    (i64.store offset=16 (local.get $a) (local.get $sum))
    (local.get $carry))
  (func (export "add_product") (param $a i64) (param $b i64) (param $c i64) (param $carry i64) (result i64 i64)
    (i64.mul_wide_u (local.get $a) (local.get $b))
    (i64.add128 (local.get $c) (i64.const 0))
    (i64.add128 (local.get $carry) (i64.const 0))))
;; emit: asm
;; in: i64.add128[0]
;; check: addq
;; check: adcq
;; in: i64.sub128[1]
;; check: subq
;; check: sbbq
;; in: i64.mul_wide_s[2]
;; check: imulq
;; in: i64.mul_wide_u[3]
;; check: mulxq
;; in: add192[5]
;; check: addq
;; check: adcq
;; check: adcq
;; check: set
;; in: add_product[6]
;; check: mulxq
;; check: addq
;; check: adcq
;; check: addq
;; check: adcq
;; check-not: set
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   i64.add128                           4  4  4
;;   i64.sub128                           4  4  4
;;   i64.mul_wide_s                       2  2  2
;;   i64.mul_wide_u                       2  2  2
;;   high_half                            3  2  2
;;   add192                              11 11 11
;;   add_product                          7  7  7
