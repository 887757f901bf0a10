//! Functions that are recognised as routines of the C library ([`crate::routines`]) first try another way to do what their code
//! does. Their code comes behind it, for what that way leaves to it.

use super::FuncTranslator;
use inkwell::IntPredicate;
use wasmc_abi::{FuncIndex, MemoryIndex};

impl FuncTranslator<'_, '_, '_> {
    /// Before the function's first instruction: tries the other way, and returns if it has done all.
    pub(super) fn try_routine(&mut self, func: FuncIndex) {
        let Some(routine) = self.env.routine(func) else { return };
        let heap = self.env.make_heap(MemoryIndex(0));
        let mut arguments = vec![self.heap_base(&heap).into(), self.heap_bytes(&heap).into()];
        let count = self.env.info().func_type(func).params.len();
        arguments.extend(self.locals[..count].iter().map(|local| self.b.load(local.ty, local.slot)));
        let result = self.b.call(routine, &arguments).expect("routines return a number").into_int_value();
        let is_done = self.b.icmp(IntPredicate::SGE, result, self.b.ir.i64.const_zero());
        let [done, code] = ["done", "code"].map(|name| self.b.block(name));
        self.b.branch_if(is_done, done, code);
        self.b.position(done);
        self.b.ret(&[self.b.resize_int(result, self.b.ir.i32).into()]);
        self.b.position(code);
    }
}
