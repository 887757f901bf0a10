;; An exception that is thrown again for a handler of the function that its code is inlined into is a branch. Where it
;; leaves the function it is thrown by the runtime, also when no landing pad leads there.
(module
  (import "m" "f" (func $f))
  (import "m" "g" (func $g))
  (tag $t)
  (func $cleans
    (block $h (result exnref)
      (try_table (catch_all_ref $h) (call $f))
      (return))
    (call $g)
    (throw_ref))
  (func $catches (export "catches") (result i32)
    (block $h
      (try_table (catch_all $h) (call $cleans))
      (return (i32.const 1)))
    (i32.const 2))
  (func $lets_through (export "lets_through")
    (call $cleans))
  (func $throws (export "throws") (param exnref)
    (throw_ref (local.get 0)))
  (func $catches_some (export "catches_some") (param exnref)
    (block $h
      (try_table (catch $t $h) (throw_ref (local.get 0))))))
;; in: catches[3]
;; check: landingpad
;; check-not: throw_ref
;; check-not: resume
;; in: lets_through[4]
;; check: landingpad
;; check: call void @wasmc_throw_ref
;; in: throws[5]
;; check-not: landingpad
;; check: call void @wasmc_throw_ref
;; in: catches_some[6]
;; check: @wasmc_tags
;; check: call void @wasmc_throw_ref
