;; A function that is recognised first asks what knows a quicker way. Its own code follows.
(module
  (memory 1)
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
;;   %10 = load i64, ptr getelementptr nusw nuw (i8, ptr @memory_0, i64 8), align 4, !range !0
;;   %11 = load i32, ptr %3, align 4
;;   %12 = load i32, ptr %4, align 4
;;   %13 = load i32, ptr %5, align 4
;;   %14 = call i64 @routine_memcmp(ptr %6, i64 %10, i32 %11, i32 %12, i32 %13)
;;   %15 = icmp sge i64 %14, 0
;;   br i1 %15, label %done, label %code
;;
;; done:                                             ; preds = %entry
;;   %16 = trunc i64 %14 to i32
;;   ret i32 %16
;;
;; code:                                             ; preds = %entry
;;   store i32 0, ptr %7, align 4
;;   %17 = load i32, ptr %5, align 4
;;   %18 = icmp eq i32 %17, 0
;;   %19 = zext i1 %18 to i32
;;   %20 = icmp ne i32 %19, 0
;;   br i1 %20, label %end, label %next
;;
;; end:                                              ; preds = %end1, %next3, %code
;;   %21 = load i32, ptr %7, align 4
;;   br label %end4
;;
;; next:                                             ; preds = %code
;;   br label %loop
;;
;; loop:                                             ; preds = %next2, %next
;;   %22 = load i32, ptr %3, align 4
;;   %23 = zext i32 %22 to i64
;;   %24 = getelementptr nusw nuw i8, ptr %6, i64 %23
;;   %25 = load i8, ptr %24, align 1, !wasmc.memory !1
;;   %26 = zext i8 %25 to i32
;;   store i32 %26, ptr %8, align 4
;;   %27 = load i32, ptr %4, align 4
;;   %28 = zext i32 %27 to i64
;;   %29 = getelementptr nusw nuw i8, ptr %6, i64 %28
;;   %30 = load i8, ptr %29, align 1, !wasmc.memory !1
;;   %31 = zext i8 %30 to i32
;;   store i32 %31, ptr %9, align 4
;;   %32 = icmp ne i32 %26, %31
;;   %33 = zext i1 %32 to i32
;;   %34 = icmp ne i32 %33, 0
;;   br i1 %34, label %end1, label %next2
;;
;; end1:                                             ; preds = %loop
;;   %35 = load i32, ptr %8, align 4
;;   %36 = load i32, ptr %9, align 4
;;   %37 = sub i32 %35, %36
;;   store i32 %37, ptr %7, align 4
;;   br label %end
;;
;; next2:                                            ; preds = %loop
;;   %38 = load i32, ptr %4, align 4
;;   %39 = add i32 %38, 1
;;   store i32 %39, ptr %4, align 4
;;   %40 = load i32, ptr %3, align 4
;;   %41 = add i32 %40, 1
;;   store i32 %41, ptr %3, align 4
;;   %42 = load i32, ptr %5, align 4
;;   %43 = add i32 %42, -1
;;   store i32 %43, ptr %5, align 4
;;   %44 = icmp ne i32 %43, 0
;;   br i1 %44, label %loop, label %next3
;;
;; next3:                                            ; preds = %next2
;;   br label %end
;;
;; end4:                                             ; preds = %end
;;   %45 = phi i32 [ %21, %end ]
;;   ret i32 %45
;; }
