;; Exceptions that something refers to stay what they are while very many others come and go.
(module
  (tag $int (param i32))
  (tag $link (param exnref i64))
  (table $t 100 exnref)
  (table $exported (export "table") 10 exnref)
  (global $private (mut exnref) (ref.null exn))
  (global $exported_global (export "global") (mut exnref) (ref.null exn))

  ;; A new exception with this value.
  (func $make (param i32) (result exnref)
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught) (throw $int (local.get 0)))
      (unreachable)))
  ;; A new exception that refers to another.
  (func $link (param exnref i32) (result exnref)
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught)
        (throw $link (local.get 0) (i64.extend_i32_s (local.get 1))))
      (unreachable)))
  (func $value (param exnref) (result i32)
    (block $caught (result i32)
      (try_table (catch $int $caught) (throw_ref (local.get 0)))
      (unreachable)))
  ;; How long a chain is whose last link is an exception with this value.
  (func $length (param exnref i32) (result i32) (local $n i32)
    (loop $next
      (block $done (result i32)
        (block $link (result exnref i64)
          (try_table (catch $link $link) (catch $int $done) (throw_ref (local.get 0)))
          (unreachable))
        (if (i64.ne (i64.extend_i32_s (local.get $n))) (then (unreachable)))
        (local.set $n (i32.add (local.get $n) (i32.const 1)))
        (local.set 0)
        (br $next))
      (if (i32.ne (local.get 1)) (then (unreachable))))
    (local.get $n))
  (func $churn (param i32)
    (loop $again
      (if (i32.ne (call $value (call $make (local.get 0))) (local.get 0)) (then (unreachable)))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))

  (func (export "churn") (param i32) (call $churn (local.get 0)))

  (func (export "globals") (param $times i32) (result i32 i32)
    (global.set $private (call $make (i32.const 11)))
    (global.set $exported_global (call $make (i32.const 12)))
    (call $churn (local.get $times))
    (call $value (global.get $private))
    (call $value (global.get $exported_global)))

  (func (export "tables") (param $times i32) (result i32) (local $i i32) (local $sum i32)
    (loop $fill
      (table.set $t (local.get $i) (call $make (local.get $i)))
      (br_if $fill (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100))))
    (table.set $exported (i32.const 9) (call $make (i32.const 1000)))
    (call $churn (local.get $times))
    (local.set $sum (call $value (table.get $exported (i32.const 9))))
    (loop $take
      (local.set $i (i32.sub (local.get $i) (i32.const 1)))
      (local.set $sum (i32.add (local.get $sum) (call $value (table.get $t (local.get $i)))))
      (br_if $take (local.get $i)))
    (local.get $sum))

  (func (export "chain") (param $length i32) (param $times i32) (result i32) (local $chain exnref)
    (local.set $chain (call $make (i32.const 5)))
    (loop $longer
      (local.set $chain (call $link (local.get $chain) (i32.sub (local.get $length) (i32.const 1))))
      (br_if $longer (local.tee $length (i32.sub (local.get $length) (i32.const 1)))))
    (call $churn (local.get $times))
    (call $length (local.get $chain) (i32.const 5)))

  ;; Each of many frames keeps one, and several keep the same.
  (func $frames (export "frames") (param $depth i32) (param $times i32) (result i32)
    (local $a exnref) (local $b exnref) (local $c exnref)
    (if (i32.eqz (local.get $depth))
      (then (call $churn (local.get $times)) (return (i32.const 0))))
    (local.set $a (call $make (local.get $depth)))
    (local.set $b (call $make (i32.const 1)))
    (local.set $c (local.get $a))
    (call $frames (i32.sub (local.get $depth) (i32.const 1)) (local.get $times))
    (i32.add (call $value (local.get $b)))
    (i32.add (i32.sub (call $value (local.get $a)) (call $value (local.get $c)))))

  ;; On the operand stack, where a loop carries them.
  (func (export "loop") (param $n i32) (result i32) (local $i i32)
    (call $make (i32.const 0))
    (loop $next (param exnref) (result exnref)
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (call $make (i32.add (call $value) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (local.get $n))))
    (call $value)))

(assert_return (invoke "globals" (i32.const 200000)) (i32.const 11) (i32.const 12))
(assert_return (invoke "tables" (i32.const 200000)) (i32.const 5950))
(assert_return (invoke "chain" (i32.const 20000) (i32.const 200000)) (i32.const 20000))
(assert_return (invoke "frames" (i32.const 1000) (i32.const 200000)) (i32.const 1000))
(assert_return (invoke "loop" (i32.const 100000)) (i32.const 100000))
(assert_return (invoke "churn" (i32.const 1000000)))
