;; Four sums, each multiplied by 64 bits and rotated, are no vector: the loop would wait fifteen cycles for each of its products.
(module
  (memory 1)
  (func $sums (export "sums") (param $from i32) (param $end i32) (param $by i64) (result i64)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (loop $next
      (local.set $a (i64.mul (i64.rotl (i64.add (local.get $a) (i64.load (local.get $from))) (i64.const 31)) (local.get $by)))
      (local.set $b (i64.mul (i64.rotl (i64.add (local.get $b) (i64.load offset=8 (local.get $from))) (i64.const 31)) (local.get $by)))
      (local.set $c (i64.mul (i64.rotl (i64.add (local.get $c) (i64.load offset=16 (local.get $from))) (i64.const 31)) (local.get $by)))
      (local.set $d (i64.mul (i64.rotl (i64.add (local.get $d) (i64.load offset=24 (local.get $from))) (i64.const 31)) (local.get $by)))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 32))) (local.get $end))))
    (i64.xor (i64.xor (local.get $a) (i64.rotl (local.get $b) (i64.const 7)))
      (i64.xor (i64.rotl (local.get $c) (i64.const 12)) (i64.rotl (local.get $d) (i64.const 18)))))
  ;; A guest's own vector of them is taken apart too, but for its load, which has to trap as a whole.
  (func $pairs (export "pairs") (param $from i32) (param $end i32) (param $by v128) (result v128)
    (local $pair v128)
    (loop $next
      (local.set $pair (i64x2.mul (i64x2.add (local.get $pair) (v128.load (local.get $from))) (local.get $by)))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 16))) (local.get $end))))
    (local.get $pair))
  ;; Vectors that are only added up stay: scalars would take as long.
  (func $added (export "added") (param $from i32) (param $end i32) (result v128)
    (local $sum v128)
    (loop $next
      (local.set $sum (f32x4.add (local.get $sum) (v128.load (local.get $from))))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 16))) (local.get $end))))
    (local.get $sum)))
;; in: sums[0]
;; check: mul i64
;; check-not: mul <
;; in: pairs[1]
;; check: load <2 x i64>
;; check: mul i64
;; check-not: mul <
;; in: added[2]
;; check: fadd <4 x float>
