;; A shared memory is reached through its definition, wherever it was made. Other threads may change its size, which is loaded
;; atomically; plain accesses stay plain.
(module
  (memory 1 2 shared)
  (func (param i32) (result i32) (i32.load (local.get 0)))
  (func (result i32) (memory.size))
  (func (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2))))

;; define fastcc i32 @func_0(i32 %0) {
;; entry:
;;   %1 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %2 = load ptr, ptr %1, align 8, !invariant.load !0
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = load i32, ptr %3, align 4
;;   %5 = zext i32 %4 to i64
;;   %6 = getelementptr nusw nuw i8, ptr %2, i64 %5
;;   %7 = load i32, ptr %6, align 1, !wasmc.memory !1
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %8 = phi i32 [ %7, %entry ]
;;   ret i32 %8
;; }
;; define fastcc i32 @func_1() {
;; entry:
;;   %0 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %1 = getelementptr nusw nuw i8, ptr %0, i64 8
;;   %2 = load atomic i64, ptr %1 monotonic, align 8, !range !2
;;   %3 = lshr i64 %2, 16
;;   %4 = trunc i64 %3 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi i32 [ %4, %entry ]
;;   ret i32 %5
;; }
;; define fastcc void @func_2(i32 %0, i32 %1, i32 %2) {
;; entry:
;;   %3 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %4 = load ptr, ptr %3, align 8, !invariant.load !0
;;   %5 = alloca i32, align 4
;;   store i32 %0, ptr %5, align 4
;;   %6 = alloca i32, align 4
;;   store i32 %1, ptr %6, align 4
;;   %7 = alloca i32, align 4
;;   store i32 %2, ptr %7, align 4
;;   %8 = load i32, ptr %5, align 4
;;   %9 = load i32, ptr %6, align 4
;;   %10 = load i32, ptr %7, align 4
;;   %11 = zext i32 %10 to i64
;;   %12 = zext i32 %8 to i64
;;   %13 = add i64 %12, %11
;;   %14 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %15 = getelementptr nusw nuw i8, ptr %14, i64 8
;;   %16 = load atomic i64, ptr %15 monotonic, align 8, !range !2
;;   %17 = icmp ugt i64 %13, %16
;;   br i1 %17, label %trap, label %next, !prof !3
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %18 = getelementptr nusw nuw i8, ptr %4, i64 %12
;;   %19 = trunc i32 %9 to i8
;;   call void @llvm.memset.p0.i64(ptr align 1 %18, i8 %19, i64 %11, i1 false)
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
