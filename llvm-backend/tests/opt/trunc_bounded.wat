;; Loops of saturating conversions that need not see to all that is out of range: what is converted is held below a bound, what is too
;; large is dropped, or nobody looks at the sign. What is below 0 becomes 0 without a choice of its own.
(module
  (memory 1)
  (func $byte (export "byte") (param $to i32) (param $from i32) (param $end i32)
    (local $x f32)
    (loop $next
      (local.set $x (f32.load (local.get $from)))
      (i32.store8 (local.get $to)
        (i32.trunc_sat_f32_u (select (f32.const 255) (local.get $x) (f32.ge (local.get $x) (f32.const 255)))))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $end)))))
  (func $clamped (export "clamped") (param $to i32) (param $from i32) (param $end i32)
    (local $x f32)
    (loop $next
      (local.set $x (f32.load (local.get $from)))
      (i32.store8 (local.get $to)
        (select (i32.const 0)
          (i32.trunc_sat_f32_u (select (f32.const 255) (local.get $x) (f32.ge (local.get $x) (f32.const 255))))
          (f32.lt (local.get $x) (f32.const 0))))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $end)))))
  (func $short (export "short") (param $to i32) (param $from i32) (param $end i32)
    (local $x f32)
    (loop $next
      (local.set $x (f32.load (local.get $from)))
      (i32.store16 (local.get $to)
        (select (i32.const 32767)
          (i32.trunc_sat_f32_s (select (f32.const -32768) (local.get $x) (f32.lt (local.get $x) (f32.const -32768))))
          (f32.gt (local.get $x) (f32.const 32767))))
      (local.set $to (i32.add (local.get $to) (i32.const 2)))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $end)))))
  (func $masked (export "masked") (param $to i32) (param $from i32) (param $end i32)
    (loop $next
      (i32.store (local.get $to) (i32.and (i32.trunc_sat_f64_s (f64.load (local.get $from))) (i32.const 1023)))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 8))) (local.get $end)))))
  (func $sign (export "sign") (param $to i32) (param $from i32) (param $end i32)
    (loop $next
      (i32.store (local.get $to) (i32.and (i32.trunc_sat_f64_s (f64.load (local.get $from))) (i32.const 0x80000001)))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (br_if $next (i32.ne (local.tee $from (i32.add (local.get $from) (i32.const 8))) (local.get $end))))))
;; in: byte[0]
;; check: @llvm.x86.avx.cvtt.ps2dq.256
;; check-not: fptoui <
;; check-not: splat (float 0x41F0000000000000)
;; in: clamped[1]
;; check: @llvm.x86.avx.cvtt.ps2dq.256
;; check-not: x i8> zeroinitializer
;; in: short[2]
;; check: @llvm.x86.avx.cvtt.ps2dq.256
;; check-not: fcmp ord <
;; check-not: splat (float 0x41E0000000000000)
;; in: masked[3]
;; check: @llvm.x86.avx.cvtt.pd2dq.256
;; check-not: fcmp ord <
;; in: sign[4]
;; check: fcmp ord <4 x double>
