;; Guest functions named like C's or LLVM's own are neither.
(module
  (memory 1)
  (func $strlen (export "strlen") (param i32) (result i32) (i32.load8_u (local.get 0)))
  (func (export "trap") (;1;) (unreachable))
  (func $llvm.trap (export "llvm.trap")))
;; in: strlen[0]
;; check: load i8
;; in: trap[1]
;; check: call void @llvm.ubsantrap(i8 1)
;; in: _llvm.trap[2]
;; check: ret void
