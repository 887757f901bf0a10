;; Starts threads that wait, until there can be no more; ends with 0 if they were as many as there can be.
(module
  (import "env" "memory" (memory 1 1 shared))
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (export "memory" (memory 0))
  (func (export "wasi_thread_start") (param i32 i32)
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))))
  (func (export "_start") (local $count i32) (local $number i32)
    (loop $again
      (local.set $number (call $spawn (i32.const 0)))
      (if (i32.gt_s (local.get $number) (i32.const 0))
        (then (local.set $count (i32.add (local.get $count) (i32.const 1))) (br $again))))
    (call $exit
      (i32.or
        (i32.ne (local.get $number) (i32.const -6))
        (i32.ne (local.get $count) (i32.const 2048))))))
