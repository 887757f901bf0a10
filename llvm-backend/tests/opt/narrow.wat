;; The median of three bytes each, compared in 32 bits: the vectors that LLVM makes of it compare bytes.
(module
  (memory 1)
  (func $median (export "median") (param $to i32) (param $from i32) (param $n i32)
    (local $x i32) (local $y i32) (local $z i32) (local $low i32) (local $high i32)
    (loop $next
      (local.set $x (i32.load8_u (local.get $from)))
      (local.set $y (i32.load8_u offset=1 (local.get $from)))
      (local.set $z (i32.load8_u offset=2 (local.get $from)))
      (local.set $low (select (local.get $x) (local.get $y) (i32.lt_u (local.get $x) (local.get $y))))
      (local.set $high (select (local.get $x) (local.get $y) (i32.gt_u (local.get $x) (local.get $y))))
      (local.set $high (select (local.get $high) (local.get $z) (i32.lt_u (local.get $high) (local.get $z))))
      (i32.store8 (local.get $to) (select (local.get $low) (local.get $high) (i32.gt_u (local.get $low) (local.get $high))))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; Not one of these is the extension of a byte.
  (func $constant (export "constant") (param v128) (result v128)
    (i16x8.min_s (i16x8.extend_low_i8x16_s (local.get 0)) (v128.const i16x8 255 255 255 255 255 255 255 255)))
  ;; Two ways to extend keep two orders.
  (func $mixed (export "mixed") (param v128 v128) (result v128)
    (i16x8.min_s (i16x8.extend_low_i8x16_s (local.get 0)) (i16x8.extend_low_i8x16_u (local.get 1)))))
;; in: median[0]
;; check: @llvm.umin.v32i8
;; check: store <32 x i8>
;; check-not: @llvm.umin.v32i32
;; in: constant[1]
;; check-not: @llvm.smin.v8i8
;; in: mixed[2]
;; check: @llvm.smin.v8i16
