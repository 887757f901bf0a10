;; Atomic accesses have the alignment of their type, which is checked first; bytes need no check. Narrow values are extended
;; with zeros.
(module
  (memory 1)
  (func (param i32) (result i32) (i32.atomic.load offset=4 (local.get 0)))
  (func (param i32) (result i64) (i64.atomic.load8_u (local.get 0)))
  (func (param i32 i64) (i64.atomic.store (local.get 0) (local.get 1)))
  (func (param i32 i64) (i64.atomic.store32 offset=2 (local.get 0) (local.get 1)))
  (func (atomic.fence)))

;; define fastcc i32 @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = and i64 %4, 3
;;   %6 = icmp ne i64 %5, 0
;;   br i1 %6, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %7 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   %8 = getelementptr nusw nuw i8, ptr %7, i64 4
;;   %9 = load atomic volatile i32, ptr %8 seq_cst, align 4, !wasmc.memory !1
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %10 = phi i32 [ %9, %next ]
;;   ret i32 %10
;; }
;; define fastcc i64 @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   %6 = load atomic volatile i8, ptr %5 seq_cst, align 1, !wasmc.memory !1
;;   %7 = zext i8 %6 to i64
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %8 = phi i64 [ %7, %entry ]
;;   ret i64 %8
;; }
;; define fastcc void @func_2(i32 %0, i64 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca i64, align 8
;;   store i64 %1, ptr %3, align 4
;;   %4 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %5 = load i32, ptr %2, align 4
;;   %6 = load i64, ptr %3, align 4
;;   %7 = zext i32 %5 to i64
;;   %8 = and i64 %7, 7
;;   %9 = icmp ne i64 %8, 0
;;   br i1 %9, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %10 = getelementptr nusw nuw i8, ptr %4, i64 %7
;;   store atomic volatile i64 %6, ptr %10 seq_cst, align 8, !wasmc.memory !1
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
;; define fastcc void @func_3(i32 %0, i64 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca i64, align 8
;;   store i64 %1, ptr %3, align 4
;;   %4 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %5 = load i32, ptr %2, align 4
;;   %6 = load i64, ptr %3, align 4
;;   %7 = trunc i64 %6 to i32
;;   %8 = zext i32 %5 to i64
;;   %9 = add i64 %8, 2
;;   %10 = and i64 %9, 3
;;   %11 = icmp ne i64 %10, 0
;;   br i1 %11, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %12 = getelementptr nusw nuw i8, ptr %4, i64 %8
;;   %13 = getelementptr nusw nuw i8, ptr %12, i64 2
;;   store atomic volatile i32 %7, ptr %13 seq_cst, align 4, !wasmc.memory !1
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
;; define fastcc void @func_4() {
;; entry:
;;   %0 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   fence seq_cst
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
