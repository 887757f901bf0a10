;; Tables that others may write are read, and so are the types of the functions in them: one that is exported, one that code
;; writes, and one whose contents depend on an imported global.
(module
  (type $f (func (result i32)))
  (global $at (import "m" "at") i32)
  (table $exported (export "t") 2 funcref)
  (table $written 2 funcref)
  (table $elsewhere 2 funcref)
  (elem (table $exported) (i32.const 0) func $a)
  (elem (table $written) (i32.const 0) func $a)
  (elem (table $elsewhere) (global.get $at) func $a)
  (func $a (type $f) (i32.const 1))
  (func (export "exported") (result i32) (call_indirect $exported (type $f) (i32.const 0)))
  (func (export "written") (result i32) (call_indirect $written (type $f) (i32.const 0)))
  (func (export "elsewhere") (result i32) (call_indirect $elsewhere (type $f) (i32.const 0)))
  (func (export "write") (param i32) (table.fill $written (local.get 0) (ref.null func) (i32.const 1))))

;; in: exported[1]
;; check: wasmc_tables
;; check: wasmc_type_ids
;; in: written[2]
;; check: wasmc_tables
;; in: elsewhere[3]
;; check: wasmc_tables
