;; What the inner handler does not catch goes to the outer one, and from there to the caller. The outer one needs no landing
;; pad of its own: nothing is called between the two.
(module
  (tag $a)
  (tag $b)
  (func $f)
  (func
    (block $h
      (try_table (catch $b $h)
        (try_table (catch $a $h) (call $f))))))

;; define fastcc void @func_0() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc void @func_1() personality ptr @wasmc_personality {
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
;; end:                                              ; preds = %next
;;   br label %end3
;;
;; catch:                                            ; preds = %dispatch
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 16
;;   br label %end1
;;
;; otherwise:                                        ; preds = %dispatch
;;   br label %dispatch2
;;
;; end1:                                             ; preds = %end3, %catch4, %catch
;;   br label %end6
;;
;; dispatch2:                                        ; preds = %otherwise
;;   %6 = phi { ptr, i32 } [ %1, %otherwise ]
;;   %7 = extractvalue { ptr, i32 } %6, 0
;;   %8 = load ptr, ptr %7, align 8
;;   %9 = icmp eq ptr %8, @tag_1
;;   br i1 %9, label %catch4, label %otherwise5
;;
;; end3:                                             ; preds = %end
;;   br label %end1
;;
;; catch4:                                           ; preds = %dispatch2
;;   %10 = getelementptr nusw nuw i8, ptr %7, i64 16
;;   br label %end1
;;
;; otherwise5:                                       ; preds = %dispatch2
;;   resume { ptr, i32 } %6
;;
;; end6:                                             ; preds = %end1
;;   ret void
;; }
;; define internal i32 @wasmc_personality() {
;; entry:
;;   ret i32 0
;; }
