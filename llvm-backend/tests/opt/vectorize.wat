;; A loop over plain accesses vectorizes, although each may trap.
(module
  (memory 1)
  (func $add (export "add") (param $a i32) (param $b i32) (param $n i32)
    (local $i i32)
    (loop $next
      (f64.store (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 3)))
        (f64.add
          (f64.load (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 3))))
          (f64.load (i32.add (local.get $b) (i32.shl (local.get $i) (i32.const 3))))))
      (br_if $next
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))))
;; in: add[0]
;; check: define internal fastcc void @"add[0]"(i32 %0, i32 %1, i32 %2)
;; check: load <4 x double>
;; check: fadd <4 x double>
;; check: store <4 x double>
;; check-not: volatile
