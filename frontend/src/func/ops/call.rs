//! Calls (core specification, 4.4.8, "call", "call_indirect" and the tail calls).

use crate::func::FuncTranslator;
use inkwell::IntPredicate;
use inkwell::basic_block::BasicBlock;
use inkwell::values::{BasicValueEnum, PointerValue};
use std::mem::offset_of;
use wasmc_abi::instance::FuncRef;
use wasmc_abi::{FuncIndex, FuncType, TableIndex, TrapCode, TypeIndex};

macro_rules! call_operators {
    () => {
        operators! {
            visit_call(func: u32) => call(FuncIndex(func));
            visit_call_indirect(ty: u32, table: u32) => call_indirect(TypeIndex(ty), TableIndex(table));
            visit_return_call(func: u32) => return_call(FuncIndex(func));
            visit_return_call_indirect(ty: u32, table: u32) => return_call_indirect(TypeIndex(ty), TableIndex(table));
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
        let returned = self.b.call(callee, &args);
        self.stack.extend(self.b.unpack_results(&ty, memory, returned));
    }

    pub(in crate::func) fn return_call(&mut self, func: FuncIndex) {
        let ty = self.env.info().func_type(func).clone();
        let args = self.pop_arguments(&ty, self.result_memory);
        let callee = self.env.callee(func);
        self.b.tail_call(callee, &args);
        self.reachable = false;
    }

    pub(in crate::func) fn call_indirect(&mut self, index: TypeIndex, table: TableIndex) {
        let func_ref = self.pop_callee(index, table);
        let ty = self.env.info().signature(index).clone();
        let memory = self.b.result_memory(&ty);
        let args = self.pop_arguments(&ty, memory);
        let Entries { host, guest, fast } = self.entries(func_ref);
        let next = self.b.block("next");

        self.b.position(host);
        let from_host = self.call_host(index, func_ref, &args);
        self.b.branch(next);

        self.b.position(guest);
        let from_guest = self.b.call_pointer(self.fast_fn_type(&ty), fast, &args);
        self.b.branch(next);

        self.b.position(next);
        let returned = from_host.zip(from_guest).map(|(from_host, from_guest)| {
            let returned = self.b.phi(from_guest.get_type());
            returned.add_incoming(&[(&from_host, host), (&from_guest, guest)]);
            returned.as_basic_value()
        });
        self.stack.extend(self.b.unpack_results(&ty, memory, returned));
    }

    /// A function that cannot take over the frame, of the host or of a module that makes no tail calls, is called and returns
    /// to here, and nothing is left to do then.
    pub(in crate::func) fn return_call_indirect(&mut self, index: TypeIndex, table: TableIndex) {
        let func_ref = self.pop_callee(index, table);
        let ty = self.env.info().signature(index).clone();
        let args = self.pop_arguments(&ty, self.result_memory);
        // Sound: as in `pop_callee`.
        let entry = self.b.load_invariant(self.b.ir.ptr, self.b.field(func_ref, offset_of!(FuncRef, tail)));
        let entry = entry.into_pointer_value();
        let (with_entry, without) = (self.b.block("tail"), self.b.block("call"));
        self.b.branch_if_unlikely(self.b.is_null(entry), without, with_entry);

        self.b.position(with_entry);
        self.b.tail_call_pointer(self.fast_fn_type(&ty), entry, &args);

        self.b.position(without);
        let Entries { host, guest, fast } = self.entries(func_ref);
        self.b.position(host);
        let returned = self.call_host(index, func_ref, &args);
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

    /// The function reference at the popped index of a table, which is of type `ty`; traps if there is none.
    fn pop_callee(&mut self, ty: TypeIndex, table: TableIndex) -> PointerValue<'ctx> {
        let element = self.pop_element_address(table, TrapCode::UndefinedElement);
        let func_ref = self.b.load(self.b.ir.ptr, element).into_pointer_value();
        let is_null = self.b.is_null(func_ref);
        self.trap_if(is_null, TrapCode::UninitializedElement);

        // Sound: a function reference never changes once guest code can see it, and neither does the engine's numbering.
        let actual = self.b.load_invariant(self.b.ir.i32, self.b.field(func_ref, offset_of!(FuncRef, type_id)));
        let expected = self.b.load_invariant(self.b.ir.i32, self.env.type_id(ty));
        let differs = self.b.icmp(IntPredicate::NE, actual.into_int_value(), expected.into_int_value());
        self.trap_if(differs, TrapCode::IndirectCallTypeMismatch);
        func_ref
    }

    fn entries(&mut self, func_ref: PointerValue<'ctx>) -> Entries<'ctx> {
        // Sound: as in `pop_callee`.
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
    ) -> Option<BasicValueEnum<'ctx>> {
        let edge_caller = self.env.edge_caller(ty);
        let with_ref: Vec<_> = std::iter::once(func_ref.into()).chain(args.iter().copied()).collect();
        self.b.call(edge_caller, &with_ref)
    }
}
