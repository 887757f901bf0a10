;; Hints become weights: the first for the branch taken, the second for the way on.
(module
  (func $unlikely (param i32)
    (block
      (@metadata.code.branch_hint "\00")
      (br_if 0 (local.get 0))))
  (func $likely (param i32) (result i32)
    (@metadata.code.branch_hint "\01")
    (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
  (func $unknown (param i32)
    (if (local.get 0) (then))))

;; define fastcc void @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = icmp ne i32 %2, 0
;;   br i1 %3, label %end, label %next, !prof !0
;;
;; end:                                              ; preds = %next, %entry
;;   br label %end1
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end1:                                             ; preds = %end
;;   ret void
;; }
;; define fastcc i32 @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = icmp ne i32 %2, 0
;;   br i1 %3, label %then, label %else, !prof !1
;;
;; then:                                             ; preds = %entry
;;   br label %end
;;
;; else:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %else, %then
;;   %4 = phi i32 [ 1, %then ], [ 2, %else ]
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   %5 = phi i32 [ %4, %end ]
;;   ret i32 %5
;; }
;; define fastcc void @func_2(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = icmp ne i32 %2, 0
;;   br i1 %3, label %then, label %else
;;
;; then:                                             ; preds = %entry
;;   br label %end
;;
;; else:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %else, %then
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   ret void
;; }
