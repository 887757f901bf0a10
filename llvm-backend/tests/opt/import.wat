;; The wrapper of an imported function is inlined: compiled code is called directly, host functions through their slot.
(module
  (import "host" "log" (func $log (param i32 f64) (result i64)))
  (func $calls (export "calls") (result i64)
    (call $log (i32.const 1) (f64.const 2))))
;; check: @wasmc_funcrefs = hidden global [2 x { ptr, ptr, ptr, ptr, i32, i32 }] [{ ptr, ptr, ptr, ptr, i32, i32 } zeroinitializer
;; check: { ptr @"calls[1]", ptr null, ptr @"edge[1]", ptr getelementptr inbounds (i8, ptr @wasmc_funcrefs, i64 40), i32 1, i32 0 }
;; in: calls[1]
;; check: load ptr, ptr @wasmc_funcrefs, align 16
;; check-not: @"import log
;; in: edge_caller[0]
;; check: alloca [2 x <2 x i64>], align 16
;; check: call void
