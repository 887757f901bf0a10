;; One instruction, volatile: LLVM replaces one that changes nothing by a fence, and its trap would be lost.
(module
  (memory 1)
  (func (param i32 i32) (result i32) (i32.atomic.rmw.add (local.get 0) (local.get 1)))
  (func (param i32 i64) (result i64) (i64.atomic.rmw16.xchg_u (local.get 0) (local.get 1)))
  (func (param i32) (drop (i32.atomic.rmw8.or_u (local.get 0) (i32.const 0)))))

;; define fastcc i32 @func_0(i32 %0, i32 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca i32, align 4
;;   store i32 %1, ptr %3, align 4
;;   %4 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %5 = load i32, ptr %2, align 4
;;   %6 = load i32, ptr %3, align 4
;;   %7 = zext i32 %5 to i64
;;   %8 = and i64 %7, 3
;;   %9 = icmp ne i64 %8, 0
;;   br i1 %9, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %10 = getelementptr nusw nuw i8, ptr %4, i64 %7
;;   %11 = atomicrmw volatile add ptr %10, i32 %6 seq_cst, align 4, !wasmc.memory !1
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %12 = phi i32 [ %11, %next ]
;;   ret i32 %12
;; }
;; define fastcc i64 @func_1(i32 %0, i64 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca i64, align 8
;;   store i64 %1, ptr %3, align 4
;;   %4 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %5 = load i32, ptr %2, align 4
;;   %6 = load i64, ptr %3, align 4
;;   %7 = trunc i64 %6 to i16
;;   %8 = zext i32 %5 to i64
;;   %9 = and i64 %8, 1
;;   %10 = icmp ne i64 %9, 0
;;   br i1 %10, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %11 = getelementptr nusw nuw i8, ptr %4, i64 %8
;;   %12 = atomicrmw volatile xchg ptr %11, i16 %7 seq_cst, align 2, !wasmc.memory !1
;;   %13 = zext i16 %12 to i64
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %14 = phi i64 [ %13, %next ]
;;   ret i64 %14
;; }
;; define fastcc void @func_2(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   %6 = atomicrmw volatile or ptr %5, i8 0 seq_cst, align 1, !wasmc.memory !1
;;   %7 = zext i8 %6 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
