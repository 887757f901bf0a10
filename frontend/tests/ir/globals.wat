;; An imported global is reached through its slot; an immutable one never changes.
(module
  (import "env" "a" (global i32))
  (import "env" "b" (global (mut i64)))
  (global (mut f32) (f32.const 1))
  (func (result i32) (global.get 0))
  (func (param i64) (global.set 1 (local.get 0)))
  (func (result f32) (global.get 2)))

;; define fastcc i32 @func_0() {
;; entry:
;;   %0 = load ptr, ptr @import_global_0, align 8, !invariant.load !0
;;   %1 = load i32, ptr %0, align 4, !invariant.load !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %2 = phi i32 [ %1, %entry ]
;;   ret i32 %2
;; }
;; define fastcc void @func_1(i64 %0) {
;; entry:
;;   %1 = alloca i64, align 8
;;   store i64 %0, ptr %1, align 4
;;   %2 = load i64, ptr %1, align 4
;;   %3 = load ptr, ptr @import_global_1, align 8, !invariant.load !0
;;   store i64 %2, ptr %3, align 4
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc float @func_2() {
;; entry:
;;   %0 = load float, ptr @global_2, align 4
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %1 = phi float [ %0, %entry ]
;;   ret float %1
;; }
