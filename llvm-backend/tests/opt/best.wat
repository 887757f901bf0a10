;; The greatest number so far is foreseen to stay what it is.
(module
  (memory 1)
  (func $greatest (export "greatest") (param $from i32) (param $end i32) (result f64)
    (local $most f64) (local $next f64)
    (loop $again
      (local.set $most (select (local.tee $next (f64.load (local.get $from))) (local.get $most)
        (f64.gt (local.get $next) (local.get $most))))
      (br_if $again (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 8))) (local.get $end))))
    (local.get $most))
  ;; One that is equal is another number if it is a zero of the other sign.
  (func $last (export "last") (param $from i32) (param $end i32) (result f64)
    (local $most f64) (local $next f64)
    (loop $again
      (local.set $most (select (local.tee $next (f64.load (local.get $from))) (local.get $most)
        (f64.ge (local.get $next) (local.get $most))))
      (br_if $again (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 8))) (local.get $end))))
    (local.get $most)))
;; in: greatest[0]
;; check: fcmp ogt double
;; check: fcmp ogt double
;; check: !prof
;; in: last[1]
;; check-not: !prof
