;; Labels with values are phis; an `if` without `else` passes its parameters on; dead code leaves nothing.
(module
  (func (param i32) (result i32)
    (block (result i32)
      (i32.const 1)
      (br_if 0 (local.get 0))
      (drop)
      (i32.const 2)))
  (func (param i32) (result i32)
    (loop (result i32)
      (br_if 0 (local.get 0))
      (i32.const 3)))
  (func (param i32) (result i32)
    (i32.const 4)
    (if (param i32) (result i32) (local.get 0) (then (i32.const 1) (i32.add))))
  (func (param i32) (result i32)
    (if (result i32) (local.get 0) (then (i32.const 5)) (else (i32.const 6) (return) (i32.add))))
  (func (unreachable) (block (br 0)) (drop)))

;; define fastcc i32 @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = icmp ne i32 %2, 0
;;   br i1 %3, label %end, label %next
;;
;; end:                                              ; preds = %next, %entry
;;   %4 = phi i32 [ 1, %entry ], [ 2, %next ]
;;   br label %end1
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end1:                                             ; preds = %end
;;   %5 = phi i32 [ %4, %end ]
;;   ret i32 %5
;; }
;; define fastcc i32 @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   br label %loop
;;
;; loop:                                             ; preds = %loop, %entry
;;   %2 = load i32, ptr %1, align 4
;;   %3 = icmp ne i32 %2, 0
;;   br i1 %3, label %loop, label %next
;;
;; next:                                             ; preds = %loop
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %4 = phi i32 [ 3, %next ]
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   %5 = phi i32 [ %4, %end ]
;;   ret i32 %5
;; }
;; define fastcc i32 @func_2(i32 %0) {
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
;;   %4 = phi i32 [ 5, %then ], [ 4, %else ]
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   %5 = phi i32 [ %4, %end ]
;;   ret i32 %5
;; }
;; define fastcc i32 @func_3(i32 %0) {
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
;;   br label %end1
;;
;; end:                                              ; preds = %then
;;   %4 = phi i32 [ 5, %then ]
;;   br label %end1
;;
;; end1:                                             ; preds = %end, %else
;;   %5 = phi i32 [ 6, %else ], [ %4, %end ]
;;   ret i32 %5
;; }
;; define fastcc void @func_4() {
;; entry:
;;   call void @llvm.ubsantrap(i8 1) #1
;;   unreachable
;; }
