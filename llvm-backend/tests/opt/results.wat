;; Several results come back in registers, and through memory only across the edge.
(module
  (func $three (export "three") (param i32 f32) (result f32 i64 i32)
    (local.get 1) (i64.const 7) (local.get 0)))
;; in: three[0]
;; check: fastcc { float, i64, i32 } @"three[0]"(i32 %0, float %1)
;; in: edge[0]
;; check: define internal void @"edge[0]"(ptr
;; check: call fastcc { float, i64, i32 }
;; check: i64 32
