;; A comparison of bytes whose code is that of a C library's `memcmp` compares vectors first. Its own code is still there, for what
;; is not in memory as a whole.
;; in: memcmp[0]
;; check: icmp ne <32 x i8>
;; check: load i8
;; remark: memcmp[0]: recognised as memcmp
;; Any difference makes it another function, of which nothing is known: here, an instruction that does nothing.
;; in: other[1]
;; check-not: <32 x i8>
(module
  (memory 1)
  (func $memcmp (export "memcmp") (param i32 i32 i32) (result i32) (local i32 i32 i32)
    (local.set 3 (i32.const 0))
    (block $done
      (br_if $done (i32.eqz (local.get 2)))
      (block $differ
        (loop $next
          (br_if $differ
            (i32.ne (local.tee 4 (i32.load8_u (local.get 0))) (local.tee 5 (i32.load8_u (local.get 1)))))
          (local.set 1 (i32.add (local.get 1) (i32.const 1)))
          (local.set 0 (i32.add (local.get 0) (i32.const 1)))
          (br_if $next (local.tee 2 (i32.add (local.get 2) (i32.const -1))))
          (br $done)))
      (local.set 3 (i32.sub (local.get 4) (local.get 5))))
    (local.get 3))
  (func $other (export "other") (param i32 i32 i32) (result i32) (local i32 i32 i32)
    (nop)
    (local.set 3 (i32.const 0))
    (block $done
      (br_if $done (i32.eqz (local.get 2)))
      (block $differ
        (loop $next
          (br_if $differ
            (i32.ne (local.tee 4 (i32.load8_u (local.get 0))) (local.tee 5 (i32.load8_u (local.get 1)))))
          (local.set 1 (i32.add (local.get 1) (i32.const 1)))
          (local.set 0 (i32.add (local.get 0) (i32.const 1)))
          (br_if $next (local.tee 2 (i32.add (local.get 2) (i32.const -1))))
          (br $done)))
      (local.set 3 (i32.sub (local.get 4) (local.get 5))))
    (local.get 3)))
