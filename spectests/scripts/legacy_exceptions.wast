;; The encoding of exceptions that came before `try_table`, which toolchains emit by default: try, catch, catch_all, rethrow.
(module
  (tag $none)
  (tag $i32 (param i32))
  (tag $other (param i32))
  (tag $pair (param i32 i64))

  (func $throw (param i32) (throw $i32 (local.get 0)))
  (func $throw_if (param i32) (result i32)
    (if (local.get 0) (then (throw $i32 (local.get 0))))
    (i32.const -1))
  ;; 0: nothing, 1 to 4: the tags in their order, others: a trap.
  (func $choose (param i32)
    block $pair block $other block $i32 block $none block $nothing
      (br_table $nothing $none $i32 $other $pair 5 (local.get 0))
    end return
    end (throw $none)
    end (throw $i32 (i32.const 10))
    end (throw $other (i32.const 20))
    end (throw $pair (i32.const 30) (i64.const 40)))
  (func $trap_or_choose (param i32)
    (if (i32.eq (local.get 0) (i32.const 99)) (then (unreachable)))
    (call $choose (local.get 0)))

  ;; Nothing is thrown, in a try without handlers, with some, and without a body.
  (func (export "bare") (result i32) try (result i32) i32.const 3 end)
  (func (export "quiet") (result i32)
    try (result i32)
      (call $throw_if (i32.const 0))
    catch $i32
    catch_all
      i32.const 5
    end)
  (func (export "empty") try end try catch_all end try catch $none end)

  ;; In the function itself.
  (func (export "own") (param i32) (result i32)
    try (result i32)
      (throw $i32 (i32.add (local.get 0) (i32.const 1)))
    catch $i32
      (i32.mul (i32.const 2))
    end)
  (func (export "own, without handlers") (param i32)
    try (throw $i32 (local.get 0)) end)
  ;; In a callee.
  (func (export "called") (param i32) (result i32)
    try (result i32)
      (call $throw_if (local.get 0))
    catch $i32
      (i32.add (i32.const 100))
    end)
  ;; Handlers are tried in their order, and each by its own tag.
  (func (export "which") (param i32) (result i32 i64)
    try (result i32 i64)
      (call $trap_or_choose (local.get 0))
      (i32.const 0) (i64.const 0)
    catch $other
      (i64.const 1)
    catch $none
      (i32.const 2) (i64.const 2)
    catch $i32
      (i64.const 3)
    catch $i32
      (i64.const 4)
    catch $pair
    end)
  (func (export "which, and all") (param i32) (result i32)
    try (result i32)
      (call $trap_or_choose (local.get 0))
      (i32.const 0)
    catch $i32
    catch_all
      (i32.const 77)
    end)
  (func (export "all") (param i32) (result i32)
    (local i32)
    try
      (call $trap_or_choose (local.get 0))
    catch_all
      (local.set 1 (i32.const 1))
    end
    (local.get 1))
  (func (export "uncaught") (param i32) (call $choose (local.get 0)))
  (func (export "passing by") (param i32) (result i32)
    try (result i32)
      (call $choose (local.get 0))
      (i32.const 1)
    catch $other
    end)

  ;; What a handler throws goes outwards, also what it could catch itself.
  (func (export "from a handler") (result i32)
    try (result i32)
      try
        (throw $none)
      catch $none
        (throw $i32 (i32.const 6))
      catch $i32
        drop
        unreachable
      catch_all
        unreachable
      end
      i32.const 0
    catch $i32
    end)
  ;; A try that is inside of a handler.
  (func (export "inside a handler") (param i32) (result i32)
    try (result i32)
      (throw $i32 (local.get 0))
    catch $i32
      local.set 0
      try (result i32)
        (throw $other (i32.const 20))
      catch $other
        (i32.add (local.get 0))
      end
    end))

(assert_return (invoke "bare") (i32.const 3))
(assert_return (invoke "quiet") (i32.const -1))
(assert_return (invoke "empty"))
(assert_return (invoke "own" (i32.const 20)) (i32.const 42))
(assert_exception (invoke "own, without handlers" (i32.const 20)))
(assert_return (invoke "called" (i32.const 0)) (i32.const -1))
(assert_return (invoke "called" (i32.const 7)) (i32.const 107))
(assert_return (invoke "which" (i32.const 0)) (i32.const 0) (i64.const 0))
(assert_return (invoke "which" (i32.const 1)) (i32.const 2) (i64.const 2))
(assert_return (invoke "which" (i32.const 2)) (i32.const 10) (i64.const 3))
(assert_return (invoke "which" (i32.const 3)) (i32.const 20) (i64.const 1))
(assert_return (invoke "which" (i32.const 4)) (i32.const 30) (i64.const 40))
(assert_trap (invoke "which" (i32.const 99)) "unreachable")
(assert_return (invoke "which, and all" (i32.const 0)) (i32.const 0))
(assert_return (invoke "which, and all" (i32.const 1)) (i32.const 77))
(assert_return (invoke "which, and all" (i32.const 2)) (i32.const 10))
(assert_return (invoke "which, and all" (i32.const 4)) (i32.const 77))
(assert_trap (invoke "which, and all" (i32.const 99)) "unreachable")
(assert_return (invoke "all" (i32.const 0)) (i32.const 0))
(assert_return (invoke "all" (i32.const 1)) (i32.const 1))
(assert_return (invoke "all" (i32.const 4)) (i32.const 1))
(assert_trap (invoke "all" (i32.const 99)) "unreachable")
(assert_return (invoke "uncaught" (i32.const 0)))
(assert_exception (invoke "uncaught" (i32.const 1)))
(assert_exception (invoke "uncaught" (i32.const 4)))
(assert_return (invoke "passing by" (i32.const 0)) (i32.const 1))
(assert_return (invoke "passing by" (i32.const 3)) (i32.const 20))
(assert_exception (invoke "passing by" (i32.const 2)))
(assert_return (invoke "from a handler") (i32.const 6))
(assert_return (invoke "inside a handler" (i32.const 3)) (i32.const 23))

;; Rethrowing: the exception of any handler that one is in.
(module
  (tag $a (param i32))
  (tag $b (param i32))
  (func $throw_a (param i32) (throw $a (local.get 0)))
  (func (export "innermost") (param i32) (result i32)
    try (result i32)
      try (result i32)
        (call $throw_a (local.get 0))
        unreachable
      catch $a
        drop
        rethrow 0
      end
    catch $a
      (i32.add (i32.const 1))
    end)
  (func (export "from catch_all") (param i32) (result i32)
    try (result i32)
      try
        (call $throw_a (local.get 0))
      catch_all
        rethrow 0
      end
      unreachable
    catch $a
      (i32.add (i32.const 1))
    end)
  ;; 0: the inner exception, 1: the outer one, others: a new one.
  (func (export "outer") (param i32) (result i32)
    try (result i32)
      try (result i32)
        (throw $a (i32.const 10))
      catch $a
        drop
        try (result i32)
          (throw $b (i32.const 20))
        catch $b
          drop
          (if (i32.eqz (local.get 0)) (then rethrow 1))
          (if (i32.eq (local.get 0) (i32.const 1)) (then rethrow 2))
          (throw $a (i32.const 30))
        end
      end
    catch $a
      (i32.add (i32.const 1))
    catch $b
      (i32.add (i32.const 2))
    end)
  ;; Through a block, a loop and a try, whose own handler is passed by when it rethrows the outer exception from there.
  (func (export "through") (param i32) (result i32)
    try $outermost (result i32)
      try $outer (result i32)
        (throw $a (local.get 0))
      catch $a
        drop
        block $block
          loop $loop
            try
              rethrow $outer
            catch $b
              unreachable
            end
            (br_if $loop (i32.const 0))
          end
        end
        unreachable
      end
    catch $a
      (i32.add (i32.const 1))
    end)
  ;; A try between the handler and its rethrow catches it.
  (func (export "caught in between") (param i32) (result i32)
    try $outer (result i32)
      (throw $a (local.get 0))
    catch $a
      drop
      try (result i32)
        rethrow $outer
      catch $a
        (i32.mul (i32.const 3))
      end
    end)
  ;; Twice, and out of the function.
  (func $again (param i32)
    try
      (throw $b (local.get 0))
    catch_all
      rethrow 0
    end)
  (func (export "out of the function") (param i32) (result i32)
    try (result i32)
      try
        (call $again (local.get 0))
      catch $a
        drop
      catch $b
        drop
        rethrow 0
      end
      i32.const 0
    catch $b
    end)
  (func (export "uncaught") (param i32) (call $again (local.get 0)))
  ;; The same exception, in each turn of a loop, until the handler does not rethrow.
  (func (export "in turns") (param i32) (result i32)
    (local $turns i32)
    loop $loop (result i32)
      try (result i32)
        try
          (throw $a (local.get $turns))
        catch_all
          (local.set $turns (i32.add (local.get $turns) (i32.const 1)))
          rethrow 0
        end
        unreachable
      catch $a
        (br_if $loop (i32.lt_u (local.get $turns) (local.get 0)))
      end
    end))

(assert_return (invoke "innermost" (i32.const 5)) (i32.const 6))
(assert_return (invoke "from catch_all" (i32.const 5)) (i32.const 6))
(assert_return (invoke "outer" (i32.const 0)) (i32.const 22))
(assert_return (invoke "outer" (i32.const 1)) (i32.const 11))
(assert_return (invoke "outer" (i32.const 2)) (i32.const 31))
(assert_return (invoke "through" (i32.const 5)) (i32.const 6))
(assert_return (invoke "caught in between" (i32.const 5)) (i32.const 15))
(assert_return (invoke "out of the function" (i32.const 5)) (i32.const 5))
(assert_exception (invoke "uncaught" (i32.const 5)))
(assert_return (invoke "in turns" (i32.const 1000)) (i32.const 999))

;; Blocks that are a try: parameters, results, and branches out of bodies and handlers.
(module
  (tag $i32 (param i32))
  (tag $none)
  (tag $wide (param i32 i64 f32 f64 i32 i64 f32 f64 i32))
  (func $maybe (param i32) (if (local.get 0) (then (throw $i32 (i32.const 50)))))

  (func (export "parameters") (param i32) (result i32)
    (i32.const 1) (i32.const 2)
    try (param i32 i32) (result i32)
      i32.add
      (call $maybe (local.get 0))
    catch $i32
    end)
  (func (export "results") (param i32) (result i32 i64 f64)
    try (result i32 i64 f64)
      (i32.const 1) (i64.const 2) (f64.const 3)
      (call $maybe (local.get 0))
    catch $i32
      (i64.const 4) (f64.const 5)
    end)
  (func (export "below") (param i32) (result i32)
    ;; Operands that were there before the try.
    (i32.const 1000)
    (i32.const 200)
    try (result i32)
      (call $maybe (local.get 0))
      (i32.const 3)
    catch $i32
    end
    i32.add
    i32.add)
  (func (export "many values") (result i32 i64 f32 f64 i32 i64 f32 f64 i32)
    try (result i32 i64 f32 f64 i32 i64 f32 f64 i32)
      (throw $wide (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4) (i32.const 5) (i64.const 6) (f32.const 7) (f64.const 8) (i32.const 9))
    catch $wide
    end)
  (func (export "branch out of the body") (param i32) (result i32)
    block $out (result i32)
      try
        (br_if $out (i32.const 1) (local.get 0))
        drop
        (throw $none)
      catch $none
      end
      i32.const 2
    end)
  (func (export "branch out of a handler") (param i32) (result i32)
    block $out (result i32)
      try
        (throw $i32 (local.get 0))
      catch $i32
        (br_if $out (local.get 0))
        (drop (br_if $out (i32.const 7) (local.get 0)))
        drop
      end
      i32.const 2
    end)
  (func (export "branch to the try") (param i32) (result i32)
    try $try (result i32)
      (br_if $try (i32.const 1) (i32.eq (local.get 0) (i32.const 1)))
      drop
      (throw $i32 (local.get 0))
    catch $i32
      (br_if $try (i32.eq (local.get 0) (i32.const 2)))
      drop
      i32.const 3
    end)
  (func (export "return") (param i32) (result i32)
    try
      (if (i32.eq (local.get 0) (i32.const 1)) (then (return (i32.const 10))))
      (throw $none)
    catch_all
      (if (i32.eq (local.get 0) (i32.const 2)) (then (return (i32.const 20))))
    end
    i32.const 30)
  ;; A loop inside of a try inside of a loop; the inner one continues the outer one from its handler.
  (func (export "loops") (param $n i32) (result i32)
    (local $i i32) (local $sum i32)
    loop $outer
      try
        loop $inner
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (call $maybe (i32.eqz (i32.rem_u (local.get $i) (i32.const 3))))
          (local.set $sum (i32.add (local.get $sum) (i32.const 1)))
          (br_if $inner (i32.lt_u (local.get $i) (local.get $n)))
        end
      catch $i32
        (local.set $sum (i32.add (local.get $sum)))
        (br_if $outer (i32.lt_u (local.get $i) (local.get $n)))
      end
    end
    (local.get $sum))
  (func (export "if") (param i32) (result i32)
    (if (result i32) (i32.and (local.get 0) (i32.const 1))
      (then
        try (result i32)
          (throw $i32 (local.get 0))
        catch $i32
        end)
      (else
        try (result i32)
          (call $maybe (i32.and (local.get 0) (i32.const 2)))
          (i32.const -1)
        catch_all
          (i32.const -2)
        end)))
  (func (export "table") (param i32) (result i32)
    block $c block $b block $a
      try $try
        try
          (throw $i32 (local.get 0))
        catch $i32
          (br_table $a $b $c $try)
        end
      end
      (return (i32.const 400))
    end (return (i32.const 100))
    end (return (i32.const 200))
    end (i32.const 300))

  ;; What cannot be reached is still valid.
  (func (export "dead") (result i32)
    (return (i32.const 1))
    try (result i32)
      (throw $none)
    catch $none
      try
        rethrow 1
      catch_all
      end
      i32.const 2
    catch_all
      i32.const 3
    end)
  (func (export "dead inside") (param i32) (result i32)
    try (result i32)
      (throw $i32 (i32.const 9))
      drop
      (call $maybe (local.get 0))
      try
        unreachable
      catch_all
        rethrow 0
      end
    catch $i32
      return
      try
        (throw $none)
      catch $i32
        drop
      catch_all
      end
    end))

(assert_return (invoke "parameters" (i32.const 0)) (i32.const 3))
(assert_return (invoke "parameters" (i32.const 1)) (i32.const 50))
(assert_return (invoke "results" (i32.const 0)) (i32.const 1) (i64.const 2) (f64.const 3))
(assert_return (invoke "results" (i32.const 1)) (i32.const 50) (i64.const 4) (f64.const 5))
(assert_return (invoke "below" (i32.const 0)) (i32.const 1203))
(assert_return (invoke "below" (i32.const 1)) (i32.const 1250))
(assert_return (invoke "many values")
  (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4) (i32.const 5) (i64.const 6) (f32.const 7) (f64.const 8) (i32.const 9))
(assert_return (invoke "branch out of the body" (i32.const 1)) (i32.const 1))
(assert_return (invoke "branch out of the body" (i32.const 0)) (i32.const 2))
(assert_return (invoke "branch out of a handler" (i32.const 1)) (i32.const 1))
(assert_return (invoke "branch out of a handler" (i32.const 0)) (i32.const 2))
(assert_return (invoke "branch to the try" (i32.const 1)) (i32.const 1))
(assert_return (invoke "branch to the try" (i32.const 2)) (i32.const 2))
(assert_return (invoke "branch to the try" (i32.const 5)) (i32.const 3))
(assert_return (invoke "return" (i32.const 1)) (i32.const 10))
(assert_return (invoke "return" (i32.const 2)) (i32.const 20))
(assert_return (invoke "return" (i32.const 3)) (i32.const 30))
(assert_return (invoke "loops" (i32.const 1000)) (i32.const 17317))
(assert_return (invoke "if" (i32.const 5)) (i32.const 5))
(assert_return (invoke "if" (i32.const 2)) (i32.const -2))
(assert_return (invoke "if" (i32.const 4)) (i32.const -1))
(assert_return (invoke "table" (i32.const 0)) (i32.const 100))
(assert_return (invoke "table" (i32.const 1)) (i32.const 200))
(assert_return (invoke "table" (i32.const 2)) (i32.const 300))
(assert_return (invoke "table" (i32.const 3)) (i32.const 400))
(assert_return (invoke "dead") (i32.const 1))
(assert_return (invoke "dead inside" (i32.const 1)) (i32.const 9))

;; Values of every type are thrown, and locals, globals and memory are in the handler as they were left.
(module
  (type $f (func (result i32)))
  (tag $v128 (param v128))
  (tag $refs (param funcref externref))
  (tag $mixed (param v128 f32 i64 externref f64 v128 i32))
  (tag $none)
  (global $count (mut i32) (i32.const 0))
  (global $wide (mut v128) (v128.const i64x2 0 0))
  (memory 1)
  (table funcref (elem $seven))
  (elem declare func $seven)
  (func $seven (type $f) (i32.const 7))
  (func $stop (throw $none))
  (func $stop_if (param i32) (if (local.get 0) (then (throw $none))))

  (func (export "vector") (param i64 i64) (result i64 i64)
    (local v128)
    try (result v128)
      (throw $v128 (i64x2.replace_lane 1 (i64x2.splat (local.get 0)) (local.get 1)))
    catch $v128
    end
    local.tee 2
    i64x2.extract_lane 0
    (i64x2.extract_lane 1 (local.get 2)))
  (func (export "references") (param externref) (result i32 externref)
    (local funcref externref)
    try (result funcref externref)
      (throw $refs (ref.func $seven) (local.get 0))
    catch $refs
    end
    local.set 2
    local.set 1
    (table.set 0 (i32.const 0) (local.get 1))
    (call_indirect (type $f) (i32.const 0))
    (local.get 2))
  (func (export "null references") (result i32 i32)
    (local i32)
    try (result funcref externref)
      (throw $refs (ref.null func) (ref.null extern))
    catch $refs
    end
    ref.is_null
    local.set 0
    ref.is_null
    local.get 0)
  (func $throw_mixed (param i32) (param externref)
    (throw $mixed (v128.const i32x4 1 2 3 4) (f32.const 0.5) (i64.const -6) (local.get 1) (f64.const 7.25)
      (i32x4.splat (local.get 0)) (local.get 0)))
  (func (export "mixed") (param i32 externref) (result i32 f32 i64 externref f64 i32 i32)
    (local $a v128) (local $b f32) (local $c i64) (local $d externref) (local $e f64) (local $f v128) (local $g i32)
    try
      (call $throw_mixed (local.get 0) (local.get 1))
    catch $mixed
      (local.set $g) (local.set $f) (local.set $e) (local.set $d) (local.set $c) (local.set $b) (local.set $a)
    end
    (i32x4.extract_lane 2 (local.get $a)) (local.get $b) (local.get $c) (local.get $d) (local.get $e)
    (i32x4.extract_lane 3 (local.get $f)) (local.get $g))

  ;; Set before, in and after the call that throws.
  (func (export "locals") (param $when i32) (result i32 i64 f32 f64)
    (local $a i32) (local $b i64) (local $c f32) (local $d f64)
    (local.set $a (i32.const 1))
    (local.set $b (i64.const 1))
    (local.set $c (f32.const 1))
    (local.set $d (f64.const 1))
    try
      (local.set $a (i32.const 2))
      (call $stop_if (i32.eq (local.get $when) (i32.const 0)))
      (local.set $b (i64.const 3))
      (call $stop_if (i32.eq (local.get $when) (i32.const 1)))
      (local.set $c (f32.const 4))
      (call $stop_if (i32.eq (local.get $when) (i32.const 2)))
      (local.set $d (f64.const 5))
      (local.set $a (i32.const 6))
      (call $stop_if (i32.eq (local.get $when) (i32.const 3)))
    catch $none
      (local.set $a (i32.add (local.get $a) (i32.const 100)))
    end
    (local.get $a) (local.get $b) (local.get $c) (local.get $d))
  (func (export "state") (result i32 i32 i64)
    try
      (global.set $count (i32.const 11))
      (global.set $wide (v128.const i64x2 12 13))
      (i32.store (i32.const 100) (i32.const 14))
      (call $stop)
      (global.set $count (i32.const 0))
    catch_all
      (i32.store offset=100 (i32.const 4) (i32.add (i32.load (i32.const 100)) (i32.const 1)))
    end
    (global.get $count) (i32.load (i32.const 104)) (i64x2.extract_lane 1 (global.get $wide)))
  ;; More values than a callee saves, alive in the handler, different in each turn.
  (func (export "many live") (param $n i32) (result i64 f64)
    (local $i i32) (local $a i64) (local $b i64) (local $c i64) (local $d i64) (local $e i64) (local $f i64) (local $g i64) (local $h i64)
    (local $p f64) (local $q f64) (local $r f64) (local $s f64) (local $v v128)
    loop $loop
      (local.set $a (i64.add (local.get $a) (i64.const 1)))
      (local.set $b (i64.add (local.get $b) (local.get $a)))
      (local.set $c (i64.xor (local.get $c) (local.get $b)))
      (local.set $d (i64.sub (local.get $d) (local.get $c)))
      (local.set $p (f64.add (local.get $p) (f64.const 0.5)))
      (local.set $q (f64.sub (local.get $p) (local.get $q)))
      try
        (call $stop_if (i32.eqz (i32.rem_u (local.get $i) (i32.const 5))))
        (local.set $e (i64.add (local.get $e) (local.get $d)))
        (local.set $r (f64.add (local.get $r) (local.get $q)))
        (call $stop_if (i32.eqz (i32.rem_u (local.get $i) (i32.const 3))))
        (local.set $f (i64.add (local.get $f) (local.get $e)))
        (local.set $v (i64x2.add (local.get $v) (i64x2.splat (local.get $f))))
      catch $none
        (local.set $g (i64.add (local.get $g) (i64.add (local.get $f) (local.get $c))))
        (local.set $h (i64.xor (local.get $h) (i64.add (local.get $e) (local.get $a))))
        (local.set $s (f64.add (local.get $s) (f64.add (local.get $q) (local.get $r))))
      end
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $loop (i32.lt_u (local.get $i) (local.get $n)))
    end
    (i64.add (i64.add (i64.add (local.get $a) (local.get $b)) (i64.add (local.get $c) (local.get $d)))
      (i64.add (i64.add (i64.add (local.get $e) (local.get $f)) (i64.add (local.get $g) (local.get $h)))
        (i64x2.extract_lane 1 (local.get $v))))
    (f64.add (f64.add (local.get $p) (local.get $q)) (f64.add (local.get $r) (local.get $s)))))

(assert_return (invoke "vector" (i64.const 5) (i64.const -6)) (i64.const 5) (i64.const -6))
(assert_return (invoke "references" (ref.extern 3)) (i32.const 7) (ref.extern 3))
(assert_return (invoke "null references") (i32.const 1) (i32.const 1))
(assert_return (invoke "mixed" (i32.const 8) (ref.extern 4))
  (i32.const 3) (f32.const 0.5) (i64.const -6) (ref.extern 4) (f64.const 7.25) (i32.const 8) (i32.const 8))
(assert_return (invoke "locals" (i32.const 0)) (i32.const 102) (i64.const 1) (f32.const 1) (f64.const 1))
(assert_return (invoke "locals" (i32.const 1)) (i32.const 102) (i64.const 3) (f32.const 1) (f64.const 1))
(assert_return (invoke "locals" (i32.const 2)) (i32.const 102) (i64.const 3) (f32.const 4) (f64.const 1))
(assert_return (invoke "locals" (i32.const 3)) (i32.const 106) (i64.const 3) (f32.const 4) (f64.const 5))
(assert_return (invoke "locals" (i32.const 4)) (i32.const 6) (i64.const 3) (f32.const 4) (f64.const 5))
(assert_return (invoke "state") (i32.const 11) (i32.const 15) (i64.const 13))
(assert_return (invoke "many live" (i32.const 1)) (i64.const 4) (f64.const 1.5))
(assert_return (invoke "many live" (i32.const 1000)) (i64.const -432207510635252) (f64.const 15785323))
