;; The remainder by -1 is that by 1, which LLVM defines for the smallest number too.
(module
  (func (param i32 i32) (result i32) (i32.rem_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.rem_u (local.get 0) (local.get 1))))

;; define fastcc i32 @func_0(i32 %0, i32 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca i32, align 4
;;   store i32 %1, ptr %3, align 4
;;   %4 = load i32, ptr %2, align 4
;;   %5 = load i32, ptr %3, align 4
;;   %6 = icmp eq i32 %5, 0
;;   br i1 %6, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 7) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %7 = icmp eq i32 %5, -1
;;   %8 = select i1 %7, i32 1, i32 %5
;;   %9 = srem i32 %4, %8
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %10 = phi i32 [ %9, %next ]
;;   ret i32 %10
;; }
;; define fastcc i64 @func_1(i64 %0, i64 %1) {
;; entry:
;;   %2 = alloca i64, align 8
;;   store i64 %0, ptr %2, align 4
;;   %3 = alloca i64, align 8
;;   store i64 %1, ptr %3, align 4
;;   %4 = load i64, ptr %2, align 4
;;   %5 = load i64, ptr %3, align 4
;;   %6 = icmp eq i64 %5, 0
;;   br i1 %6, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 7) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %7 = urem i64 %4, %5
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %8 = phi i64 [ %7, %next ]
;;   ret i64 %8
;; }
