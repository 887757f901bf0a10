(module
  (memory 5 (pagesize 1))
  (func (export "size") (result i32) (memory.size)))
