;; strict-memory
(module
  (memory 1)
  (func (param i32) (i32.store (local.get 0) (i32.load (local.get 0)))))

;; define fastcc void @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %3 = load i32, ptr %1, align 4
;;   %4 = load i32, ptr %1, align 4
;;   %5 = zext i32 %4 to i64
;;   %6 = getelementptr nusw nuw i8, ptr %2, i64 %5
;;   %7 = load volatile i32, ptr %6, align 1, !wasmc.memory !0
;;   %8 = zext i32 %3 to i64
;;   %9 = getelementptr nusw nuw i8, ptr %2, i64 %8
;;   store volatile i32 %7, ptr %9, align 1, !wasmc.memory !0
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   ret void
;; }
