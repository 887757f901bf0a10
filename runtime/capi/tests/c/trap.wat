(module
  (memory (export "memory") 1)
  (func $inner (param i32) (result i32) (i32.load (i32.shl (local.get 0) (i32.const 16))))
  (func $start (export "_start") (drop (call $inner (i32.const 1)))))
