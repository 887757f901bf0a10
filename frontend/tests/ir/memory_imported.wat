;; The base of an imported memory comes from its definition, which an import slot names.
(module
  (import "env" "memory" (memory 1))
  (func (param i32) (result i32) (i32.load (local.get 0)))
  (func (result i32) (memory.size)))

;; define fastcc i32 @func_0(i32 %0) {
;; entry:
;;   %1 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %2 = load ptr, ptr %1, align 8, !invariant.load !0
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = load i32, ptr %3, align 4
;;   %5 = zext i32 %4 to i64
;;   %6 = getelementptr nusw nuw i8, ptr %2, i64 %5
;;   %7 = load i32, ptr %6, align 1, !wasmc.memory !1
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %8 = phi i32 [ %7, %entry ]
;;   ret i32 %8
;; }
;; define fastcc i32 @func_1() {
;; entry:
;;   %0 = load ptr, ptr @import_memory_0, align 8, !invariant.load !0
;;   %1 = getelementptr nusw nuw i8, ptr %0, i64 8
;;   %2 = load i64, ptr %1, align 4, !range !2
;;   %3 = lshr i64 %2, 16
;;   %4 = trunc i64 %3 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi i32 [ %4, %entry ]
;;   ret i32 %5
;; }
