;; A trap in a function survives although its only caller discards the result, and so does one in an argument that the
;; function ignores.
(module
  (memory 1)
  (func $get (param i32) (result i32)
    (i32.load (local.get 0)))
  (func $discards (export "discards") (param i32)
    (drop (call $get (local.get 0))))
  (func $ignores (param i32))
  (func $passes (export "passes") (param i32)
    (call $ignores (i32.load (local.get 0)))))
;; in: discards[1]
;; check: load volatile i32
;; in: passes[3]
;; check: load volatile i32
