;; Without optimization too, a trapping load stays.
(module
  (memory 1)
  (func $dropped (export "dropped") (param i32)
    (drop (i32.load offset=4 (local.get 0)))))
;; options: -O0
;; emit: asm
;; in: dropped[0]
;; check: wasmc_memory0
;; check: movl
;; check: retq
