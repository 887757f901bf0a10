;; LLVM sees through the constants: an index that it finds out by inlining a function that takes a comparator makes the call
;; a direct one.
(module
  (type $less (func (param i32 i32) (result i32)))
  (table funcref (elem $l0 $l1 $l2 $l3 $l4))
  (func $l0 (type $less) (i32.lt_s (local.get 0) (local.get 1)))
  (func $l1 (type $less) (i32.gt_s (local.get 0) (local.get 1)))
  (func $l2 (type $less) (i32.lt_u (local.get 0) (local.get 1)))
  (func $l3 (type $less) (i32.gt_u (local.get 0) (local.get 1)))
  (func $l4 (type $less) (i32.eq (local.get 0) (local.get 1)))
  (func $min (param $a i32) (param $b i32) (param $less i32) (result i32)
    (if (result i32) (call_indirect (type $less) (local.get $a) (local.get $b) (local.get $less))
      (then (local.get $a)) (else (local.get $b))))
  (func (export "signed") (param i32 i32) (result i32) (call $min (local.get 0) (local.get 1) (i32.const 0)))
  (func (export "unsigned") (param i32 i32) (result i32) (call $min (local.get 0) (local.get 1) (i32.const 2))))

;; in: signed[6]
;; check: call i32 @llvm.smin
;; check-not: fastcc i32 %
;; in: unsigned[7]
;; check: call i32 @llvm.umin
;; check-not: fastcc i32 %
