;; Both ways to call a function reference unwind to the same landing pad.
(module
  (type $t (func (result i32)))
  (table 1 funcref)
  (func (result i32)
    (block $h
      (try_table (catch_all $h)
        (return (call_indirect (type $t) (i32.const 0)))))
    (i32.const 7)))

;; define fastcc i32 @func_0() personality ptr @wasmc_personality {
;; entry:
;;   %0 = load i64, ptr getelementptr nusw nuw (i8, ptr @table_0, i64 8), align 4
;;   %1 = icmp uge i64 0, %0
;;   br i1 %1, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 4) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %2 = load ptr, ptr @table_0, align 8
;;   %3 = getelementptr nusw nuw i8, ptr %2, i64 0
;;   %4 = load ptr, ptr %3, align 8
;;   %5 = icmp eq ptr %4, null
;;   br i1 %5, label %trap1, label %next2, !prof !0
;;
;; trap1:                                            ; preds = %next
;;   call void @llvm.ubsantrap(i8 5) #1
;;   unreachable
;;
;; next2:                                            ; preds = %next
;;   %6 = getelementptr nusw nuw i8, ptr %4, i64 32
;;   %7 = load i32, ptr %6, align 4, !invariant.load !1
;;   %8 = load i32, ptr @type_id_0, align 4, !invariant.load !1
;;   %9 = icmp ne i32 %7, %8
;;   br i1 %9, label %trap3, label %next4, !prof !0
;;
;; trap3:                                            ; preds = %next2
;;   call void @llvm.ubsantrap(i8 6) #1
;;   unreachable
;;
;; next4:                                            ; preds = %next2
;;   %10 = load ptr, ptr %4, align 8, !invariant.load !1
;;   %11 = icmp eq ptr %10, null
;;   br i1 %11, label %host, label %guest, !prof !0
;;
;; pad:                                              ; preds = %guest, %host
;;   %12 = landingpad { ptr, i32 }
;;           cleanup
;;   br label %dispatch
;;
;; dispatch:                                         ; preds = %pad
;;   %13 = phi { ptr, i32 } [ %12, %pad ]
;;   %14 = extractvalue { ptr, i32 } %13, 0
;;   br label %end8
;;
;; host:                                             ; preds = %next4
;;   %15 = invoke fastcc i32 @edge_caller_0(ptr %4)
;;           to label %next5 unwind label %pad
;;
;; guest:                                            ; preds = %next4
;;   %16 = invoke fastcc i32 %10()
;;           to label %next6 unwind label %pad
;;
;; next5:                                            ; preds = %host
;;   br label %next7
;;
;; next6:                                            ; preds = %guest
;;   br label %next7
;;
;; next7:                                            ; preds = %next6, %next5
;;   %17 = phi i32 [ %15, %next5 ], [ %16, %next6 ]
;;   br label %end
;;
;; end:                                              ; preds = %end8, %next7
;;   %18 = phi i32 [ %17, %next7 ], [ 7, %end8 ]
;;   ret i32 %18
;;
;; end8:                                             ; preds = %dispatch
;;   br label %end
;; }
;; define internal i32 @wasmc_personality() {
;; entry:
;;   ret i32 0
;; }
