;; Loops of saturating conversions are vectorized, and their vectors are converted at once: to signed numbers of 32 bits by x86's own
;; instruction, to others by LLVM's conversion of what is in range.
(module
  (memory 1)
  (func $loop (export "loop") (param $to i32) (param $from i32) (param $end i32)
    (loop $next
      (i32.store (local.get $to) (i32.trunc_sat_f32_s (f32.load (local.get $from))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $end)))))
  (func $doubles (export "doubles") (param $to i32) (param $from i32) (param $end i32)
    (loop $next
      (i32.store (local.get $to) (i32.trunc_sat_f64_s (f64.load (local.get $from))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 8))) (local.get $end)))))
  (func $unsigned (export "unsigned") (param $to i32) (param $from i32) (param $end i32)
    (loop $next
      (i32.store (local.get $to) (i32.trunc_sat_f32_u (f32.load (local.get $from))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $end))))))
;; in: loop[0]
;; check: @llvm.x86.avx.cvtt.ps2dq.256
;; check-not: @llvm.fptosi.sat.v
;; check-not: fptosi <
;; in: doubles[1]
;; check: @llvm.x86.avx.cvtt.pd2dq.256
;; check-not: @llvm.fptosi.sat.v
;; check-not: fptosi <
;; in: unsigned[2]
;; check: fptoui <8 x float>
;; check-not: @llvm.fptoui.sat.v
