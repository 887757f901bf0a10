;; A table that nobody can write is made of constants: the index is compared, the type, and the code is called. Where all
;; functions in a range have the type, one compare is enough; where an index is known, or few functions have the type, they
;; are called directly. No function reference is needed for any of them.
(module
  (type $mixed (func (param i32) (result i32)))
  (type $row (func (param i32 i32) (result i32)))
  (type $few (func (param i64) (result i64)))
  (table 32 funcref)
  (elem (i32.const 1) func $m0 $m1 $m2 $m3 $few $m4)
  (elem (i32.const 16) func $r0 $r1 $r2 $r3 $r4)
  (memory 1)
  (func $m0 (type $mixed) (i32.load (local.get 0)))
  (func $m1 (type $mixed) (i32.load offset=4 (local.get 0)))
  (func $m2 (type $mixed) (i32.load offset=8 (local.get 0)))
  (func $m3 (type $mixed) (i32.load offset=12 (local.get 0)))
  (func $m4 (type $mixed) (i32.load offset=16 (local.get 0)))
  (func $r0 (type $row) (i32.load (i32.add (local.get 0) (local.get 1))))
  (func $r1 (type $row) (i32.load offset=4 (i32.sub (local.get 0) (local.get 1))))
  (func $r2 (type $row) (i32.load offset=8 (i32.mul (local.get 0) (local.get 1))))
  (func $r3 (type $row) (i32.load offset=12 (i32.xor (local.get 0) (local.get 1))))
  (func $r4 (type $row) (i32.load offset=16 (i32.and (local.get 0) (local.get 1))))
  (func $few (type $few) (i64.load (i32.wrap_i64 (local.get 0))))
  (func (export "mixed") (param i32 i32) (result i32) (call_indirect (type $mixed) (local.get 0) (local.get 1)))
  (func (export "row") (param i32 i32 i32) (result i32)
    (call_indirect (type $row) (local.get 0) (local.get 1) (local.get 2)))
  (func (export "few") (param i64 i32) (result i64) (call_indirect (type $few) (local.get 0) (local.get 1)))
  (func (export "known") (param i32) (result i32) (call_indirect (type $mixed) (local.get 0) (i32.const 3))))

;; check-not: { ptr @"m0[0]"
;; in: mixed[11]
;; check: icmp ugt i32 %1, 20
;; check: , 94
;; check: load ptr, ptr
;; check: call fastcc i32 %
;; check-not: wasmc_tables
;; check-not: wasmc_type_ids
;; in: row[12]
;; check: icmp ult i32 %4, -5
;; check: load ptr, ptr
;; check: call fastcc i32 %
;; in: few[13]
;; check: icmp eq i32 %1, 5
;; check: load i64
;; in: known[14]
;; check: load i32
;; check-not: call fastcc
