//! Calls (core specification, 4.4.8, "call", "call_ref", "call_indirect" and the tail calls).

use crate::func::FuncTranslator;
use crate::ir::{Arguments, Convention};
use inkwell::IntPredicate;
use inkwell::basic_block::BasicBlock;
use inkwell::values::{BasicValueEnum, FunctionValue, InstructionOpcode, IntValue, PointerValue};
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
        let arguments = self.pop_arguments(&ty, memory);
        let returned = self.call_directly(func, &ty, &arguments);
        self.stack.extend(self.b.unpack_results(&ty, memory, returned));
    }

    pub(in crate::func) fn call_directly(
        &mut self,
        func: FuncIndex,
        ty: &FuncType,
        arguments: &Arguments<'ctx>,
    ) -> Option<BasicValueEnum<'ctx>> {
        let callee = self.env.callee(func);
        let args = self.b.pass(Convention::of(callee), ty, arguments, |count| self.b.value_slots(count));
        let pad = self.landing_pad();
        self.b.invoke(callee, &args, pad)
    }

    pub(in crate::func) fn return_call(&mut self, func: FuncIndex) {
        let ty = self.env.info().func_type(func).clone();
        let arguments = self.pop_arguments(&ty, self.result_memory);
        self.return_call_directly(func, &ty, &arguments);
        self.reachable = false;
    }

    /// A function that makes no tail calls itself returns to here, where nothing is left to do: so the stack grows by one
    /// frame, and no further.
    pub(in crate::func) fn return_call_directly(
        &mut self,
        func: FuncIndex,
        ty: &FuncType,
        arguments: &Arguments<'ctx>,
    ) {
        let info = self.env.info();
        if info.is_imported_func(func) {
            let index = info.funcs[func.index()].ty;
            let func_ref = self.env.func_ref(func);
            return self.tail_call_through(func_ref, index, ty, arguments);
        }
        let callee = self.env.callee(func);
        match Convention::of(callee) {
            Convention::Tail => self.tail_call(callee, ty, arguments),
            Convention::Fast => self.b.ret(self.b.call(callee, &arguments.fast()).as_slice()),
        }
    }

    pub(in crate::func) fn call_indirect(&mut self, ty: TypeIndex, table: TableIndex) {
        if let Some(view) = self.view_for(ty, table) {
            return self.call_constant(ty, table, &view);
        }
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
        let arguments = self.pop_arguments(&ty, memory);
        let pad = self.landing_pad();
        let mut ends = self.call_hot_references(func_ref, &ty, &arguments);
        let Entries { host, guest, fast } = self.entries(func_ref);

        self.b.position(host);
        let edge_caller = self.env.edge_caller(index);
        let returned = self.b.invoke(edge_caller, &arguments.for_callee(func_ref).fast(), pad);
        ends.push((returned, self.b.current_block()));

        self.b.position(guest);
        let fn_type = Convention::Fast.fn_type(self.b.ir.context, &ty);
        let returned = self.b.invoke_pointer(fn_type, fast, &arguments.fast(), pad);
        ends.push((returned, self.b.current_block()));

        let returned = self.join_calls(&ends);
        self.stack.extend(self.b.unpack_results(&ty, memory, returned));
    }

    /// Compares a reference with those of the module's functions that were called most, and calls these directly.
    fn call_hot_references(
        &mut self,
        func_ref: PointerValue<'ctx>,
        ty: &FuncType,
        arguments: &Arguments<'ctx>,
    ) -> Vec<(Option<BasicValueEnum<'ctx>>, BasicBlock<'ctx>)> {
        let profile = self.profile_call(|translator| translator.reference_position(func_ref));
        let mut ends = Vec::new();
        for (position, weights) in Self::worth_a_compare(&profile) {
            let info = self.env.info();
            let func = usize::try_from(position).ok().and_then(|position| info.funcrefs.get(position).copied());
            // What a profile says need not be true of the module.
            let Some(func) = func.filter(|&func| info.func_type(func) == ty) else { break };
            let is_hot = self.b.icmp(IntPredicate::EQ, func_ref, self.env.func_ref(func));
            self.when_hot(is_hot, weights, |translator| {
                let returned = translator.call_directly(func, ty, arguments);
                ends.push((returned, translator.b.current_block()));
            });
        }
        ends
    }

    /// The position of a function reference among those of the module; some other number for what is not there.
    fn reference_position(&mut self, func_ref: PointerValue<'ctx>) -> IntValue<'ctx> {
        let Some(&first) = self.env.info().funcrefs.first() else { return self.b.ir.i64.const_all_ones() };
        let first = self.env.func_ref(first);
        let address = |pointer| self.b.cast(InstructionOpcode::PtrToInt, pointer, self.b.ir.i64).into_int_value();
        let distance = self.b.int_binary(InstructionOpcode::Sub, address(func_ref), address(first));
        let bytes = self.b.ir.i64.const_int(size_of::<FuncRef>() as u64, false);
        self.b.int_binary(InstructionOpcode::UDiv, distance, bytes)
    }

    pub(in crate::func) fn return_call_indirect(&mut self, ty: TypeIndex, table: TableIndex) {
        if let Some(view) = self.view_for(ty, table) {
            return self.return_call_constant(ty, table, &view);
        }
        let func_ref = self.pop_element_callee(ty, table);
        self.return_call_through(func_ref, ty);
    }

    pub(in crate::func) fn return_call_ref(&mut self, ty: TypeIndex) {
        let func_ref = self.pop_not_null(TrapCode::NullFunctionReference);
        self.return_call_through(func_ref, ty);
    }

    fn return_call_through(&mut self, func_ref: PointerValue<'ctx>, index: TypeIndex) {
        let ty = self.env.info().signature(index).clone();
        let arguments = self.pop_arguments(&ty, self.result_memory);
        self.tail_call_through(func_ref, index, &ty, &arguments);
        self.reachable = false;
    }

    /// Functions that have no entry for tail calls, as those of the host, make none. They are called by one that takes over
    /// the frame in their stead.
    fn tail_call_through(
        &mut self,
        func_ref: PointerValue<'ctx>,
        index: TypeIndex,
        ty: &FuncType,
        arguments: &Arguments<'ctx>,
    ) {
        // Sound: as in `has_other_type`.
        let entry = self.b.load_invariant(self.b.ir.ptr, self.b.field(func_ref, offset_of!(FuncRef, tail)));
        let entry = entry.into_pointer_value();
        let (with_entry, without) = (self.b.block("tail"), self.b.block("call"));
        self.b.branch_if_unlikely(self.b.is_null(entry), without, with_entry);

        self.b.position(with_entry);
        self.tail_call_pointer(ty, entry, arguments);

        self.b.position(without);
        let caller = self.env.tail_caller(index);
        self.tail_call(caller, ty, &arguments.for_callee(func_ref));
    }

    pub(in crate::func) fn tail_call_pointer(
        &mut self,
        ty: &FuncType,
        entry: PointerValue<'ctx>,
        arguments: &Arguments<'ctx>,
    ) {
        let args = self.pass_to_tail(ty, arguments);
        self.b.tail_call_pointer(Convention::Tail.fn_type(self.b.ir.context, ty), entry, &args);
    }

    fn tail_call(&mut self, callee: FunctionValue<'ctx>, ty: &FuncType, arguments: &Arguments<'ctx>) {
        let args = self.pass_to_tail(ty, arguments);
        self.b.tail_call(callee, &args);
    }

    /// The arguments of a tail call. What finds no register left is put where it outlives this function's frame; there it is
    /// safe from other calls, since the callee takes it before it does anything.
    fn pass_to_tail(&mut self, ty: &FuncType, arguments: &Arguments<'ctx>) -> Vec<BasicValueEnum<'ctx>> {
        self.b.pass(Convention::Tail, ty, arguments, |_| self.env.tail_arguments())
    }

    pub(in crate::func) fn pop_arguments(
        &mut self,
        ty: &FuncType,
        memory: Option<PointerValue<'ctx>>,
    ) -> Arguments<'ctx> {
        Arguments { pointers: memory.into_iter().collect(), values: self.pop_many(ty.params.len()) }
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

    /// Continues where calls have ended, in any of these blocks, with what they have returned.
    pub(in crate::func) fn join_calls(
        &mut self,
        ends: &[(Option<BasicValueEnum<'ctx>>, BasicBlock<'ctx>)],
    ) -> Option<BasicValueEnum<'ctx>> {
        if let &[(returned, end)] = ends {
            self.b.position(end);
            return returned;
        }
        let next = self.b.block("next");
        for &(_, end) in ends {
            self.b.position(end);
            self.b.branch(next);
        }
        self.b.position(next);
        let returned: Option<Vec<_>> = ends.iter().map(|&(returned, end)| Some((returned?, end))).collect();
        returned.filter(|returned| !returned.is_empty()).map(|returned| self.b.phi_of(&returned))
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
}
