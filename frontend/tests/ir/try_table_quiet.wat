;; Nothing in these bodies can throw, so their handlers are unreachable; and a `try_table` without clauses is a block.
(module
  (tag $a)
  (func (result i32)
    (block $h
      (try_table (catch $a $h) (br 0)))
    (try_table (result i32) (i32.const 1)))
  (func (result i32)
    try (result i32)
      i32.const 1
    catch $a
      throw $a
    catch_all
      rethrow 0
    end)
  (func
    unreachable
    (block $h
      (try_table (catch_all $h)
        try
        catch $a
          rethrow 0
        end
        try
        delegate 0))))

;; define fastcc i32 @func_0() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   br label %end2
;;
;; end2:                                             ; preds = %end1
;;   %0 = phi i32 [ 1, %end1 ]
;;   br label %end3
;;
;; end3:                                             ; preds = %end2
;;   %1 = phi i32 [ %0, %end2 ]
;;   ret i32 %1
;; }
;; define fastcc i32 @func_1() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %0 = phi i32 [ 1, %entry ]
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   %1 = phi i32 [ %0, %end ]
;;   ret i32 %1
;; }
;; define fastcc void @func_2() {
;; entry:
;;   call void @llvm.ubsantrap(i8 1) #1
;;   unreachable
;; }
