;; Lanes are bit casts of one vector type; comparisons make masks; shift distances are taken modulo the lane's width.
(module
  (func (param v128 v128) (result v128) (i8x16.add_sat_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.lt_u (local.get 0) (local.get 1)))
  (func (param v128 i32) (result v128) (i16x8.shr_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))
  (func (param v128) (result i32) (i8x16.bitmask (local.get 0)))
  (func (param v128) (result i32) (v128.any_true (local.get 0))))

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
;;   %8 = call <16 x i8> @llvm.uadd.sat.v16i8(<16 x i8> %7, <16 x i8> %6)
;;   %9 = bitcast <16 x i8> %8 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %10 = phi <2 x i64> [ %9, %entry ]
;;   ret <2 x i64> %10
;; }
;; define fastcc <2 x i64> @func_1(<2 x i64> %0, <2 x i64> %1) {
;; entry:
;;   %2 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %2, align 16
;;   %3 = alloca <2 x i64>, align 16
;;   store <2 x i64> %1, ptr %3, align 16
;;   %4 = load <2 x i64>, ptr %2, align 16
;;   %5 = load <2 x i64>, ptr %3, align 16
;;   %6 = bitcast <2 x i64> %5 to <4 x i32>
;;   %7 = bitcast <2 x i64> %4 to <4 x i32>
;;   %8 = icmp ult <4 x i32> %7, %6
;;   %9 = sext <4 x i1> %8 to <4 x i32>
;;   %10 = bitcast <4 x i32> %9 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %11 = phi <2 x i64> [ %10, %entry ]
;;   ret <2 x i64> %11
;; }
;; define fastcc <2 x i64> @func_2(<2 x i64> %0, i32 %1) {
;; entry:
;;   %2 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %2, align 16
;;   %3 = alloca i32, align 4
;;   store i32 %1, ptr %3, align 4
;;   %4 = load <2 x i64>, ptr %2, align 16
;;   %5 = load i32, ptr %3, align 4
;;   %6 = bitcast <2 x i64> %4 to <8 x i16>
;;   %7 = and i32 %5, 15
;;   %8 = trunc i32 %7 to i16
;;   %9 = insertelement <8 x i16> poison, i16 %8, i32 0
;;   %10 = shufflevector <8 x i16> %9, <8 x i16> %9, <8 x i32> zeroinitializer
;;   %11 = ashr <8 x i16> %6, %10
;;   %12 = bitcast <8 x i16> %11 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %13 = phi <2 x i64> [ %12, %entry ]
;;   ret <2 x i64> %13
;; }
;; define fastcc <2 x i64> @func_3(<2 x i64> %0, <2 x i64> %1) {
;; entry:
;;   %2 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %2, align 16
;;   %3 = alloca <2 x i64>, align 16
;;   store <2 x i64> %1, ptr %3, align 16
;;   %4 = load <2 x i64>, ptr %2, align 16
;;   %5 = load <2 x i64>, ptr %3, align 16
;;   %6 = bitcast <2 x i64> %5 to <8 x i16>
;;   %7 = bitcast <2 x i64> %4 to <8 x i16>
;;   %8 = sext <8 x i16> %7 to <8 x i32>
;;   %9 = sext <8 x i16> %6 to <8 x i32>
;;   %10 = mul <8 x i32> %8, %9
;;   %11 = shufflevector <8 x i32> %10, <8 x i32> %10, <4 x i32> <i32 0, i32 2, i32 4, i32 6>
;;   %12 = shufflevector <8 x i32> %10, <8 x i32> %10, <4 x i32> <i32 1, i32 3, i32 5, i32 7>
;;   %13 = add <4 x i32> %11, %12
;;   %14 = bitcast <4 x i32> %13 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %15 = phi <2 x i64> [ %14, %entry ]
;;   ret <2 x i64> %15
;; }
;; define fastcc i32 @func_4(<2 x i64> %0) {
;; entry:
;;   %1 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %1, align 16
;;   %2 = load <2 x i64>, ptr %1, align 16
;;   %3 = bitcast <2 x i64> %2 to <16 x i8>
;;   %4 = icmp slt <16 x i8> %3, zeroinitializer
;;   %5 = bitcast <16 x i1> %4 to i16
;;   %6 = zext i16 %5 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %7 = phi i32 [ %6, %entry ]
;;   ret i32 %7
;; }
;; define fastcc i32 @func_5(<2 x i64> %0) {
;; entry:
;;   %1 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %1, align 16
;;   %2 = load <2 x i64>, ptr %1, align 16
;;   %3 = bitcast <2 x i64> %2 to i128
;;   %4 = icmp ne i128 %3, 0
;;   %5 = zext i1 %4 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %6 = phi i32 [ %5, %entry ]
;;   ret i32 %6
;; }
