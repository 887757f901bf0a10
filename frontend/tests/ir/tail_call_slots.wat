;; What finds no register left is passed in memory: of the instance for a tail call, of the caller for another one. The
;; callee takes it first. Six integers are the most; that memory's address is one.
(module
  (type $seven (func (param i32 i64 i32 i32 i32 i32 funcref)))
  (func $six (param i32 i32 i32 i32 i32 i32)
    (return_call $six
      (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6)))
  (func $seven (type $seven)
    (return_call $seven
      (i32.const 1) (local.get 1) (i32.const 3) (i32.const 4) (i32.const 5) (local.get 5) (local.get 6)))
  (func (param (ref $seven))
    (return_call_ref $seven
      (i32.const 1) (i64.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6) (ref.null func)
      (local.get 0)))
  (func
    (call $seven
      (i32.const 1) (i64.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6) (ref.null func)))
  (func $nine (param f32 f32 f32 f32 f32 f32 f32 f32 v128) (result f32 f32 f32)
    (return_call $nine
      (f32.const 1) (f32.const 2) (f32.const 3) (f32.const 4) (f32.const 5) (f32.const 6) (f32.const 7) (f32.const 8)
      (local.get 8))))

;; define tailcc void @func_0(i32 %0, i32 %1, i32 %2, i32 %3, i32 %4, i32 %5) {
;; entry:
;;   %6 = alloca i32, align 4
;;   store i32 %0, ptr %6, align 4
;;   %7 = alloca i32, align 4
;;   store i32 %1, ptr %7, align 4
;;   %8 = alloca i32, align 4
;;   store i32 %2, ptr %8, align 4
;;   %9 = alloca i32, align 4
;;   store i32 %3, ptr %9, align 4
;;   %10 = alloca i32, align 4
;;   store i32 %4, ptr %10, align 4
;;   %11 = alloca i32, align 4
;;   store i32 %5, ptr %11, align 4
;;   musttail call tailcc void @func_0(i32 1, i32 2, i32 3, i32 4, i32 5, i32 6)
;;   ret void
;; }
;; define tailcc void @func_1(ptr %0, i32 %1, i64 %2, i32 %3, i32 %4, i32 %5) {
;; entry:
;;   %6 = load i32, ptr %0, align 4
;;   %7 = getelementptr nusw nuw i8, ptr %0, i64 16
;;   %8 = load ptr, ptr %7, align 8
;;   %9 = alloca i32, align 4
;;   store i32 %1, ptr %9, align 4
;;   %10 = alloca i64, align 8
;;   store i64 %2, ptr %10, align 4
;;   %11 = alloca i32, align 4
;;   store i32 %3, ptr %11, align 4
;;   %12 = alloca i32, align 4
;;   store i32 %4, ptr %12, align 4
;;   %13 = alloca i32, align 4
;;   store i32 %5, ptr %13, align 4
;;   %14 = alloca i32, align 4
;;   store i32 %6, ptr %14, align 4
;;   %15 = alloca ptr, align 8
;;   store ptr %8, ptr %15, align 8
;;   %16 = load i64, ptr %10, align 4
;;   %17 = load i32, ptr %14, align 4
;;   %18 = load ptr, ptr %15, align 8
;;   store i32 %17, ptr @tail_arguments, align 4
;;   store ptr %18, ptr getelementptr nusw nuw (i8, ptr @tail_arguments, i64 16), align 8
;;   musttail call tailcc void @func_1(ptr @tail_arguments, i32 1, i64 %16, i32 3, i32 4, i32 5)
;;   ret void
;; }
;; define tailcc void @func_2(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = getelementptr nusw nuw i8, ptr %2, i64 8
;;   %4 = load ptr, ptr %3, align 8, !invariant.load !0
;;   %5 = icmp eq ptr %4, null
;;   br i1 %5, label %call, label %tail, !prof !1
;;
;; tail:                                             ; preds = %entry
;;   store i32 6, ptr @tail_arguments, align 4
;;   store ptr null, ptr getelementptr nusw nuw (i8, ptr @tail_arguments, i64 16), align 8
;;   musttail call tailcc void %4(ptr @tail_arguments, i32 1, i64 2, i32 3, i32 4, i32 5)
;;   ret void
;;
;; call:                                             ; preds = %entry
;;   store i32 5, ptr @tail_arguments, align 4
;;   store i32 6, ptr getelementptr nusw nuw (i8, ptr @tail_arguments, i64 16), align 4
;;   store ptr null, ptr getelementptr nusw nuw (i8, ptr @tail_arguments, i64 32), align 8
;;   musttail call tailcc void @tail_caller_0(ptr %2, ptr @tail_arguments, i32 1, i64 2, i32 3, i32 4)
;;   ret void
;; }
;; define fastcc void @func_3() {
;; entry:
;;   %0 = alloca [2 x <2 x i64>], align 16
;;   store i32 6, ptr %0, align 4
;;   %1 = getelementptr nusw nuw i8, ptr %0, i64 16
;;   store ptr null, ptr %1, align 8
;;   call tailcc void @func_1(ptr %0, i32 1, i64 2, i32 3, i32 4, i32 5)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define tailcc void @func_4(ptr %0, ptr %1, float %2, float %3, float %4, float %5, float %6, float %7, float %8, float %9) {
;; entry:
;;   %10 = load <2 x i64>, ptr %1, align 16
;;   %11 = alloca float, align 4
;;   store float %2, ptr %11, align 4
;;   %12 = alloca float, align 4
;;   store float %3, ptr %12, align 4
;;   %13 = alloca float, align 4
;;   store float %4, ptr %13, align 4
;;   %14 = alloca float, align 4
;;   store float %5, ptr %14, align 4
;;   %15 = alloca float, align 4
;;   store float %6, ptr %15, align 4
;;   %16 = alloca float, align 4
;;   store float %7, ptr %16, align 4
;;   %17 = alloca float, align 4
;;   store float %8, ptr %17, align 4
;;   %18 = alloca float, align 4
;;   store float %9, ptr %18, align 4
;;   %19 = alloca <2 x i64>, align 16
;;   store <2 x i64> %10, ptr %19, align 16
;;   %20 = load <2 x i64>, ptr %19, align 16
;;   store <2 x i64> %20, ptr @tail_arguments, align 16
;;   musttail call tailcc void @func_4(ptr %0, ptr @tail_arguments, float 1.000000e+00, float 2.000000e+00, float 3.000000e+00, float 4.000000e+00, float 5.000000e+00, float 6.000000e+00, float 7.000000e+00, float 8.000000e+00)
;;   ret void
;; }
