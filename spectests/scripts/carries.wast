;; Sums of long numbers, whose carries are put in another order, and what looks like that.

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
        (i64.extend_i32_u (i64.lt_u (local.get $abc) (local.get $c))))))
  ;; Bits that are no carries, and a carry that is subtracted.
  (func (export "others") (param $a i64) (param $b i64) (param $c i64) (result i64)
    (local $ab i64)
    (local.set $ab (i64.add (local.get $a) (local.get $b)))
    (i64.sub
      (i64.add
        (i64.add (i64.add (local.get $a) (local.get $c)) (i64.extend_i32_u (i64.lt_s (local.get $ab) (local.get $a))))
        (i64.add (local.get $b) (i64.extend_i32_u (i64.lt_u (local.get $c) (local.get $a)))))
      (i64.extend_i32_u (i64.lt_u (local.get $ab) (local.get $b))))))

(assert_return (invoke "sum" (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0))
  (i64.const 0) (i64.const 0))
(assert_return (invoke "sum" (i64.const -1) (i64.const -1) (i64.const -1) (i64.const -1) (i64.const -1) (i64.const -1) (i64.const -1) (i64.const -1))
  (i64.const -4) (i64.const -1))
(assert_return (invoke "sum" (i64.const -1) (i64.const 1) (i64.const -1) (i64.const 1) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0))
  (i64.const 0) (i64.const 2))
(assert_return (invoke "sum" (i64.const 1) (i64.const -1) (i64.const 0) (i64.const 0) (i64.const -1) (i64.const 0) (i64.const 0) (i64.const 0))
  (i64.const 0) (i64.const 0))
(assert_return (invoke "sum" (i64.const -1) (i64.const -1) (i64.const -1) (i64.const -1) (i64.const 0) (i64.const -1) (i64.const 0) (i64.const -1))
  (i64.const -4) (i64.const 1))
(assert_return (invoke "sum" (i64.const -9223372036854775808) (i64.const -9223372036854775808) (i64.const -9223372036854775808) (i64.const -9223372036854775808) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8))
  (i64.const 0) (i64.const 28))
(assert_return (invoke "sum" (i64.const 4712128852136459333) (i64.const 6613812840851947673) (i64.const -5710247810770547145) (i64.const -2923606705608299542) (i64.const -6418882230475948503) (i64.const -8669234506254942816) (i64.const -2945057292331195665) (i64.const -4132834997290464293))
  (i64.const 2692087176609560319) (i64.const -3719264952642999659))
(assert_return (invoke "sum" (i64.const 4594210616595436404) (i64.const 956523682424107605) (i64.const 2893396244277848635) (i64.const 6858376947525423350) (i64.const -2426753002370701150) (i64.const 7023743836218156456) (i64.const 1881095652490078568) (i64.const 4599339987076239173))
  (i64.const -3144236582886735622) (i64.const -7369317600295778569))
(assert_return (invoke "sum" (i64.const -4958785209146575975) (i64.const 7529058068588108450) (i64.const 3358703120032737309) (i64.const -2444948144067863519) (i64.const 7183850473961985349) (i64.const -4391700722008468898) (i64.const 1326906338224231255) (i64.const -7048017847258823958))
  (i64.const 3484027835406406265) (i64.const -2928961757081076250))
(assert_return (invoke "sum" (i64.const 8205770171119394379) (i64.const 2439413297207794790) (i64.const -510286949920779984) (i64.const 98010135235158442) (i64.const -4176458998396031237) (i64.const -735525178717911527) (i64.const 3059511337525703479) (i64.const 3071096560362593664))
  (i64.const -8213837420067983989) (i64.const 1218623720774354380))
(assert_return (invoke "others" (i64.const 0) (i64.const 0) (i64.const 0)) (i64.const 0))
(assert_return (invoke "others" (i64.const -1) (i64.const 1) (i64.const 0)) (i64.const 0))
(assert_return (invoke "others" (i64.const -1) (i64.const -1) (i64.const 1)) (i64.const 0))
(assert_return (invoke "others" (i64.const -9223372036854775808) (i64.const -9223372036854775808) (i64.const 7)) (i64.const 7))
(assert_return (invoke "others" (i64.const 5) (i64.const -1) (i64.const -1)) (i64.const 3))
