;; Loads that only later passes would find useless stay: those that end a loop in which nothing happens, are added to what is a NaN, or
;; are passed to a function whose result is discarded, or are multiplied by zero. Where the loop finds something, the result is used, or only
;; another number is a NaN that is seldom one, or is multiplied by zero, they are plain.
(module
  (memory 1)
  (func $next (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $ends_for_nothing (export "ends_for_nothing") (param i32)
    (loop $again
      (br_if $again (i32.load8_u (local.tee 0 (i32.add (local.get 0) (i32.const 1)))))))
  (func $finds (export "finds") (param i32) (result i32)
    (loop $again
      (br_if $again (i32.ne (i32.const 7) (i32.load8_u (local.tee 0 (i32.add (local.get 0) (i32.const 1)))))))
    (local.get 0))
  (func $nan (export "nan") (param i32 f64) (result f64)
    (if (result f64) (i32.eqz (local.get 0)) (then (f64.const 0)) (else (f64.const nan)))
    (f64.add (f64.load (local.get 0))))
  (func $minus_mean (export "minus_mean") (param $at i32) (param $n i32) (param $sum f64)
    (local $mean f64)
    (local.set $mean (f64.const nan))
    (if (local.get $n) (then (local.set $mean (f64.div (local.get $sum) (f64.convert_i32_u (local.get $n))))))
    (loop $again
      (f64.store (local.get $at) (f64.sub (f64.load (local.get $at)) (local.get $mean)))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  (func $discards (export "discards") (param i32)
    (drop (call $next (i32.load (local.get 0)))))
  (func $uses (export "uses") (param i32) (result i32)
    (call $next (i32.load (local.get 0))))
  (func $times_zero (export "times_zero") (param i32) (result i32)
    (i32.trunc_sat_f64_s (f64.mul (f64.convert_i32_s (i32.load16_u (local.get 0))) (f64.const 0))))
  (func $times_other (export "times_other") (param i32 f64) (result f64)
    (f64.add (f64.mul (local.get 1) (f64.const 0)) (f64.mul (local.get 1) (f64.load (local.get 0))))))
;; in: ends_for_nothing[1]
;; check: load volatile i8
;; in: finds[2]
;; check: load i8
;; check-not: volatile
;; in: nan[3]
;; check: load volatile double
;; in: minus_mean[4]
;; check: load double
;; check-not: volatile
;; in: discards[5]
;; check: load volatile i32
;; in: uses[6]
;; check: load i32
;; check-not: volatile
;; in: times_zero[7]
;; check: load volatile i16
;; in: times_other[8]
;; check: load double
;; check-not: volatile
