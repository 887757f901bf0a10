;; A tail call passes the memory for its results on. A function that makes none is called, and returns to here first: so are
;; those that are known by address and have no entry for tail calls.
(module
  (type $t (func (param i32) (result i32 i32 i32)))
  (import "" "" (func $import (param i32) (result i32)))
  (table 1 funcref)
  (func $self (param i32) (result i32) (return_call $self (local.get 0)))
  (func $three (param i32) (result i32 i32 i32) (return_call $three (local.get 0)))
  (func (param i32) (result i32 i32 i32) (return_call_indirect (type $t) (local.get 0) (i32.const 0)))
  (func $none (param i32) (result i32) (call $self (local.get 0)))
  (func (param i32) (result i32) (return_call $none (local.get 0)))
  (func (param i32) (result i32) (return_call $import (local.get 0))))

;; define tailcc i32 @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = musttail call tailcc i32 @func_1(i32 %2)
;;   ret i32 %3
;; }
;; define tailcc void @func_2(ptr %0, i32 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %1, ptr %2, align 4
;;   %3 = load i32, ptr %2, align 4
;;   musttail call tailcc void @func_2(ptr %0, i32 %3)
;;   ret void
;; }
;; define tailcc void @func_3(ptr %0, i32 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %1, ptr %2, align 4
;;   %3 = load i32, ptr %2, align 4
;;   %4 = load i64, ptr getelementptr nusw nuw (i8, ptr @table_0, i64 8), align 4
;;   %5 = icmp uge i64 0, %4
;;   br i1 %5, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 4) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %6 = load ptr, ptr @table_0, align 8
;;   %7 = getelementptr nusw nuw i8, ptr %6, i64 0
;;   %8 = load ptr, ptr %7, align 8
;;   %9 = icmp eq ptr %8, null
;;   br i1 %9, label %trap1, label %next2, !prof !0
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 5) #1
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %10 = getelementptr nusw nuw i8, ptr %8, i64 32
;;   %11 = load i32, ptr %10, align 4, !invariant.load !1
;;   %12 = load i32, ptr @type_id_0, align 4, !invariant.load !1
;;   %13 = icmp ne i32 %11, %12
;;   br i1 %13, label %trap3, label %next4, !prof !0
;;
;; trap3:                                            ; preds = %next2
;;   call void @llvm.ubsantrap(i8 6) #1
;;   unreachable
;;
;; next4:                                            ; preds = %next2
;;   %14 = getelementptr nusw nuw i8, ptr %8, i64 8
;;   %15 = load ptr, ptr %14, align 8, !invariant.load !1
;;   %16 = icmp eq ptr %15, null
;;   br i1 %16, label %call, label %tail, !prof !0
;;
;; tail:                                             ; preds = %next4
;;   musttail call tailcc void %15(ptr %0, i32 %3)
;;   ret void
;;
;; call:                                             ; preds = %next4
;;   musttail call tailcc void @tail_caller_0(ptr %8, ptr %0, i32 %3)
;;   ret void
;; }
;; define fastcc i32 @func_4(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = call tailcc i32 @func_1(i32 %2)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %4 = phi i32 [ %3, %entry ]
;;   ret i32 %4
;; }
;; define tailcc i32 @func_5(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = call fastcc i32 @func_4(i32 %2)
;;   ret i32 %3
;; }
;; define tailcc i32 @func_6(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = load ptr, ptr getelementptr nusw nuw (i8, ptr @func_ref_0, i64 8), align 8, !invariant.load !1
;;   %4 = icmp eq ptr %3, null
;;   br i1 %4, label %call, label %tail, !prof !0
;;
;; tail:                                             ; preds = %entry
;;   %5 = musttail call tailcc i32 %3(i32 %2)
;;   ret i32 %5
;;
;; call:                                             ; preds = %entry
;;   %6 = musttail call tailcc i32 @tail_caller_1(ptr @func_ref_0, i32 %2)
;;   ret i32 %6
;; }
