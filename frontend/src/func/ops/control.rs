//! Control instructions that are no calls (core specification, 4.4.8), and the parametric ones (4.4.4).

use crate::func::FuncTranslator;
use wasmc_abi::TrapCode;

macro_rules! control_operators {
    () => {
        frame_operators! {
            visit_block(ty: BlockType) => enter_block(ty);
            visit_loop(ty: BlockType) => enter_loop(ty);
            visit_if(ty: BlockType) => enter_if(ty);
            visit_else() => enter_else();
            visit_end() => end();
        }
        operators! {
            visit_unreachable() => unreachable();
            visit_nop() => nop();
            visit_br(depth: u32) => br(depth);
            visit_br_if(depth: u32) => br_if(depth);
            visit_br_table(targets: BrTable<'a>) => br_table(&targets);
            visit_return() => return_();
            visit_drop() => drop_operand();
            visit_select() => select();
            visit_typed_select(_ty: wasmparser::ValType) => select();
            visit_typed_select_multi(_types: Vec<wasmparser::ValType>) => refused("a select of several values");
        }
    };
}
pub(crate) use control_operators;

impl FuncTranslator<'_, '_, '_> {
    pub(in crate::func) fn unreachable(&mut self) {
        self.b.trap(TrapCode::Unreachable);
        self.reachable = false;
    }

    pub(in crate::func) fn nop(&mut self) {}

    pub(in crate::func) fn drop_operand(&mut self) {
        self.pop();
    }

    pub(in crate::func) fn select(&mut self) {
        let condition = self.pop_bool();
        let otherwise = self.pop();
        let then = self.pop();
        let value = self.b.select(condition, then, otherwise);
        self.push(value);
    }

    /// For operators of proposals that are off.
    ///
    /// # Panics
    /// Always: the validator has refused the operator before it gets here.
    pub(in crate::func) fn refused(&mut self, what: &str) {
        unreachable!("validation lets no {what} through");
    }
}
