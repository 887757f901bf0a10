;; Branch hints change no result, and a section of them that is broken makes no module invalid.

(module
  (func (export "right") (param i32) (result i32)
    (@metadata.code.branch_hint "\01")
    (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
  (func (export "wrong") (param i32) (result i32)
    (block
      (@metadata.code.branch_hint "\00")
      (br_if 0 (local.get 0))
      (return (i32.const 2)))
    (i32.const 1)))
(assert_return (invoke "right" (i32.const 1)) (i32.const 1))
(assert_return (invoke "right" (i32.const 0)) (i32.const 2))
(assert_return (invoke "wrong" (i32.const 1)) (i32.const 1))
(assert_return (invoke "wrong" (i32.const 0)) (i32.const 2))

;; Four thousand million functions, of which none follows.
(module
  (@custom "metadata.code.branch_hint" (before code) "\ff\ff\ff\ff\0f")
  (func (export "f") (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2)))))
(assert_return (invoke "f" (i32.const 1)) (i32.const 1))

;; Nothing at all.
(module
  (@custom "metadata.code.branch_hint" (before code) "")
  (func (export "f") (result i32) (i32.const 1)))
(assert_return (invoke "f") (i32.const 1))

;; A hint that says neither yes nor no.
(module
  (@custom "metadata.code.branch_hint" (before code) "\01\00\01\03\01\02")
  (func (export "f") (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2)))))
(assert_return (invoke "f" (i32.const 1)) (i32.const 1))

;; Hints for a function that does not exist; then, twice and in the wrong order, for offsets with other instructions or none.
(module
  (@custom "metadata.code.branch_hint" (before code)
    "\03" "\09\01\03\01\01" "\00\03\7f\01\01\03\01\01\01\01\00" "\00\02\03\01\00\03\01\01")
  (func (export "f") (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2)))))
(assert_return (invoke "f" (i32.const 1)) (i32.const 1))
(assert_return (invoke "f" (i32.const 0)) (i32.const 2))

;; A section behind the code that it is about.
(module
  (func (export "f") (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
  (@custom "metadata.code.branch_hint" (after code) "\01\00\01\03\01\01"))
(assert_return (invoke "f" (i32.const 1)) (i32.const 1))
