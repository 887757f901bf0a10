//! Calls (core specification, 4.4.8, "call", "call_ref", "call_indirect" and the tail calls).

use crate::func::FuncTranslator;
use inkwell::basic_block::BasicBlock;
use inkwell::values::{BasicValueEnum, PointerValue};
use std::mem::offset_of;
use wasmc_abi::instance::FuncRef;
use wasmc_abi::{FuncIndex, FuncType, HeapType, TableIndex, TrapCode, TypeIndex};

macro_rules! call_operators {
    () => {
        operators! {
            visit_call(func: u32) => call(FuncIndex(func));
            visit_call_indirect(ty: u32, table: u32) => call_indirect(TypeIndex(ty), TableIndex(table));
            visit_call_ref(ty: u32) => call_ref(TypeIndex(ty));
            visit_return_call(func: u32) => return_call(FuncIndex(func));
            visit_return_call_indirect(ty: u32, table: u32) => return_call_indirect(TypeIndex(ty), TableIndex(table));
            visit_return_call_ref(ty: u32) => return_call_ref(TypeIndex(ty));
        }
    };
}
pub(crate) use call_operators;

/// The two ways in which a function reference is called: a block for each.
struct Entries<'ctx> {
    /// For host functions, which have no internal entry.
    host: BasicBlock<'ctx>,
    /// For compiled functions, whose internal entry is `fast`.
    guest: BasicBlock<'ctx>,
    fast: PointerValue<'ctx>,
}

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn call(&mut self, func: FuncIndex) {
        let ty = self.env.info().func_type(func).clone();
        let memory = self.b.result_memory(&ty);
        let args = self.pop_arguments(&ty, memory);
        let callee = self.env.callee(func);
        let pad = self.landing_pad();
        let returned = self.b.invoke(callee, &args, pad);
        self.stack.extend(self.b.unpack_results(&ty, memory, returned));
    }

    pub(in crate::func) fn return_call(&mut self, func: FuncIndex) {
        let ty = self.env.info().func_type(func).clone();
        let args = self.pop_arguments(&ty, self.result_memory);
        let callee = self.env.callee(func);
        self.b.tail_call(callee, &args);
        self.reachable = false;
    }

    pub(in crate::func) fn call_indirect(&mut self, ty: TypeIndex, table: TableIndex) {
        let func_ref = self.pop_element_callee(ty, table);
        self.call_through(func_ref, ty);
    }

    pub(in crate::func) fn call_ref(&mut self, ty: TypeIndex) {
        let func_ref = self.pop_not_null(TrapCode::NullFunctionReference);
        self.call_through(func_ref, ty);
    }

    /// Calls a function of this type or a subtype: equal values are passed in equal ways.
    fn call_through(&mut self, func_ref: PointerValue<'ctx>, index: TypeIndex) {
        let ty = self.env.info().signature(index).clone();
        let memory = self.b.result_memory(&ty);
        let args = self.pop_arguments(&ty, memory);
        let pad = self.landing_pad();
        let Entries { host, guest, fast } = self.entries(func_ref);
        let next = self.b.block("next");

        self.b.position(host);
        let from_host = self.call_host(index, func_ref, &args, pad);
        let host = self.b.current_block();
        self.b.branch(next);

        self.b.position(guest);
        let from_guest = self.b.invoke_pointer(self.fast_fn_type(&ty), fast, &args, pad);
        let guest = self.b.current_block();
        self.b.branch(next);

        self.b.position(next);
        let returned = from_host.zip(from_guest);
        let returned = returned.map(|(from_host, from_guest)| self.b.phi_of(&[(from_host, host), (from_guest, guest)]));
        self.stack.extend(self.b.unpack_results(&ty, memory, returned));
    }

    pub(in crate::func) fn return_call_indirect(&mut self, ty: TypeIndex, table: TableIndex) {
        let func_ref = self.pop_element_callee(ty, table);
        self.return_call_through(func_ref, ty);
    }

    pub(in crate::func) fn return_call_ref(&mut self, ty: TypeIndex) {
        let func_ref = self.pop_not_null(TrapCode::NullFunctionReference);
        self.return_call_through(func_ref, ty);
    }

    /// A function that cannot take over the frame, of the host or of a module that makes no tail calls, is called and returns
    /// to here, and nothing is left to do then. What it throws is not for this function, which has returned.
    fn return_call_through(&mut self, func_ref: PointerValue<'ctx>, index: TypeIndex) {
        let ty = self.env.info().signature(index).clone();
        let args = self.pop_arguments(&ty, self.result_memory);
        // Sound: as in `has_other_type`.
        let entry = self.b.load_invariant(self.b.ir.ptr, self.b.field(func_ref, offset_of!(FuncRef, tail)));
        let entry = entry.into_pointer_value();
        let (with_entry, without) = (self.b.block("tail"), self.b.block("call"));
        self.b.branch_if_unlikely(self.b.is_null(entry), without, with_entry);

        self.b.position(with_entry);
        self.b.tail_call_pointer(self.fast_fn_type(&ty), entry, &args);

        self.b.position(without);
        let Entries { host, guest, fast } = self.entries(func_ref);
        self.b.position(host);
        let returned = self.call_host(index, func_ref, &args, None);
        self.b.ret(returned.as_slice());
        self.b.position(guest);
        let returned = self.b.call_pointer(self.fast_fn_type(&ty), fast, &args);
        self.b.ret(returned.as_slice());
        self.reachable = false;
    }

    /// The arguments of a call of type `ty`, after the memory for its results.
    fn pop_arguments(&mut self, ty: &FuncType, memory: Option<PointerValue<'ctx>>) -> Vec<BasicValueEnum<'ctx>> {
        let args = self.pop_many(ty.params.len());
        memory.into_iter().map(Into::into).chain(args).collect()
    }

    /// The function reference at the popped index of a table, if it is of type `ty`; traps if not. What the type of the
    /// table says already is not checked.
    fn pop_element_callee(&mut self, ty: TypeIndex, table: TableIndex) -> PointerValue<'ctx> {
        let element = self.pop_element_address(table, TrapCode::UndefinedElement);
        let func_ref = self.b.load(self.b.ir.ptr, element).into_pointer_value();
        let known = self.env.make_table(table).ty.element;
        if known.nullable {
            let is_null = self.b.is_null(func_ref);
            self.trap_if(is_null, TrapCode::UninitializedElement);
        }
        if !matches!(known.heap, HeapType::Concrete(known) if self.env.info().is_declared_subtype(known, ty)) {
            let differs = self.has_other_type(func_ref, ty);
            self.trap_if(differs, TrapCode::IndirectCallTypeMismatch);
        }
        func_ref
    }

    fn entries(&mut self, func_ref: PointerValue<'ctx>) -> Entries<'ctx> {
        // Sound: as in `has_other_type`.
        let fast = self.b.load_invariant(self.b.ir.ptr, self.b.field(func_ref, offset_of!(FuncRef, fast)));
        let fast = fast.into_pointer_value();
        let (host, guest) = (self.b.block("host"), self.b.block("guest"));
        let is_host = self.b.is_null(fast);
        self.b.branch_if_unlikely(is_host, host, guest);
        Entries { host, guest, fast }
    }

    fn call_host(
        &mut self,
        ty: TypeIndex,
        func_ref: PointerValue<'ctx>,
        args: &[BasicValueEnum<'ctx>],
        pad: Option<BasicBlock<'ctx>>,
    ) -> Option<BasicValueEnum<'ctx>> {
        let edge_caller = self.env.edge_caller(ty);
        let with_ref: Vec<_> = std::iter::once(func_ref.into()).chain(args.iter().copied()).collect();
        self.b.invoke(edge_caller, &with_ref, pad)
    }
}
