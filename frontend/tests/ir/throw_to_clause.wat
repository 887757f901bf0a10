;; A `throw` whose clause is in sight is a branch, unless somebody may want the exception itself, or the clause before it
;; may be for the same tag.
(module
  (tag $x (import "m" "x") (param i32))
  (tag $y (import "m" "y") (param i32))
  (tag $a (param i32))
  (tag $b (param i32))
  (func (param i32) (result i32)
    (block $h (result i32)
      (try_table (catch $b $h) (catch $a $h) (throw $a (local.get 0)))
      (unreachable)))
  (func (param i32)
    (block $h
      (try_table (catch_all $h)
        (block $b (result i32)
          (try_table (catch $b $b) (throw $a (local.get 0)))
          (unreachable))
        (drop))))
  (func (param i32) (result i32)
    (block $h (result i32)
      (try_table (catch $y $h) (catch $x $h) (throw $x (local.get 0)))
      (unreachable)))
  (func (param i32) (result exnref)
    (block $h (result i32 exnref)
      (try_table (catch_ref $a $h) (throw $a (local.get 0)))
      (unreachable))
    (return)))

;; define fastcc i32 @func_0(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %3 = phi i32 [ %2, %entry ]
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   %4 = phi i32 [ %3, %end ]
;;   ret i32 %4
;; }
;; define fastcc void @func_1(i32 %0) {
;; entry:
;;   %1 = alloca i32, align 4
;;   store i32 %0, ptr %1, align 4
;;   %2 = load i32, ptr %1, align 4
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   ret void
;; }
;; define fastcc i32 @func_2(i32 %0) personality ptr @wasmc_personality {
;; entry:
;;   %1 = alloca [1 x <2 x i64>], align 16
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = load i32, ptr %2, align 4
;;   store i32 %3, ptr %1, align 4
;;   %4 = load ptr, ptr @import_tag_0, align 8, !invariant.load !0
;;   invoke void @wasmc_throw(ptr @instance, ptr %4, ptr %1)
;;           to label %next unwind label %pad
;;
;; pad:                                              ; preds = %entry
;;   %5 = landingpad { ptr, i32 }
;;           cleanup
;;   br label %dispatch
;;
;; dispatch:                                         ; preds = %pad
;;   %6 = phi { ptr, i32 } [ %5, %pad ]
;;   %7 = extractvalue { ptr, i32 } %6, 0
;;   %8 = load ptr, ptr %7, align 8
;;   %9 = load ptr, ptr @import_tag_1, align 8, !invariant.load !0
;;   %10 = icmp eq ptr %8, %9
;;   br i1 %10, label %catch, label %otherwise
;;
;; next:                                             ; preds = %entry
;;   unreachable
;;
;; catch:                                            ; preds = %dispatch
;;   %11 = getelementptr nusw nuw i8, ptr %7, i64 16
;;   %12 = load i32, ptr %11, align 4
;;   br label %end
;;
;; otherwise:                                        ; preds = %dispatch
;;   %13 = load ptr, ptr %7, align 8
;;   %14 = load ptr, ptr @import_tag_0, align 8, !invariant.load !0
;;   %15 = icmp eq ptr %13, %14
;;   br i1 %15, label %catch1, label %otherwise2
;;
;; end:                                              ; preds = %catch1, %catch
;;   %16 = phi i32 [ %12, %catch ], [ %18, %catch1 ]
;;   br label %end3
;;
;; catch1:                                           ; preds = %otherwise
;;   %17 = getelementptr nusw nuw i8, ptr %7, i64 16
;;   %18 = load i32, ptr %17, align 4
;;   br label %end
;;
;; otherwise2:                                       ; preds = %otherwise
;;   resume { ptr, i32 } %6
;;
;; end3:                                             ; preds = %end
;;   %19 = phi i32 [ %16, %end ]
;;   ret i32 %19
;; }
;; define internal i32 @wasmc_personality() {
;; entry:
;;   ret i32 0
;; }
;; define fastcc ptr @func_3(i32 %0) personality ptr @wasmc_personality {
;; entry:
;;   %1 = alloca [1 x <2 x i64>], align 16
;;   %2 = alloca i32, align 4
;;   store i32 %0, ptr %2, align 4
;;   %3 = load i32, ptr %2, align 4
;;   store i32 %3, ptr %1, align 4
;;   invoke void @wasmc_throw(ptr @instance, ptr @tag_2, ptr %1)
;;           to label %next unwind label %pad
;;
;; pad:                                              ; preds = %entry
;;   %4 = landingpad { ptr, i32 }
;;           cleanup
;;   br label %dispatch
;;
;; dispatch:                                         ; preds = %pad
;;   %5 = phi { ptr, i32 } [ %4, %pad ]
;;   %6 = extractvalue { ptr, i32 } %5, 0
;;   %7 = load ptr, ptr %6, align 8
;;   %8 = icmp eq ptr %7, @tag_2
;;   br i1 %8, label %catch, label %otherwise
;;
;; next:                                             ; preds = %entry
;;   unreachable
;;
;; catch:                                            ; preds = %dispatch
;;   %9 = getelementptr nusw nuw i8, ptr %6, i64 16
;;   %10 = load i32, ptr %9, align 4
;;   br label %end
;;
;; otherwise:                                        ; preds = %dispatch
;;   resume { ptr, i32 } %5
;;
;; end:                                              ; preds = %catch
;;   %11 = phi i32 [ %10, %catch ]
;;   %12 = phi ptr [ %6, %catch ]
;;   br label %end1
;;
;; end1:                                             ; preds = %end
;;   %13 = phi ptr [ %12, %end ]
;;   ret ptr %13
;; }
