;; An interpreter's loop, whose table begins with gaps, has one inside, and is left by numbers beyond it, negative ones among them: all
;; that has no entry of its own leads to the default.
(module
  (memory 1)
  (data (i32.const 0) "\02\00\00\00\03\00\00\00\04\00\00\00\05\00\00\00\06\00\00\00\08\00\00\00\09\00\00\00\0a\00\00\00\0b\00\00\00\0c\00\00\00")
  (data (i32.const 64) "\02\00\00\00\00\00\00\00\03\00\00\00\01\00\00\00\04\00\00\00\0c\00\00\00")
  (data (i32.const 128) "\07\00\00\00\03\00\00\00\07\00\00\00\0c\00\00\00")
  (data (i32.const 192) "\0d\00\00\00\02\00\00\00\0e\00\00\00\0c\00\00\00")
  (data (i32.const 256) "\ff\ff\ff\ff\02\00\00\00\02\00\00\80\03\00\00\00\ff\ff\ff\7f\0c\00\00\00")
  (data (i32.const 320) "\00\00\00\80\fe\ff\ff\ff\00\10\00\00\00\01\00\00\0c\00\00\00")
  (func (export "run") (param $pc i32) (result i32)
    (local $a i32)
    (loop $next
      (block $other
        (block $op12
        (block $op11
        (block $op10
        (block $op9
        (block $op8
        (block $op6
        (block $op5
        (block $op4
        (block $op3
        (block $op2
          (local.set $pc (i32.add (local.get $pc) (i32.const 4)))
          (br_table $other $other $op2 $op3 $op4 $op5 $op6 $other $op8 $op9 $op10 $op11 $op12 $other (i32.load (i32.sub (local.get $pc) (i32.const 4)))))
        (local.set $a (i32.add (local.get $a) (i32.const 1)))
        (br $next))
        (local.set $a (i32.mul (local.get $a) (i32.const 3)))
        (br $next))
        (local.set $a (i32.xor (local.get $a) (i32.const 85)))
        (br $next))
        (local.set $a (i32.shl (local.get $a) (i32.const 1)))
        (br $next))
        (local.set $a (i32.sub (local.get $a) (i32.const 7)))
        (br $next))
        (local.set $a (i32.rotl (local.get $a) (i32.const 5)))
        (br $next))
        (local.set $a (i32.or (local.get $a) (i32.const 16)))
        (br $next))
        (local.set $a (i32.and (local.get $a) (i32.const 0xffffff)))
        (br $next))
        (local.set $a (i32.shr_u (local.get $a) (i32.const 1)))
        (br $next))
        (return (local.get $a)))
      (local.set $a (i32.add (local.get $a) (i32.const 0x10000)))
      (br $next))
    (unreachable))
  ;; The same, which skips what it does not know: the default is the loop itself.
  (func (export "skip") (param $pc i32) (result i32)
    (local $a i32)
    (loop $next
      (block $unused
        (block $op12
        (block $op11
        (block $op10
        (block $op9
        (block $op8
        (block $op6
        (block $op5
        (block $op4
        (block $op3
        (block $op2
          (local.set $pc (i32.add (local.get $pc) (i32.const 4)))
          (br_table $next $next $op2 $op3 $op4 $op5 $op6 $next $op8 $op9 $op10 $op11 $op12 $next (i32.load (i32.sub (local.get $pc) (i32.const 4)))))
        (local.set $a (i32.add (local.get $a) (i32.const 1)))
        (br $next))
        (local.set $a (i32.mul (local.get $a) (i32.const 3)))
        (br $next))
        (local.set $a (i32.xor (local.get $a) (i32.const 85)))
        (br $next))
        (local.set $a (i32.shl (local.get $a) (i32.const 1)))
        (br $next))
        (local.set $a (i32.sub (local.get $a) (i32.const 7)))
        (br $next))
        (local.set $a (i32.rotl (local.get $a) (i32.const 5)))
        (br $next))
        (local.set $a (i32.or (local.get $a) (i32.const 16)))
        (br $next))
        (local.set $a (i32.and (local.get $a) (i32.const 0xffffff)))
        (br $next))
        (local.set $a (i32.shr_u (local.get $a) (i32.const 1)))
        (br $next))
        (return (local.get $a)))
      (local.set $a (i32.add (local.get $a) (i32.const 0x10000)))
      (br $next))
    (unreachable)))

;; All instructions; the gaps at the start, and inside; what is behind the table; what is far from it.
(assert_return (invoke "run" (i32.const 0)) (i32.const 2648))
(assert_return (invoke "run" (i32.const 64)) (i32.const 262230))
(assert_return (invoke "run" (i32.const 128)) (i32.const 262144))
(assert_return (invoke "run" (i32.const 192)) (i32.const 131073))
(assert_return (invoke "run" (i32.const 256)) (i32.const 458755))
(assert_return (invoke "run" (i32.const 320)) (i32.const 262144))
(assert_return (invoke "skip" (i32.const 0)) (i32.const 2648))
(assert_return (invoke "skip" (i32.const 64)) (i32.const 86))
(assert_return (invoke "skip" (i32.const 128)) (i32.const 0))
(assert_return (invoke "skip" (i32.const 192)) (i32.const 1))
(assert_return (invoke "skip" (i32.const 256)) (i32.const 3))
(assert_return (invoke "skip" (i32.const 320)) (i32.const 0))

;; Comparisons that LLVM makes a `switch` of, whose numbers are as far apart as numbers can be.
(module
  (global $done (mut i32) (i32.const 0))
  (func $do (param i32) (global.set $done (i32.add (i32.mul (global.get $done) (i32.const 3)) (local.get 0))))
  (func (export "far") (param $x i64) (result i32)
    (global.set $done (i32.const 0))
    (block $out
      (if (i64.eqz (local.get $x)) (then (call $do (i32.const 10)) (br $out)))
      (if (i64.eq (local.get $x) (i64.const -1)) (then (global.set $done (i32.const 27)) (br $out)))
      (if (i64.eq (local.get $x) (i64.const 1)) (then (call $do (i32.const 31)) (call $do (i32.const 1)) (br $out)))
      (if (i64.eq (local.get $x) (i64.const 4)) (then (unreachable)))
      (call $do (i32.wrap_i64 (i64.div_u (i64.const 100) (local.get $x)))))
    (global.get $done)))

(assert_return (invoke "far" (i64.const 0)) (i32.const 10))
(assert_return (invoke "far" (i64.const -1)) (i32.const 27))
(assert_return (invoke "far" (i64.const 1)) (i32.const 94))
(assert_trap (invoke "far" (i64.const 4)) "unreachable")
(assert_return (invoke "far" (i64.const 2)) (i32.const 50))

;; Numbers that have nothing to do go straight back, in the table and beyond it, and what the loop carries is exchanged on the way.
(module
  (memory 1)
  (data (i32.const 0) "\01\00\00\00\02\00\00\00\03\00\00\00\04\00\00\00\05\00\00\00\06\00\00\00\07\00\00\00\08\00\00\00\09\00\00\00\0a\00\00\00")
  (data (i32.const 64) "\00\00\00\00\01\00\00\00\00\00\00\00\00\00\00\00\02\00\00\00\0b\00\00\00\ff\00\00\00\03\00\00\00\00\00\00\00\0a\00\00\00")
  (data (i32.const 128) "\00\00\00\00\0a\00\00\00")
  (data (i32.const 192) "\c8\00\00\00\0c\00\00\00\09\00\00\00\00\00\00\00\05\00\00\00\08\00\00\00\07\00\00\00\04\00\00\00\0a\00\00\00")
  (func (export "nothing") (param $pc i32) (result i32)
    (local $a i32) (local $b i32) (local $n i32) (local $op i32)
    (local.set $a (i32.const 1))
    (local.set $b (i32.const 2))
    (loop $next
      (local.get $a)
      (local.set $a (local.get $b))
      (local.set $b)
      (local.set $n (i32.add (local.get $n) (i32.const 1)))
      (local.set $op (i32.load (local.get $pc)))
      (local.set $pc (i32.add (local.get $pc) (i32.const 4)))
      (block $op10
      (block $op9
      (block $op8
      (block $op7
      (block $op6
      (block $op5
      (block $op4
      (block $op3
      (block $op2
      (block $op1
        (br_table $next $op1 $op2 $op3 $op4 $op5 $op6 $op7 $op8 $op9 $op10 $next (local.get $op)))
      (local.set $a (i32.add (local.get $a) (i32.const 1)))
      (br $next))
      (local.set $b (i32.mul (local.get $b) (i32.const 3)))
      (br $next))
      (local.set $a (i32.xor (local.get $a) (local.get $b)))
      (br $next))
      (local.set $b (i32.sub (local.get $b) (local.get $a)))
      (br $next))
      (local.set $a (i32.rotl (local.get $a) (i32.const 5)))
      (br $next))
      (local.set $b (i32.or (local.get $b) (i32.const 16)))
      (br $next))
      (local.set $a (i32.add (local.get $a) (local.get $b)))
      (br $next))
      (local.set $b (i32.xor (local.get $b) (i32.const 85)))
      (br $next))
      (local.set $a (i32.shl (local.get $a) (i32.const 1)))
      (br $next))
      (return (i32.add (i32.sub (local.get $a) (local.get $b)) (local.get $n))))
    (unreachable)))

(assert_return (invoke "nothing" (i32.const 0)) (i32.const 4294966979))
(assert_return (invoke "nothing" (i32.const 64)) (i32.const 12))
(assert_return (invoke "nothing" (i32.const 128)) (i32.const 1))
(assert_return (invoke "nothing" (i32.const 192)) (i32.const 221))

;; The same for bytes, of which fewer are left behind the table.
(module
  (memory 1)
  (data (i32.const 0) "\01\02\03\04\05\06\07\08\09\0a")
  (data (i32.const 16) "\00\01\00\00\02\0b\ff\03\00\0a")
  (data (i32.const 32) "\00\0a")
  (data (i32.const 48) "\c8\0c\09\00\05\08\07\04\0a")
  (func (export "bytes") (param $pc i32) (result i32)
    (local $a i32) (local $b i32) (local $n i32) (local $op i32)
    (local.set $a (i32.const 1))
    (local.set $b (i32.const 2))
    (loop $next
      (local.get $a)
      (local.set $a (local.get $b))
      (local.set $b)
      (local.set $n (i32.add (local.get $n) (i32.const 1)))
      (local.set $op (i32.load8_u (local.get $pc)))
      (local.set $pc (i32.add (local.get $pc) (i32.const 1)))
      (block $op10
      (block $op9
      (block $op8
      (block $op7
      (block $op6
      (block $op5
      (block $op4
      (block $op3
      (block $op2
      (block $op1
        (br_table $next $op1 $op2 $op3 $op4 $op5 $op6 $op7 $op8 $op9 $op10 $next (local.get $op)))
      (local.set $a (i32.add (local.get $a) (i32.const 1)))
      (br $next))
      (local.set $b (i32.mul (local.get $b) (i32.const 3)))
      (br $next))
      (local.set $a (i32.xor (local.get $a) (local.get $b)))
      (br $next))
      (local.set $b (i32.sub (local.get $b) (local.get $a)))
      (br $next))
      (local.set $a (i32.rotl (local.get $a) (i32.const 5)))
      (br $next))
      (local.set $b (i32.or (local.get $b) (i32.const 16)))
      (br $next))
      (local.set $a (i32.add (local.get $a) (local.get $b)))
      (br $next))
      (local.set $b (i32.xor (local.get $b) (i32.const 85)))
      (br $next))
      (local.set $a (i32.shl (local.get $a) (i32.const 1)))
      (br $next))
      (return (i32.add (i32.sub (local.get $a) (local.get $b)) (local.get $n))))
    (unreachable)))

(assert_return (invoke "bytes" (i32.const 0)) (i32.const 4294966979))
(assert_return (invoke "bytes" (i32.const 16)) (i32.const 12))
(assert_return (invoke "bytes" (i32.const 32)) (i32.const 1))
(assert_return (invoke "bytes" (i32.const 48)) (i32.const 221))

;; A table that reaches the last byte has no number behind it.
(module
  (memory 1)
  (data (i32.const 0) "\f6\ff\f7\f8\00\f9\fa\fb\fc\fd\f5\fe\ff\01")
  (func (export "last") (param $pc i32) (param $end i32) (result i32)
    (local $a i32)
    (loop $next
      (if (i32.eq (local.get $pc) (local.get $end)) (then (return (local.get $a))))
      (local.set $pc (i32.add (local.get $pc) (i32.const 1)))
      (block $opff
      (block $opfe
      (block $opfd
      (block $opfc
      (block $opfb
      (block $opfa
      (block $opf9
      (block $opf8
      (block $opf7
      (block $opf6
        (br_table $opf6 $opf7 $opf8 $opf9 $opfa $opfb $opfc $opfd $opfe $opff $next (i32.sub (i32.load8_u (i32.sub (local.get $pc) (i32.const 1))) (i32.const 246))))
      (local.set $a (i32.add (local.get $a) (i32.const 1)))
      (br $next))
      (local.set $a (i32.mul (local.get $a) (i32.const 3)))
      (br $next))
      (local.set $a (i32.xor (local.get $a) (i32.const 85)))
      (br $next))
      (local.set $a (i32.sub (local.get $a) (i32.const 7)))
      (br $next))
      (local.set $a (i32.or (local.get $a) (i32.const 16)))
      (br $next))
      (local.set $a (i32.shl (local.get $a) (i32.const 1)))
      (br $next))
      (local.set $a (i32.mul (local.get $a) (i32.const 5)))
      (br $next))
      (local.set $a (i32.xor (local.get $a) (i32.const 1023)))
      (br $next))
      (local.set $a (i32.add (local.get $a) (i32.const 100)))
      (br $next))
      (local.set $a (i32.mul (local.get $a) (i32.const 7)))
      (br $next))
    (unreachable)))

(assert_return (invoke "last" (i32.const 0) (i32.const 14)) (i32.const 3871))
(assert_return (invoke "last" (i32.const 4) (i32.const 5)) (i32.const 0))
