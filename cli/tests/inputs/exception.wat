;; Exceptions that reach the host: with a tag that has a name, and with one that has none; and those that do not.
(module
  (tag $named (export "out of luck") (param i32 f64 externref))
  (tag $plain)
  (func $inner (param i32) (throw $named (local.get 0) (f64.const 2.5) (ref.null extern)))
  (func $outer (param i32) (result i32) (call $inner (local.get 0)) (i32.const 1))
  (func (export "throw") (param i32) (result i32) (i32.add (call $outer (local.get 0)) (i32.const 1)))
  (func (export "again") (param i32)
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught) (call $inner (local.get 0)))
      (return))
    (throw_ref))
  (func (export "catch") (param i32) (result i32)
    (block $caught
      (try_table (catch_all $caught) (call $inner (local.get 0)))
      (return (i32.const 0)))
    (i32.const 2))
  (func (export "_start") (throw $plain)))
