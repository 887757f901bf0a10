;; The lowest bits of index and offset tell the alignment, whatever their sum; bounds are checked after it as for all accesses.
(module
  (memory $long i64 1)
  (memory $small 0 (pagesize 1))
  (func (param i64) (result i64) (i64.atomic.load $long offset=0xffffffffffffffff (local.get 0)))
  (func (param i64) (result i32) (i32.atomic.rmw.sub $long offset=8 (local.get 0) (i32.const 1)))
  (func (param i32) (result i32) (i32.atomic.load16_u $small offset=3 (local.get 0))))

;; define fastcc i64 @func_0(i64 %0) {
;; entry:
;;   %1 = alloca i64, align 8
;;   store i64 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i64, ptr %1, align 4
;;   %4 = add i64 %3, 7
;;   %5 = and i64 %4, 7
;;   %6 = icmp ne i64 %5, 0
;;   br i1 %6, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %7 = add i64 %3, -1
;;   %8 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !1
;;   %9 = icmp ugt i64 %7, %8
;;   %10 = icmp ult i64 %7, %3
;;   %11 = or i1 %9, %10
;;   br i1 %11, label %trap1, label %next2, !prof !0
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 2) #2
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %12 = getelementptr nusw nuw i8, ptr %2, i64 %3
;;   %13 = getelementptr nusw nuw i8, ptr %12, i64 -1
;;   %14 = load atomic volatile i64, ptr %13 seq_cst, align 8, !wasmc.memory !2
;;   br label %end
;;
;; end:                                              ; preds = %next2
;;   %15 = phi i64 [ %14, %next2 ]
;;   ret i64 %15
;; }
;; define fastcc i32 @func_1(i64 %0) {
;; entry:
;;   %1 = alloca i64, align 8
;;   store i64 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i64, ptr %1, align 4
;;   %4 = and i64 %3, 3
;;   %5 = icmp ne i64 %4, 0
;;   br i1 %5, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %6 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !1
;;   %7 = icmp uge i64 %3, %6
;;   br i1 %7, label %trap1, label %next2, !prof !0
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 2) #2
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %8 = getelementptr nusw nuw i8, ptr %2, i64 %3
;;   %9 = getelementptr nusw nuw i8, ptr %8, i64 8
;;   %10 = atomicrmw volatile sub ptr %9, i32 1 seq_cst, align 4, !wasmc.memory !2
;;   br label %end
;;
;; end:                                              ; preds = %next2
;;   %11 = phi i32 [ %10, %next2 ]
;;   ret i32 %11
;; }
;; define fastcc i32 @func_2(i32 %0) {
;; entry:
;;   %1 = load ptr, ptr @memory_1, align 8, !invariant.load !2
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %4 = load i32, ptr %2, align 4
;;   %5 = zext i32 %4 to i64
;;   %6 = add i64 %5, 1
;;   %7 = and i64 %6, 1
;;   %8 = icmp ne i64 %7, 0
;;   br i1 %8, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 12) #2
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %9 = add i64 %5, 5
;;   %10 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_1, i64 8), align 4, !range !1
;;   %11 = icmp ugt i64 %9, %10
;;   br i1 %11, label %trap1, label %next2, !prof !0
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 2) #2
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %12 = getelementptr nusw nuw i8, ptr %1, i64 %5
;;   %13 = getelementptr nusw nuw i8, ptr %12, i64 3
;;   %14 = load atomic volatile i16, ptr %13 seq_cst, align 2, !wasmc.memory !3
;;   %15 = zext i16 %14 to i32
;;   br label %end
;;
;; end:                                              ; preds = %next2
;;   %16 = phi i32 [ %15, %next2 ]
;;   ret i32 %16
;; }
