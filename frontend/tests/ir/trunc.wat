;; One test where the conversion succeeds; NaN and overflow are told apart behind it.
(module
  (func (param f32) (result i32) (i32.trunc_f32_s (local.get 0)))
  (func (param f64) (result i32) (i32.trunc_f64_s (local.get 0)))
  (func (param f64) (result i64) (i64.trunc_f64_u (local.get 0)))
  (func (param f32) (result i64) (i64.trunc_sat_f32_s (local.get 0))))

;; define fastcc i32 @func_0(float %0) {
;; entry:
;;   %1 = alloca float, align 4
;;   store float %0, ptr %1, align 4
;;   %2 = load float, ptr %1, align 4
;;   %3 = fcmp ogt float %2, 0xC1E0000020000000
;;   %4 = fcmp olt float %2, 0x41E0000000000000
;;   %5 = and i1 %3, %4
;;   %6 = xor i1 %5, true
;;   br i1 %6, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   %7 = fcmp uno float %2, %2
;;   br i1 %7, label %trap1, label %next2, !prof !0
;;
;; next:                                             ; preds = %entry
;;   %8 = fptosi float %2 to i32
;;   br label %end
;;
;; trap1:                                            ; preds = %trap
;;   call void @llvm.ubsantrap(i8 9) #2
;;   unreachable
;;
;; next2:                                            ; preds = %trap
;;   call void @llvm.ubsantrap(i8 8) #2
;;   unreachable
;;
;; end:                                              ; preds = %next
;;   %9 = phi i32 [ %8, %next ]
;;   ret i32 %9
;; }
;; define fastcc i32 @func_1(double %0) {
;; entry:
;;   %1 = alloca double, align 8
;;   store double %0, ptr %1, align 8
;;   %2 = load double, ptr %1, align 8
;;   %3 = fcmp ogt double %2, 0xC1E0000000200000
;;   %4 = fcmp olt double %2, 0x41E0000000000000
;;   %5 = and i1 %3, %4
;;   %6 = xor i1 %5, true
;;   br i1 %6, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   %7 = fcmp uno double %2, %2
;;   br i1 %7, label %trap1, label %next2, !prof !0
;;
;; next:                                             ; preds = %entry
;;   %8 = fptosi double %2 to i32
;;   br label %end
;;
;; trap1:                                            ; preds = %trap
;;   call void @llvm.ubsantrap(i8 9) #2
;;   unreachable
;;
;; next2:                                            ; preds = %trap
;;   call void @llvm.ubsantrap(i8 8) #2
;;   unreachable
;;
;; end:                                              ; preds = %next
;;   %9 = phi i32 [ %8, %next ]
;;   ret i32 %9
;; }
;; define fastcc i64 @func_2(double %0) {
;; entry:
;;   %1 = alloca double, align 8
;;   store double %0, ptr %1, align 8
;;   %2 = load double, ptr %1, align 8
;;   %3 = fcmp ogt double %2, -1.000000e+00
;;   %4 = fcmp olt double %2, 0x43F0000000000000
;;   %5 = and i1 %3, %4
;;   %6 = xor i1 %5, true
;;   br i1 %6, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   %7 = fcmp uno double %2, %2
;;   br i1 %7, label %trap1, label %next2, !prof !0
;;
;; next:                                             ; preds = %entry
;;   %8 = fptoui double %2 to i64
;;   br label %end
;;
;; trap1:                                            ; preds = %trap
;;   call void @llvm.ubsantrap(i8 9) #2
;;   unreachable
;;
;; next2:                                            ; preds = %trap
;;   call void @llvm.ubsantrap(i8 8) #2
;;   unreachable
;;
;; end:                                              ; preds = %next
;;   %9 = phi i64 [ %8, %next ]
;;   ret i64 %9
;; }
;; define fastcc i64 @func_3(float %0) {
;; entry:
;;   %1 = alloca float, align 4
;;   store float %0, ptr %1, align 4
;;   %2 = load float, ptr %1, align 4
;;   %3 = call i64 @llvm.fptosi.sat.i64.f32(float %2)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %4 = phi i64 [ %3, %entry ]
;;   ret i64 %4
;; }
