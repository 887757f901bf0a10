(module
  (import "wasi_snapshot_preview1" (item "sched_yield" (func $yield (result i32))) (item "proc_exit" (func $exit (param i32))))
  (memory (export "memory") 0)
  (func (export "_start") (call $exit (i32.add (call $yield) (i32.const 3)))))
