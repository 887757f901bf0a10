;; strict-memory
(module
  (memory 1)
  (func (param i32) (i32.store (local.get 0) (i32.load (local.get 0)))))

;; define fastcc void @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = load i32, ptr %1, align 4
;;   %4 = zext i32 %3 to i64
;;   %5 = getelementptr nusw nuw i8, ptr @memory0, i64 %4
;;   %6 = load volatile i32, ptr %5, align 1, !wasmc.memory !0
;;   %7 = zext i32 %2 to i64
;;   %8 = getelementptr nusw nuw i8, ptr @memory0, i64 %7
;;   store volatile i32 %6, ptr %8, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
