;; What holds of calls (anchor_calls.wat) holds where the function catches what they throw.
(module
  (memory 1)
  (func $get (param i32) (result i32)
    (i32.load (local.get 0)))
  (func $discards (export "discards") (param i32)
    (block $h
      (try_table (catch_all $h)
        (drop (call $get (local.get 0))))))
  (func $ignores (param i32))
  (func $passes (export "passes") (param i32)
    (block $h
      (try_table (catch_all $h)
        (call $ignores (i32.load (local.get 0)))))))
;; in: discards[1]
;; check: load volatile i32
;; in: passes[3]
;; check: load volatile i32
