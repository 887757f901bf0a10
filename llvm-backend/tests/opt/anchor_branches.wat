;; A load that only decides between nothing and nothing, or whose bits are all masked off, traps too. It is the one use of
;; memory here that may not be optimized away; the loop around it still ends.
(module
  (memory 1)
  (func $empty_if (export "empty_if") (param i32)
    (if (i32.load (local.get 0)) (then)))
  (func $br_if_to_end (export "br_if_to_end") (param i32)
    (block (br_if 0 (i32.load (local.get 0)))))
  (func $masked (export "masked") (param i32) (result i32)
    (i32.and (i32.load (local.get 0)) (i32.const 0)))
  (func $selects (export "selects") (param i32) (result i32)
    (select (local.get 0) (local.get 0) (i32.load (local.get 0)))))
;; in: empty_if[0]
;; check: load volatile i32
;; in: br_if_to_end[1]
;; check: load volatile i32
;; in: masked[2]
;; check: load volatile i32
;; check: ret i32 0
;; in: selects[3]
;; check: load volatile i32
;; check: ret i32 %0
