;; vnni: the relaxed sum of products is one instruction. It takes the bytes of its second operand as unsigned.
(module
  (func (param v128 v128 v128) (result v128)
    (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1) (local.get 2))))

;; define fastcc <2 x i64> @func_0(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {
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
;;   %9 = bitcast <2 x i64> %8 to <4 x i32>
;;   %10 = bitcast <2 x i64> %7 to <16 x i8>
;;   %11 = bitcast <2 x i64> %6 to <16 x i8>
;;   %12 = call <4 x i32> @llvm.x86.avx512.vpdpbusd.128(<4 x i32> %9, <16 x i8> %10, <16 x i8> %11)
;;   %13 = bitcast <4 x i32> %12 to <2 x i64>
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %14 = phi <2 x i64> [ %13, %entry ]
;;   ret <2 x i64> %14
;; }
