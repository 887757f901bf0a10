//! `call_indirect` through a table that never changes: what is in it is known, so neither the table nor a function
//! reference is read. Where only a few functions have the type, each is called directly, so that LLVM can inline it;
//! otherwise the code's address comes from an array of constants, which LLVM sees through where it finds the index out.

use crate::environ::View;
use crate::func::FuncTranslator;
use crate::ir::{Convention, Wrap};
use crate::tables::Candidate;
use inkwell::IntPredicate;
use inkwell::basic_block::BasicBlock;
use inkwell::values::{InstructionOpcode, IntValue, PointerValue};
use wasmc_abi::profile::Call;
use wasmc_abi::{FuncIndex, TableIndex, TrapCode, TypeIndex};

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    /// The table as constants, if it is one and the functions that may be called have just this type: a type that is not
    /// final has subtypes.
    pub(in crate::func) fn view_for(&mut self, ty: TypeIndex, table: TableIndex) -> Option<View<'ctx>> {
        let is_final = self.env.info().types[ty.index()].is_final;
        if is_final { self.env.constant_table(table) } else { None }
    }

    pub(in crate::func) fn call_constant(&mut self, index_of_type: TypeIndex, table: TableIndex, view: &View<'ctx>) {
        let index = self.pop_index();
        let call = self.profile_call(|_| index);
        let ty = self.env.info().signature(index_of_type).clone();
        let memory = self.b.result_memory(&ty);
        let arguments = self.pop_arguments(&ty, memory);
        let Some(kind) = view.table.kind(index_of_type) else {
            self.trap_at(index, view);
            return self.reachable = false;
        };
        let mut ends = Vec::new();
        match view.table.having(kind).few() {
            Some(few) => {
                for (candidate, block) in self.switch(index, few, view, &call) {
                    self.b.position(block);
                    let returned = self.call_directly(candidate.func, &ty, &arguments);
                    ends.push((returned, self.b.current_block()));
                }
            }
            None => {
                self.call_hot(index, view, kind, &call, |translator, func| {
                    let returned = translator.call_directly(func, &ty, &arguments);
                    ends.push((returned, translator.b.current_block()));
                });
                let code = self.code_at(index, table, view, kind, Convention::Fast);
                let pad = self.landing_pad();
                let fn_type = Convention::Fast.fn_type(self.b.ir.context, &ty);
                let returned = self.b.invoke_pointer(fn_type, code, &arguments.fast(), pad);
                ends.push((returned, self.b.current_block()));
            }
        }
        let returned = self.join_calls(&ends);
        self.stack.extend(self.b.unpack_results(&ty, memory, returned));
    }

    pub(in crate::func) fn return_call_constant(&mut self, ty: TypeIndex, table: TableIndex, view: &View<'ctx>) {
        let index = self.pop_index();
        let signature = self.env.info().signature(ty).clone();
        let arguments = self.pop_arguments(&signature, self.result_memory);
        self.reachable = false;
        let Some(kind) = view.table.kind(ty) else { return self.trap_at(index, view) };
        match view.table.having(kind).few() {
            Some(few) => {
                for (candidate, block) in self.switch(index, few, view, &Call::default()) {
                    self.b.position(block);
                    self.return_call_directly(candidate.func, &signature, &arguments);
                }
            }
            None => {
                let code = self.code_at(index, table, view, kind, Convention::Tail);
                self.tail_call_pointer(&signature, code, &arguments);
            }
        }
    }

    /// Compares the index with those that were called most, and calls what they stand for directly.
    fn call_hot(
        &mut self,
        index: IntValue<'ctx>,
        view: &View<'ctx>,
        kind: u32,
        profile: &Call,
        mut call: impl FnMut(&mut Self, FuncIndex),
    ) {
        for (hot, weights) in Self::worth_a_compare(profile) {
            // What a profile says need not be true of the module.
            let element = usize::try_from(hot).ok().filter(|&hot| view.table.kinds.get(hot) == Some(&kind));
            let Some(func) = element.and_then(|hot| view.table.elements[hot]) else { return };
            let is_hot = self.b.icmp(IntPredicate::EQ, index, self.b.ir.i64.const_int(hot, false));
            self.when_hot(is_hot, weights, |translator| call(translator, func));
        }
    }

    /// Builds something for the case that a condition holds, and continues where it does not.
    pub(in crate::func) fn when_hot(
        &mut self,
        condition: IntValue<'ctx>,
        weights: [u64; 2],
        build: impl FnOnce(&mut Self),
    ) {
        let (hot, other) = (self.b.block("hot"), self.b.block("other"));
        let branch = self.b.branch_if(condition, hot, other);
        self.mark_weights(branch, &Some(weights.to_vec()));
        self.b.position(hot);
        build(self);
        self.b.position(other);
    }

    /// Goes to a block of its own for each function, and traps for all other indices.
    fn switch<'c>(
        &mut self,
        index: IntValue<'ctx>,
        few: &'c [Candidate],
        view: &View<'ctx>,
        call: &Call,
    ) -> Vec<(&'c Candidate, BasicBlock<'ctx>)> {
        let miss = self.b.block("miss");
        let blocks: Vec<_> = few.iter().map(|candidate| (candidate, self.b.block("candidate"))).collect();
        let cases = blocks.iter().flat_map(|&(candidate, block)| candidate.indices.iter().map(move |&at| (at, block)));
        let cases: Vec<_> = cases.map(|(at, block)| (self.b.ir.i64.const_int(at, false), block)).collect();
        let branch = self.b.switch(index, miss, &cases);
        if call.total() > 0 {
            let known = call.callees();
            let count = |at: &u64| known.iter().find(|(callee, _)| callee == at).map_or(0, |&(_, count)| count);
            let counts = few.iter().flat_map(|candidate| candidate.indices.iter().map(count));
            self.mark_weights(branch, &Some(std::iter::once(0).chain(counts).collect()));
        }
        self.trap_in(miss, index, view);
        blocks
    }

    /// The address of the code at an index, in the current block. Traps where there is none of this type.
    fn code_at(
        &mut self,
        index: IntValue<'ctx>,
        table: TableIndex,
        view: &View<'ctx>,
        kind: u32,
        convention: Convention,
    ) -> PointerValue<'ctx> {
        let miss = self.b.block("miss");
        self.check_kind(index, view, kind, miss);
        let array = self.env.constant_code(table, convention);
        // Sound: the element exists, as the index has been checked.
        let address = self.b.byte_offset(array, self.scaled(index, 3), Wrap::Never);
        let code = self.b.load(self.b.ir.ptr, address).into_pointer_value();
        self.trap_in(miss, index, view);
        code
    }

    fn trap_in(&mut self, miss: BasicBlock<'ctx>, index: IntValue<'ctx>, view: &View<'ctx>) {
        let here = self.b.current_block();
        self.b.position(miss);
        self.trap_at(index, view);
        self.b.position(here);
    }

    /// Continues where the element has this number, and goes to `miss` where it has not.
    fn check_kind(&mut self, index: IntValue<'ctx>, view: &View<'ctx>, kind: u32, miss: BasicBlock<'ctx>) {
        let number = |value| self.b.ir.i64.const_int(value, false);
        let having = view.table.having(kind);
        if having.fills_range() {
            let (from, to) = having.range;
            let distance = self.b.int_binary(InstructionOpcode::Sub, index, number(from));
            let outside = self.b.icmp(IntPredicate::UGE, distance, number(to - from));
            return self.leave_if(outside, miss);
        }
        let outside = self.b.icmp(IntPredicate::UGE, index, number(view.table.elements.len() as u64));
        self.leave_if(outside, miss);
        let expected = view.kind.const_int(kind.into(), false);
        let differs = self.b.icmp(IntPredicate::NE, self.kind_at(index, view), expected);
        self.leave_if(differs, miss);
    }

    fn leave_if(&mut self, condition: IntValue<'ctx>, miss: BasicBlock<'ctx>) {
        let next = self.b.block("next");
        self.b.branch_if_unlikely(condition, miss, next);
        self.b.position(next);
    }

    /// The number of an element's type. The index is below the number of elements.
    fn kind_at(&self, index: IntValue<'ctx>, view: &View<'ctx>) -> IntValue<'ctx> {
        let offset = self.scaled(index, view.kind.get_bit_width().trailing_zeros() - 3);
        // Sound: the element exists, as the index has been checked.
        let address = self.b.byte_offset(view.kinds, offset, Wrap::Never);
        self.b.load(view.kind, address).into_int_value()
    }

    fn scaled(&self, index: IntValue<'ctx>, log2: u32) -> IntValue<'ctx> {
        self.b.int_binary(InstructionOpcode::Shl, index, self.b.ir.i64.const_int(log2.into(), false))
    }

    /// Ends the block with the trap that belongs to an element which cannot be called.
    fn trap_at(&mut self, index: IntValue<'ctx>, view: &View<'ctx>) {
        let number = |value| self.b.ir.i64.const_int(value, false);
        let outside = self.b.icmp(IntPredicate::UGE, index, number(view.table.size));
        self.trap_if(outside, TrapCode::UndefinedElement);
        let known = view.table.elements.len() as u64;
        if known < view.table.size {
            let is_null = self.b.icmp(IntPredicate::UGE, index, number(known));
            self.trap_if(is_null, TrapCode::UninitializedElement);
        }
        if known > 0 {
            let kind = self.kind_at(index, view);
            let is_null = self.b.icmp(IntPredicate::EQ, kind, view.kind.const_zero());
            self.trap_if(is_null, TrapCode::UninitializedElement);
            self.b.trap(TrapCode::IndirectCallTypeMismatch);
        } else {
            self.b.unreachable();
        }
    }
}
