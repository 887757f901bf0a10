;; No comparison of types: the reference has the right one. A null only where its type allows one.
(module
  (type $t (func (param i32) (result i32)))
  (func (param (ref $t)) (result i32) (call_ref $t (i32.const 1) (local.get 0)))
  (func (param (ref null $t)) (result i32) (call_ref $t (i32.const 1) (local.get 0))))

;; define fastcc i32 @func_0(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = load ptr, ptr %2, align 8, !invariant.load !0
;;   %4 = icmp eq ptr %3, null
;;   br i1 %4, label %host, label %guest, !prof !1
;;
;; host:                                             ; preds = %entry
;;   %5 = call fastcc i32 @edge_caller_0(ptr %2, i32 1)
;;   br label %next
;;
;; guest:                                            ; preds = %entry
;;   %6 = call fastcc i32 %3(i32 1)
;;   br label %next
;;
;; next:                                             ; preds = %guest, %host
;;   %7 = phi i32 [ %5, %host ], [ %6, %guest ]
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %8 = phi i32 [ %7, %next ]
;;   ret i32 %8
;; }
;; define fastcc i32 @func_1(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp eq ptr %2, null
;;   br i1 %3, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 14) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %4 = load ptr, ptr %2, align 8, !invariant.load !0
;;   %5 = icmp eq ptr %4, null
;;   br i1 %5, label %host, label %guest, !prof !1
;;
;; host:                                             ; preds = %next
;;   %6 = call fastcc i32 @edge_caller_0(ptr %2, i32 1)
;;   br label %next1
;;
;; guest:                                            ; preds = %next
;;   %7 = call fastcc i32 %4(i32 1)
;;   br label %next1
;;
;; next1:                                            ; preds = %guest, %host
;;   %8 = phi i32 [ %6, %host ], [ %7, %guest ]
;;   br label %end
;;
;; end:                                              ; preds = %next1
;;   %9 = phi i32 [ %8, %next1 ]
;;   ret i32 %9
;; }
