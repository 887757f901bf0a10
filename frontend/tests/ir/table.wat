;; Indices are compared with the present size, which is loaded each time.
(module
  (table 1 10 externref)
  (elem externref (ref.null extern))
  (func (param i32) (result externref) (table.get (local.get 0)))
  (func (param i32 externref) (table.set (local.get 0) (local.get 1)))
  (func (param i32) (result i32) (table.grow (ref.null extern) (local.get 0)))
  (func (param i32 externref i32) (table.fill (local.get 0) (local.get 1) (local.get 2)))
  (func (param i32 i32 i32) (table.init 0 (local.get 0) (local.get 1) (local.get 2)))
  (func (result i32) (table.size))
  (func (param externref) (result i32) (ref.is_null (local.get 0))))

;; define fastcc ptr @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = zext i32 %2 to i64
;;   %4 = load i64, ptr getelementptr nusw nuw (i8, ptr @table_0, i64 8), align 4
;;   %5 = icmp uge i64 %3, %4
;;   br i1 %5, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 3) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %6 = load ptr, ptr @table_0, align 8
;;   %7 = shl i64 %3, 3
;;   %8 = getelementptr nusw nuw i8, ptr %6, i64 %7
;;   %9 = load ptr, ptr %8, align 8
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   %10 = phi ptr [ %9, %next ]
;;   ret ptr %10
;; }
;; define fastcc void @func_1(i32 %0, ptr %1) {
;; entry:
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = alloca ptr, align 8
;;   store ptr %1, ptr %3, align 8
;;   %4 = load i32, ptr %2, align 4
;;   %5 = load ptr, ptr %3, align 8
;;   %6 = zext i32 %4 to i64
;;   %7 = load i64, ptr getelementptr nusw nuw (i8, ptr @table_0, i64 8), align 4
;;   %8 = icmp uge i64 %6, %7
;;   br i1 %8, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 3) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   %9 = load ptr, ptr @table_0, align 8
;;   %10 = shl i64 %6, 3
;;   %11 = getelementptr nusw nuw i8, ptr %9, i64 %10
;;   store ptr %5, ptr %11, align 8
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
;; define fastcc i32 @func_2(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   %3 = zext i32 %2 to i64
;;   %4 = call i64 @wasmc_table_grow(ptr @instance, i32 0, i64 %3, ptr null)
;;   %5 = trunc i64 %4 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %6 = phi i32 [ %5, %entry ]
;;   ret i32 %6
;; }
;; define fastcc void @func_3(i32 %0, ptr %1, i32 %2) {
;; entry:
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = alloca ptr, align 8
;;   store ptr %1, ptr %4, align 8
;;   %5 = alloca i32, align 4
;;   store i32 %2, ptr %5, align 4
;;   %6 = load i32, ptr %3, align 4
;;   %7 = load ptr, ptr %4, align 8
;;   %8 = load i32, ptr %5, align 4
;;   %9 = zext i32 %8 to i64
;;   %10 = zext i32 %6 to i64
;;   %11 = call i32 @wasmc_table_fill(ptr @instance, i32 0, i64 %10, ptr %7, i64 %9)
;;   %12 = icmp eq i32 %11, 0
;;   br i1 %12, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 3) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
;; define fastcc void @func_4(i32 %0, i32 %1, i32 %2) {
;; entry:
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = alloca i32, align 4
;;   store i32 %1, ptr %4, align 4
;;   %5 = alloca i32, align 4
;;   store i32 %2, ptr %5, align 4
;;   %6 = load i32, ptr %3, align 4
;;   %7 = load i32, ptr %4, align 4
;;   %8 = load i32, ptr %5, align 4
;;   %9 = zext i32 %8 to i64
;;   %10 = zext i32 %7 to i64
;;   %11 = zext i32 %6 to i64
;;   %12 = call i32 @wasmc_table_init(ptr @instance, i32 0, i32 0, i64 %11, i64 %10, i64 %9)
;;   %13 = icmp eq i32 %12, 0
;;   br i1 %13, label %trap, label %next, !prof !0
;;
;; trap:                                             ; preds = %entry
;;   call void @llvm.ubsantrap(i8 3) #1
;;   unreachable
;;
;; next:                                             ; preds = %entry
;;   br label %end
;;
;; end:                                              ; preds = %next
;;   ret void
;; }
;; define fastcc i32 @func_5() {
;; entry:
;;   %0 = load i64, ptr getelementptr nusw nuw (i8, ptr @table_0, i64 8), align 4
;;   %1 = trunc i64 %0 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %2 = phi i32 [ %1, %entry ]
;;   ret i32 %2
;; }
;; define fastcc i32 @func_6(ptr %0) {
;; entry:
;;   %1 = alloca ptr, align 8
;;   store ptr %0, ptr %1, align 8
;;   %2 = load ptr, ptr %1, align 8
;;   %3 = icmp eq ptr %2, null
;;   %4 = zext i1 %3 to i32
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %5 = phi i32 [ %4, %entry ]
;;   ret i32 %5
;; }
