(module
  (import "host" "swap" (func $swap (param i32 externref) (result externref i32)))
  (func (export "swap") (param i32 externref) (result externref i32) (call $swap (local.get 0) (local.get 1)))
  (global (export "global") (mut i64) (i64.const 0))
  (table (export "table") 1 5 funcref)
  (memory (export "memory") 1 4))
