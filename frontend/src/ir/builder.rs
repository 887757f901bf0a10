//! An infallible builder: inkwell's reports errors only for an unset position or mixed-up types, which are our own
//! mistakes. Here alone its `Result`s become values.

use super::{C_CALL_CONV, Convention, Ir, Wrap, raw};
use inkwell::attributes::AttributeLoc;
use inkwell::basic_block::BasicBlock;
use inkwell::types::{BasicType, BasicTypeEnum, FloatMathType, FunctionType, IntMathType, IntType, VectorType};
use inkwell::values::{
    BasicMetadataValueEnum, BasicValue, BasicValueEnum, CallSiteValue, FloatMathValue, FunctionValue,
    InstructionOpcode, InstructionValue, IntMathValue, IntValue, LLVMTailCallKind, PhiValue, PointerValue, VectorValue,
};
use inkwell::{FloatPredicate, IntPredicate};
use wasmc_abi::TrapCode;

/// What comparing integers gives: `i1`, or for vectors one of them per lane.
type IntTruth<'ctx, V> = <<V as IntMathValue<'ctx>>::BaseType as IntMathType<'ctx>>::ValueType;

/// What comparing floats gives.
type FloatTruth<'ctx, V> =
    <<<V as FloatMathValue<'ctx>>::BaseType as FloatMathType<'ctx>>::MathConvType as IntMathType<'ctx>>::ValueType;

pub(super) const POSITIONED: &str = "the builder has a position and the operands have fitting types";

/// Appends instructions to the blocks of one function.
pub struct Builder<'m, 'ctx> {
    /// The module's types, metadata and intrinsics.
    pub ir: &'m Ir<'m, 'ctx>,
    pub(super) function: FunctionValue<'ctx>,
    pub(super) inner: inkwell::builder::Builder<'ctx>,
}

impl<'m, 'ctx> Builder<'m, 'ctx> {
    /// A builder for `function`, at the end of a new entry block.
    pub fn new(ir: &'m Ir<'m, 'ctx>, function: FunctionValue<'ctx>) -> Self {
        let builder = Self { ir, function, inner: ir.context.create_builder() };
        let entry = builder.block("entry");
        builder.position(entry);
        builder
    }

    /// A new block of the function, without instructions.
    pub fn block(&self, name: &str) -> BasicBlock<'ctx> {
        self.ir.context.append_basic_block(self.function, name)
    }

    /// Continues at the end of a block.
    pub fn position(&self, block: BasicBlock<'ctx>) {
        self.inner.position_at_end(block);
    }

    /// Builds something before the function's first instruction, and goes on where we are.
    pub fn at_entry<T>(&self, build: impl FnOnce() -> T) -> T {
        let here = self.current_block();
        let location = self.inner.get_current_debug_location();
        let entry = self.function.get_first_basic_block().expect("`new` has made one");
        match entry.get_first_instruction() {
            // Takes over the debug location of that instruction.
            Some(first) => self.inner.position_before(&first),
            None => self.inner.position_at_end(entry),
        }
        let built = build();
        self.inner.position_at_end(here);
        match location {
            Some(location) => self.inner.set_current_debug_location(location),
            None => self.inner.unset_current_debug_location(),
        }
        built
    }

    /// The block that is being appended to.
    pub fn current_block(&self) -> BasicBlock<'ctx> {
        self.inner.get_insert_block().expect(POSITIONED)
    }

    /// Gives what follows a debug location.
    pub fn set_line(&self, line: u32) {
        raw::set_debug_line(self.ir.context, &self.inner, self.function, line);
    }

    /// A two-operand instruction.
    pub fn binary<V: BasicValue<'ctx>>(&self, op: InstructionOpcode, lhs: V, rhs: V) -> BasicValueEnum<'ctx> {
        self.inner.build_binop(op, lhs, rhs, "").expect(POSITIONED)
    }

    /// A two-operand instruction on integers.
    pub fn int_binary(&self, op: InstructionOpcode, lhs: IntValue<'ctx>, rhs: IntValue<'ctx>) -> IntValue<'ctx> {
        self.binary(op, lhs, rhs).into_int_value()
    }

    /// A conversion.
    pub fn cast<T: BasicType<'ctx>>(
        &self,
        op: InstructionOpcode,
        value: impl BasicValue<'ctx>,
        ty: T,
    ) -> BasicValueEnum<'ctx> {
        self.inner.build_cast(op, value, ty, "").expect(POSITIONED)
    }

    /// `zext … to i64`, or the value itself when it has that type.
    pub fn zext_i64(&self, value: IntValue<'ctx>) -> IntValue<'ctx> {
        self.inner.build_int_z_extend_or_bit_cast(value, self.ir.i64, "").expect(POSITIONED)
    }

    /// `icmp`, of two integers or by lanes.
    pub fn icmp<V: IntMathValue<'ctx>>(&self, predicate: IntPredicate, lhs: V, rhs: V) -> IntTruth<'ctx, V> {
        self.inner.build_int_compare(predicate, lhs, rhs, "").expect(POSITIONED)
    }

    /// `fcmp`, of two floats or by lanes.
    pub fn fcmp<V: FloatMathValue<'ctx>>(&self, predicate: FloatPredicate, lhs: V, rhs: V) -> FloatTruth<'ctx, V> {
        self.inner.build_float_compare(predicate, lhs, rhs, "").expect(POSITIONED)
    }

    /// `fneg`, of a float or by lanes.
    pub fn negate<V: FloatMathValue<'ctx>>(&self, value: V) -> V {
        self.inner.build_float_neg(value, "").expect(POSITIONED)
    }

    /// All bits inverted, of an integer or of all lanes.
    pub fn invert<V: IntMathValue<'ctx>>(&self, value: V) -> V {
        self.inner.build_not(value, "").expect(POSITIONED)
    }

    /// `extractelement`
    pub fn extract_lane(&self, vector: VectorValue<'ctx>, lane: IntValue<'ctx>) -> BasicValueEnum<'ctx> {
        self.inner.build_extract_element(vector, lane, "").expect(POSITIONED)
    }

    /// `insertelement`
    pub fn insert_lane(
        &self,
        vector: VectorValue<'ctx>,
        value: BasicValueEnum<'ctx>,
        lane: IntValue<'ctx>,
    ) -> VectorValue<'ctx> {
        self.inner.build_insert_element(vector, value, lane, "").expect(POSITIONED)
    }

    /// `shufflevector`
    pub fn shuffle(
        &self,
        first: VectorValue<'ctx>,
        second: VectorValue<'ctx>,
        positions: VectorValue<'ctx>,
    ) -> VectorValue<'ctx> {
        self.inner.build_shuffle_vector(first, second, positions, "").expect(POSITIONED)
    }

    /// A vector with this value in each lane.
    pub fn splat(&self, value: impl BasicValue<'ctx>, ty: VectorType<'ctx>) -> VectorValue<'ctx> {
        let first = self.ir.i32.const_zero();
        let one = self.insert_lane(ty.get_poison(), value.as_basic_value_enum(), first);
        self.shuffle(one, one, self.ir.i32.vec_type(ty.get_size()).const_zero())
    }

    /// Extends with zeros or truncates, or does nothing when the value has the type.
    pub fn resize_int(&self, value: IntValue<'ctx>, ty: IntType<'ctx>) -> IntValue<'ctx> {
        self.inner.build_int_cast_sign_flag(value, ty, false, "").expect(POSITIONED)
    }

    /// Whether a pointer is null.
    pub fn is_null(&self, pointer: PointerValue<'ctx>) -> IntValue<'ctx> {
        self.inner.build_is_null(pointer, "").expect(POSITIONED)
    }

    /// Whether a pointer is not null.
    pub fn is_not_null(&self, pointer: PointerValue<'ctx>) -> IntValue<'ctx> {
        self.inner.build_is_not_null(pointer, "").expect(POSITIONED)
    }

    /// `select`, by one truth value or by lanes.
    pub fn select<V: BasicValue<'ctx>>(
        &self,
        condition: impl IntMathValue<'ctx>,
        then: V,
        otherwise: V,
    ) -> BasicValueEnum<'ctx> {
        self.inner.build_select(condition, then, otherwise, "").expect(POSITIONED)
    }

    /// `alloca`
    pub fn alloca(&self, ty: BasicTypeEnum<'ctx>) -> PointerValue<'ctx> {
        self.inner.build_alloca(ty, "").expect(POSITIONED)
    }

    /// `load`, with the alignment natural to the type.
    pub fn load<T: BasicType<'ctx>>(&self, ty: T, address: PointerValue<'ctx>) -> BasicValueEnum<'ctx> {
        self.inner.build_load(ty, address, "").expect(POSITIONED)
    }

    /// `load` of something that never changes while guest code runs. See [`super::Metadata::mark_invariant`].
    pub fn load_invariant<T: BasicType<'ctx>>(&self, ty: T, address: PointerValue<'ctx>) -> BasicValueEnum<'ctx> {
        let value = self.load(ty, address);
        self.ir.metadata.mark_invariant(value.as_instruction_value().expect("a load is an instruction"));
        value
    }

    /// `store`, with the alignment natural to the type.
    pub fn store(&self, address: PointerValue<'ctx>, value: impl BasicValue<'ctx>) -> InstructionValue<'ctx> {
        self.inner.build_store(address, value).expect(POSITIONED)
    }

    /// The address `index` bytes after `base`.
    pub fn byte_offset(&self, base: PointerValue<'ctx>, index: IntValue<'ctx>, wrap: Wrap) -> PointerValue<'ctx> {
        raw::byte_offset(&self.inner, self.ir.i8.into(), base, index, wrap)
    }

    /// The address of a field that lies `offset` bytes into a structure of `wasmc_abi::instance`.
    pub fn field(&self, base: PointerValue<'ctx>, offset: usize) -> PointerValue<'ctx> {
        match offset {
            0 => base,
            // Sound: the field lies inside an object that exists, so its address does not wrap.
            _ => self.byte_offset(base, self.ir.i64.const_int(offset as u64, false), Wrap::Never),
        }
    }

    /// `phi` at the end of the current block, which holds nothing but phis so far.
    pub fn phi(&self, ty: BasicTypeEnum<'ctx>) -> PhiValue<'ctx> {
        self.inner.build_phi(ty, "").expect(POSITIONED)
    }

    /// The `phi` of what comes from these blocks.
    pub fn phi_of(&self, incoming: &[(BasicValueEnum<'ctx>, BasicBlock<'ctx>)]) -> BasicValueEnum<'ctx> {
        let phi = self.phi(incoming[0].0.get_type());
        for (value, block) in incoming {
            phi.add_incoming(&[(value, *block)]);
        }
        phi.as_basic_value()
    }

    /// `br`
    pub fn branch(&self, target: BasicBlock<'ctx>) {
        self.inner.build_unconditional_branch(target).expect(POSITIONED);
    }

    /// `br i1`
    pub fn branch_if(
        &self,
        condition: IntValue<'ctx>,
        then: BasicBlock<'ctx>,
        otherwise: BasicBlock<'ctx>,
    ) -> InstructionValue<'ctx> {
        self.inner.build_conditional_branch(condition, then, otherwise).expect(POSITIONED)
    }

    /// `br i1` whose first target is hardly ever taken.
    pub fn branch_if_unlikely(&self, condition: IntValue<'ctx>, then: BasicBlock<'ctx>, otherwise: BasicBlock<'ctx>) {
        let branch = self.branch_if(condition, then, otherwise);
        self.ir.metadata.mark_unlikely(branch);
    }

    /// `switch`
    pub fn switch(
        &self,
        value: IntValue<'ctx>,
        otherwise: BasicBlock<'ctx>,
        cases: &[(IntValue<'ctx>, BasicBlock<'ctx>)],
    ) -> InstructionValue<'ctx> {
        self.inner.build_switch(value, otherwise, cases).expect(POSITIONED)
    }

    /// `ret`: nothing, the one value, or a struct of several.
    pub fn ret(&self, values: &[BasicValueEnum<'ctx>]) {
        match values {
            [] => self.inner.build_return(None),
            [one] => self.inner.build_return(Some(one)),
            many => self.inner.build_aggregate_return(many),
        }
        .expect(POSITIONED);
    }

    /// Calls an intrinsic that returns a value.
    pub fn intrinsic(
        &self,
        name: &'static str,
        overload: &[BasicTypeEnum<'ctx>],
        args: &[BasicValueEnum<'ctx>],
    ) -> BasicValueEnum<'ctx> {
        let function = self.ir.intrinsic(name, overload);
        let call = self.inner.build_direct_call(function, &metadata_values(args), "").expect(POSITIONED);
        call.try_as_basic_value().basic().expect("the intrinsics of this crate return values")
    }

    /// Calls a function in its own convention. The result is what it returns in registers, if anything.
    pub fn call(&self, function: FunctionValue<'ctx>, args: &[BasicValueEnum<'ctx>]) -> Option<BasicValueEnum<'ctx>> {
        self.direct_call(function, args).try_as_basic_value().basic()
    }

    fn direct_call(&self, function: FunctionValue<'ctx>, args: &[BasicValueEnum<'ctx>]) -> CallSiteValue<'ctx> {
        let call = self.inner.build_direct_call(function, &metadata_values(args), "").expect(POSITIONED);
        call.set_call_convention(function.get_call_conventions());
        call
    }

    /// Ends the function with a call that takes over its frame. Both have [`Convention::Tail`], and return the same.
    pub fn tail_call(&self, function: FunctionValue<'ctx>, args: &[BasicValueEnum<'ctx>]) {
        self.make_tail_call(self.direct_call(function, args));
    }

    /// The same through an address.
    pub fn tail_call_pointer(
        &self,
        ty: FunctionType<'ctx>,
        function: PointerValue<'ctx>,
        args: &[BasicValueEnum<'ctx>],
    ) {
        self.make_tail_call(self.indirect_call(Convention::Tail.number(), ty, function, args));
    }

    fn make_tail_call(&self, call: CallSiteValue<'ctx>) {
        call.set_tail_call_kind(LLVMTailCallKind::LLVMTailCallKindMustTail);
        self.ret(call.try_as_basic_value().basic().as_slice());
    }

    /// Calls a function through its address, in the convention that is the same for all modules.
    pub fn call_pointer(
        &self,
        ty: FunctionType<'ctx>,
        function: PointerValue<'ctx>,
        args: &[BasicValueEnum<'ctx>],
    ) -> Option<BasicValueEnum<'ctx>> {
        self.indirect_call(Convention::Fast.number(), ty, function, args).try_as_basic_value().basic()
    }

    /// Calls a function in the C convention, which the edge has, through its address.
    pub fn call_c_pointer(
        &self,
        ty: FunctionType<'ctx>,
        function: PointerValue<'ctx>,
        args: &[BasicValueEnum<'ctx>],
    ) -> Option<BasicValueEnum<'ctx>> {
        self.indirect_call(C_CALL_CONV, ty, function, args).try_as_basic_value().basic()
    }

    fn indirect_call(
        &self,
        convention: u32,
        ty: FunctionType<'ctx>,
        function: PointerValue<'ctx>,
        args: &[BasicValueEnum<'ctx>],
    ) -> CallSiteValue<'ctx> {
        let call = self.inner.build_indirect_call(ty, function, &metadata_values(args), "").expect(POSITIONED);
        call.set_call_convention(convention);
        call
    }

    /// `extractvalue`
    pub fn extract(&self, aggregate: BasicValueEnum<'ctx>, field: u32) -> BasicValueEnum<'ctx> {
        self.inner.build_extract_value(aggregate.into_struct_value(), field, "").expect(POSITIONED)
    }

    /// `llvm.memmove`
    pub fn memmove(&self, to: PointerValue<'ctx>, from: PointerValue<'ctx>, bytes: IntValue<'ctx>) {
        self.inner.build_memmove(to, 1, from, 1, bytes).expect(POSITIONED);
    }

    /// `llvm.memset`
    pub fn memset(&self, to: PointerValue<'ctx>, byte: IntValue<'ctx>, bytes: IntValue<'ctx>) {
        self.inner.build_memset(to, 1, byte, bytes).expect(POSITIONED);
    }

    /// Ends the block with a trapping instruction.
    pub fn trap(&self, code: TrapCode) {
        let function = self.ir.intrinsic("llvm.ubsantrap", &[]);
        let code = self.ir.i8.const_int(code as u64, false);
        let call = self.inner.build_direct_call(function, &[code.into()], "").expect(POSITIONED);
        call.add_attribute(AttributeLoc::Function, self.ir.metadata.no_merge);
        self.unreachable();
    }

    /// Says how often the function was entered in runs that were counted.
    pub fn mark_entries(&self, count: u64) {
        self.ir.metadata.mark_entries(self.ir.context, self.function, count);
    }

    /// `unreachable`
    pub fn unreachable(&self) {
        self.inner.build_unreachable().expect(POSITIONED);
    }
}

fn metadata_values<'ctx>(values: &[BasicValueEnum<'ctx>]) -> Vec<BasicMetadataValueEnum<'ctx>> {
    values.iter().map(|&value| value.into()).collect()
}
