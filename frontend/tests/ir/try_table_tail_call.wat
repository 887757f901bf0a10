;; A tail call has left the function when it throws, also one that is made as a plain call. A call that is caught takes the
;; convention of tail calls if the function that it calls has that.
(module
  (tag $a)
  (type $t (func))
  (table 1 funcref)
  (func $f)
  (func $g (block $h (try_table (catch $a $h) (return_call $f))))
  (func (block $h (try_table (catch $a $h) (return_call_indirect (type $t) (i32.const 0)))))
  (func (block $h (try_table (catch $a $h) (call $g)))))

;; define fastcc void @func_0() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define tailcc void @func_1() {
;; entry:
;;   call fastcc void @func_0()
;;   ret void
;; }
;; define tailcc void @func_2() {
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
;;   %10 = getelementptr nusw nuw i8, ptr %4, i64 8
;;   %11 = load ptr, ptr %10, align 8, !invariant.load !1
;;   %12 = icmp eq ptr %11, null
;;   br i1 %12, label %call, label %tail, !prof !0
;;
;; tail:                                             ; preds = %next4
;;   musttail call tailcc void %11()
;;   ret void
;;
;; call:                                             ; preds = %next4
;;   musttail call tailcc void @tail_caller_0(ptr %4)
;;   ret void
;; }
;; define fastcc void @func_3() personality ptr @wasmc_personality {
;; entry:
;;   invoke tailcc void @func_1()
;;           to label %next unwind label %pad
;;
;; pad:                                              ; preds = %entry
;;   %0 = landingpad { ptr, i32 }
;;           cleanup
;;   br label %dispatch
;;
;; dispatch:                                         ; preds = %pad
;;   %1 = phi { ptr, i32 } [ %0, %pad ]
;;   %2 = extractvalue { ptr, i32 } %1, 0
;;   %3 = load ptr, ptr %2, align 8
;;   %4 = icmp eq ptr %3, @tag_0
;;   br i1 %4, label %catch, label %otherwise
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   br label %end1
;;
;; catch:                                            ; preds = %dispatch
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 16
;;   br label %end1
;;
;; otherwise:                                        ; preds = %dispatch
;;   resume { ptr, i32 } %1
;;
;; end1:                                             ; preds = %end, %catch
;;   br label %end2
;;
;; end2:                                             ; preds = %end1
;;   ret void
;; }
;; define internal i32 @wasmc_personality() {
;; entry:
;;   ret i32 0
;; }
