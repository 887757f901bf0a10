(module (func (export "f") (result i32) (i32.const 7)))
(assert_return (invoke "f") (i32.const 8))
