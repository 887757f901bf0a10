;; Branches on null, and where the type of a reference says that it is not null.
(module
  (func (param funcref) (result i32)
    (block $null
      (drop (br_on_null $null (local.get 0)))
      (return (i32.const 1)))
    (i32.const 0))
  (func (param externref) (result (ref extern))
    (br_on_non_null 0 (local.get 0))
    (unreachable))
  (func (param externref) (result (ref extern)) (ref.as_non_null (ref.as_non_null (local.get 0)))))

;; define fastcc i32 @func_0(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp eq ptr %2, null
;;   br i1 %3, label %end, label %next
;;
;; end:                                              ; preds = %entry
;;   br label %end1
;;
;; next:                                             ; preds = %entry
;;   br label %end1
;;
;; end1:                                             ; preds = %end, %next
;;   %4 = phi i32 [ 1, %next ], [ 0, %end ]
;;   ret i32 %4
;; }
;; define fastcc ptr @func_1(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp ne ptr %2, null
;;   br i1 %3, label %end, label %next
;;
;; end:                                              ; preds = %entry
;;   %4 = phi ptr [ %2, %entry ]
;;   ret ptr %4
;;
;; next:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 1) #1
;;   unreachable
;; }
;; define fastcc ptr @func_2(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp eq ptr %2, null
;;   br i1 %3, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 11) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %4 = phi ptr [ %2, %next ]
;;   ret ptr %4
;; }
