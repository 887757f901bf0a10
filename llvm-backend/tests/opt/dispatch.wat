;; The number that an interpreter's loop jumps by is limited: whatever has no case leads to the default by an entry of its own, so that no bound
;; is checked, and code generation may copy the jump behind each instruction. The cases are 2 to 12, without 7.
(module
  (memory 1)
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
  ;; Too few cases for an interpreter.
  (func (export "few") (param $pc i32) (result i32)
    (local $a i32)
    (loop $next
      (block $c
        (block $b
          (block $a
            (local.set $pc (i32.add (local.get $pc) (i32.const 4)))
            (br_table $a $b $c $next (i32.load (local.get $pc))))
          (local.set $a (i32.mul (local.get $a) (i32.const 3)))
          (br $next))
        (local.set $a (i32.add (local.get $a) (local.get $pc)))
        (br $next)))
    (local.get $a))
  ;; What has nothing to do gets a block all the same, or it would be a loop of one block.
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
;; in: run[0]
;; check: icmp ult i32
;; check: i32 7, label
;; check: i32 13, label
;; in: few[1]
;; check-not: icmp ult i32
;; in: nothing[2]
;; check: icmp ult i32
;; check: asm sideeffect ""
