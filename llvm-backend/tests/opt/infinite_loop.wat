;; A loop without effect that never ends is not removed: WebAssembly promises no progress.
(module
  (func $forever (export "forever") (param i32)
    (loop $again (br_if $again (local.get 0)))))
;; in: forever[0]
;; check: br label
;; check-not: unreachable
