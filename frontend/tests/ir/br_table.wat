;; One incoming value per edge, also where several cases lead to one label.
(module
  (func (param i32) (result i32)
    (block (result i32)
      (block (result i32)
        (i32.const 7)
        (br_table 0 1 0 1 (local.get 0)))
      (i32.const 1)
      (i32.add))))

;; define fastcc i32 @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   switch i32 %2, label %end [
;;     i32 0, label %end1
;;     i32 1, label %end
;;     i32 2, label %end1
;;   ]
;;
;; end:                                              ; preds = %end1, %entry, %entry
;;   %3 = phi i32 [ 7, %entry ], [ 7, %entry ], [ %5, %end1 ]
;;   br label %end2
;;
;; end1:                                             ; preds = %entry, %entry
;;   %4 = phi i32 [ 7, %entry ], [ 7, %entry ]
;;   %5 = add i32 %4, 1
;;   br label %end
;;
;; end2:                                             ; preds = %end
;;   %6 = phi i32 [ %3, %end ]
;;   ret i32 %6
;; }
