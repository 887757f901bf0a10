;; Nobody can wait at a memory that is not shared. Notifying still checks its address.
(module
  (memory 1)
  (func (param i32) (result i32)
    (memory.atomic.wait32 (local.get 0) (i32.const 0) (i64.const -1)))
  (func (param i32) (result i32)
    (memory.atomic.notify (local.get 0) (i32.const 1))))

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
;;   call void @llvm.ubsantrap(i8 13) #2
;;   unreachable
;; }
;; define fastcc i32 @func_1(i32 %0) {
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
;;   %7 = add i64 %4, 4
;;   %8 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !1
;;   %9 = icmp ugt i64 %7, %8
;;   br i1 %9, label %trap1, label %next2, !prof !0
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 2) #2
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %10 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   br label %end
;;
;; end:                                              ; preds = %next2
;;   %11 = phi i32 [ 0, %next2 ]
;;   ret i32 %11
;; }
