;; The base of a shared memory is loaded once, before all loops, and plain accesses to it vectorize.
(module
  (memory 1 2 shared)
  (func $add (export "add") (param $a i32) (param $b i32) (param $n i32)
    (local $i i32)
    (loop $next
      (f64.store (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 3)))
        (f64.add
          (f64.load (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 3))))
          (f64.load (i32.add (local.get $b) (i32.shl (local.get $i) (i32.const 3))))))
      (br_if $next
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  (func $count (export "count") (param $p i32) (param $n i32) (param $skip i32) (result i32) (local $s i32)
    (loop $next
      (if (i32.rem_u (local.get $n) (local.get $skip)) (then
        (local.set $s (i32.add (local.get $s) (i32.load (i32.add (local.get $p) (local.get $n)))))))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $s)))
;; in: add[0]
;; check: load ptr, ptr @wasmc_memory_imports
;; check: load <4 x double>
;; check: fadd <4 x double>
;; check: store <4 x double>
;; check-not: volatile
;; in: count[1]
;; check: load ptr, ptr @wasmc_memory_imports
;; check: load ptr, ptr
;; check: br i1
;; check: load i32, ptr
