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
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   %6 = load i32, ptr %5, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %7 = phi i32 [ %6, %entry ]
;;   ret i32 %7
;; }
;; define fastcc i64 @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = getelementptr nusw nuw i8, ptr %2, i64 %4
;;   %6 = getelementptr nusw nuw i8, ptr %5, i64 8
;;   %7 = load i16, ptr %6, align 1, !wasmc.memory !0
;;   %8 = sext i16 %7 to i64
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %9 = phi i64 [ %8, %entry ]
;;   ret i64 %9
;; }
;; define fastcc void @func_2(i32 %0, double %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca double, align 8
;;   store double %1, ptr %3, align 8
;;   %4 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %5 = load i32, ptr %2, align 4
;;   %6 = load double, ptr %3, align 8
;;   %7 = zext i32 %5 to i64
;;   %8 = getelementptr nusw nuw i8, ptr %4, i64 %7
;;   %9 = getelementptr nusw nuw i8, ptr %8, i64 4294967295
;;   store double %6, ptr %9, align 1, !wasmc.memory !0
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
;;   %4 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %5 = load i32, ptr %2, align 4
;;   %6 = load i64, ptr %3, align 4
;;   %7 = trunc i64 %6 to i8
;;   %8 = zext i32 %5 to i64
;;   %9 = getelementptr nusw nuw i8, ptr %4, i64 %8
;;   store i8 %7, ptr %9, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
;; define fastcc i32 @func_4() {
;; entry:
;;   %0 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %1 = getelementptr nusw nuw i8, ptr %0, i64 1024
;;   %2 = getelementptr nusw nuw i8, ptr %1, i64 4
;;   %3 = load i32, ptr %2, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %4 = phi i32 [ %3, %entry ]
;;   ret i32 %4
;; }
