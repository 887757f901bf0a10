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
;;   %6 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %7 = load i32, ptr %3, align 4
;;   %8 = load i32, ptr %4, align 4
;;   %9 = load i32, ptr %5, align 4
;;   %10 = zext i32 %9 to i64
;;   %11 = zext i32 %8 to i64
;;   %12 = zext i32 %7 to i64
;;   %13 = add i64 %11, %10
;;   %14 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %15 = icmp ugt i64 %13, %14
;;   br i1 %15, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #4
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %16 = add i64 %12, %10
;;   %17 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %18 = icmp ugt i64 %16, %17
;;   br i1 %18, label %trap1, label %next2, !prof !1
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 2) #4
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %19 = getelementptr nusw nuw i8, ptr %6, i64 %11
;;   %20 = getelementptr nusw nuw i8, ptr %6, i64 %12
;;   call void @llvm.memmove.p0.p0.i64(ptr align 1 %20, ptr align 1 %19, i64 %10, i1 false)
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
;;   %6 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %7 = load i32, ptr %3, align 4
;;   %8 = load i32, ptr %4, align 4
;;   %9 = load i32, ptr %5, align 4
;;   %10 = zext i32 %9 to i64
;;   %11 = zext i32 %7 to i64
;;   %12 = add i64 %11, %10
;;   %13 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %14 = icmp ugt i64 %12, %13
;;   br i1 %14, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #4
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %15 = getelementptr nusw nuw i8, ptr %6, i64 %11
;;   %16 = trunc i32 %8 to i8
;;   call void @llvm.memset.p0.i64(ptr align 1 %15, i8 %16, i64 %10, i1 false)
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
;;   %6 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %7 = load i32, ptr %3, align 4
;;   %8 = load i32, ptr %4, align 4
;;   %9 = load i32, ptr %5, align 4
;;   %10 = zext i32 %9 to i64
;;   %11 = zext i32 %8 to i64
;;   %12 = zext i32 %7 to i64
;;   %13 = call i32 @wasmc_memory_init(ptr @instance, i32 0, i32 0, i64 %12, i64 %11, i64 %10)
;;   %14 = icmp eq i32 %13, 0
;;   br i1 %14, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #4
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
;;   %0 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
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
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = call i64 @wasmc_memory_grow(ptr @instance, i32 0, i64 %4)
;;   %6 = trunc i64 %5 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %7 = phi i32 [ %6, %entry ]
;;   ret i32 %7
;; }
