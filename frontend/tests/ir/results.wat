;; Two results of a kind come in registers, more in memory that the caller makes in its entry block.
(module
  (func (result i32 i64 f32 f64) (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4))
  (func (result i32 i32 i32) (i32.const 1) (i32.const 2) (i32.const 3))
  (func (param i32) (result i32) (loop (call 1) (drop) (drop) (drop) (br_if 0 (local.get 0))) (i32.const 0)))

;; define fastcc { i32, i64, float, double } @func_0() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %0 = phi i32 [ 1, %entry ]
;;   %1 = phi i64 [ 2, %entry ]
;;   %2 = phi float [ 3.000000e+00, %entry ]
;;   %3 = phi double [ 4.000000e+00, %entry ]
;;   %mrv = insertvalue { i32, i64, float, double } poison, i32 %0, 0
;;   %mrv1 = insertvalue { i32, i64, float, double } %mrv, i64 %1, 1
;;   %mrv2 = insertvalue { i32, i64, float, double } %mrv1, float %2, 2
;;   %mrv3 = insertvalue { i32, i64, float, double } %mrv2, double %3, 3
;;   ret { i32, i64, float, double } %mrv3
;; }
;; define fastcc void @func_1(ptr %0) {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %1 = phi i32 [ 1, %entry ]
;;   %2 = phi i32 [ 2, %entry ]
;;   %3 = phi i32 [ 3, %entry ]
;;   store i32 %1, ptr %0, align 4
;;   %4 = getelementptr nusw nuw i8, ptr %0, i64 16
;;   store i32 %2, ptr %4, align 4
;;   %5 = getelementptr nusw nuw i8, ptr %0, i64 32
;;   store i32 %3, ptr %5, align 4
;;   ret void
;; }
;; define fastcc i32 @func_2(i32 %0) {
;; entry:
;;   %1 = alloca [3 x <2 x i64>], align 16
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   br label %loop
;;
;; loop:                                             ; preds = %loop, %entry
;;   call fastcc void @func_1(ptr %1)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = getelementptr nusw nuw i8, ptr %1, i64 16
;;   %5 = load i32, ptr %4, align 4
;;   %6 = getelementptr nusw nuw i8, ptr %1, i64 32
;;   %7 = load i32, ptr %6, align 4
;;   %8 = load i32, ptr %2, align 4
;;   %9 = icmp ne i32 %8, 0
;;   br i1 %9, label %loop, label %next
;;
;; next:                                             ; preds = %loop
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   %10 = phi i32 [ 0, %end ]
;;   ret i32 %10
;; }
