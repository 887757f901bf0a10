;; As Emscripten makes modules at -O3: what the names stand for is in its JavaScript.
(module
  (import "a" "a" (func $exit (param i32)))
  (memory (export "b") 1)
  (func (export "c"))
  (func (export "d") (call $exit (i32.const 9))))
