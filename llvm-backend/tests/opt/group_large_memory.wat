;; In a memory that may reach up to 4 GiB, an index that wraps is valid: nothing is known of neighbours.
(module
  (memory 65536)
  (memory $small 1)
  (memory $wide i64 1)
  (func $large (export "large") (param $p i32) (result i32)
    (i32.add (i32.load (local.get $p)) (i32.load (i32.add (local.get $p) (i32.const 8)))))
  (func $small (export "small") (param $p i32) (result i32)
    (i32.add (i32.load $small (local.get $p)) (i32.load $small (i32.add (local.get $p) (i32.const 8)))))
  (func $wide (export "wide") (param $p i32) (result i32)
    (i32.add
      (i32.load $wide (i64.extend_i32_u (local.get $p)))
      (i32.load $wide (i64.extend_i32_u (i32.add (local.get $p) (i32.const 8)))))))
;; in: large[0]
;; check: add i32 %0, 8
;; in: small[1]
;; check: zext i32 %0
;; check-not: add i32 %0, 8
;; in: wide[2]
;; check: add i32 %0, 8
