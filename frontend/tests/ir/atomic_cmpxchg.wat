;; What is expected is wrapped to the width of the access, as what replaces it.
(module
  (memory 1)
  (func (param i32 i64 i64) (result i64) (i64.atomic.rmw.cmpxchg (local.get 0) (local.get 1) (local.get 2)))
  (func (param i32 i32 i32) (result i32) (i32.atomic.rmw8.cmpxchg_u (local.get 0) (local.get 1) (local.get 2))))

;; define fastcc i64 @func_0(i32 %0, i64 %1, i64 %2) {
;; entry:
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = alloca i64, align 8
;;   store i64 %1, ptr %4, align 4
;;   %5 = alloca i64, align 8
;;   store i64 %2, ptr %5, align 4
;;   %6 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %7 = load i32, ptr %3, align 4
;;   %8 = load i64, ptr %4, align 4
;;   %9 = load i64, ptr %5, align 4
;;   %10 = zext i32 %7 to i64
;;   %11 = and i64 %10, 7
;;   %12 = icmp ne i64 %11, 0
;;   br i1 %12, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %13 = getelementptr nusw nuw i8, ptr %6, i64 %10
;;   %14 = cmpxchg volatile ptr %13, i64 %8, i64 %9 seq_cst seq_cst, align 8, !wasmc.memory !1
;;   %15 = extractvalue { i64, i1 } %14, 0
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %16 = phi i64 [ %15, %next ]
;;   ret i64 %16
;; }
;; define fastcc i32 @func_1(i32 %0, i32 %1, i32 %2) {
;; entry:
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = alloca i32, align 4
;;   store i32 %1, ptr %4, align 4
;;   %5 = alloca i32, align 4
;;   store i32 %2, ptr %5, align 4
;;   %6 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %7 = load i32, ptr %3, align 4
;;   %8 = load i32, ptr %4, align 4
;;   %9 = load i32, ptr %5, align 4
;;   %10 = trunc i32 %9 to i8
;;   %11 = trunc i32 %8 to i8
;;   %12 = zext i32 %7 to i64
;;   %13 = getelementptr nusw nuw i8, ptr %6, i64 %12
;;   %14 = cmpxchg volatile ptr %13, i8 %11, i8 %10 seq_cst seq_cst, align 1, !wasmc.memory !1
;;   %15 = extractvalue { i8, i1 } %14, 0
;;   %16 = zext i8 %15 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %17 = phi i32 [ %16, %entry ]
;;   ret i32 %17
;; }
