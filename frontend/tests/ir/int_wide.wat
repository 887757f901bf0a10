;; 128-bit arithmetic on halves: LLVM makes carry chains and one multiplication of it.
(module
  (func (param i64 i64 i64 i64) (result i64 i64)
    (i64.add128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (param i64 i64) (result i64 i64) (i64.mul_wide_u (local.get 0) (local.get 1))))

;; define fastcc { i64, i64 } @func_0(i64 %0, i64 %1, i64 %2, i64 %3) {
;; entry:
;;   %4 = alloca i64, align 8
;;   store i64 %0, ptr %4, align 4
;;   %5 = alloca i64, align 8
;;   store i64 %1, ptr %5, align 4
;;   %6 = alloca i64, align 8
;;   store i64 %2, ptr %6, align 4
;;   %7 = alloca i64, align 8
;;   store i64 %3, ptr %7, align 4
;;   %8 = load i64, ptr %4, align 4
;;   %9 = load i64, ptr %5, align 4
;;   %10 = load i64, ptr %6, align 4
;;   %11 = load i64, ptr %7, align 4
;;   %12 = zext i64 %10 to i128
;;   %13 = zext i64 %11 to i128
;;   %14 = shl i128 %13, 64
;;   %15 = or i128 %14, %12
;;   %16 = zext i64 %8 to i128
;;   %17 = zext i64 %9 to i128
;;   %18 = shl i128 %17, 64
;;   %19 = or i128 %18, %16
;;   %20 = add i128 %19, %15
;;   %21 = lshr i128 %20, 64
;;   %22 = trunc i128 %20 to i64
;;   %23 = trunc i128 %21 to i64
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %24 = phi i64 [ %22, %entry ]
;;   %25 = phi i64 [ %23, %entry ]
;;   %mrv = insertvalue { i64, i64 } poison, i64 %24, 0
;;   %mrv1 = insertvalue { i64, i64 } %mrv, i64 %25, 1
;;   ret { i64, i64 } %mrv1
;; }
;; define fastcc { i64, i64 } @func_1(i64 %0, i64 %1) {
;; entry:
;;   %2 = alloca i64, align 8
;;   store i64 %0, ptr %2, align 4
;;   %3 = alloca i64, align 8
;;   store i64 %1, ptr %3, align 4
;;   %4 = load i64, ptr %2, align 4
;;   %5 = load i64, ptr %3, align 4
;;   %6 = zext i64 %4 to i128
;;   %7 = zext i64 %5 to i128
;;   %8 = mul i128 %6, %7
;;   %9 = lshr i128 %8, 64
;;   %10 = trunc i128 %8 to i64
;;   %11 = trunc i128 %9 to i64
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %12 = phi i64 [ %10, %entry ]
;;   %13 = phi i64 [ %11, %entry ]
;;   %mrv = insertvalue { i64, i64 } poison, i64 %12, 0
;;   %mrv1 = insertvalue { i64, i64 } %mrv, i64 %13, 1
;;   ret { i64, i64 } %mrv1
;; }
