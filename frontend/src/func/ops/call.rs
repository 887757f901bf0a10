//! Calls (core specification, 4.4.8, "call" and "call_indirect").

use crate::func::FuncTranslator;
use inkwell::IntPredicate;
use inkwell::values::{BasicValueEnum, PointerValue};
use std::mem::offset_of;
use wasmc_abi::instance::FuncRef;
use wasmc_abi::{FuncIndex, TableIndex, TrapCode, TypeIndex};

macro_rules! call_operators {
    () => {
        operators! {
            visit_call(func: u32) => call(FuncIndex(func));
            visit_call_indirect(ty: u32, table: u32) => call_indirect(TypeIndex(ty), TableIndex(table));
        }
    };
}
pub(crate) use call_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn call(&mut self, func: FuncIndex) {
        let ty = self.env.info().func_type(func).clone();
        let args = self.pop_many(ty.params.len());
        let callee = self.env.callee(func);
        let returned = self.b.call(callee, &args);
        self.push_results(&ty, returned);
    }

    pub(in crate::func) fn call_indirect(&mut self, ty: TypeIndex, table: TableIndex) {
        let element = self.pop_element_address(table, TrapCode::UndefinedElement);
        let func_ref = self.b.load(self.b.ir.ptr, element).into_pointer_value();
        let is_null = self.b.is_null(func_ref);
        self.trap_if(is_null, TrapCode::UninitializedElement);

        // Sound: a function reference never changes once guest code can see it, and neither does the engine's numbering.
        let actual = self.b.load_invariant(self.b.ir.i32, self.b.field(func_ref, offset_of!(FuncRef, type_id)));
        let expected = self.b.load_invariant(self.b.ir.i32, self.env.type_id(ty));
        let differs = self.b.icmp(IntPredicate::NE, actual.into_int_value(), expected.into_int_value());
        self.trap_if(differs, TrapCode::IndirectCallTypeMismatch);

        let signature = self.env.info().types[ty.index()].clone();
        let args = self.pop_many(signature.params.len());
        let returned = self.call_func_ref(ty, func_ref, &args);
        self.push_results(&signature, returned);
    }

    /// Calls a function of type `ty`: straight to its internal entry, or, for a host function, by way of the edge.
    fn call_func_ref(
        &mut self,
        ty: TypeIndex,
        func_ref: PointerValue<'ctx>,
        args: &[BasicValueEnum<'ctx>],
    ) -> Option<BasicValueEnum<'ctx>> {
        let signature = self.fast_fn_type(&self.env.info().types[ty.index()]);
        // Sound: see `call_indirect`.
        let fast = self.b.load_invariant(self.b.ir.ptr, self.b.field(func_ref, offset_of!(FuncRef, fast)));
        let fast = fast.into_pointer_value();
        let host = self.b.block("host");
        let guest = self.b.block("guest");
        let next = self.b.block("next");
        let is_host = self.b.is_null(fast);
        self.b.branch_if_unlikely(is_host, host, guest);

        self.b.position(host);
        let edge_caller = self.env.edge_caller(ty);
        let with_ref: Vec<_> = std::iter::once(func_ref.into()).chain(args.iter().copied()).collect();
        let from_host = self.b.call(edge_caller, &with_ref);
        self.b.branch(next);

        self.b.position(guest);
        let from_guest = self.b.call_pointer(signature, fast, args);
        self.b.branch(next);

        self.b.position(next);
        let (from_host, from_guest) = (from_host?, from_guest?);
        let returned = self.b.phi(from_guest.get_type());
        returned.add_incoming(&[(&from_host, host), (&from_guest, guest)]);
        Some(returned.as_basic_value())
    }
}
