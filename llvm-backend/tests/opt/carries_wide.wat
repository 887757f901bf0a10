;; emit: asm
;; A sum of three numbers of two words, whose upper words come before the carries: two additions for each but the first.
(module
  (func (export "pairs")
    (param $a i64) (param $b i64) (param $c i64) (param $h i64) (param $i i64) (param $j i64)
    (result i64 i64)
    (local $ab i64) (local $abc i64)
    (local.set $ab (i64.add (local.get $a) (local.get $b)))
    (local.set $abc (i64.add (local.get $ab) (local.get $c)))
    (local.get $abc)
    (i64.add
      (i64.add (i64.add (local.get $h) (local.get $i)) (i64.extend_i32_u (i64.lt_u (local.get $ab) (local.get $b))))
      (i64.add (local.get $j) (i64.extend_i32_u (i64.gt_u (local.get $c) (local.get $abc)))))))
;; in: pairs[0]
;; check: addq
;; check: adcq
;; check: addq
;; check: adcq
;; check-not: setb
