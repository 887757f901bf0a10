;; Each kind of clause: of one tag with its values, of one with a reference to the exception too, of all. A call in the body
;; unwinds to the landing pad; what is around the body is called plainly.
(module
  (tag $imported (import "m" "tag") (param i64))
  (tag $pair (param i32 f32))
  (func $f)
  (func (result i32)
    (block $none
      (block $any (result exnref)
        (block $wide (result i64)
          (block $pair (result i32 f32 exnref)
            (call $f)
            (try_table (catch_ref $pair $pair) (catch $imported $wide) (catch_all_ref $any)
              (call $f))
            (br $none))
          (drop) (drop) (return))
        (drop) (return (i32.const 1)))
      (drop) (return (i32.const 2)))
    (i32.const 3)))

;; define fastcc void @func_0() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc i32 @func_1() personality ptr @wasmc_personality {
;; entry:
;;   call fastcc void @func_0()
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
;;   %4 = icmp eq ptr %3, @tag_1
;;   br i1 %4, label %catch, label %otherwise
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   br label %end6
;;
;; catch:                                            ; preds = %dispatch
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 16
;;   %6 = load i32, ptr %5, align 4
;;   %7 = getelementptr nusw nuw i8, ptr %5, i64 16
;;   %8 = load float, ptr %7, align 4
;;   br label %end1
;;
;; otherwise:                                        ; preds = %dispatch
;;   %9 = load ptr, ptr %2, align 8
;;   %10 = load ptr, ptr @import_tag_0, align 8, !invariant.load !0
;;   %11 = icmp eq ptr %9, %10
;;   br i1 %11, label %catch2, label %otherwise3
;;
;; end1:                                             ; preds = %catch
;;   %12 = phi i32 [ %6, %catch ]
;;   %13 = phi float [ %8, %catch ]
;;   %14 = phi ptr [ %2, %catch ]
;;   br label %end7
;;
;; catch2:                                           ; preds = %otherwise
;;   %15 = getelementptr nusw nuw i8, ptr %2, i64 16
;;   %16 = load i64, ptr %15, align 4
;;   br label %end4
;;
;; otherwise3:                                       ; preds = %otherwise
;;   br label %end5
;;
;; end4:                                             ; preds = %catch2
;;   %17 = phi i64 [ %16, %catch2 ]
;;   br label %end7
;;
;; end5:                                             ; preds = %otherwise3
;;   %18 = phi ptr [ %2, %otherwise3 ]
;;   br label %end7
;;
;; end6:                                             ; preds = %end
;;   br label %end7
;;
;; end7:                                             ; preds = %end6, %end5, %end4, %end1
;;   %19 = phi i32 [ %12, %end1 ], [ 1, %end4 ], [ 2, %end5 ], [ 3, %end6 ]
;;   ret i32 %19
;; }
;; define internal i32 @wasmc_personality() {
;; entry:
;;   ret i32 0
;; }
