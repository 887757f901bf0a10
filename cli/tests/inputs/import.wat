(module (import "env" "missing" (func (param i32))))
