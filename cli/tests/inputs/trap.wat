(module
  (func $inner (param i32) (result i32) (i32.load (local.get 0)))
  (func $outer (param i32) (result i32) (i32.add (call $inner (local.get 0)) (i32.const 1)))
  (func (export "load") (param i32) (result i32) (call $outer (local.get 0)))
  (func (export "unreachable") unreachable)
  (func $forever (export "forever") (param i32) (result i32)
    (i32.add (call $forever (i32.add (local.get 0) (i32.const 1))) (i32.const 1)))
  (memory 1))
