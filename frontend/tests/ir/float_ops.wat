;; Plain instructions and exact intrinsics, no fast-math flags.
(module
  (func (param f64 f64) (result f64) (f64.add (local.get 0) (local.get 1)))
  (func (param f64 f64) (result f64) (f64.min (local.get 0) (local.get 1)))
  (func (param f32) (result f32) (f32.nearest (local.get 0)))
  (func (param f32 f32) (result i32) (f32.ne (local.get 0) (local.get 1))))

;; define fastcc double @func_0(double %0, double %1) {
;; entry:
;;   %2 = alloca double, align 8
;;   store double %0, ptr %2, align 8
;;   %3 = alloca double, align 8
;;   store double %1, ptr %3, align 8
;;   %4 = load double, ptr %2, align 8
;;   %5 = load double, ptr %3, align 8
;;   %6 = fadd double %4, %5
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %7 = phi double [ %6, %entry ]
;;   ret double %7
;; }
;; define fastcc double @func_1(double %0, double %1) {
;; entry:
;;   %2 = alloca double, align 8
;;   store double %0, ptr %2, align 8
;;   %3 = alloca double, align 8
;;   store double %1, ptr %3, align 8
;;   %4 = load double, ptr %2, align 8
;;   %5 = load double, ptr %3, align 8
;;   %6 = call double @llvm.minimum.f64(double %4, double %5)
;;   %7 = fadd double %4, %5
;;   %8 = fcmp uno double %4, %5
;;   %9 = select i1 %8, double %7, double %6
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %10 = phi double [ %9, %entry ]
;;   ret double %10
;; }
;; define fastcc float @func_2(float %0) {
;; entry:
;;   %1 = alloca float, align 4
;;   store float %0, ptr %1, align 4
;;   %2 = load float, ptr %1, align 4
;;   %3 = call float @llvm.roundeven.f32(float %2)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %4 = phi float [ %3, %entry ]
;;   ret float %4
;; }
;; define fastcc i32 @func_3(float %0, float %1) {
;; entry:
;;   %2 = alloca float, align 4
;;   store float %0, ptr %2, align 4
;;   %3 = alloca float, align 4
;;   store float %1, ptr %3, align 4
;;   %4 = load float, ptr %2, align 4
;;   %5 = load float, ptr %3, align 4
;;   %6 = fcmp une float %4, %5
;;   %7 = zext i1 %6 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %8 = phi i32 [ %7, %entry ]
;;   ret i32 %8
;; }
