//! Variable instructions (core specification, 4.4.5) and constants (4.4.1).

use crate::environ::{Global, Place};
use crate::func::FuncTranslator;
use crate::ir::types;
use inkwell::values::{BasicValueEnum, InstructionOpcode, PointerValue};
use wasmc_abi::{GlobalIndex, Mutability};

macro_rules! variable_operators {
    () => {
        operators! {
            visit_local_get(local: u32) => local_get(local);
            visit_local_set(local: u32) => local_set(local);
            visit_local_tee(local: u32) => local_tee(local);
            visit_global_get(global: u32) => global_get(GlobalIndex(global));
            visit_global_set(global: u32) => global_set(GlobalIndex(global));
            visit_i32_const(value: i32) => i32_const(value.cast_unsigned());
            visit_i64_const(value: i64) => i64_const(value.cast_unsigned());
            visit_f32_const(value: Ieee32) => f32_const(value.bits());
            visit_f64_const(value: Ieee64) => f64_const(value.bits());
        }
    };
}
pub(crate) use variable_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn local_get(&mut self, local: u32) {
        let local = self.locals[local as usize];
        let value = self.b.load(local.ty, local.slot);
        self.push(value);
    }

    pub(in crate::func) fn local_set(&mut self, local: u32) {
        let value = self.pop();
        self.b.store(self.locals[local as usize].slot, value);
    }

    pub(in crate::func) fn local_tee(&mut self, local: u32) {
        let value = self.pop();
        self.b.store(self.locals[local as usize].slot, value);
        self.push(value);
    }

    pub(in crate::func) fn global_get(&mut self, global: GlobalIndex) {
        let global = self.env.make_global(global);
        let address = self.place(global.place);
        let ty = types::val_type(self.b.ir.context, global.ty.value);
        let value = if is_invariant(&global) { self.b.load_invariant(ty, address) } else { self.b.load(ty, address) };
        self.push(value);
    }

    pub(in crate::func) fn global_set(&mut self, global: GlobalIndex) {
        let global = self.env.make_global(global);
        let address = self.place(global.place);
        let value = self.pop();
        self.b.store(address, value);
    }

    /// The address of a definition. Sound as an invariant load: the runtime fills import slots before any guest code runs.
    pub(in crate::func) fn place(&self, place: Place<'ctx>) -> PointerValue<'ctx> {
        match place {
            Place::Direct(address) => address,
            Place::Slot(slot) => self.b.load_invariant(self.b.ir.ptr, slot).into_pointer_value(),
        }
    }

    pub(in crate::func) fn i32_const(&mut self, bits: u32) {
        self.push(self.b.ir.i32.const_int(bits.into(), false));
    }

    pub(in crate::func) fn i64_const(&mut self, bits: u64) {
        self.push(self.b.ir.i64.const_int(bits, false));
    }

    /// Made of its bits: by way of a host `f64`, a signalling NaN would become a quiet one.
    pub(in crate::func) fn f32_const(&mut self, bits: u32) {
        let bits = self.b.ir.i32.const_int(bits.into(), false);
        let value: BasicValueEnum<'ctx> = self.b.cast(InstructionOpcode::BitCast, bits, self.b.ir.f32);
        self.push(value);
    }

    pub(in crate::func) fn f64_const(&mut self, bits: u64) {
        let bits = self.b.ir.i64.const_int(bits, false);
        let value: BasicValueEnum<'ctx> = self.b.cast(InstructionOpcode::BitCast, bits, self.b.ir.f64);
        self.push(value);
    }
}

/// An immutable global that others can see is written once, by the runtime, before any guest code runs.
fn is_invariant(global: &Global<'_>) -> bool {
    global.ty.mutability == Mutability::Const
}
