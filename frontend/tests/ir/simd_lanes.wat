;; Moves between lanes; without x86's byte lookup a swizzle takes the bytes one by one.
(module
  (func (param v128 v128) (result v128)
    (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get 0) (local.get 1)))
  (func (param i32) (result v128) (i16x8.splat (local.get 0)))
  (func (param v128) (result i32) (i8x16.extract_lane_s 3 (local.get 0)))
  (func (param v128 f64) (result v128) (f64x2.replace_lane 1 (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))
  (func (result v128) (v128.const i32x4 1 2 3 4)))

;; define fastcc <2 x i64> @func_0(<2 x i64> %0, <2 x i64> %1) {
;; entry:
;;   %2 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %2, align 16
;;   %3 = alloca <2 x i64>, align 16
;;   store <2 x i64> %1, ptr %3, align 16
;;   %4 = load <2 x i64>, ptr %2, align 16
;;   %5 = load <2 x i64>, ptr %3, align 16
;;   %6 = bitcast <2 x i64> %5 to <16 x i8>
;;   %7 = bitcast <2 x i64> %4 to <16 x i8>
;;   %8 = shufflevector <16 x i8> %7, <16 x i8> %6, <16 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23>
;;   %9 = bitcast <16 x i8> %8 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %10 = phi <2 x i64> [ %9, %entry ]
;;   ret <2 x i64> %10
;; }
;; define fastcc <2 x i64> @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = trunc i32 %2 to i16
;;   %4 = insertelement <8 x i16> poison, i16 %3, i32 0
;;   %5 = shufflevector <8 x i16> %4, <8 x i16> %4, <8 x i32> zeroinitializer
;;   %6 = bitcast <8 x i16> %5 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %7 = phi <2 x i64> [ %6, %entry ]
;;   ret <2 x i64> %7
;; }
;; define fastcc i32 @func_2(<2 x i64> %0) {
;; entry:
;;   %1 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %1, align 16
;;   %2 = load <2 x i64>, ptr %1, align 16
;;   %3 = bitcast <2 x i64> %2 to <16 x i8>
;;   %4 = extractelement <16 x i8> %3, i32 3
;;   %5 = sext i8 %4 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %6 = phi i32 [ %5, %entry ]
;;   ret i32 %6
;; }
;; define fastcc <2 x i64> @func_3(<2 x i64> %0, double %1) {
;; entry:
;;   %2 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %2, align 16
;;   %3 = alloca double, align 8
;;   store double %1, ptr %3, align 8
;;   %4 = load <2 x i64>, ptr %2, align 16
;;   %5 = load double, ptr %3, align 8
;;   %6 = bitcast <2 x i64> %4 to <2 x double>
;;   %7 = insertelement <2 x double> %6, double %5, i32 1
;;   %8 = bitcast <2 x double> %7 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %9 = phi <2 x i64> [ %8, %entry ]
;;   ret <2 x i64> %9
;; }
;; define fastcc <2 x i64> @func_4(<2 x i64> %0, <2 x i64> %1) {
;; entry:
;;   %2 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %2, align 16
;;   %3 = alloca <2 x i64>, align 16
;;   store <2 x i64> %1, ptr %3, align 16
;;   %4 = load <2 x i64>, ptr %2, align 16
;;   %5 = load <2 x i64>, ptr %3, align 16
;;   %6 = bitcast <2 x i64> %5 to <8 x i16>
;;   %7 = bitcast <2 x i64> %4 to <8 x i16>
;;   %8 = shufflevector <8 x i16> %7, <8 x i16> %6, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15>
;;   %9 = call <16 x i16> @llvm.smax.v16i16(<16 x i16> %8, <16 x i16> zeroinitializer)
;;   %10 = call <16 x i16> @llvm.smin.v16i16(<16 x i16> %9, <16 x i16> splat (i16 255))
;;   %11 = trunc <16 x i16> %10 to <16 x i8>
;;   %12 = bitcast <16 x i8> %11 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %13 = phi <2 x i64> [ %12, %entry ]
;;   ret <2 x i64> %13
;; }
;; define fastcc <2 x i64> @func_5() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %0 = phi <2 x i64> [ <i64 8589934593, i64 17179869187>, %entry ]
;;   ret <2 x i64> %0
;; }
