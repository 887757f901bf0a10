;; Products of 64-bit numbers put together from products of 32-bit halves, in the ways that guests do it, and sums that only
;; look like them. Each is called with all pairs of a table of corner values; "sum" hashes the results.
(module
  (memory 1)
  (data (i32.const 0)
    "\00\00\00\00\00\00\00\00"
    "\01\00\00\00\00\00\00\00"
    "\02\00\00\00\00\00\00\00"
    "\03\00\00\00\00\00\00\00"
    "\ff\ff\ff\7f\00\00\00\00"
    "\00\00\00\80\00\00\00\00"
    "\ff\ff\ff\ff\00\00\00\00"
    "\00\00\00\00\01\00\00\00"
    "\01\00\00\00\01\00\00\00"
    "\ff\ff\ff\ff\01\00\00\00"
    "\ff\ff\ff\ff\ff\ff\ff\7f"
    "\00\00\00\00\00\00\00\80"
    "\01\00\00\00\00\00\00\80"
    "\ff\ff\ff\ff\ff\ff\ff\ff"
    "\fe\ff\ff\ff\ff\ff\ff\ff"
    "\00\00\00\00\ff\ff\ff\ff"
    "\01\00\00\00\ff\ff\ff\ff"
    "\ff\ff\ff\ff\fe\ff\ff\ff"
    "\01\00\00\00\fe\ff\ff\ff"
    "\15\7c\4a\7f\b9\79\37\9e"
    "\93\fd\59\66\b8\fe\e8\d6"
    "\ef\be\ad\de\00\00\00\00"
    "\00\00\00\00\ef\be\ad\de"
    "\f0\ff\ff\ff\ff\ff\ff\ff"
  )
  (type $f (func (param i64 i64) (result i64)))
  (table funcref (elem $ladder $added_to $cross $four_parts $compared_carries $carries_of_other_sums $middle_carry $middle_carry_after_one $lower_half_twice $square $of_sums $not_carry_lost $not_middle_sum_wraps $not_wrong_half $not_wrong_carry $one_part_again $not_31_bits))
  ;; The sums in a row, each carried into the next; and the lower half from the same parts.
  (func $ladder (export "ladder") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $ll i64) (local $t i64) (local $u i64) (local $h i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $t (i64.add (i64.mul (local.get $ah) (local.get $bl)) (i64.shr_u (local.get $ll) (i64.const 0x20))))
    (local.set $u (i64.add (i64.and (local.get $t) (i64.const 0xffffffff)) (i64.mul (local.get $al) (local.get $bh))))
    (local.set $h (i64.add (i64.add (i64.mul (local.get $ah) (local.get $bh)) (i64.shr_u (local.get $t) (i64.const 0x20))) (i64.shr_u (local.get $u) (i64.const 0x20))))
    (i64.xor (local.get $h) (i64.mul (i64.or (i64.shl (local.get $u) (i64.const 0x20)) (i64.and (local.get $ll) (i64.const 0xffffffff))) (i64.const 0x3))))
  ;; Other products are added in between, as in a product of numbers of 128 bits.
  (func $added_to (export "added to") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $ll i64) (local $t i64) (local $u i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $t (i64.add (i64.shr_u (local.get $ll) (i64.const 0x20)) (i64.mul (local.get $ah) (local.get $bl))))
    (local.set $u (i64.add (i64.and (local.get $t) (i64.const 0xffffffff)) (i64.mul (local.get $al) (local.get $bh))))
    (i64.xor (i64.add (i64.add (i64.add (i64.add (i64.add (i64.mul (i64.const 0x5) (local.get $a)) (i64.mul (local.get $b) (i64.const 0x7))) (i64.mul (local.get $ah) (local.get $bh))) (i64.shr_u (local.get $t) (i64.const 0x20))) (i64.shr_u (local.get $u) (i64.const 0x20))) (i64.const 0x0)) (i64.mul (i64.or (i64.shl (local.get $u) (i64.const 0x20)) (i64.and (local.get $ll) (i64.const 0xffffffff))) (i64.const 0x3))))
  ;; The middle products added first, one of them whole; halves by wrapping to 32 bits.
  (func $cross (export "cross") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $ll i64) (local $hl i64) (local $lh i64) (local $c i64)
    (local.set $al (i64.extend_i32_u (i32.wrap_i64 (local.get $a))))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.extend_i32_u (i32.wrap_i64 (local.get $b))))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $hl (i64.mul (local.get $ah) (local.get $bl)))
    (local.set $lh (i64.mul (local.get $al) (local.get $bh)))
    (local.set $c (i64.add (i64.add (i64.shr_u (local.get $ll) (i64.const 0x20)) (i64.and (local.get $hl) (i64.const 0xffffffff))) (local.get $lh)))
    (i64.xor (i64.add (i64.add (i64.shr_u (local.get $hl) (i64.const 0x20)) (i64.shr_u (local.get $c) (i64.const 0x20))) (i64.mul (local.get $ah) (local.get $bh))) (i64.mul (i64.or (i64.shl (local.get $c) (i64.const 0x20)) (i64.extend_i32_u (i32.wrap_i64 (local.get $ll)))) (i64.const 0x3))))
  ;; All four products cut in halves, and the lower half by a plain product.
  (func $four_parts (export "four parts") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $ll i64) (local $hl i64) (local $lh i64) (local $c i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $hl (i64.mul (local.get $ah) (local.get $bl)))
    (local.set $lh (i64.mul (local.get $al) (local.get $bh)))
    (local.set $c (i64.shr_u (i64.add (i64.add (i64.shr_u (local.get $ll) (i64.const 0x20)) (i64.and (local.get $hl) (i64.const 0xffffffff))) (i64.and (local.get $lh) (i64.const 0xffffffff))) (i64.const 0x20)))
    (i64.xor (i64.add (i64.add (i64.add (i64.mul (local.get $ah) (local.get $bh)) (i64.shr_u (local.get $hl) (i64.const 0x20))) (i64.shr_u (local.get $lh) (i64.const 0x20))) (local.get $c)) (i64.mul (i64.mul (local.get $a) (local.get $b)) (i64.const 0x3))))
  ;; The lower half by sums that wrap, whose carries are compared for.
  (func $compared_carries (export "compared carries") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $hh i64) (local $m0 i64) (local $m1 i64) (local $ll i64) (local $t i64) (local $c i64) (local $l i64) (local $c2 i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $hh (i64.mul (local.get $ah) (local.get $bh)))
    (local.set $m0 (i64.mul (local.get $ah) (local.get $bl)))
    (local.set $m1 (i64.mul (local.get $bh) (local.get $al)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $t (i64.add (local.get $ll) (i64.shl (local.get $m0) (i64.const 0x20))))
    (local.set $c (i64.extend_i32_u (i64.lt_u (local.get $t) (local.get $ll))))
    (local.set $l (i64.add (local.get $t) (i64.shl (local.get $m1) (i64.const 0x20))))
    (local.set $c2 (i64.add (local.get $c) (i64.extend_i32_u (i64.lt_u (local.get $l) (local.get $t)))))
    (i64.xor (i64.add (i64.add (i64.add (local.get $hh) (i64.shr_u (local.get $m0) (i64.const 0x20))) (i64.shr_u (local.get $m1) (i64.const 0x20))) (local.get $c2)) (i64.mul (local.get $l) (i64.const 0x3))))
  ;; The same, where a producer has shifted two products at once.
  (func $carries_of_other_sums (export "carries of other sums") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $hh i64) (local $m0 i64) (local $m1 i64) (local $ll i64) (local $t i64) (local $c i64) (local $l i64) (local $c2 i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $hh (i64.mul (local.get $ah) (local.get $bh)))
    (local.set $m0 (i64.mul (local.get $ah) (local.get $bl)))
    (local.set $m1 (i64.mul (local.get $bh) (local.get $al)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $t (i64.add (local.get $ll) (i64.shl (local.get $m0) (i64.const 0x20))))
    (local.set $c (i64.extend_i32_u (i64.lt_u (local.get $t) (i64.shl (local.get $m0) (i64.const 0x20)))))
    (local.set $l (i64.add (i64.shl (i64.add (local.get $m0) (local.get $m1)) (i64.const 0x20)) (local.get $ll)))
    (local.set $c2 (i64.add (local.get $c) (i64.extend_i32_u (i64.lt_u (local.get $l) (local.get $t)))))
    (i64.xor (i64.add (i64.add (i64.add (local.get $hh) (i64.shr_u (local.get $m0) (i64.const 0x20))) (i64.shr_u (local.get $m1) (i64.const 0x20))) (local.get $c2)) (i64.mul (local.get $l) (i64.const 0x3))))
  ;; The middle sum wraps, and its carry selects one of two upper products.
  (func $middle_carry (export "middle carry") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $hh i64) (local $m0 i64) (local $m1 i64) (local $ll i64) (local $m i64) (local $h i64) (local $l i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $hh (i64.mul (local.get $ah) (local.get $bh)))
    (local.set $m0 (i64.mul (local.get $ah) (local.get $bl)))
    (local.set $m1 (i64.mul (local.get $bh) (local.get $al)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $m (i64.add (local.get $m0) (local.get $m1)))
    (local.set $h (select (i64.add (local.get $hh) (i64.const 0x100000000)) (local.get $hh) (i64.lt_u (local.get $m) (local.get $m0))))
    (local.set $l (i64.add (local.get $ll) (i64.shl (local.get $m) (i64.const 0x20))))
    (i64.xor (i64.add (i64.add (local.get $h) (i64.shr_u (local.get $m) (i64.const 0x20))) (i64.extend_i32_u (i64.lt_u (local.get $l) (local.get $ll)))) (i64.mul (local.get $l) (i64.const 0x3))))
  ;; The same with the first product's upper half in the middle sum.
  (func $middle_carry_after_one (export "middle carry after one") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $x0 i64) (local $x1 i64) (local $x2 i64) (local $x3 i64) (local $y1 i64) (local $m i64) (local $y3 i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $x0 (i64.mul (local.get $al) (local.get $bl)))
    (local.set $x1 (i64.mul (local.get $al) (local.get $bh)))
    (local.set $x2 (i64.mul (local.get $ah) (local.get $bl)))
    (local.set $x3 (i64.mul (local.get $ah) (local.get $bh)))
    (local.set $y1 (i64.add (local.get $x1) (i64.shr_u (local.get $x0) (i64.const 0x20))))
    (local.set $m (i64.add (local.get $y1) (local.get $x2)))
    (local.set $y3 (select (i64.add (local.get $x3) (i64.const 0x100000000)) (local.get $x3) (i64.lt_u (local.get $m) (local.get $x2))))
    (i64.xor (i64.add (local.get $y3) (i64.shr_u (local.get $m) (i64.const 0x20))) (i64.mul (i64.add (i64.shl (local.get $m) (i64.const 0x20)) (i64.and (local.get $x0) (i64.const 0xffffffff))) (i64.const 0x3))))
  ;; The lower half is put together and taken apart again.
  (func $lower_half_twice (export "lower half twice") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $p i64) (local $t i64) (local $l i64) (local $h0 i64) (local $t2 i64) (local $l2 i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $p (i64.mul (local.get $al) (local.get $bl)))
    (local.set $t (i64.add (i64.shr_u (local.get $p) (i64.const 0x20)) (i64.mul (local.get $ah) (local.get $bl))))
    (local.set $l (i64.add (i64.and (local.get $p) (i64.const 0xffffffff)) (i64.shl (i64.and (local.get $t) (i64.const 0xffffffff)) (i64.const 0x20))))
    (local.set $h0 (i64.shr_u (local.get $t) (i64.const 0x20)))
    (local.set $t2 (i64.add (i64.shr_u (local.get $l) (i64.const 0x20)) (i64.mul (local.get $bh) (local.get $al))))
    (local.set $l2 (i64.add (i64.and (local.get $l) (i64.const 0xffffffff)) (i64.shl (i64.and (local.get $t2) (i64.const 0xffffffff)) (i64.const 0x20))))
    (i64.xor (i64.add (i64.add (local.get $h0) (i64.shr_u (local.get $t2) (i64.const 0x20))) (i64.mul (local.get $ah) (local.get $bh))) (i64.mul (local.get $l2) (i64.const 0x3))))
  ;; Of one number, whose two middle products are one.
  (func $square (export "square") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $ll i64) (local $m i64) (local $t i64) (local $u i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $ll (i64.mul (local.get $al) (local.get $al)))
    (local.set $m (i64.mul (local.get $ah) (local.get $al)))
    (local.set $t (i64.add (local.get $m) (i64.shr_u (local.get $ll) (i64.const 0x20))))
    (local.set $u (i64.add (i64.and (local.get $t) (i64.const 0xffffffff)) (local.get $m)))
    (i64.xor (i64.add (i64.add (i64.mul (local.get $ah) (local.get $ah)) (i64.shr_u (local.get $t) (i64.const 0x20))) (i64.shr_u (local.get $u) (i64.const 0x20))) (i64.mul (i64.or (i64.shl (local.get $u) (i64.const 0x20)) (i64.and (local.get $ll) (i64.const 0xffffffff))) (i64.const 0x3))))
  ;; Of numbers that are sums themselves.
  (func $of_sums (export "of sums") (param $a i64) (param $b i64) (result i64)
    (local $x i64) (local $y i64) (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $ll i64) (local $t i64) (local $u i64) (local $h i64)
    (local.set $x (i64.add (local.get $a) (local.get $b)))
    (local.set $y (i64.xor (local.get $a) (local.get $b)))
    (local.set $al (i64.and (local.get $x) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $x) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $y) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $y) (i64.const 0x20)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $t (i64.add (i64.mul (local.get $ah) (local.get $bl)) (i64.shr_u (local.get $ll) (i64.const 0x20))))
    (local.set $u (i64.add (i64.and (local.get $t) (i64.const 0xffffffff)) (i64.mul (local.get $al) (local.get $bh))))
    (local.set $h (i64.add (i64.add (i64.mul (local.get $ah) (local.get $bh)) (i64.shr_u (local.get $t) (i64.const 0x20))) (i64.shr_u (local.get $u) (i64.const 0x20))))
    (i64.xor (local.get $h) (i64.mul (i64.or (i64.shl (local.get $u) (i64.const 0x20)) (i64.and (local.get $ll) (i64.const 0xffffffff))) (i64.const 0x3))))
  ;; Not a product: the middle sum's carry is lost.
  (func $not_carry_lost (export "not: carry lost") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $t i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $t (i64.add (i64.mul (local.get $ah) (local.get $bl)) (i64.shr_u (i64.mul (local.get $al) (local.get $bl)) (i64.const 0x20))))
    (i64.add (i64.add (i64.mul (local.get $ah) (local.get $bh)) (i64.shr_u (local.get $t) (i64.const 0x20))) (i64.shr_u (i64.mul (local.get $al) (local.get $bh)) (i64.const 0x20))))
  ;; Not a product: the middle sum wraps, and nobody looks.
  (func $not_middle_sum_wraps (export "not: middle sum wraps") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $t i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $t (i64.add (i64.add (i64.mul (local.get $ah) (local.get $bl)) (i64.mul (local.get $al) (local.get $bh))) (i64.shr_u (i64.mul (local.get $al) (local.get $bl)) (i64.const 0x20))))
    (i64.add (i64.mul (local.get $ah) (local.get $bh)) (i64.shr_u (local.get $t) (i64.const 0x20))))
  ;; Not a product: one of the factors is of the wrong number.
  (func $not_wrong_half (export "not: wrong half") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $t i64) (local $u i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $t (i64.add (i64.mul (local.get $ah) (local.get $bl)) (i64.shr_u (i64.mul (local.get $al) (local.get $bl)) (i64.const 0x20))))
    (local.set $u (i64.add (i64.and (local.get $t) (i64.const 0xffffffff)) (i64.mul (local.get $al) (local.get $ah))))
    (i64.add (i64.add (i64.mul (local.get $ah) (local.get $bh)) (i64.shr_u (local.get $t) (i64.const 0x20))) (i64.shr_u (local.get $u) (i64.const 0x20))))
  ;; Not a product: the carry is compared for with what was not added.
  (func $not_wrong_carry (export "not: wrong carry") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $hh i64) (local $q0 i64) (local $q1 i64) (local $ll i64) (local $m i64) (local $h i64) (local $l i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $hh (i64.mul (local.get $ah) (local.get $bh)))
    (local.set $q0 (i64.mul (local.get $ah) (local.get $bl)))
    (local.set $q1 (i64.mul (local.get $bh) (local.get $al)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $m (i64.add (local.get $q0) (local.get $q1)))
    (local.set $h (select (i64.add (local.get $hh) (i64.const 0x100000000)) (local.get $hh) (i64.lt_u (local.get $m) (local.get $ll))))
    (local.set $l (i64.add (local.get $ll) (i64.shl (local.get $m) (i64.const 0x20))))
    (i64.add (i64.add (local.get $h) (i64.shr_u (local.get $m) (i64.const 0x20))) (i64.extend_i32_u (i64.lt_u (local.get $l) (local.get $ll)))))
  ;; One of the parts is added once more.
  (func $one_part_again (export "one part again") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $ll i64) (local $t i64) (local $u i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $t (i64.add (i64.mul (local.get $ah) (local.get $bl)) (i64.shr_u (local.get $ll) (i64.const 0x20))))
    (local.set $u (i64.add (i64.and (local.get $t) (i64.const 0xffffffff)) (i64.mul (local.get $al) (local.get $bh))))
    (i64.add (i64.add (i64.add (i64.mul (local.get $ah) (local.get $bh)) (i64.shr_u (local.get $t) (i64.const 0x20))) (i64.shr_u (local.get $u) (i64.const 0x20))) (i64.shr_u (local.get $ll) (i64.const 0x20))))
  ;; Not a product: a half of 31 bits.
  (func $not_31_bits (export "not: 31 bits") (param $a i64) (param $b i64) (result i64)
    (local $al i64) (local $ah i64) (local $bl i64) (local $bh i64) (local $ll i64) (local $t i64) (local $u i64)
    (local.set $al (i64.and (local.get $a) (i64.const 0x7fffffff)))
    (local.set $ah (i64.shr_u (local.get $a) (i64.const 0x20)))
    (local.set $bl (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $bh (i64.shr_u (local.get $b) (i64.const 0x20)))
    (local.set $ll (i64.mul (local.get $al) (local.get $bl)))
    (local.set $t (i64.add (i64.mul (local.get $ah) (local.get $bl)) (i64.shr_u (local.get $ll) (i64.const 0x20))))
    (local.set $u (i64.add (i64.and (local.get $t) (i64.const 0xffffffff)) (i64.mul (local.get $al) (local.get $bh))))
    (i64.add (i64.add (i64.mul (local.get $ah) (local.get $bh)) (i64.shr_u (local.get $t) (i64.const 0x20))) (i64.shr_u (local.get $u) (i64.const 0x20))))
  (func (export "sum") (param $which i32) (result i64) (local $i i32) (local $j i32) (local $hash i64)
    (loop $rows
      (local.set $j (i32.const 0))
      (loop $columns
        (local.set $hash (i64.rotl (i64.xor (i64.mul (local.get $hash) (i64.const 0x100000001b3))
          (call_indirect (type $f) (i64.load (local.get $i)) (i64.load (local.get $j)) (local.get $which))) (i64.const 7)))
        (br_if $columns (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 8))) (i32.const 192))))
      (br_if $rows (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 192))))
    (local.get $hash)))

(assert_return (invoke "sum" (i32.const 0)) (i64.const 0x7a45c341c0c8ff99)) ;; ladder
(assert_return (invoke "sum" (i32.const 1)) (i64.const 0x5fbed050335367ed)) ;; added to
(assert_return (invoke "sum" (i32.const 2)) (i64.const 0x7a45c341c0c8ff99)) ;; cross
(assert_return (invoke "sum" (i32.const 3)) (i64.const 0x7a45c341c0c8ff99)) ;; four parts
(assert_return (invoke "sum" (i32.const 4)) (i64.const 0x7a45c341c0c8ff99)) ;; compared carries
(assert_return (invoke "sum" (i32.const 5)) (i64.const 0x7a45c341c0c8ff99)) ;; carries of other sums
(assert_return (invoke "sum" (i32.const 6)) (i64.const 0x7a45c341c0c8ff99)) ;; middle carry
(assert_return (invoke "sum" (i32.const 7)) (i64.const 0x7a45c341c0c8ff99)) ;; middle carry after one
(assert_return (invoke "sum" (i32.const 8)) (i64.const 0x7a45c341c0c8ff99)) ;; lower half twice
(assert_return (invoke "sum" (i32.const 9)) (i64.const 0x195e5fc5c4f95949)) ;; square
(assert_return (invoke "sum" (i32.const 10)) (i64.const 0x12086a381d2e5c56)) ;; of sums
(assert_return (invoke "sum" (i32.const 11)) (i64.const 0xdfc2eb4c17d10663)) ;; not: carry lost
(assert_return (invoke "sum" (i32.const 12)) (i64.const 0xa234c45d552871be)) ;; not: middle sum wraps
(assert_return (invoke "sum" (i32.const 13)) (i64.const 0x335623e60e46d352)) ;; not: wrong half
(assert_return (invoke "sum" (i32.const 14)) (i64.const 0xd35f56c50a05b087)) ;; not: wrong carry
(assert_return (invoke "sum" (i32.const 15)) (i64.const 0x69418d8462d77d28)) ;; one part again
(assert_return (invoke "sum" (i32.const 16)) (i64.const 0xcde49e7cd3b97d41)) ;; not: 31 bits
