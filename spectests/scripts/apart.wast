;; Loops whose vectors are taken apart give the same numbers, and trap where they did.

(module
  (memory 1)
  (func (export "fill") (param $at i32) (param $end i32)
    (loop $next
      (i32.store8 (local.get $at) (i32.mul (local.get $at) (i32.const 151)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $end)))))
  (func (export "sums") (param $from i32) (param $end i32) (param $by i64) (result i64)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (loop $next
      (local.set $a (i64.mul (i64.rotl (i64.add (local.get $a) (i64.load (local.get $from))) (i64.const 31)) (local.get $by)))
      (local.set $b (i64.mul (i64.rotl (i64.add (local.get $b) (i64.load offset=8 (local.get $from))) (i64.const 31)) (local.get $by)))
      (local.set $c (i64.mul (i64.rotl (i64.add (local.get $c) (i64.load offset=16 (local.get $from))) (i64.const 31)) (local.get $by)))
      (local.set $d (i64.mul (i64.rotl (i64.add (local.get $d) (i64.load offset=24 (local.get $from))) (i64.const 31)) (local.get $by)))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 32))) (local.get $end))))
    (i64.xor (i64.xor (local.get $a) (i64.rotl (local.get $b) (i64.const 7)))
      (i64.xor (i64.rotl (local.get $c) (i64.const 12)) (i64.rotl (local.get $d) (i64.const 18)))))
  ;; The lanes change places and one is replaced, all lanes are needed behind the loop, and each iteration stores them.
  (func (export "pairs") (param $from i32) (param $end i32) (param $by v128) (result v128)
    (local $pair v128)
    (loop $next
      (local.set $pair (i64x2.mul (i64x2.add (local.get $pair) (v128.load (local.get $from))) (local.get $by)))
      (local.set $pair (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $pair) (local.get $pair)))
      (local.set $pair (i64x2.replace_lane 1 (local.get $pair)
        (i64.add (i64x2.extract_lane 1 (local.get $pair)) (i64x2.extract_lane 0 (local.get $pair)))))
      (v128.store (local.get $from) (local.get $pair))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 16))) (local.get $end))))
    (local.get $pair))
  ;; Only the lower lane's sum is looked at; the upper lanes of what is loaded are beyond the memory in the last iteration.
  (func (export "lower") (param $from i32) (param $end i32) (param $by v128) (result i64)
    (local $pair v128)
    (loop $next
      (local.set $pair (i64x2.mul (i64x2.add (local.get $pair) (v128.load (local.get $from))) (local.get $by)))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 16))) (local.get $end))))
    (i64x2.extract_lane 0 (local.get $pair)))
  (func (export "load") (param i32) (result i64) (i64.load (local.get 0))))

(invoke "fill" (i32.const 0) (i32.const 256))
(assert_return (invoke "sums" (i32.const 0) (i32.const 32) (i64.const 11400714785074694791)) (i64.const 4902008055922827828))
(assert_return (invoke "sums" (i32.const 0) (i32.const 96) (i64.const 11400714785074694791)) (i64.const 8587742017625587906))
(assert_return (invoke "sums" (i32.const 0) (i32.const 256) (i64.const 11400714785074694791)) (i64.const 18270866152772098571))
(assert_trap (invoke "sums" (i32.const 65504) (i32.const 65568) (i64.const 11400714785074694791)) "out of bounds memory access")
(assert_trap (invoke "sums" (i32.const 65512) (i32.const 65513) (i64.const 11400714785074694791)) "out of bounds memory access")
(assert_return (invoke "lower" (i32.const 0) (i32.const 16) (v128.const i64x2 11400714785074694791 3)) (i64.const 13293824256912105728))
(assert_return (invoke "lower" (i32.const 0) (i32.const 160) (v128.const i64x2 11400714785074694791 3)) (i64.const 16000031601039925840))
(assert_trap (invoke "lower" (i32.const 65512) (i32.const 65529) (v128.const i64x2 11400714785074694791 3)) "out of bounds memory access")
(assert_trap (invoke "lower" (i32.const 65528) (i32.const 65529) (v128.const i64x2 11400714785074694791 3)) "out of bounds memory access")
(assert_return (invoke "pairs" (i32.const 0) (i32.const 16) (v128.const i64x2 11400714785074694791 7)) (v128.const i64x2 17353123145804688904 12200203329007243016))
(assert_return (invoke "pairs" (i32.const 0) (i32.const 128) (v128.const i64x2 11400714785074694791 7)) (v128.const i64x2 2106299803127981032 2961060963419411168))
(assert_return (invoke "load" (i32.const 40)) (i64.const 10501957694482377376))
(assert_trap (invoke "pairs" (i32.const 65520) (i32.const 65552) (v128.const i64x2 11400714785074694791 7)) "out of bounds memory access")
