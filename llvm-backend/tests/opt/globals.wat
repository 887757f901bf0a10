;; Private globals are variables that LLVM sees through: constants fold, NaN keeps its payload, and a stack pointer that
;; goes down and up again need not be stored. An exported one lies where the runtime finds it.
(module
  (global $constant i64 (i64.const 42))
  (global $signalling f64 (f64.const nan:0x4000000000001))
  (global $sp (mut i32) (i32.const 65536))
  (global $exported (export "exported") (mut i32) (i32.const 1))
  (func $folds (export "folds") (result i64) (global.get $constant))
  (func $bits (export "bits") (result i64) (i64.reinterpret_f64 (global.get $signalling)))
  (func $frame (export "frame")
    (global.set $sp (i32.sub (global.get $sp) (i32.const 16)))
    (global.set $sp (i32.add (global.get $sp) (i32.const 16))))
  (func $exposed (export "exposed") (result i32) (global.get $exported)))
;; check: @wasmc_globals = hidden
;; in: folds[0]
;; check: ret i64 42
;; in: bits[1]
;; check: ret i64 9219994337134247937
;; in: frame[2]
;; check: ret void
;; check-not: store
;; in: exposed[3]
;; check: load i32, ptr @wasmc_globals
