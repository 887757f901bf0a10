;; delegate: what is thrown in the body of the try goes on from outside of the label, past all handlers in between.
(module
  (tag $a (param i32))
  (tag $b (param i32))
  (func $throw (param i32) (throw $a (local.get 0)))
  (func $throw_if (param i32) (if (local.get 0) (then (throw $a (local.get 0)))))

  (func (export "quiet") (param i32) (result i32)
    try (result i32)
      try (result i32)
        (call $throw_if (i32.const 0))
        local.get 0
      delegate 0
    catch $a
      drop
      i32.const -1
    end)
  (func (export "to the next try") (param i32) (result i32)
    try (result i32)
      try (result i32)
        (call $throw (local.get 0))
        i32.const -1
      delegate 0
    catch $a
      (i32.add (i32.const 1))
    end)
  (func (export "over a try") (param i32) (result i32)
    try $outer (result i32)
      try (result i32)
        try (result i32)
          (call $throw (local.get 0))
          i32.const -1
        delegate $outer
      catch $a
        (i32.add (i32.const 1))
      catch_all
        i32.const -2
      end
    catch $a
      (i32.add (i32.const 2))
    end)
  (func (export "thrown in the try itself") (param i32) (result i32)
    try $outer (result i32)
      try (result i32)
        try (result i32)
          (throw $a (local.get 0))
        delegate $outer
      catch_all
        i32.const -2
      end
    catch $a
      (i32.add (i32.const 2))
    end)
  ;; Its handlers do not match; the next ones do.
  (func (export "to a try that has no handler for it") (param i32) (result i32)
    try (result i32)
      try $middle (result i32)
        try (result i32)
          try (result i32)
            (call $throw (local.get 0))
            i32.const -1
          delegate $middle
        catch_all
          i32.const -2
        end
      catch $b
        (i32.add (i32.const 1))
      end
    catch $a
      (i32.add (i32.const 3))
    end)
  (func (export "to a try without handlers") (param i32) (result i32)
    try (result i32)
      try $middle (result i32)
        try (result i32)
          try (result i32)
            (call $throw (local.get 0))
            i32.const -1
          delegate $middle
        catch_all
          i32.const -2
        end
      end
    catch $a
      (i32.add (i32.const 4))
    end)

  ;; A label that is no try: the exception goes on outside of that block.
  (func (export "to a block") (param i32) (result i32)
    try (result i32)
      block $block (result i32)
        try (result i32)
          try (result i32)
            (call $throw (local.get 0))
            i32.const -1
          delegate $block
        catch_all
          i32.const -2
        end
      end
    catch $a
      (i32.add (i32.const 1))
    end)
  (func (export "to a loop") (param i32) (result i32)
    try (result i32)
      loop $loop (result i32)
        try (result i32)
          try (result i32)
            (call $throw (local.get 0))
            i32.const -1
          delegate $loop
        catch_all
          i32.const -2
        end
      end
    catch $a
      (i32.add (i32.const 2))
    end)
  (func (export "to an if") (param i32) (result i32)
    try (result i32)
      (if $if (result i32) (local.get 0)
        (then
          try (result i32)
            try (result i32)
              (call $throw (local.get 0))
              i32.const -1
            delegate $if
          catch_all
            i32.const -2
          end)
        (else (i32.const -3)))
    catch $a
      (i32.add (i32.const 3))
    end)
  ;; The block is in the try, or the try in the block: only what encloses the label counts.
  (func (export "to a block outside of the try") (param i32) (result i32)
    try (result i32)
      block $block (result i32)
        try $passed (result i32)
          block (result i32)
            try (result i32)
              (call $throw (local.get 0))
              i32.const -1
            delegate $block
          end
        catch $a
          (i32.add (i32.const 1))
        end
      end
    catch $a
      (i32.add (i32.const 5))
    end)

  ;; The function's own label: to the caller.
  (func $to_the_caller (param i32) (result i32)
    try (result i32)
      try (result i32)
        (call $throw (local.get 0))
        i32.const -1
      delegate 1
    catch_all
      i32.const -2
    end)
  (func (export "to the caller") (param i32) (result i32)
    try (result i32)
      (call $to_the_caller (local.get 0))
    catch $a
      (i32.add (i32.const 1))
    end)
  (func (export "to nobody") (param i32) (result i32) (call $to_the_caller (local.get 0)))
  (func (export "to nobody, at once")
    try
      (throw $a (i32.const 1))
    delegate 0)

  ;; Chains of them.
  (func (export "chain") (param i32) (result i32)
    try $first (result i32)
      try (result i32)
        try $second (result i32)
          try (result i32)
            try (result i32)
              (call $throw (local.get 0))
              i32.const -1
            delegate $second
          catch_all
            i32.const -2
          end
        delegate $first
      catch_all
        i32.const -3
      end
    catch $a
      (i32.add (i32.const 1))
    end)

  ;; Out of a handler: the try whose handler it is does not catch it.
  (func (export "out of a handler") (param i32) (result i32)
    try (result i32)
      try $handling (result i32)
        (call $throw (local.get 0))
        i32.const -1
      catch $a
        drop
        try (result i32)
          (call $throw (i32.add (local.get 0) (i32.const 10)))
          i32.const -2
        delegate $handling
      catch_all
        i32.const -3
      end
    catch $a
      (i32.add (i32.const 1))
    end)
  (func (export "inside of a handler") (param i32) (result i32)
    try (result i32)
      (call $throw (local.get 0))
      i32.const -1
    catch $a
      drop
      try $near (result i32)
        try (result i32)
          try (result i32)
            (call $throw (i32.add (local.get 0) (i32.const 20)))
            i32.const -2
          delegate $near
        catch_all
          i32.const -3
        end
      catch $a
        (i32.add (i32.const 1))
      end
    end)
  ;; A rethrown exception in the body of one.
  (func (export "rethrown") (param i32) (result i32)
    try $outermost (result i32)
      try $handling (result i32)
        (call $throw (local.get 0))
        i32.const -1
      catch $a
        drop
        try (result i32)
          try (result i32)
            rethrow $handling
          delegate $outermost
        catch_all
          i32.const -2
        end
      end
    catch $a
      (i32.add (i32.const 7))
    end)

  ;; Values and branches as with any block.
  (func (export "parameters") (param i32) (result i32 i64)
    try (result i32 i64)
      (local.get 0) (i64.const 5)
      try (param i32 i64) (result i32 i64)
        (call $throw_if (i32.eq (local.get 0) (i32.const 1)))
      delegate 0
    catch $a
      (i64.const 6)
    end)
  (func (export "branch") (param i32) (result i32)
    try $outer (result i32)
      try $try (result i32)
        (br_if $try (i32.const 10) (i32.eq (local.get 0) (i32.const 1)))
        drop
        (br_if $outer (i32.const 20) (i32.eq (local.get 0) (i32.const 2)))
        drop
        (if (i32.eq (local.get 0) (i32.const 3)) (then (return (i32.const 30))))
        (call $throw (local.get 0))
        i32.const -1
      delegate $outer
      (i32.add (i32.const 1))
    catch $a
      (i32.add (i32.const 100))
    end)
  (func (export "in a loop") (param $n i32) (result i32)
    (local $sum i32)
    loop $loop
      try $outer
        try
          try
            (call $throw_if (i32.and (local.get $n) (i32.const 3)))
            (local.set $sum (i32.add (local.get $sum) (i32.const 1000)))
          delegate $outer
        catch_all
          unreachable
        end
      catch $a
        (local.set $sum (i32.add (local.get $sum)))
      end
      (br_if $loop (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
    end
    (local.get $sum))
  (func (export "trap") (result i32)
    try (result i32)
      try (result i32)
        unreachable
      delegate 0
    catch_all
      i32.const -1
    end)
  (func (export "dead") (result i32)
    (return (i32.const 1))
    try (result i32)
      try (result i32)
        (call $throw (i32.const 1))
        i32.const -1
      delegate 0
    catch $a
    end))

(assert_return (invoke "quiet" (i32.const 4)) (i32.const 4))
(assert_return (invoke "to the next try" (i32.const 10)) (i32.const 11))
(assert_return (invoke "over a try" (i32.const 10)) (i32.const 12))
(assert_return (invoke "thrown in the try itself" (i32.const 10)) (i32.const 12))
(assert_return (invoke "to a try that has no handler for it" (i32.const 10)) (i32.const 13))
(assert_return (invoke "to a try without handlers" (i32.const 10)) (i32.const 14))
(assert_return (invoke "to a block" (i32.const 10)) (i32.const 11))
(assert_return (invoke "to a loop" (i32.const 10)) (i32.const 12))
(assert_return (invoke "to an if" (i32.const 10)) (i32.const 13))
(assert_return (invoke "to a block outside of the try" (i32.const 10)) (i32.const 15))
(assert_return (invoke "to the caller" (i32.const 10)) (i32.const 11))
(assert_exception (invoke "to nobody" (i32.const 10)))
(assert_exception (invoke "to nobody, at once"))
(assert_return (invoke "chain" (i32.const 10)) (i32.const 11))
(assert_return (invoke "out of a handler" (i32.const 10)) (i32.const 21))
(assert_return (invoke "inside of a handler" (i32.const 10)) (i32.const 31))
(assert_return (invoke "rethrown" (i32.const 10)) (i32.const 17))
(assert_return (invoke "parameters" (i32.const 7)) (i32.const 7) (i64.const 5))
(assert_return (invoke "parameters" (i32.const 1)) (i32.const 1) (i64.const 6))
(assert_return (invoke "branch" (i32.const 1)) (i32.const 11))
(assert_return (invoke "branch" (i32.const 2)) (i32.const 20))
(assert_return (invoke "branch" (i32.const 3)) (i32.const 30))
(assert_return (invoke "branch" (i32.const 4)) (i32.const 104))
(assert_return (invoke "in a loop" (i32.const 1000)) (i32.const 251500))
(assert_trap (invoke "trap") "unreachable")
(assert_return (invoke "dead") (i32.const 1))

;; What the rules of validation refuse.
(assert_invalid (module (func try rethrow 0 catch_all end)) "invalid rethrow label")
(assert_invalid (module (func block rethrow 0 end)) "invalid rethrow label")
(assert_invalid (module (func try catch_all block rethrow 0 end end)) "invalid rethrow label")
(assert_invalid (module (func try delegate 1)) "unknown label")
(assert_invalid (module (tag $t (param i32)) (func try catch $t end)) "type mismatch")
(assert_invalid (module (tag $t (result i32)) (func)) "non-empty tag result type")
(assert_invalid (module (func try (result i32) catch_all i32.const 1 end drop)) "type mismatch")
(assert_invalid (module (func try catch 0 end)) "unknown tag")
