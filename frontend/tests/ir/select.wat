;; The condition is any number that is not zero.
(module
  (func (param i64 i64 i32) (result i64) (select (local.get 0) (local.get 1) (local.get 2)))
  (func (param externref i32) (result externref)
    (select (result externref) (local.get 0) (ref.null extern) (local.get 1))))

;; define fastcc i64 @func_0(i64 %0, i64 %1, i32 %2) {
;; entry:
;;   %3 = alloca i64, align 8
;;   store i64 %0, ptr %3, align 4
;;   %4 = alloca i64, align 8
;;   store i64 %1, ptr %4, align 4
;;   %5 = alloca i32, align 4
;;   store i32 %2, ptr %5, align 4
;;   %6 = load i64, ptr %3, align 4
;;   %7 = load i64, ptr %4, align 4
;;   %8 = load i32, ptr %5, align 4
;;   %9 = icmp ne i32 %8, 0
;;   %10 = select i1 %9, i64 %6, i64 %7
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %11 = phi i64 [ %10, %entry ]
;;   ret i64 %11
;; }
;; define fastcc ptr @func_1(ptr %0, i32 %1) {
;; entry:
;;   %2 = alloca ptr, align 8
;;   store ptr %0, ptr %2, align 8
;;   %3 = alloca i32, align 4
;;   store i32 %1, ptr %3, align 4
;;   %4 = load ptr, ptr %2, align 8
;;   %5 = load i32, ptr %3, align 4
;;   %6 = icmp ne i32 %5, 0
;;   %7 = select i1 %6, ptr %4, ptr null
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %8 = phi ptr [ %7, %entry ]
;;   ret ptr %8
;; }
