;; Bounds, null, type; then the internal entry, or for a host function the edge.
(module
  (type $t (func (param i32) (result i32)))
  (table 1 funcref)
  (func (param i32 i32) (result i32) (call_indirect (type $t) (local.get 0) (local.get 1))))

;; define fastcc i32 @func_0(i32 %0, i32 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca i32, align 4
;;   store i32 %1, ptr %3, align 4
;;   %4 = load i32, ptr %2, align 4
;;   %5 = load i32, ptr %3, align 4
;;   %6 = zext i32 %5 to i64
;;   %7 = load i64, ptr getelementptr nusw nuw (i8, ptr @table_0, i64 8), align 4
;;   %8 = icmp uge i64 %6, %7
;;   br i1 %8, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 4) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %9 = load ptr, ptr @table_0, align 8
;;   %10 = shl i64 %6, 3
;;   %11 = getelementptr nusw nuw i8, ptr %9, i64 %10
;;   %12 = load ptr, ptr %11, align 8
;;   %13 = icmp eq ptr %12, null
;;   br i1 %13, label %trap1, label %next2, !prof !0
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 5) #1
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %14 = getelementptr nusw nuw i8, ptr %12, i64 32
;;   %15 = load i32, ptr %14, align 4, !invariant.load !1
;;   %16 = load i32, ptr @type_id_0, align 4, !invariant.load !1
;;   %17 = icmp ne i32 %15, %16
;;   br i1 %17, label %trap3, label %next4, !prof !0
;;
;; trap3:                                            ; preds = %next2
;;   call void @llvm.ubsantrap(i8 6) #1
;;   unreachable
;;
;; next4:                                            ; preds = %next2
;;   %18 = load ptr, ptr %12, align 8, !invariant.load !1
;;   %19 = icmp eq ptr %18, null
;;   br i1 %19, label %host, label %guest, !prof !0
;;
;; host:                                             ; preds = %next4
;;   %20 = call fastcc i32 @edge_caller_0(ptr %12, i32 %4)
;;   br label %next5
;;
;; guest:                                            ; preds = %next4
;;   %21 = call fastcc i32 %18(i32 %4)
;;   br label %next5
;;
;; next5:                                            ; preds = %guest, %host
;;   %22 = phi i32 [ %20, %host ], [ %21, %guest ]
;;   br label %end
;;
;; end:                                              ; preds = %next5
;;   %23 = phi i32 [ %22, %next5 ]
;;   ret i32 %23
;; }
