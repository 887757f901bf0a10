;; A loop of saturating conversions is vectorized, and its vectors are converted at once.
(module
  (memory 1)
  (func $loop (export "loop") (param $to i32) (param $from i32) (param $end i32)
    (loop $next
      (i32.store (local.get $to) (i32.trunc_sat_f32_s (f32.load (local.get $from))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $end))))))
;; in: loop[0]
;; check: fcmp ord <8 x float>
;; check: fptosi <8 x float>
;; check-not: @llvm.fptosi.sat.v
