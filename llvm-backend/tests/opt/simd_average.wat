;; An average is one instruction, whatever becomes of its result, and of a constant.
;; emit: asm
(module
  (memory 1)
  (func (export "stored") (param i32)
    (v128.store (local.get 0)
      (i8x16.avgr_u
        (i8x16.avgr_u (v128.load offset=16 (local.get 0)) (v128.load offset=32 (local.get 0)))
        (v128.load offset=48 (local.get 0)))))
  (func (export "constant") (param v128) (result v128)
    (i16x8.avgr_u (local.get 0) (v128.const i16x8 7 7 7 7 7 7 7 7))))
;; in: stored[0]
;; check: vpavgb
;; check: vpavgb
;; check-not: vpmov
;; in: constant[1]
;; check: vpavgw
;; check-not: vpsub
