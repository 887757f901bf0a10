;; Several threads, each with a store of its own, on one shared memory.

(module $Mem
  (memory (export "shared") 1 3 shared)
  (memory (export "private") 1))
(register "mem")

;; Additions are not lost.
(thread $Adder1 (shared (module $Mem))
  (register "mem" $Mem)
  (module
    (memory (import "mem" "shared") 1 3 shared)
    (func (export "run") (local $left i32)
      (local.set $left (i32.const 100000))
      (loop
        (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
        (drop (i64.atomic.rmw8.sub_u (i32.const 9) (i64.const 1)))
        (br_if 0 (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))))
  (invoke "run"))
(thread $Adder2 (shared (module $Mem))
  (register "mem" $Mem)
  (module
    (memory (import "mem" "shared") 1 3 shared)
    (func (export "run") (local $left i32) (local $seen i32)
      (local.set $left (i32.const 100000))
      (loop
        (loop $again
          (local.set $seen (i32.load (i32.const 0)))
          (br_if $again (i32.ne (local.get $seen)
            (i32.atomic.rmw.cmpxchg (i32.const 0) (local.get $seen) (i32.add (local.get $seen) (i32.const 1))))))
        (drop (i32.atomic.rmw8.sub_u (i32.const 9) (i32.const 2)))
        (br_if 0 (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))))
  (invoke "run"))
(wait $Adder1)
(wait $Adder2)

(module $Check
  (memory (import "mem" "shared") 1 3 shared)
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "load8") (param i32) (result i32) (i32.load8_u (local.get 0))))
(assert_return (invoke "load" (i32.const 0)) (i32.const 200000))
(assert_return (invoke "load8" (i32.const 8)) (i32.const 0))
(assert_return (invoke "load8" (i32.const 9)) (i32.const 0x20))
(assert_return (invoke "load8" (i32.const 10)) (i32.const 0))

;; Two threads hand a value to and fro, waiting for each other. One of them has a third one that traps beyond the end, and makes
;; the memory larger for all.
(thread $Ping (shared (module $Mem))
  (register "mem" $Mem)
  (module
    (memory (import "mem" "shared") 1 3 shared)
    (func (export "run") (result i32) (local $turn i32)
      (loop
        (i32.atomic.store (i32.const 16) (local.tee $turn (i32.add (local.get $turn) (i32.const 1))))
        (drop (memory.atomic.notify (i32.const 16) (i32.const 1)))
        (loop $wait
          (drop (memory.atomic.wait32 (i32.const 16) (local.get $turn) (i64.const -1)))
          (br_if $wait (i32.eq (i32.atomic.load (i32.const 16)) (local.get $turn))))
        (local.set $turn (i32.atomic.load (i32.const 16)))
        (br_if 0 (i32.lt_u (local.get $turn) (i32.const 1000))))
      (local.get $turn)))
  (assert_return (invoke "run") (i32.const 1000)))
(thread $Pong (shared (module $Mem))
  (thread $Inner (shared (module $Mem))
    (register "mem" $Mem)
    (module
      (memory (import "mem" "shared") 1 3 shared)
      (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
      (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))
    (assert_trap (invoke "load" (i32.const 65536)) "out of bounds memory access")
    (assert_return (invoke "grow" (i32.const 1)) (i32.const 1))
    (assert_return (invoke "load" (i32.const 65536)) (i32.const 0))
    (assert_return (invoke "grow" (i32.const 2)) (i32.const -1)))
  (register "mem" $Mem)
  (module
    (memory (import "mem" "shared") 1 3 shared)
    (func (export "run") (local $turn i32)
      (loop
        (loop $wait
          (drop (memory.atomic.wait32 (i32.const 16) (local.get $turn) (i64.const -1)))
          (br_if $wait (i32.eq (i32.atomic.load (i32.const 16)) (local.get $turn))))
        (local.set $turn (i32.add (i32.atomic.load (i32.const 16)) (i32.const 1)))
        (i32.atomic.store (i32.const 16) (local.get $turn))
        (drop (memory.atomic.notify (i32.const 16) (i32.const 1)))
        (br_if 0 (i32.lt_u (local.get $turn) (i32.const 1000))))))
  (assert_return (invoke "run"))
  ;; Only shared memories are shared, and names are the thread's own.
  (assert_unlinkable (module (memory (import "mem" "private") 1)) "unknown import")
  (assert_unlinkable (module (import "spectest" "shared_memory" (memory 2 2 shared))) "incompatible import type"))
(wait $Ping)
(wait $Pong)
(assert_return (invoke $Check "load" (i32.const 65536)) (i32.const 0))
(assert_trap (invoke $Check "load" (i32.const 131072)) "out of bounds memory access")
