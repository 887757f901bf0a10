;; A load whose value nobody needs still traps: it is volatile. One that another access needs is plain.
(module
  (memory 1)
  (func $dropped (export "dropped") (param i32)
    (drop (i32.load (local.get 0))))
  (func $in_loop (export "in_loop") (param $n i32)
    (local $last i32)
    (loop $next
      (local.set $last (i32.load (local.get $n)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  (func $chain (export "chain") (param i32)
    (drop (i64.load (i32.load (local.get 0)))))
  (func $used (export "used") (param i32) (result i32)
    (i32.load (local.get 0))))
;; in: dropped[0]
;; check: load volatile i32
;; in: in_loop[1]
;; check: load volatile i32
;; in: chain[2]
;; check: load i32
;; check: load volatile i64
;; in: used[3]
;; check: load i32
;; check-not: volatile
