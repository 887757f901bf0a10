;; A load that nobody needs keeps its own address and stays; what it proves serves others.
(module
  (memory 1)
  (func $anchored (export "anchored") (param $p i32) (result i32)
    (drop (i32.load (i32.add (local.get $p) (i32.const 4))))
    (drop (i32.load (local.get $p)))
    (i32.load (i32.add (local.get $p) (i32.const 8)))))
;; in: anchored[0]
;; check: add i32 %0, 4
;; check: load volatile i32
;; check: load volatile i32
;; check: i64 8
;; check: load i32
;; check-not: add i32 %0, 8
