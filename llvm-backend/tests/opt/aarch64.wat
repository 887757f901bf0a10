;; On AArch64, a trap is `brk` with its code, an access to memory 0 is relative to the instruction pointer, and what Wasm asks for of numbers is
;; mostly one instruction.
(module
  (memory 1)
  (func $div (export "div") (param i32 i32) (result i32)
    (i32.div_u (local.get 0) (local.get 1)))
  (func $load (export "load") (param i32) (result i32)
    (i32.load offset=8 (local.get 0)))
  (func $nearest (export "nearest") (param f64) (result f64)
    (f64.nearest (local.get 0)))
  (func $saturate (export "saturate") (param f64) (result i32)
    (i32.trunc_sat_f64_s (local.get 0)))
  (func $tail (export "tail") (param i64 i64 i64 i64 i64 i64 i64 i64) (result i64)
    (return_call $tail (local.get 1) (local.get 0) (local.get 3) (local.get 2) (local.get 5) (local.get 4) (local.get 7)
      (local.get 6)))
  (func $add (export "add") (param i32) (result i32)
    (i32.atomic.rmw.add (local.get 0) (i32.const 1))))
;; target: aarch64-linux
;; emit: asm
;; in: div[0]
;; check: udiv
;; check: brk	#0x5507
;; in: load[1]
;; check: adrp
;; check: wasmc_memory0
;; check: ldr	w0, [
;; in: nearest[2]
;; check: frintn	d0, d0
;; in: saturate[3]
;; check: fcvtzs	w0, d0
;; in: tail[4]
;; check-not: bl	
;; in: add[5]
;; check: ldaxr
;; check-not: __aarch64
