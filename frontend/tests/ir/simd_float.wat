;; The pseudo-minimum compares its second operand with the first; NaN and what does not fit is settled before a conversion.
(module
  (func (param v128 v128) (result v128) (f32x4.pmin (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.le (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (i32x4.trunc_sat_f32x4_s (local.get 0)))
  (func (param v128) (result v128) (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))
  (func (param v128 v128 v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2))))

;; define fastcc <2 x i64> @func_0(<2 x i64> %0, <2 x i64> %1) {
;; entry:
;;   %2 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %2, align 16
;;   %3 = alloca <2 x i64>, align 16
;;   store <2 x i64> %1, ptr %3, align 16
;;   %4 = load <2 x i64>, ptr %2, align 16
;;   %5 = load <2 x i64>, ptr %3, align 16
;;   %6 = bitcast <2 x i64> %5 to <4 x float>
;;   %7 = bitcast <2 x i64> %4 to <4 x float>
;;   %8 = fcmp olt <4 x float> %6, %7
;;   %9 = select <4 x i1> %8, <4 x float> %6, <4 x float> %7
;;   %10 = bitcast <4 x float> %9 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %11 = phi <2 x i64> [ %10, %entry ]
;;   ret <2 x i64> %11
;; }
;; define fastcc <2 x i64> @func_1(<2 x i64> %0, <2 x i64> %1) {
;; entry:
;;   %2 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %2, align 16
;;   %3 = alloca <2 x i64>, align 16
;;   store <2 x i64> %1, ptr %3, align 16
;;   %4 = load <2 x i64>, ptr %2, align 16
;;   %5 = load <2 x i64>, ptr %3, align 16
;;   %6 = bitcast <2 x i64> %5 to <2 x double>
;;   %7 = bitcast <2 x i64> %4 to <2 x double>
;;   %8 = fcmp ole <2 x double> %7, %6
;;   %9 = sext <2 x i1> %8 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %10 = phi <2 x i64> [ %9, %entry ]
;;   ret <2 x i64> %10
;; }
;; define fastcc <2 x i64> @func_2(<2 x i64> %0) {
;; entry:
;;   %1 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %1, align 16
;;   %2 = load <2 x i64>, ptr %1, align 16
;;   %3 = bitcast <2 x i64> %2 to <4 x float>
;;   %4 = fcmp ord <4 x float> %3, %3
;;   %5 = select <4 x i1> %4, <4 x float> %3, <4 x float> zeroinitializer
;;   %6 = fcmp ogt <4 x float> %5, splat (float 0xC1E0000000000000)
;;   %7 = select <4 x i1> %6, <4 x float> %5, <4 x float> splat (float 0xC1E0000000000000)
;;   %8 = fcmp oge <4 x float> %7, splat (float 0x41E0000000000000)
;;   %9 = select <4 x i1> %8, <4 x float> zeroinitializer, <4 x float> %7
;;   %10 = fptosi <4 x float> %9 to <4 x i32>
;;   %11 = select <4 x i1> %8, <4 x i32> splat (i32 2147483647), <4 x i32> %10
;;   %12 = bitcast <4 x i32> %11 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %13 = phi <2 x i64> [ %12, %entry ]
;;   ret <2 x i64> %13
;; }
;; define fastcc <2 x i64> @func_3(<2 x i64> %0) {
;; entry:
;;   %1 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %1, align 16
;;   %2 = load <2 x i64>, ptr %1, align 16
;;   %3 = bitcast <2 x i64> %2 to <2 x double>
;;   %4 = fcmp ogt <2 x double> %3, zeroinitializer
;;   %5 = select <2 x i1> %4, <2 x double> %3, <2 x double> zeroinitializer
;;   %6 = fcmp oge <2 x double> %5, splat (double 0x41F0000000000000)
;;   %7 = select <2 x i1> %6, <2 x double> zeroinitializer, <2 x double> %5
;;   %8 = fptoui <2 x double> %7 to <2 x i32>
;;   %9 = select <2 x i1> %6, <2 x i32> splat (i32 -1), <2 x i32> %8
;;   %10 = shufflevector <2 x i32> %9, <2 x i32> zeroinitializer, <4 x i32> <i32 0, i32 1, i32 2, i32 3>
;;   %11 = bitcast <4 x i32> %10 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %12 = phi <2 x i64> [ %11, %entry ]
;;   ret <2 x i64> %12
;; }
;; define fastcc <2 x i64> @func_4(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {
;; entry:
;;   %3 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %3, align 16
;;   %4 = alloca <2 x i64>, align 16
;;   store <2 x i64> %1, ptr %4, align 16
;;   %5 = alloca <2 x i64>, align 16
;;   store <2 x i64> %2, ptr %5, align 16
;;   %6 = load <2 x i64>, ptr %3, align 16
;;   %7 = load <2 x i64>, ptr %4, align 16
;;   %8 = load <2 x i64>, ptr %5, align 16
;;   %9 = bitcast <2 x i64> %8 to <4 x float>
;;   %10 = bitcast <2 x i64> %7 to <4 x float>
;;   %11 = bitcast <2 x i64> %6 to <4 x float>
;;   %12 = fmul <4 x float> %11, %10
;;   %13 = fadd <4 x float> %12, %9
;;   %14 = bitcast <4 x float> %13 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %15 = phi <2 x i64> [ %14, %entry ]
;;   ret <2 x i64> %15
;; }
