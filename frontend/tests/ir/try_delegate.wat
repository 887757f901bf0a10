;; `delegate` passes over the handlers between it and its label: nobody asks the `try` in the middle. A label outside of
;; every handler is the caller, and that of a frame in one of whose clauses we are is what is around that frame.
(module
  (func $f)
  (func (result i32)
    try $outer (result i32)
      try (result i32)
        try
          call $f
        delegate $outer
        i32.const 0
      catch_all
        i32.const 1
      end
    catch_all
      i32.const 2
    end)
  (func
    try
      try
        call $f
      delegate 1
    catch_all
    end)
  (func
    try $t
      call $f
    catch_all
      try
        call $f
      delegate $t
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
;;   br label %dispatch1
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   br label %end2
;;
;; dispatch1:                                        ; preds = %dispatch
;;   %3 = phi { ptr, i32 } [ %1, %dispatch ]
;;   %4 = extractvalue { ptr, i32 } %3, 0
;;   br label %end3
;;
;; end2:                                             ; preds = %end
;;   %5 = phi i32 [ 0, %end ]
;;   br label %end3
;;
;; end3:                                             ; preds = %dispatch1, %end2
;;   %6 = phi i32 [ %5, %end2 ], [ 2, %dispatch1 ]
;;   br label %end4
;;
;; end4:                                             ; preds = %end3
;;   %7 = phi i32 [ %6, %end3 ]
;;   ret i32 %7
;; }
;; define internal i32 @wasmc_personality() {
;; entry:
;;   ret i32 0
;; }
;; define fastcc void @func_2() personality ptr @wasmc_personality {
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
;;   br label %end2
;;
;; end2:                                             ; preds = %end1
;;   ret void
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
;;   invoke fastcc void @func_0()
;;           to label %next3 unwind label %pad1
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %end4, %next
;;   br label %end5
;;
;; pad1:                                             ; preds = %dispatch
;;   %3 = landingpad { ptr, i32 }
;;           cleanup
;;   br label %dispatch2
;;
;; dispatch2:                                        ; preds = %pad1
;;   %4 = phi { ptr, i32 } [ %3, %pad1 ]
;;   %5 = extractvalue { ptr, i32 } %4, 0
;;   resume { ptr, i32 } %4
;;
;; next3:                                            ; preds = %dispatch
;;   br label %end4
;;
;; end4:                                             ; preds = %next3
;;   br label %end
;;
;; end5:                                             ; preds = %end
;;   ret void
;; }
