;; Direct calls in the internal convention; several results come as a struct.
(module
  (import "env" "host" (func (param i32) (result i32)))
  (func (param i32) (result i32 f64) (call 0 (local.get 0)) (f64.const 1))
  (func (result f64 i32) (local i32 f64) (call 1 (i32.const 7)) (local.set 1) (local.set 0) (local.get 1) (local.get 0)))

;; define fastcc { i32, double } @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = call fastcc i32 @func_0(i32 %2)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %4 = phi i32 [ %3, %entry ]
;;   %5 = phi double [ 1.000000e+00, %entry ]
;;   %mrv = insertvalue { i32, double } poison, i32 %4, 0
;;   %mrv1 = insertvalue { i32, double } %mrv, double %5, 1
;;   ret { i32, double } %mrv1
;; }
;; define fastcc { double, i32 } @func_2() {
;; entry:
;;   %0 = alloca i32, align 4
;;   store i32 0, ptr %0, align 4
;;   %1 = alloca double, align 8
;;   store double 0.000000e+00, ptr %1, align 8
;;   %2 = call fastcc { i32, double } @func_1(i32 7)
;;   %3 = extractvalue { i32, double } %2, 0
;;   %4 = extractvalue { i32, double } %2, 1
;;   store double %4, ptr %1, align 8
;;   store i32 %3, ptr %0, align 4
;;   %5 = load double, ptr %1, align 8
;;   %6 = load i32, ptr %0, align 4
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %7 = phi double [ %5, %entry ]
;;   %8 = phi i32 [ %6, %entry ]
;;   %mrv = insertvalue { double, i32 } poison, double %7, 0
;;   %mrv1 = insertvalue { double, i32 } %mrv, i32 %8, 1
;;   ret { double, i32 } %mrv1
;; }
