;; What the type of a table says is not checked: neither null nor the type, nor that a subtype is one. Where it says
;; nothing, and the expected type may have subtypes, the runtime is asked unless the types are equal.
(module
  (type $t (sub (func)))
  (type $s (sub $t (func)))
  (table $typed 1 (ref $s) (ref.func $f))
  (table $any 1 funcref)
  (func $f (type $s))
  (func (param i32) (call_indirect $typed (type $t) (local.get 0)))
  (func (param i32) (call_indirect $any (type $t) (local.get 0))))

;; define fastcc void @func_0() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc void @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = zext i32 %2 to i64
;;   %4 = load i64, ptr getelementptr nusw nuw (i8, ptr @table_0, i64 8), align 4
;;   %5 = icmp uge i64 %3, %4
;;   br i1 %5, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 4) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %6 = load ptr, ptr @table_0, align 8
;;   %7 = shl i64 %3, 3
;;   %8 = getelementptr nusw nuw i8, ptr %6, i64 %7
;;   %9 = load ptr, ptr %8, align 8
;;   %10 = load ptr, ptr %9, align 8, !invariant.load !1
;;   %11 = icmp eq ptr %10, null
;;   br i1 %11, label %host, label %guest, !prof !0
;;
;; host:                                             ; preds = %next
;;   call fastcc void @edge_caller_0(ptr %9)
;;   br label %next1
;;
;; guest:                                            ; preds = %next
;;   call fastcc void %10()
;;   br label %next1
;;
;; next1:                                            ; preds = %guest, %host
;;   br label %end
;;
;; end:                                              ; preds = %next1
;;   ret void
;; }
;; define fastcc void @func_2(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = zext i32 %2 to i64
;;   %4 = load i64, ptr getelementptr nusw nuw (i8, ptr @table_1, i64 8), align 4
;;   %5 = icmp uge i64 %3, %4
;;   br i1 %5, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 4) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %6 = load ptr, ptr @table_1, align 8
;;   %7 = shl i64 %3, 3
;;   %8 = getelementptr nusw nuw i8, ptr %6, i64 %7
;;   %9 = load ptr, ptr %8, align 8
;;   %10 = icmp eq ptr %9, null
;;   br i1 %10, label %trap1, label %next2, !prof !0
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 5) #1
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %11 = getelementptr nusw nuw i8, ptr %9, i64 32
;;   %12 = load i32, ptr %11, align 4, !invariant.load !1
;;   %13 = load i32, ptr @type_id_0, align 4, !invariant.load !1
;;   %14 = icmp ne i32 %12, %13
;;   br i1 %14, label %ask, label %next3
;;
;; ask:                                              ; preds = %next2
;;   %15 = call i32 @wasmc_is_subtype(ptr @instance, i32 %12, i32 %13)
;;   %16 = icmp eq i32 %15, 0
;;   br label %next3
;;
;; next3:                                            ; preds = %ask, %next2
;;   %17 = phi i1 [ false, %next2 ], [ %16, %ask ]
;;   br i1 %17, label %trap4, label %next5, !prof !0
;;
;; trap4:                                            ; preds = %next3
;;   call void @llvm.ubsantrap(i8 6) #1
;;   unreachable
;;
;; next5:                                            ; preds = %next3
;;   %18 = load ptr, ptr %9, align 8, !invariant.load !1
;;   %19 = icmp eq ptr %18, null
;;   br i1 %19, label %host, label %guest, !prof !0
;;
;; host:                                             ; preds = %next5
;;   call fastcc void @edge_caller_0(ptr %9)
;;   br label %next6
;;
;; guest:                                            ; preds = %next5
;;   call fastcc void %18()
;;   br label %next6
;;
;; next6:                                            ; preds = %guest, %host
;;   br label %end
;;
;; end:                                              ; preds = %next6
;;   ret void
;; }
