;; Gives the host an address past the end of its memory.
(module
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (drop (call $random (i32.const 65530) (i32.const 8))))
  (func (export "wrap") (param i32 i32) (result i32) (call $random (local.get 0) (local.get 1))))
