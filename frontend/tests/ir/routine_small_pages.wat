;; A memory that may end within a word is none of those for which it is known what the code does at its end.
(module
  (memory 1 (pagesize 1))
  (func $memcmp (export "memcmp") (param i32 i32 i32) (result i32) (local i32 i32 i32)
    (local.set 3 (i32.const 0))
    (block $done
      (br_if $done (i32.eqz (local.get 2)))
      (block $differ
        (loop $next
          (br_if $differ
            (i32.ne (local.tee 4 (i32.load8_u (local.get 0))) (local.tee 5 (i32.load8_u (local.get 1)))))
          (local.set 1 (i32.add (local.get 1) (i32.const 1)))
          (local.set 0 (i32.add (local.get 0) (i32.const 1)))
          (br_if $next (local.tee 2 (i32.add (local.get 2) (i32.const -1))))
          (br $done)))
      (local.set 3 (i32.sub (local.get 4) (local.get 5))))
    (local.get 3)))

;; define fastcc i32 @func_0(i32 %0, i32 %1, i32 %2) {
;; entry:
;;   %3 = alloca i32, align 4
;;   store i32 %0, ptr %3, align 4
;;   %4 = alloca i32, align 4
;;   store i32 %1, ptr %4, align 4
;;   %5 = alloca i32, align 4
;;   store i32 %2, ptr %5, align 4
;;   %6 = call ptr @llvm.strip.invariant.group.p0(ptr @memory0)
;;   %7 = alloca i32, align 4
;;   store i32 0, ptr %7, align 4
;;   %8 = alloca i32, align 4
;;   store i32 0, ptr %8, align 4
;;   %9 = alloca i32, align 4
;;   store i32 0, ptr %9, align 4
;;   store i32 0, ptr %7, align 4
;;   %10 = load i32, ptr %5, align 4
;;   %11 = icmp eq i32 %10, 0
;;   %12 = zext i1 %11 to i32
;;   %13 = icmp ne i32 %12, 0
;;   br i1 %13, label %end, label %next
;;
;; end:                                              ; preds = %end4, %next6, %entry
;;   %14 = load i32, ptr %7, align 4
;;   br label %end7
;;
;; next:                                             ; preds = %entry
;;   br label %loop
;;
;; loop:                                             ; preds = %next5, %next
;;   %15 = load i32, ptr %3, align 4
;;   %16 = zext i32 %15 to i64
;;   %17 = add i64 %16, 1
;;   %18 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %19 = icmp ugt i64 %17, %18
;;   br i1 %19, label %trap, label %next1, !prof !1
;;
;; trap:                                             ; preds = %loop
;;   call void @llvm.ubsantrap(i8 2) #2
;;   unreachable
;;
;; next1:                                            ; preds = %loop
;;   %20 = getelementptr nusw nuw i8, ptr %6, i64 %16
;;   %21 = load i8, ptr %20, align 1, !wasmc.memory !2
;;   %22 = zext i8 %21 to i32
;;   store i32 %22, ptr %8, align 4
;;   %23 = load i32, ptr %4, align 4
;;   %24 = zext i32 %23 to i64
;;   %25 = add i64 %24, 1
;;   %26 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %27 = icmp ugt i64 %25, %26
;;   br i1 %27, label %trap2, label %next3, !prof !1
;;
;; trap2:                                            ; preds = %next1
;;   call void @llvm.ubsantrap(i8 2) #2
;;   unreachable
;;
;; next3:                                            ; preds = %next1
;;   %28 = getelementptr nusw nuw i8, ptr %6, i64 %24
;;   %29 = load i8, ptr %28, align 1, !wasmc.memory !2
;;   %30 = zext i8 %29 to i32
;;   store i32 %30, ptr %9, align 4
;;   %31 = icmp ne i32 %22, %30
;;   %32 = zext i1 %31 to i32
;;   %33 = icmp ne i32 %32, 0
;;   br i1 %33, label %end4, label %next5
;;
;; end4:                                             ; preds = %next3
;;   %34 = load i32, ptr %8, align 4
;;   %35 = load i32, ptr %9, align 4
;;   %36 = sub i32 %34, %35
;;   store i32 %36, ptr %7, align 4
;;   br label %end
;;
;; next5:                                            ; preds = %next3
;;   %37 = load i32, ptr %4, align 4
;;   %38 = add i32 %37, 1
;;   store i32 %38, ptr %4, align 4
;;   %39 = load i32, ptr %3, align 4
;;   %40 = add i32 %39, 1
;;   store i32 %40, ptr %3, align 4
;;   %41 = load i32, ptr %5, align 4
;;   %42 = add i32 %41, -1
;;   store i32 %42, ptr %5, align 4
;;   %43 = icmp ne i32 %42, 0
;;   br i1 %43, label %loop, label %next6
;;
;; next6:                                            ; preds = %next5
;;   br label %end
;;
;; end7:                                             ; preds = %end
;;   %44 = phi i32 [ %14, %end ]
;;   ret i32 %44
;; }
