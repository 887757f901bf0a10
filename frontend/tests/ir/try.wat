;; The older form: the clauses are part of the frame, and a call in a clause belongs to the handlers around it.
(module
  (tag $a (param i32))
  (tag $b)
  (func $f)
  (func (result i32)
    try (result i32)
      call $f
      i32.const 0
    catch $a
    catch $b
      call $f
      rethrow 0
    catch_all
      i32.const 2
    end)
  (func (result i32)
    try (result i32)
      try (result i32)
        call $f
        i32.const 0
      catch $a
        call $f
      end
    catch_all
      i32.const 1
    end)
  (func
    try
      call $f
    end))

;; define fastcc void @func_0() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc i32 @func_1() personality ptr @wasmc_personality {
;; entry:
;;   invoke fastcc void @func_0()
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
;; end:                                              ; preds = %otherwise2, %catch, %next
;;   %5 = phi i32 [ 0, %next ], [ %7, %catch ], [ 2, %otherwise2 ]
;;   br label %end3
;;
;; catch:                                            ; preds = %dispatch
;;   %6 = getelementptr nusw nuw i8, ptr %2, i64 16
;;   %7 = load i32, ptr %6, align 4
;;   br label %end
;;
;; otherwise:                                        ; preds = %dispatch
;;   %8 = load ptr, ptr %2, align 8
;;   %9 = icmp eq ptr %8, @tag_1
;;   br i1 %9, label %catch1, label %otherwise2
;;
;; catch1:                                           ; preds = %otherwise
;;   %10 = getelementptr nusw nuw i8, ptr %2, i64 16
;;   call fastcc void @func_0()
;;   resume { ptr, i32 } %1
;;
;; otherwise2:                                       ; preds = %otherwise
;;   br label %end
;;
;; end3:                                             ; preds = %end
;;   %11 = phi i32 [ %5, %end ]
;;   ret i32 %11
;; }
;; define internal i32 @wasmc_personality() {
;; entry:
;;   ret i32 0
;; }
;; define fastcc i32 @func_2() personality ptr @wasmc_personality {
;; entry:
;;   invoke fastcc void @func_0()
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
;; end:                                              ; preds = %next3, %next
;;   %5 = phi i32 [ 0, %next ], [ %7, %next3 ]
;;   br label %end4
;;
;; catch:                                            ; preds = %dispatch
;;   %6 = getelementptr nusw nuw i8, ptr %2, i64 16
;;   %7 = load i32, ptr %6, align 4
;;   invoke fastcc void @func_0()
;;           to label %next3 unwind label %pad1
;;
;; otherwise:                                        ; preds = %dispatch
;;   br label %dispatch2
;;
;; pad1:                                             ; preds = %catch
;;   %8 = landingpad { ptr, i32 }
;;           cleanup
;;   br label %dispatch2
;;
;; dispatch2:                                        ; preds = %otherwise, %pad1
;;   %9 = phi { ptr, i32 } [ %8, %pad1 ], [ %1, %otherwise ]
;;   %10 = extractvalue { ptr, i32 } %9, 0
;;   br label %end4
;;
;; next3:                                            ; preds = %catch
;;   br label %end
;;
;; end4:                                             ; preds = %dispatch2, %end
;;   %11 = phi i32 [ %5, %end ], [ 1, %dispatch2 ]
;;   br label %end5
;;
;; end5:                                             ; preds = %end4
;;   %12 = phi i32 [ %11, %end4 ]
;;   ret i32 %12
;; }
;; define fastcc void @func_3() personality ptr @wasmc_personality {
;; entry:
;;   invoke fastcc void @func_0()
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
;;   resume { ptr, i32 } %1
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   ret void
;; }
