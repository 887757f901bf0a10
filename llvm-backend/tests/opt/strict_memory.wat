;; On demand every access is volatile.
(module
  (memory 1)
  (func $copy (export "copy") (param i32 i32)
    (i32.store (local.get 0) (i32.load (local.get 1)))))
;; options: --strict-memory
;; in: copy[0]
;; check: load volatile i32
;; check: store volatile i32
