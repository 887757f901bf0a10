;; Sums of an index and a constant offset at the ends of what they can be.
(module
  (memory 1)
  (func (export "widest") (param i32) (result i64) (i64.load offset=4294967295 (local.get 0)))
  (func (export "negative") (param i32) (result i32) (i32.load (i32.add (local.get 0) (i32.const -8))))
  ;; Wraps to inside of the memory as a 32-bit sum, which the offset of an instruction never does.
  (func (export "wraps") (param i32) (result i32) (i32.load offset=8 (i32.add (local.get 0) (i32.const -8))))
  (func (export "does not wrap") (param i32) (result i32) (i32.load offset=16 (local.get 0)))
  (func (export "shifted") (param i32) (result i32) (i32.load (i32.shl (local.get 0) (i32.const 3)))))
(assert_trap (invoke "widest" (i32.const 0)) "out of bounds memory access")
(assert_trap (invoke "widest" (i32.const -1)) "out of bounds memory access")
(assert_trap (invoke "negative" (i32.const 4)) "out of bounds memory access")
(assert_return (invoke "negative" (i32.const 8)) (i32.const 0))
(assert_return (invoke "wraps" (i32.const 8)) (i32.const 0))
(assert_trap (invoke "wraps" (i32.const 4)) "out of bounds memory access")
(assert_trap (invoke "does not wrap" (i32.const -16)) "out of bounds memory access")
(assert_return (invoke "shifted" (i32.const 0x20000000)) (i32.const 0))

;; 64-bit indices: inside the memory with a far offset, and sums that wrap.
(module
  (memory i64 1)
  (func (export "near") (param i64) (result i32) (i32.load offset=2147483640 (local.get 0)))
  (func (export "far") (param i64) (result i32) (i32.load offset=0x300000000 (local.get 0)))
  (func (export "farthest") (param i64) (result i32) (i32.load offset=0xffffffffffffffff (local.get 0)))
  (func (export "last") (param i64) (result i32) (i32.load8_u (local.get 0))))
(assert_trap (invoke "near" (i64.const 65535)) "out of bounds memory access")
(assert_trap (invoke "near" (i64.const 0)) "out of bounds memory access")
(assert_trap (invoke "far" (i64.const 0)) "out of bounds memory access")
(assert_trap (invoke "far" (i64.const -0x300000000)) "out of bounds memory access")
(assert_trap (invoke "farthest" (i64.const 0)) "out of bounds memory access")
(assert_trap (invoke "farthest" (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "farthest" (i64.const 2)) "out of bounds memory access")
(assert_return (invoke "last" (i64.const 65535)) (i32.const 0))
(assert_trap (invoke "last" (i64.const 65536)) "out of bounds memory access")
(assert_trap (invoke "last" (i64.const -1)) "out of bounds memory access")

;; Loops whose addresses wrap: in a memory of 4 GiB they go on at its start, in a smaller one they trap first.
(module
  (memory 65536)
  (func (export "fill over the end") (local i32)
    (local.set 0 (i32.const -64))
    (loop $next
      (i32.store (local.get 0) (i32.add (local.get 0) (i32.const 1000)))
      (br_if $next (i32.ne (local.tee 0 (i32.add (local.get 0) (i32.const 4))) (i32.const 64)))))
  (func (export "sum over the end") (result i32) (local i32 i32)
    (local.set 0 (i32.const -64))
    (loop $next
      (local.set 1 (i32.add (local.get 1) (i32.load (i32.add (local.get 0) (i32.const 8)))))
      (br_if $next (i32.ne (local.tee 0 (i32.add (local.get 0) (i32.const 4))) (i32.const 56)))
      )
    (local.get 1))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0))))
(assert_return (invoke "fill over the end"))
(assert_return (invoke "load" (i32.const -4)) (i32.const 996))
(assert_return (invoke "load" (i32.const 60)) (i32.const 1060))
(assert_return (invoke "load" (i32.const 64)) (i32.const 0))
(assert_return (invoke "sum over the end") (i32.const 30060))
(module
  (memory 1)
  (func (export "from below zero") (local i32)
    (local.set 0 (i32.const -64))
    (loop $next
      (i32.store (i32.add (local.get 0) (i32.const 32)) (i32.const 7))
      (br_if $next (i32.ne (local.tee 0 (i32.add (local.get 0) (i32.const 4))) (i32.const 64))))))
(assert_trap (invoke "from below zero") "out of bounds memory access")
