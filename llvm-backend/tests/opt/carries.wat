;; emit: asm
;; The upper word of a sum of four numbers of 128 bits, whose carries are added among themselves first.
(module
  (func (export "sum")
    (param $a i64) (param $b i64) (param $c i64) (param $d i64)
    (param $h i64) (param $i i64) (param $j i64) (param $k i64)
    (result i64 i64)
    (local $ab i64) (local $abc i64) (local $abcd i64)
    (local.set $ab (i64.add (local.get $a) (local.get $b)))
    (local.set $abc (i64.add (local.get $ab) (local.get $c)))
    (local.set $abcd (i64.add (local.get $abc) (local.get $d)))
    (local.get $abcd)
    (i64.add
      (i64.add
        (i64.add (i64.add (local.get $h) (local.get $i)) (i64.add (local.get $j) (local.get $k)))
        (i64.extend_i32_u (i64.lt_u (local.get $abcd) (local.get $d))))
      (i64.add
        (i64.extend_i32_u (i64.lt_u (local.get $ab) (local.get $a)))
        (i64.extend_i32_u (i64.lt_u (local.get $abc) (local.get $c)))))))
;; in: sum[0]
;; check: adcq
;; check: adcq
;; check: adcq
;; check-not: setb
