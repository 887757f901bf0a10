;; Waiting and notifying are the runtime's: compiled code checks alignment and bounds, in this order.
(module
  (memory 1 2 shared)
  (func (param i32 i32 i64) (result i32)
    (memory.atomic.wait32 offset=8 (local.get 0) (local.get 1) (local.get 2)))
  (func (param i32 i64 i64) (result i32)
    (memory.atomic.wait64 (local.get 0) (local.get 1) (local.get 2)))
  (func (param i32 i32) (result i32)
    (memory.atomic.notify (local.get 0) (local.get 1))))

;; define fastcc i32 @func_0(i32 %0, i32 %1, i64 %2) {
;; entry:
;;   %3 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %4 = load ptr, ptr %3, align 8, !invariant.load !0
;;   %5 = alloca i32, align 4
;;   store i32 %0, ptr %5, align 4
;;   %6 = alloca i32, align 4
;;   store i32 %1, ptr %6, align 4
;;   %7 = alloca i64, align 8
;;   store i64 %2, ptr %7, align 4
;;   %8 = load i32, ptr %5, align 4
;;   %9 = load i32, ptr %6, align 4
;;   %10 = load i64, ptr %7, align 4
;;   %11 = zext i32 %8 to i64
;;   %12 = and i64 %11, 3
;;   %13 = icmp ne i64 %12, 0
;;   br i1 %13, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %14 = add i64 %11, 12
;;   %15 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %16 = getelementptr nusw nuw i8, ptr %15, i64 8
;;   %17 = load atomic i64, ptr %16 monotonic, align 8, !range !2
;;   %18 = icmp ugt i64 %14, %17
;;   br i1 %18, label %trap1, label %next2, !prof !1
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 2) #1
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %19 = getelementptr nusw nuw i8, ptr %4, i64 %11
;;   %20 = getelementptr nusw nuw i8, ptr %19, i64 8
;;   %21 = call i32 @wasmc_atomic_wait32(ptr %20, i32 %9, i64 %10)
;;   br label %end
;;
;; end:                                              ; preds = %next2
;;   %22 = phi i32 [ %21, %next2 ]
;;   ret i32 %22
;; }
;; define fastcc i32 @func_1(i32 %0, i64 %1, i64 %2) {
;; entry:
;;   %3 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %4 = load ptr, ptr %3, align 8, !invariant.load !0
;;   %5 = alloca i32, align 4
;;   store i32 %0, ptr %5, align 4
;;   %6 = alloca i64, align 8
;;   store i64 %1, ptr %6, align 4
;;   %7 = alloca i64, align 8
;;   store i64 %2, ptr %7, align 4
;;   %8 = load i32, ptr %5, align 4
;;   %9 = load i64, ptr %6, align 4
;;   %10 = load i64, ptr %7, align 4
;;   %11 = zext i32 %8 to i64
;;   %12 = and i64 %11, 7
;;   %13 = icmp ne i64 %12, 0
;;   br i1 %13, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %14 = add i64 %11, 8
;;   %15 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %16 = getelementptr nusw nuw i8, ptr %15, i64 8
;;   %17 = load atomic i64, ptr %16 monotonic, align 8, !range !2
;;   %18 = icmp ugt i64 %14, %17
;;   br i1 %18, label %trap1, label %next2, !prof !1
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 2) #1
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %19 = getelementptr nusw nuw i8, ptr %4, i64 %11
;;   %20 = call i32 @wasmc_atomic_wait64(ptr %19, i64 %9, i64 %10)
;;   br label %end
;;
;; end:                                              ; preds = %next2
;;   %21 = phi i32 [ %20, %next2 ]
;;   ret i32 %21
;; }
;; define fastcc i32 @func_2(i32 %0, i32 %1) {
;; entry:
;;   %2 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %3 = load ptr, ptr %2, align 8, !invariant.load !0
;;   %4 = alloca i32, align 4
;;   store i32 %0, ptr %4, align 4
;;   %5 = alloca i32, align 4
;;   store i32 %1, ptr %5, align 4
;;   %6 = load i32, ptr %4, align 4
;;   %7 = load i32, ptr %5, align 4
;;   %8 = zext i32 %6 to i64
;;   %9 = and i64 %8, 3
;;   %10 = icmp ne i64 %9, 0
;;   br i1 %10, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %11 = add i64 %8, 4
;;   %12 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %13 = getelementptr nusw nuw i8, ptr %12, i64 8
;;   %14 = load atomic i64, ptr %13 monotonic, align 8, !range !2
;;   %15 = icmp ugt i64 %11, %14
;;   br i1 %15, label %trap1, label %next2, !prof !1
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 2) #1
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %16 = getelementptr nusw nuw i8, ptr %3, i64 %8
;;   %17 = call i32 @wasmc_atomic_notify(ptr %16, i32 %7)
;;   br label %end
;;
;; end:                                              ; preds = %next2
;;   %18 = phi i32 [ %17, %next2 ]
;;   ret i32 %18
;; }
