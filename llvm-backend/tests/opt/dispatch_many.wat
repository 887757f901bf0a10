;; An interpreter of more than sixteen instructions, whose ways come together in front of the jump, where the next one is fetched: the first
;; instruction is known. One does nothing, and numbers beyond the table do what the first one does. The jump is copied behind each of them.
(module
  (memory 1)
  (func (export "run") (param $pc i32) (result i32)
    (local $a i32) (local $n i32) (local $op i32)
    (local.set $op (i32.const 3))
    (loop $loop
      (block $next
        (block $halt
        (block $op19
        (block $op18
        (block $op17
        (block $op16
        (block $op15
        (block $op14
        (block $op13
        (block $op12
        (block $op11
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
        (block $op0
          (br_table $op0 $op1 $op2 $op3 $op4 $op5 $op6 $op7 $op8 $op9 $op10 $op11 $op12 $op13 $op14 $op15 $op16 $op17 $op18 $op19 $next $halt $op0 (local.get $op)))
        (local.set $a (i32.add (local.get $a) (i32.const 11)))
        (br $next))
        (local.set $a (i32.xor (local.get $a) (i32.shr_u (local.get $a) (i32.const 3))))
        (br $next))
        (local.set $a (i32.mul (local.get $a) (i32.const 13)))
        (br $next))
        (local.set $a (i32.sub (local.get $a) (local.get $n)))
        (br $next))
        (local.set $a (i32.rotl (local.get $a) (i32.const 5)))
        (br $next))
        (local.set $a (i32.or (local.get $a) (i32.const 16)))
        (br $next))
        (local.set $a (i32.and (local.get $a) (i32.const 0xffffff)))
        (br $next))
        (local.set $a (i32.shl (local.get $a) (i32.const 1)))
        (br $next))
        (local.set $a (i32.add (local.get $a) (local.get $n)))
        (br $next))
        (local.set $a (i32.xor (local.get $a) (i32.const 85)))
        (br $next))
        (local.set $a (i32.add (i32.add (local.get $a) (i32.const 11)) (i32.const 10)))
        (br $next))
        (local.set $a (i32.add (i32.xor (local.get $a) (i32.shr_u (local.get $a) (i32.const 3))) (i32.const 11)))
        (br $next))
        (local.set $a (i32.add (i32.mul (local.get $a) (i32.const 13)) (i32.const 12)))
        (br $next))
        (local.set $a (i32.add (i32.sub (local.get $a) (local.get $n)) (i32.const 13)))
        (br $next))
        (local.set $a (i32.add (i32.rotl (local.get $a) (i32.const 5)) (i32.const 14)))
        (br $next))
        (local.set $a (i32.add (i32.or (local.get $a) (i32.const 16)) (i32.const 15)))
        (br $next))
        (local.set $a (i32.add (i32.and (local.get $a) (i32.const 0xffffff)) (i32.const 16)))
        (br $next))
        (local.set $a (i32.add (i32.shl (local.get $a) (i32.const 1)) (i32.const 17)))
        (br $next))
        (local.set $a (i32.add (i32.add (local.get $a) (local.get $n)) (i32.const 18)))
        (br $next))
        (local.set $a (i32.add (i32.xor (local.get $a) (i32.const 85)) (i32.const 19)))
        (br $next))
        (return (i32.add (local.get $a) (local.get $n))))
      (local.set $n (i32.add (local.get $n) (i32.const 1)))
      (local.set $op (i32.load (local.get $pc)))
      (local.set $pc (i32.add (local.get $pc) (i32.const 4)))
      (br $loop))
    (unreachable)))
;; emit: asm
;; in: run[0]
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
;; check: jmpq	*
