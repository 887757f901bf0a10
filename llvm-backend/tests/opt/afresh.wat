;; Behind a call, the addresses of memory 0 and of a table that never changes are computed again, so that only what nobody can compute
;; again is kept in a register that calls must save. That is done once for a loop that has no calls, and where there are several
;; ways to an access, for those with calls only if none goes without.
(module
  (type $method (func (param i32) (result i32)))
  (table 16 funcref)
  (elem (i32.const 1) $a $b $c $d $e)
  (memory 1)
  (func $a (type $method) (i32.load offset=4 (local.get 0)))
  (func $b (type $method) (i32.load offset=8 (local.get 0)))
  (func $c (type $method) (i32.load offset=12 (local.get 0)))
  (func $d (type $method) (i32.load offset=16 (local.get 0)))
  (func $e (type $method) (i32.load offset=20 (local.get 0)))
  (func $method (export "method") (param i32) (result i32)
    (i32.store offset=4 (local.get 0)
      (i32.add
        (call_indirect (type $method) (local.get 0) (i32.load (local.get 0)))
        (call_indirect (type $method) (local.get 0) (i32.load offset=8 (local.get 0)))))
    (i32.load offset=12 (local.get 0)))
  (func $loop (export "loop") (param i32 i32) (result i32)
    (local i32)
    (local.set 2 (call_indirect (type $method) (local.get 0) (i32.load (local.get 0))))
    (loop
      (local.set 2 (i32.rem_u (local.get 2) (i32.load (local.get 0))))
      (br_if 0 (local.tee 0 (i32.load offset=4 (local.get 0)))))
    (local.get 2))
  (func $ways (export "ways") (param i32 i32) (result i32)
    (if (local.get 1)
      (then (i32.store offset=4 (local.get 0) (call_indirect (type $method) (local.get 0) (i32.load (local.get 0))))))
    (i32.load offset=8 (local.get 0)))
  (func $leaf (export "leaf") (param i32) (result i32)
    (i32.load (i32.load (local.get 0)))))
;; in: method[5]
;; check: call fastcc
;; check: asm "leaq $1, $0"
;; check: @wasmc_memory0
;; check: asm "leaq $1, $0"
;; check: @"table[0].code"
;; check: call fastcc
;; check: asm "leaq $1, $0"
;; check: store i32
;; check: load i32
;; in: loop[6]
;; check: call fastcc
;; check: asm "leaq $1, $0"
;; check: phi i32
;; check: urem i32
;; in: ways[7]
;; check: call fastcc
;; check: asm "leaq $1, $0"
;; check: store i32
;; check: asm "leaq $1, $0"
;; check: load i32
