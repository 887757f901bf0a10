;; Memory 0 and instance data are reached relative to the code; nothing is loaded to find them, and no jump goes through
;; a table of addresses.
(module
  (memory 1)
  (table 1 funcref)
  (func $load (export "load") (param i32) (result i32)
    (i32.add (i32.load (local.get 0)) (memory.size))))
;; emit: asm
;; in: load[0]
;; check: wasmc_memory0(%rip)
;; check: wasmc_memories+10(%rip)
;; check-not: GOTPCREL
