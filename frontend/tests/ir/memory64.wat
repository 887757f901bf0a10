;; A 64-bit index is compared with the size; a large offset is added to it first, and must not wrap.
(module
  (memory i64 1)
  (func (param i64) (result i32) (i32.load offset=8 (local.get 0)))
  (func (param i64 i64) (i64.store offset=0x100000000 (local.get 0) (local.get 1)))
  (func (param i64 i32 i64) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  (func (param i64) (result i64) (memory.grow (local.get 0))))

;; define fastcc i32 @func_0(i64 %0) {
;; entry:
;;   %1 = alloca i64, align 8
;;   store i64 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i64, ptr %1, align 4
;;   %4 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %5 = icmp uge i64 %3, %4
;;   br i1 %5, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #3
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %6 = getelementptr nusw nuw i8, ptr %2, i64 %3
;;   %7 = getelementptr nusw nuw i8, ptr %6, i64 8
;;   %8 = load i32, ptr %7, align 1, !wasmc.memory !2
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %9 = phi i32 [ %8, %next ]
;;   ret i32 %9
;; }
;; define fastcc void @func_1(i64 %0, i64 %1) {
;; entry:
;;   %2 = alloca i64, align 8
;;   store i64 %0, ptr %2, align 4
;;   %3 = alloca i64, align 8
;;   store i64 %1, ptr %3, align 4
;;   %4 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %5 = load i64, ptr %2, align 4
;;   %6 = load i64, ptr %3, align 4
;;   %7 = add i64 %5, 4294967304
;;   %8 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %9 = icmp ugt i64 %7, %8
;;   %10 = icmp ult i64 %7, %5
;;   %11 = or i1 %9, %10
;;   br i1 %11, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #3
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %12 = getelementptr nusw nuw i8, ptr %4, i64 %5
;;   %13 = getelementptr nusw nuw i8, ptr %12, i64 4294967296
;;   store i64 %6, ptr %13, align 1, !wasmc.memory !2
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
;; define fastcc void @func_2(i64 %0, i32 %1, i64 %2) {
;; entry:
;;   %3 = alloca i64, align 8
;;   store i64 %0, ptr %3, align 4
;;   %4 = alloca i32, align 4
;;   store i32 %1, ptr %4, align 4
;;   %5 = alloca i64, align 8
;;   store i64 %2, ptr %5, align 4
;;   %6 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %7 = load i64, ptr %3, align 4
;;   %8 = load i32, ptr %4, align 4
;;   %9 = load i64, ptr %5, align 4
;;   %10 = add i64 %7, %9
;;   %11 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %12 = icmp ugt i64 %10, %11
;;   %13 = icmp ult i64 %10, %7
;;   %14 = or i1 %12, %13
;;   br i1 %14, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #3
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %15 = getelementptr nusw nuw i8, ptr %6, i64 %7
;;   %16 = trunc i32 %8 to i8
;;   call void @llvm.memset.p0.i64(ptr align 1 %15, i8 %16, i64 %9, i1 false)
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
;; define fastcc i64 @func_3(i64 %0) {
;; entry:
;;   %1 = alloca i64, align 8
;;   store i64 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i64, ptr %1, align 4
;;   %4 = call i64 @wasmc_memory_grow(ptr @instance, i32 0, i64 %3)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi i64 [ %4, %entry ]
;;   ret i64 %5
;; }
