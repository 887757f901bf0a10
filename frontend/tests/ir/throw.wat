;; The values of an exception are passed in slots; an imported tag is where its import slot says.
(module
  (tag $imported (import "m" "tag"))
  (tag $pair (param i32 v128))
  (func (throw $imported))
  (func (param v128) (throw $pair (i32.const 1) (local.get 0)))
  (func (param exnref) (throw_ref (local.get 0)))
  (func (param exnref)
    (block $h (try_table (catch_all $h) (throw_ref (local.get 0))))))

;; define fastcc void @func_0() {
;; entry:
;;   %0 = load ptr, ptr @import_tag_0, align 8, !invariant.load !0
;;   call void @wasmc_throw(ptr @instance, ptr %0, ptr null)
;;   unreachable
;; }
;; define fastcc void @func_1(<2 x i64> %0) {
;; entry:
;;   %1 = alloca [2 x <2 x i64>], align 16
;;   %2 = alloca <2 x i64>, align 16
;;   store <2 x i64> %0, ptr %2, align 16
;;   %3 = load <2 x i64>, ptr %2, align 16
;;   store i32 1, ptr %1, align 4
;;   %4 = getelementptr nusw nuw i8, ptr %1, i64 16
;;   store <2 x i64> %3, ptr %4, align 16
;;   call void @wasmc_throw(ptr @instance, ptr @tag_1, ptr %1)
;;   unreachable
;; }
;; define fastcc void @func_2(ptr %0) personality ptr @wasmc_personality {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp eq ptr %2, null
;;   br i1 %3, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 16) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %4 = insertvalue { ptr, i32 } zeroinitializer, ptr %2, 0
;;   resume { ptr, i32 } %4
;; }
;; define internal i32 @wasmc_personality() {
;; entry:
;;   ret i32 0
;; }
;; define fastcc void @func_3(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp eq ptr %2, null
;;   br i1 %3, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 16) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %4 = insertvalue { ptr, i32 } zeroinitializer, ptr %2, 0
;;   br label %dispatch
;;
;; dispatch:                                         ; preds = %next
;;   %5 = phi { ptr, i32 } [ %4, %next ]
;;   %6 = extractvalue { ptr, i32 } %5, 0
;;   br label %end
;;
;; end:                                              ; preds = %dispatch
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   ret void
;; }
