;; Counting zeros is defined for zero.
(module
  (func (param i32) (result i32) (i32.clz (local.get 0)))
  (func (param i64) (result i64) (i64.popcnt (local.get 0)))
  (func (param i64) (result i64) (i64.extend8_s (local.get 0)))
  (func (param i64) (result i32) (i64.eqz (local.get 0))))

;; define fastcc i32 @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = call i32 @llvm.ctlz.i32(i32 %2, i1 false)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %4 = phi i32 [ %3, %entry ]
;;   ret i32 %4
;; }
;; define fastcc i64 @func_1(i64 %0) {
;; entry:
;;   %1 = alloca i64, align 8
;;   store i64 %0, ptr %1, align 4
;;   %2 = load i64, ptr %1, align 4
;;   %3 = call i64 @llvm.ctpop.i64(i64 %2)
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %4 = phi i64 [ %3, %entry ]
;;   ret i64 %4
;; }
;; define fastcc i64 @func_2(i64 %0) {
;; entry:
;;   %1 = alloca i64, align 8
;;   store i64 %0, ptr %1, align 4
;;   %2 = load i64, ptr %1, align 4
;;   %3 = trunc i64 %2 to i8
;;   %4 = sext i8 %3 to i64
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi i64 [ %4, %entry ]
;;   ret i64 %5
;; }
;; define fastcc i32 @func_3(i64 %0) {
;; entry:
;;   %1 = alloca i64, align 8
;;   store i64 %0, ptr %1, align 4
;;   %2 = load i64, ptr %1, align 4
;;   %3 = icmp eq i64 %2, 0
;;   %4 = zext i1 %3 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi i32 [ %4, %entry ]
;;   ret i32 %5
;; }
