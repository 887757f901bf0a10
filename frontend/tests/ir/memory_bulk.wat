;; Bounds are checked before anything is written; the size is loaded each time, for memories grow.
(module
  (memory 1)
  (data "x")
  (func (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  (func (param i32 i32 i32) (memory.init 0 (local.get 0) (local.get 1) (local.get 2)))
  (func (data.drop 0))
  (func (param i32) (result i32) (memory.grow (local.get 0))))

;; define fastcc void @func_0(i32 %0, i32 %1, i32 %2) {
;; entry:
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = alloca i32, align 4
;;   store i32 %1, ptr %4, align 4
;;   %5 = alloca i32, align 4
;;   store i32 %2, ptr %5, align 4
;;   %6 = load i32, ptr %3, align 4
;;   %7 = load i32, ptr %4, align 4
;;   %8 = load i32, ptr %5, align 4
;;   %9 = zext i32 %8 to i64
;;   %10 = zext i32 %7 to i64
;;   %11 = zext i32 %6 to i64
;;   %12 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4
;;   %13 = add i64 %10, %9
;;   %14 = icmp ugt i64 %13, %12
;;   br i1 %14, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #3
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %15 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4
;;   %16 = add i64 %11, %9
;;   %17 = icmp ugt i64 %16, %15
;;   br i1 %17, label %trap1, label %next2, !prof !0
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 2) #3
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %18 = getelementptr nusw nuw i8, ptr @memory0, i64 %10
;;   %19 = getelementptr nusw nuw i8, ptr @memory0, i64 %11
;;   call void @llvm.memmove.p0.p0.i64(ptr align 1 %19, ptr align 1 %18, i64 %9, i1 false)
;;   br label %end
;;
;; end:                                              ; preds = %next2
;;   ret void
;; }
;; define fastcc void @func_1(i32 %0, i32 %1, i32 %2) {
;; entry:
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = alloca i32, align 4
;;   store i32 %1, ptr %4, align 4
;;   %5 = alloca i32, align 4
;;   store i32 %2, ptr %5, align 4
;;   %6 = load i32, ptr %3, align 4
;;   %7 = load i32, ptr %4, align 4
;;   %8 = load i32, ptr %5, align 4
;;   %9 = zext i32 %8 to i64
;;   %10 = zext i32 %6 to i64
;;   %11 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4
;;   %12 = add i64 %10, %9
;;   %13 = icmp ugt i64 %12, %11
;;   br i1 %13, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #3
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %14 = getelementptr nusw nuw i8, ptr @memory0, i64 %10
;;   %15 = trunc i32 %7 to i8
;;   call void @llvm.memset.p0.i64(ptr align 1 %14, i8 %15, i64 %9, i1 false)
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
;; define fastcc void @func_2(i32 %0, i32 %1, i32 %2) {
;; entry:
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = alloca i32, align 4
;;   store i32 %1, ptr %4, align 4
;;   %5 = alloca i32, align 4
;;   store i32 %2, ptr %5, align 4
;;   %6 = load i32, ptr %3, align 4
;;   %7 = load i32, ptr %4, align 4
;;   %8 = load i32, ptr %5, align 4
;;   %9 = zext i32 %8 to i64
;;   %10 = zext i32 %7 to i64
;;   %11 = zext i32 %6 to i64
;;   %12 = call i32 @wasmc_memory_init(ptr @instance, i32 0, i32 0, i64 %11, i64 %10, i64 %9)
;;   %13 = icmp eq i32 %12, 0
;;   br i1 %13, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #3
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
;; define fastcc void @func_3() {
;; entry:
;;   call void @wasmc_data_drop(ptr @instance, i32 0)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc i32 @func_4(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = zext i32 %2 to i64
;;   %4 = call i64 @wasmc_memory_grow(ptr @instance, i32 0, i64 %3)
;;   %5 = trunc i64 %4 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %6 = phi i32 [ %5, %entry ]
;;   ret i32 %6
;; }
