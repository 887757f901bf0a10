;; With exact accesses, a function that would be recognised is left as it is.
;; options: --strict-memory
;; in: memcmp[0]
;; check: load volatile i8
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
    (local.get 3)))
