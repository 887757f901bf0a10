;; No compare, no alignment; the index is extended before the offset is added.
(module
  (memory 1)
  (func (param i32) (result i32) (i32.load (local.get 0)))
  (func (param i32) (result i64) (i64.load16_s offset=8 align=1 (local.get 0)))
  (func (param i32 f64) (f64.store offset=4294967295 (local.get 0) (local.get 1)))
  (func (param i32 i64) (i64.store8 (local.get 0) (local.get 1)))
  (func (result i32) (i32.load offset=4 (i32.const 1024))))

;; define fastcc i32 @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = zext i32 %2 to i64
;;   %4 = getelementptr nusw nuw i8, ptr @memory0, i64 %3
;;   %5 = load i32, ptr %4, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %6 = phi i32 [ %5, %entry ]
;;   ret i32 %6
;; }
;; define fastcc i64 @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = zext i32 %2 to i64
;;   %4 = getelementptr nusw nuw i8, ptr @memory0, i64 %3
;;   %5 = getelementptr nusw nuw i8, ptr %4, i64 8
;;   %6 = load i16, ptr %5, align 1, !wasmc.memory !0
;;   %7 = sext i16 %6 to i64
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %8 = phi i64 [ %7, %entry ]
;;   ret i64 %8
;; }
;; define fastcc void @func_2(i32 %0, double %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca double, align 8
;;   store double %1, ptr %3, align 8
;;   %4 = load i32, ptr %2, align 4
;;   %5 = load double, ptr %3, align 8
;;   %6 = zext i32 %4 to i64
;;   %7 = getelementptr nusw nuw i8, ptr @memory0, i64 %6
;;   %8 = getelementptr nusw nuw i8, ptr %7, i64 4294967295
;;   store double %5, ptr %8, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc void @func_3(i32 %0, i64 %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca i64, align 8
;;   store i64 %1, ptr %3, align 4
;;   %4 = load i32, ptr %2, align 4
;;   %5 = load i64, ptr %3, align 4
;;   %6 = trunc i64 %5 to i8
;;   %7 = zext i32 %4 to i64
;;   %8 = getelementptr nusw nuw i8, ptr @memory0, i64 %7
;;   store i8 %6, ptr %8, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc i32 @func_4() {
;; entry:
;;   %0 = load i32, ptr getelementptr nusw nuw (i8, ptr getelementptr nusw nuw (i8, ptr @memory0, i64 1024), i64 4), align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %1 = phi i32 [ %0, %entry ]
;;   ret i32 %1
;; }
