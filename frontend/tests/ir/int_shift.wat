;; Distances are taken modulo the width, also where LLVM would make poison of them.
(module
  (func (param i32 i32) (result i32) (i32.shl (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.shr_s (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.rotl (local.get 0) (local.get 1))))

;; define fastcc i32 @func_0(i32 %0, i32 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca i32, align 4
;;   store i32 %1, ptr %3, align 4
;;   %4 = load i32, ptr %2, align 4
;;   %5 = load i32, ptr %3, align 4
;;   %6 = and i32 %5, 31
;;   %7 = shl i32 %4, %6
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %8 = phi i32 [ %7, %entry ]
;;   ret i32 %8
;; }
;; define fastcc i64 @func_1(i64 %0, i64 %1) {
;; entry:
;;   %2 = alloca i64, align 8
;;   store i64 %0, ptr %2, align 4
;;   %3 = alloca i64, align 8
;;   store i64 %1, ptr %3, align 4
;;   %4 = load i64, ptr %2, align 4
;;   %5 = load i64, ptr %3, align 4
;;   %6 = and i64 %5, 63
;;   %7 = ashr i64 %4, %6
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %8 = phi i64 [ %7, %entry ]
;;   ret i64 %8
;; }
;; define fastcc i32 @func_2(i32 %0, i32 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca i32, align 4
;;   store i32 %1, ptr %3, align 4
;;   %4 = load i32, ptr %2, align 4
;;   %5 = load i32, ptr %3, align 4
;;   %6 = call i32 @llvm.fshl.i32(i32 %4, i32 %4, i32 %5)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %7 = phi i32 [ %6, %entry ]
;;   ret i32 %7
;; }
