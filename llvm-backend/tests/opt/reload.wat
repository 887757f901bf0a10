;; Words that have just been stored one by one are loaded one by one, though what is computed of them is a vector.
(module
  (memory 1)
  (func $unknown (export "unknown") (param $at i32) (param $i i32) (param $j i32) (param $a i64) (param $b i64)
    (i64.store (i32.add (local.get $at) (i32.shl (local.get $i) (i32.const 3))) (local.get $a))
    (i64.store (i32.add (local.get $at) (i32.shl (local.get $j) (i32.const 3))) (local.get $b))
    (i64.store offset=64 (local.get $at)
      (i64.xor (i64.load offset=0 (local.get $at))
        (i64.and (i64.load offset=32 (local.get $at)) (i64.rotl (i64.load offset=0 (local.get $at)) (i64.const 9)))))
    (i64.store offset=72 (local.get $at)
      (i64.xor (i64.load offset=8 (local.get $at))
        (i64.and (i64.load offset=40 (local.get $at)) (i64.rotl (i64.load offset=8 (local.get $at)) (i64.const 9)))))
    (i64.store offset=80 (local.get $at)
      (i64.xor (i64.load offset=16 (local.get $at))
        (i64.and (i64.load offset=48 (local.get $at)) (i64.rotl (i64.load offset=16 (local.get $at)) (i64.const 9)))))
    (i64.store offset=88 (local.get $at)
      (i64.xor (i64.load offset=24 (local.get $at))
        (i64.and (i64.load offset=56 (local.get $at)) (i64.rotl (i64.load offset=24 (local.get $at)) (i64.const 9))))))
  ;; Nothing stored is loaded.
  (func $others (export "others") (param $at i32) (param $i i32) (param $j i32) (param $a i64) (param $b i64)
    (i64.store offset=128 (local.get $at) (local.get $a))
    (i64.store offset=136 (local.get $at) (local.get $b))
    (i64.store offset=64 (local.get $at)
      (i64.xor (i64.load offset=0 (local.get $at))
        (i64.and (i64.load offset=32 (local.get $at)) (i64.rotl (i64.load offset=0 (local.get $at)) (i64.const 9)))))
    (i64.store offset=72 (local.get $at)
      (i64.xor (i64.load offset=8 (local.get $at))
        (i64.and (i64.load offset=40 (local.get $at)) (i64.rotl (i64.load offset=8 (local.get $at)) (i64.const 9)))))
    (i64.store offset=80 (local.get $at)
      (i64.xor (i64.load offset=16 (local.get $at))
        (i64.and (i64.load offset=48 (local.get $at)) (i64.rotl (i64.load offset=16 (local.get $at)) (i64.const 9)))))
    (i64.store offset=88 (local.get $at)
      (i64.xor (i64.load offset=24 (local.get $at))
        (i64.and (i64.load offset=56 (local.get $at)) (i64.rotl (i64.load offset=24 (local.get $at)) (i64.const 9)))))))
;; in: unknown[0]
;; check: load volatile i64
;; check-not: load <4 x i64>
;; check: store <4 x i64>
;; in: others[1]
;; check: load <4 x i64>
;; check-not: load volatile
