;; Loads that extend, repeat, or fill with zeros read no more bytes than they name.
(module
  (memory 1)
  (func (param i32) (result v128) (v128.load8x8_u (local.get 0)))
  (func (param i32) (result v128) (v128.load32_splat (local.get 0)))
  (func (param i32) (result v128) (v128.load64_zero (local.get 0)))
  (func (param i32 v128) (v128.store16_lane offset=2 5 (local.get 0) (local.get 1)))
  (func (param i32 v128) (v128.store (local.get 0) (local.get 1))))

;; define fastcc <2 x i64> @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   %6 = load i64, ptr %5, align 1, !wasmc.memory !0
;;   %7 = bitcast i64 %6 to <8 x i8>
;;   %8 = zext <8 x i8> %7 to <8 x i16>
;;   %9 = bitcast <8 x i16> %8 to <2 x i64>
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
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   %6 = load i32, ptr %5, align 1, !wasmc.memory !0
;;   %7 = insertelement <4 x i32> poison, i32 %6, i32 0
;;   %8 = shufflevector <4 x i32> %7, <4 x i32> %7, <4 x i32> zeroinitializer
;;   %9 = bitcast <4 x i32> %8 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %10 = phi <2 x i64> [ %9, %entry ]
;;   ret <2 x i64> %10
;; }
;; define fastcc <2 x i64> @func_2(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   %6 = load i64, ptr %5, align 1, !wasmc.memory !0
;;   %7 = insertelement <2 x i64> zeroinitializer, i64 %6, i32 0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %8 = phi <2 x i64> [ %7, %entry ]
;;   ret <2 x i64> %8
;; }
;; define fastcc void @func_3(i32 %0, <2 x i64> %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca <2 x i64>, align 16
;;   store <2 x i64> %1, ptr %3, align 16
;;   %4 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %5 = load i32, ptr %2, align 4
;;   %6 = load <2 x i64>, ptr %3, align 16
;;   %7 = bitcast <2 x i64> %6 to <8 x i16>
;;   %8 = extractelement <8 x i16> %7, i32 5
;;   %9 = zext i32 %5 to i64
;;   %10 = getelementptr nusw nuw i8, ptr %4, i64 %9
;;   %11 = getelementptr nusw nuw i8, ptr %10, i64 2
;;   store i16 %8, ptr %11, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc void @func_4(i32 %0, <2 x i64> %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca <2 x i64>, align 16
;;   store <2 x i64> %1, ptr %3, align 16
;;   %4 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %5 = load i32, ptr %2, align 4
;;   %6 = load <2 x i64>, ptr %3, align 16
;;   %7 = zext i32 %5 to i64
;;   %8 = getelementptr nusw nuw i8, ptr %4, i64 %7
;;   store <2 x i64> %6, ptr %8, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
