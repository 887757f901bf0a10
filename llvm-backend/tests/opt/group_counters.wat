;; Where an access is executed in every iteration, its address is known not to wrap: it becomes a start and a distance of 64 bits,
;; and vector code needs no check but that the arrays are apart. Where the access may be jumped over, or the index goes down, the
;; address stays as it is.
(module
  (memory 1)
  (func $scaled (export "scaled") (param $a i32) (param $b i32) (param $n i32)
    (local $i i32)
    (loop $next
      (f64.store (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 3)))
        (f64.add
          (f64.load (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 3))))
          (f64.load (i32.add (local.get $b) (i32.shl (local.get $i) (i32.const 3))))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  (func $pointers (export "pointers") (param $a i32) (param $b i32) (param $n i32)
    (loop $next
      (f64.store (local.get $a) (f64.add (f64.load (local.get $a)) (f64.load (local.get $b))))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (local.set $b (i32.add (local.get $b) (i32.const 8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  (func $started (export "started") (param $a i32) (param $b i32) (param $i i32)
    (loop $next
      (f64.store (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 3)))
        (f64.add
          (f64.load (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 3))))
          (f64.load (i32.add (local.get $b) (i32.shl (local.get $i) (i32.const 3))))))
      (br_if $next (local.tee $i (i32.add (local.get $i) (i32.const 1))))))
  (func $sometimes (export "sometimes") (param $a i32) (param $n i32)
    (local $i i32)
    (loop $next
      (if (i32.gt_s (local.get $i) (i32.const 1000))
        (then (f64.store (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 3))) (f64.const 1))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  (func $down (export "down") (param $a i32) (param $n i32)
    (loop $next
      (f64.store offset=1024 (local.get $a) (f64.convert_i32_s (local.get $n)))
      (local.set $a (i32.add (local.get $a) (i32.const -8)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))
;; in: scaled[0]
;; check: vector.memcheck
;; check: fadd <4 x double>
;; check-not: vector.scevcheck
;; in: pointers[1]
;; check: vector.memcheck
;; check: fadd <4 x double>
;; check-not: vector.scevcheck
;; in: started[2]
;; check: vector.memcheck
;; check: fadd <4 x double>
;; check-not: vector.scevcheck
;; in: sometimes[3]
;; check: zext
;; in: down[4]
;; check: vector.scevcheck
;; check: zext
