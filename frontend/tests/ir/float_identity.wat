;; Where LLVM would return an operand as it is, a signalling NaN is quieted first.
(module
  (func (param f32) (result f32) (f32.mul (local.get 0) (f32.const 1)))
  (func (param f64) (result f64) (f64.div (local.get 0) (f64.const -1)))
  (func (param f64) (result f64) (f64.sub (local.get 0) (f64.const 0)))
  (func (param f64) (result f64) (f64.sub (f64.const -0) (local.get 0)))
  (func (param f64) (result f64) (f64.add (local.get 0) (f64.const 0)))
  (func (param f32) (result f32) (f32.demote_f64 (f64.promote_f32 (local.get 0)))))

;; define fastcc float @func_0(float %0) {
;; entry:
;;   %1 = alloca float, align 4
;;   store float %0, ptr %1, align 4
;;   %2 = load float, ptr %1, align 4
;;   %3 = call float @llvm.canonicalize.f32(float %2)
;;   %4 = fmul float %3, 1.000000e+00
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi float [ %4, %entry ]
;;   ret float %5
;; }
;; define fastcc double @func_1(double %0) {
;; entry:
;;   %1 = alloca double, align 8
;;   store double %0, ptr %1, align 8
;;   %2 = load double, ptr %1, align 8
;;   %3 = call double @llvm.canonicalize.f64(double %2)
;;   %4 = fdiv double %3, -1.000000e+00
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi double [ %4, %entry ]
;;   ret double %5
;; }
;; define fastcc double @func_2(double %0) {
;; entry:
;;   %1 = alloca double, align 8
;;   store double %0, ptr %1, align 8
;;   %2 = load double, ptr %1, align 8
;;   %3 = call double @llvm.canonicalize.f64(double %2)
;;   %4 = fsub double %3, 0.000000e+00
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi double [ %4, %entry ]
;;   ret double %5
;; }
;; define fastcc double @func_3(double %0) {
;; entry:
;;   %1 = alloca double, align 8
;;   store double %0, ptr %1, align 8
;;   %2 = load double, ptr %1, align 8
;;   %3 = call double @llvm.canonicalize.f64(double %2)
;;   %4 = fsub double -0.000000e+00, %3
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi double [ %4, %entry ]
;;   ret double %5
;; }
;; define fastcc double @func_4(double %0) {
;; entry:
;;   %1 = alloca double, align 8
;;   store double %0, ptr %1, align 8
;;   %2 = load double, ptr %1, align 8
;;   %3 = fadd double %2, 0.000000e+00
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %4 = phi double [ %3, %entry ]
;;   ret double %4
;; }
;; define fastcc float @func_5(float %0) {
;; entry:
;;   %1 = alloca float, align 4
;;   store float %0, ptr %1, align 4
;;   %2 = load float, ptr %1, align 4
;;   %3 = fpext float %2 to double
;;   %4 = fptrunc double %3 to float
;;   %5 = call float @llvm.canonicalize.f32(float %4)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %6 = phi float [ %5, %entry ]
;;   ret float %6
;; }
