(module
  (func (rsult i32)))
