;; Tests and casts: of types that say all, of null alone, of functions by their type's number.
(module
  (type $final (func))
  (type $open (sub (func)))
  (func (param funcref) (result i32) (ref.test (ref func) (local.get 0)))
  (func (param externref) (result i32) (ref.test (ref null noextern) (local.get 0)))
  (func (param (ref func)) (result (ref $final)) (ref.cast (ref $final) (local.get 0)))
  (func (param funcref) (result i32) (ref.test (ref null $final) (local.get 0)))
  (func (param (ref func)) (result i32) (ref.test (ref $open) (local.get 0)))
  (func (param (ref func)) (result (ref func)) (br_on_cast 0 (ref func) (ref $final) (local.get 0)))
  (func (param (ref func)) (result (ref func))
    (drop (br_on_cast_fail 0 (ref func) (ref $final) (local.get 0)))
    (unreachable)))

;; define fastcc i32 @func_0(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp eq ptr %2, null
;;   %4 = xor i1 %3, true
;;   %5 = zext i1 %4 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %6 = phi i32 [ %5, %entry ]
;;   ret i32 %6
;; }
;; define fastcc i32 @func_1(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp ne ptr %2, null
;;   %4 = xor i1 %3, true
;;   %5 = zext i1 %4 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %6 = phi i32 [ %5, %entry ]
;;   ret i32 %6
;; }
;; define fastcc ptr @func_2(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = getelementptr nusw nuw i8, ptr %2, i64 32
;;   %4 = load i32, ptr %3, align 4, !invariant.load !0
;;   %5 = load i32, ptr @type_id_0, align 4, !invariant.load !0
;;   %6 = icmp ne i32 %4, %5
;;   br i1 %6, label %trap, label %next, !prof !1
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 15) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %7 = phi ptr [ %2, %next ]
;;   ret ptr %7
;; }
;; define fastcc i32 @func_3(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp eq ptr %2, null
;;   br i1 %3, label %next, label %function
;;
;; function:                                         ; preds = %entry
;;   %4 = getelementptr nusw nuw i8, ptr %2, i64 32
;;   %5 = load i32, ptr %4, align 4, !invariant.load !0
;;   %6 = load i32, ptr @type_id_0, align 4, !invariant.load !0
;;   %7 = icmp ne i32 %5, %6
;;   br label %next
;;
;; next:                                             ; preds = %function, %entry
;;   %8 = phi i1 [ false, %entry ], [ %7, %function ]
;;   %9 = xor i1 %8, true
;;   %10 = zext i1 %9 to i32
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %11 = phi i32 [ %10, %next ]
;;   ret i32 %11
;; }
;; define fastcc i32 @func_4(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = getelementptr nusw nuw i8, ptr %2, i64 32
;;   %4 = load i32, ptr %3, align 4, !invariant.load !0
;;   %5 = load i32, ptr @type_id_1, align 4, !invariant.load !0
;;   %6 = icmp ne i32 %4, %5
;;   br i1 %6, label %ask, label %next
;;
;; ask:                                              ; preds = %entry
;;   %7 = call i32 @wasmc_is_subtype(ptr @instance, i32 %4, i32 %5)
;;   %8 = icmp eq i32 %7, 0
;;   br label %next
;;
;; next:                                             ; preds = %ask, %entry
;;   %9 = phi i1 [ false, %entry ], [ %8, %ask ]
;;   %10 = xor i1 %9, true
;;   %11 = zext i1 %10 to i32
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %12 = phi i32 [ %11, %next ]
;;   ret i32 %12
;; }
;; define fastcc ptr @func_5(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = getelementptr nusw nuw i8, ptr %2, i64 32
;;   %4 = load i32, ptr %3, align 4, !invariant.load !0
;;   %5 = load i32, ptr @type_id_0, align 4, !invariant.load !0
;;   %6 = icmp ne i32 %4, %5
;;   %7 = xor i1 %6, true
;;   br i1 %7, label %end, label %next
;;
;; end:                                              ; preds = %next, %entry
;;   %8 = phi ptr [ %2, %entry ], [ %2, %next ]
;;   ret ptr %8
;;
;; next:                                             ; preds = %entry
;;   br label %end
;; }
;; define fastcc ptr @func_6(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = getelementptr nusw nuw i8, ptr %2, i64 32
;;   %4 = load i32, ptr %3, align 4, !invariant.load !0
;;   %5 = load i32, ptr @type_id_0, align 4, !invariant.load !0
;;   %6 = icmp ne i32 %4, %5
;;   br i1 %6, label %end, label %next
;;
;; end:                                              ; preds = %entry
;;   %7 = phi ptr [ %2, %entry ]
;;   ret ptr %7
;;
;; next:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 1) #1
;;   unreachable
;; }
