;; A memory of single bytes need not end at a page of the host: each access is compared with the size.
(module
  (memory 1 1 (pagesize 1))
  (func (param i32) (result i32) (i32.load offset=4 (local.get 0)))
  (func (result i32) (memory.size)))

;; define fastcc i32 @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = add i64 %4, 8
;;   %6 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %7 = icmp ugt i64 %5, %6
;;   br i1 %7, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 2) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %8 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   %9 = getelementptr nusw nuw i8, ptr %8, i64 4
;;   %10 = load i32, ptr %9, align 1, !wasmc.memory !2
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %11 = phi i32 [ %10, %next ]
;;   ret i32 %11
;; }
;; define fastcc i32 @func_1() {
;; entry:
;;   %0 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %1 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %2 = lshr i64 %1, 0
;;   %3 = trunc i64 %2 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %4 = phi i32 [ %3, %entry ]
;;   ret i32 %4
;; }
