;; Exceptions of the older encoding across calls of every kind and across modules, and traps, which nothing catches.
(module $thrower
  (tag $shared (export "shared") (param i32))
  (tag $private (param i32))
  (type $f (func (param i32) (result i32)))
  (table (export "table") 4 funcref)
  (func $throw_shared (export "throw shared") (type $f) (throw $shared (local.get 0)))
  (func $throw_private (export "throw private") (type $f) (throw $private (local.get 0)))
  (func $give (export "give") (type $f) (local.get 0))
  (func $call_back (export "call back") (type $f)
    try (result i32)
      (call_indirect (type $f) (local.get 0) (i32.const 3))
    catch $private
      (i32.add (i32.const 1000))
    end)
  (elem (i32.const 0) $give $throw_shared $throw_private))
(register "thrower" $thrower)

(module
  (type $f (func (param i32) (result i32)))
  (import "thrower" "shared" (tag $shared (param i32)))
  (import "thrower" "shared" (tag $again (param i32)))
  (import "thrower" "table" (table 4 funcref))
  (import "thrower" "throw shared" (func $throw_shared (type $f)))
  (import "thrower" "throw private" (func $throw_private (type $f)))
  (import "thrower" "call back" (func $call_back (type $f)))
  (tag $own (param i32))

  (func (export "imported") (param i32) (result i32)
    try (result i32)
      (call $throw_shared (local.get 0))
    catch $own
      (i32.add (i32.const 1))
    catch $shared
      (i32.add (i32.const 2))
    end)
  ;; The same tag by another name.
  (func (export "imported twice") (param i32) (result i32)
    try (result i32)
      (throw $again (local.get 0))
    catch $shared
      (i32.add (i32.const 3))
    end)
  ;; A tag of the same type is another tag.
  (func (export "private") (param i32) (result i32)
    try (result i32)
      (call $throw_private (local.get 0))
    catch $own
      (i32.add (i32.const 1))
    catch $shared
      (i32.add (i32.const 2))
    catch_all
      i32.const -1
    end)
  (func (export "uncaught") (param i32) (result i32)
    try (result i32)
      (call $throw_private (local.get 0))
    catch $own
    catch $shared
    end)
  (func (export "indirect") (param i32 i32) (result i32)
    try (result i32)
      (call_indirect (type $f) (local.get 0) (local.get 1))
    catch $shared
      (i32.add (i32.const 4))
    catch_all
      i32.const -4
    end)
  ;; From here over there and back, through frames of both modules; the handler in between is for another tag.
  (func $throw_own (type $f) (throw $own (local.get 0)))
  (elem (i32.const 3) $throw_own)
  (elem declare func $pass)
  (func (export "there and back") (param i32) (result i32)
    try (result i32)
      (call $call_back (local.get 0))
    catch $own
      (i32.add (i32.const 5))
    end)
  ;; Rethrown here, and caught by whoever calls.
  (func $pass (type $f)
    try (result i32)
      (call $throw_private (local.get 0))
    catch_all
      rethrow 0
    end)
  (func (export "put pass") (table.set (i32.const 3) (ref.func $pass))))

(assert_return (invoke "imported" (i32.const 10)) (i32.const 12))
(assert_return (invoke "imported twice" (i32.const 10)) (i32.const 13))
(assert_return (invoke "private" (i32.const 10)) (i32.const -1))
(assert_exception (invoke "uncaught" (i32.const 10)))
(assert_return (invoke "indirect" (i32.const 10) (i32.const 0)) (i32.const 10))
(assert_return (invoke "indirect" (i32.const 10) (i32.const 1)) (i32.const 14))
(assert_return (invoke "indirect" (i32.const 10) (i32.const 2)) (i32.const -4))
(assert_return (invoke "there and back" (i32.const 10)) (i32.const 15))
(assert_return (invoke "put pass"))
(assert_return (invoke $thrower "call back" (i32.const 10)) (i32.const 1010))
(assert_trap (invoke "indirect" (i32.const 10) (i32.const 4)) "undefined element")

(assert_exception (module (tag $t) (func $start (throw $t)) (start $start)))
(assert_exception (module (import "thrower" "throw private" (func $f (param i32) (result i32)))
  (func $start try (drop (call $f (i32.const 1))) catch_all rethrow 0 end) (start $start)))
(module
  (tag $t (param i32))
  (global $caught (mut i32) (i32.const 0))
  (func $start
    try (throw $t (i32.const 5)) catch $t (global.set $caught) end)
  (start $start)
  (func (export "caught") (result i32) (global.get $caught)))
(assert_return (invoke "caught") (i32.const 5))
(assert_unlinkable (module (import "thrower" "shared" (tag (param i64)))) "incompatible import type")
(assert_unlinkable (module (import "thrower" "shared" (tag))) "incompatible import type")
(assert_unlinkable (module (import "thrower" "absent" (tag))) "unknown import")
(assert_unlinkable (module (import "thrower" "give" (tag (param i32)))) "incompatible import type")

;; Traps go past every handler, wherever they are, and what comes after is as before.
(module
  (type $f (func (param i32) (result i32)))
  (tag $t (param i32))
  (memory 1)
  (table funcref (elem $divide))
  (global $handled (mut i32) (i32.const 0))
  (func $divide (param i32) (result i32) (i32.div_u (i32.const 100) (local.get 0)))
  (func $load (param i32) (result i32) (i32.load (local.get 0)))
  (func $convert (param f64) (result i32) (i32.trunc_f64_s (local.get 0)))
  (func $overflow (param i32) (result i32) (i32.add (i32.const 1) (call $overflow (i32.add (local.get 0) (i32.const 1)))))
  ;; Every frame has a handler.
  (func $guarded_overflow (param i32) (result i32)
    try (result i32)
      (i32.add (i32.const 1) (call $guarded_overflow (i32.add (local.get 0) (i32.const 1))))
    catch_all
      (global.set $handled (i32.const 1))
      i32.const -1
    end)
  (func (export "divide") (param i32) (result i32)
    try (result i32)
      (call $divide (local.get 0))
    catch $t
    catch_all
      i32.const -1
    end)
  (func (export "divide here") (param i32) (result i32)
    try (result i32)
      try (result i32)
        (i32.div_u (i32.const 100) (local.get 0))
      delegate 0
    catch_all
      i32.const -1
    end)
  (func (export "divide indirectly") (param i32) (result i32)
    try (result i32)
      (call_indirect (type $f) (local.get 0) (i32.const 0))
    catch_all
      i32.const -1
    end)
  (func (export "load") (param i32) (result i32)
    try (result i32)
      (call $load (local.get 0))
    catch_all
      i32.const -1
    end)
  (func (export "load here") (param i32) (result i32)
    try (result i32)
      (i32.load (local.get 0))
    catch_all
      i32.const -1
    end)
  (func (export "convert") (param f64) (result i32)
    try (result i32)
      (call $convert (local.get 0))
    catch_all
      i32.const -1
    end)
  (func (export "overflow") (result i32)
    try (result i32)
      (call $overflow (i32.const 0))
    catch_all
      i32.const -1
    end)
  (func (export "guarded overflow") (result i32) (call $guarded_overflow (i32.const 0)))
  (func (export "in a handler") (param i32) (result i32)
    try (result i32)
      try (result i32)
        (throw $t (local.get 0))
      catch $t
        (call $divide)
      end
    catch_all
      i32.const -1
    end)
  (func (export "handled") (result i32) (global.get $handled)))

(assert_return (invoke "divide" (i32.const 5)) (i32.const 20))
(assert_trap (invoke "divide" (i32.const 0)) "integer divide by zero")
(assert_trap (invoke "divide here" (i32.const 0)) "integer divide by zero")
(assert_trap (invoke "divide indirectly" (i32.const 0)) "integer divide by zero")
(assert_trap (invoke "load" (i32.const -4)) "out of bounds memory access")
(assert_trap (invoke "load here" (i32.const -4)) "out of bounds memory access")
(assert_trap (invoke "convert" (f64.const nan)) "invalid conversion to integer")
(assert_exhaustion (invoke "overflow") "call stack exhausted")
(assert_exhaustion (invoke "guarded overflow") "call stack exhausted")
(assert_return (invoke "handled") (i32.const 0))
(assert_return (invoke "in a handler" (i32.const 50)) (i32.const 2))
(assert_trap (invoke "in a handler" (i32.const 0)) "integer divide by zero")
(assert_return (invoke "divide" (i32.const 4)) (i32.const 25))

;; Deep: through ten thousand frames without handlers, with handlers for something else, and with handlers that throw again.
(module
  (tag $t (param i64))
  (tag $u (param i64))
  (global $frames (mut i32) (i32.const 0))
  (func $plain (param i32) (result i64)
    (if (i32.eqz (local.get 0)) (then (throw $t (i64.const 1))))
    (i64.add (i64.const 1) (call $plain (i32.sub (local.get 0) (i32.const 1)))))
  (func $others (param i32) (result i64)
    (if (i32.eqz (local.get 0)) (then (throw $t (i64.const 1))))
    try (result i64)
      (call $others (i32.sub (local.get 0) (i32.const 1)))
    catch $u
      (global.set $frames (i32.const -1))
    end)
  (func $again (param i32) (result i64)
    (if (i32.eqz (local.get 0)) (then (throw $t (i64.const 1))))
    try (result i64)
      (call $again (i32.sub (local.get 0) (i32.const 1)))
    catch_all
      (global.set $frames (i32.add (global.get $frames) (i32.const 1)))
      rethrow 0
    end)
  ;; Each frame throws the other tag with a larger value.
  (func $changing (param i32) (result i64)
    (if (i32.eqz (local.get 0)) (then (throw $t (i64.const 1))))
    try (result i64)
      (call $changing (i32.sub (local.get 0) (i32.const 1)))
    catch $t
      (throw $u (i64.add (i64.const 1)))
    catch $u
      (throw $t (i64.add (i64.const 2)))
    end)
  ;; Each handler is in the one before: all the exceptions are alive at once.
  (func $in_handlers (param i32) (result i64)
    try (result i64)
      (throw $t (i64.extend_i32_u (local.get 0)))
    catch $t
      (if (i32.eqz (local.get 0)) (then (throw $u (i64.const 0))))
      try (result i64)
        (call $in_handlers (i32.sub (local.get 0) (i32.const 1)))
      catch $u
        (if (i32.and (local.get 0) (i32.const 1)) (then rethrow 2))
      catch $t
      end
      i64.add
    end)
  (func (export "plain") (param i32) (result i64)
    try (result i64) (call $plain (local.get 0)) catch $t end)
  (func (export "others") (param i32) (result i64)
    try (result i64) (call $others (local.get 0)) catch $t end)
  (func (export "again") (param i32) (result i64 i32)
    (global.set $frames (i32.const 0))
    try (result i64) (call $again (local.get 0)) catch $t end
    (global.get $frames))
  (func (export "changing") (param i32) (result i64)
    try (result i64) (call $changing (local.get 0)) catch $t catch $u end)
  (func (export "in handlers") (param i32) (result i64)
    try (result i64) (call $in_handlers (local.get 0)) catch $t catch $u end)
  ;; Many, one after the other.
  (func (export "many") (param i32) (result i64)
    (local $sum i64)
    loop $loop
      try
        (drop (call $plain (i32.and (local.get 0) (i32.const 3))))
      catch $t
        (local.set $sum (i64.add (local.get $sum)))
      end
      (br_if $loop (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))
    end
    (local.get $sum)))

(assert_return (invoke "plain" (i32.const 10000)) (i64.const 1))
(assert_return (invoke "others" (i32.const 10000)) (i64.const 1))
(assert_return (invoke "again" (i32.const 2000)) (i64.const 1) (i32.const 2000))
(assert_return (invoke "changing" (i32.const 2000)) (i64.const 3001))
(assert_return (invoke "in handlers" (i32.const 1000)) (i64.const 500500))
(assert_return (invoke "many" (i32.const 50000)) (i64.const 50000))
