//! Makes new instructions among those that our passes walk.

use super::value::{Block, Instruction, Shape, Value};
use inkwell::module::Module;
use llvm_sys::core::{
    LLVMAddCallSiteAttribute, LLVMAddIncoming, LLVMBuildAdd, LLVMBuildBinOp, LLVMBuildBr, LLVMBuildCall2,
    LLVMBuildCast, LLVMBuildCondBr, LLVMBuildExtractElement, LLVMBuildFCmp, LLVMBuildFNeg, LLVMBuildGEPWithNoWrapFlags,
    LLVMBuildICmp, LLVMBuildInsertElement, LLVMBuildIntToPtr, LLVMBuildLShr, LLVMBuildLoad2, LLVMBuildMul,
    LLVMBuildNSWSub, LLVMBuildNUWAdd, LLVMBuildPhi, LLVMBuildPtrToInt, LLVMBuildSelect, LLVMBuildTrunc, LLVMBuildZExt,
    LLVMConstInt, LLVMCreateBuilderInContext, LLVMCreateEnumAttribute, LLVMCreateTypeAttribute, LLVMDisposeBuilder,
    LLVMFunctionType, LLVMGetElementType, LLVMGetEnumAttributeKindForName, LLVMGetGlobalParent, LLVMGetInlineAsm,
    LLVMGetIntrinsicDeclaration, LLVMGetIntrinsicID, LLVMGetModuleContext, LLVMGetPoison, LLVMGlobalGetValueType,
    LLVMInsertIntoBuilder, LLVMInstructionClone, LLVMInt8TypeInContext, LLVMInt32TypeInContext, LLVMInt64TypeInContext,
    LLVMIntTypeInContext, LLVMLookupIntrinsicID, LLVMMDNodeInContext2, LLVMMDStringInContext2, LLVMMetadataAsValue,
    LLVMPointerTypeInContext, LLVMPositionBuilderBefore, LLVMSetAlignment, LLVMSetMetadata, LLVMSetNSW, LLVMTypeOf,
    LLVMValueAsMetadata,
};
use llvm_sys::prelude::{LLVMBuilderRef, LLVMContextRef, LLVMModuleRef, LLVMTypeRef, LLVMValueRef};
use llvm_sys::{
    LLVMAttributeFunctionIndex, LLVMGEPFlagNUSW, LLVMGEPFlagNUW, LLVMInlineAsmDialect, LLVMIntPredicate, LLVMOpcode,
    LLVMRealPredicate,
};
use std::ffi::CStr;
use std::marker::PhantomData;

/// Builds instructions of a module that lives for `'m`.
pub struct Builder<'m> {
    module_ref: LLVMModuleRef,
    context: LLVMContextRef,
    builder: LLVMBuilderRef,
    i8: LLVMTypeRef,
    i32: LLVMTypeRef,
    i64: LLVMTypeRef,
    module: PhantomData<&'m ()>,
}

impl<'m> Builder<'m> {
    /// A builder that has no position yet.
    pub fn new(module: &'m Module<'_>) -> Self {
        // SAFETY: the module is alive, and with it its context.
        let context = unsafe { LLVMGetModuleContext(module.as_mut_ptr()) };
        // SAFETY: the context outlives the module, and so the builder.
        let builder = unsafe { LLVMCreateBuilderInContext(context) };
        // SAFETY: as above; types belong to the context.
        let [i8, i32, i64] = unsafe {
            [LLVMInt8TypeInContext(context), LLVMInt32TypeInContext(context), LLVMInt64TypeInContext(context)]
        };
        Self { module_ref: module.as_mut_ptr(), context, builder, i8, i32, i64, module: PhantomData }
    }

    /// Puts what is built next before an instruction, and gives it that one's line.
    pub fn before(&self, instruction: Instruction<'m>) -> &Self {
        // SAFETY: both belong to the module.
        unsafe { LLVMPositionBuilderBefore(self.builder, instruction.value().raw()) };
        self
    }

    /// `value + constant` in 32 bits, which may wrap.
    pub fn add_i32(&self, value: Value<'m>, constant: u32) -> Value<'m> {
        // SAFETY: `i32` is an integer type.
        let constant = unsafe { LLVMConstInt(self.i32, constant.into(), 0) };
        // SAFETY: the builder has a position, and callers pass an `i32` that is computed before it.
        self.value(unsafe { LLVMBuildAdd(self.builder, value.raw(), constant, c"".as_ptr()) })
    }

    /// `value`, an `i32`, as an unsigned number of 64 bits.
    pub fn zext_i64(&self, value: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass an `i32` that is computed before it.
        self.value(unsafe { LLVMBuildZExt(self.builder, value.raw(), self.i64, c"".as_ptr()) })
    }

    /// `add`, `sub`, `mul`, `shl` or `or` of two values of one type, which may wrap.
    pub fn binary(&self, opcode: LLVMOpcode, a: Value<'m>, b: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass integers of one type that are computed before it.
        self.value(unsafe { LLVMBuildBinOp(self.builder, opcode, a.raw(), b.raw(), c"".as_ptr()) })
    }

    /// A phi of 64 bits, whose incoming values are still to be set. The position must be a block's first instruction.
    pub fn phi_i64(&self) -> Value<'m> {
        // SAFETY: the builder has a position.
        self.value(unsafe { LLVMBuildPhi(self.builder, self.i64, c"".as_ptr()) })
    }

    /// A phi of a value's type, whose incoming values are still to be set. The position must be before a phi or a block's first instruction.
    pub fn phi(&self, like: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and the type is a value's.
        self.value(unsafe { LLVMBuildPhi(self.builder, LLVMTypeOf(like.raw()), c"".as_ptr()) })
    }

    /// Says what a new phi is for each block that leads to it.
    pub fn set_incoming<const N: usize>(&self, phi: Value<'m>, incoming: [(Value<'m>, Block<'m>); N]) {
        let mut values = incoming.map(|(value, _)| value.raw());
        let mut blocks = incoming.map(|(_, block)| block.raw());
        // SAFETY: both arrays have as many elements, and callers pass values of the phi's type.
        unsafe { LLVMAddIncoming(phi.raw(), values.as_mut_ptr(), blocks.as_mut_ptr(), N as u32) };
    }

    /// `value + step` in 64 bits. Callers answer for that `value` is far from wrapping.
    pub fn step_i64(&self, value: Value<'m>, step: u32) -> Value<'m> {
        let step = self.const_i64(step.into()).raw();
        // SAFETY: the builder has a position, and callers pass an `i64` that is computed before it.
        let sum = unsafe { LLVMBuildNUWAdd(self.builder, value.raw(), step, c"".as_ptr()) };
        // SAFETY: the value is no constant, so the sum is an addition.
        unsafe { LLVMSetNSW(sum, 1) };
        self.value(sum)
    }

    /// A constant of 64 bits.
    pub fn const_i64(&self, value: u64) -> Value<'m> {
        // SAFETY: `i64` is an integer type.
        self.value(unsafe { LLVMConstInt(self.i64, value, 0) })
    }

    /// The address `offset` bytes behind `base`. Callers answer for that it is one inside a memory's reservation, as `base` is,
    /// so that the addition does not wrap.
    pub fn address(&self, base: Value<'m>, offset: Value<'m>) -> Value<'m> {
        let mut indices = [offset.raw()];
        let (base, indices) = (base.raw(), indices.as_mut_ptr());
        let flags = LLVMGEPFlagNUSW | LLVMGEPFlagNUW;
        // SAFETY: the builder has a position, and callers pass a pointer and an `i64`; a byte-typed GEP takes one index.
        self.value(unsafe { LLVMBuildGEPWithNoWrapFlags(self.builder, self.i8, base, indices, 1, c"".as_ptr(), flags) })
    }

    /// The same address as a number that LLVM does not look through: it does not know then that it is one behind `base`.
    pub fn detached_address(&self, base: Value<'m>, offset: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass a pointer that is computed before it.
        let base = unsafe { LLVMBuildPtrToInt(self.builder, base.raw(), self.i64, c"".as_ptr()) };
        // SAFETY: as above, and callers pass an `i64`.
        let sum = unsafe { LLVMBuildNUWAdd(self.builder, base, offset.raw(), c"".as_ptr()) };
        // SAFETY: the context outlives the module.
        let pointer = unsafe { LLVMPointerTypeInContext(self.context, 0) };
        // SAFETY: as above.
        self.value(unsafe { LLVMBuildIntToPtr(self.builder, sum, pointer, c"".as_ptr()) })
    }

    /// The address `distance` bytes in front of `base`. Callers answer for that it is one inside a memory's reservation or the guard in
    /// front of it, and that the distance is far from wrapping.
    pub fn address_below(&self, base: Value<'m>, distance: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass an `i64` that is computed before it.
        let offset = unsafe { LLVMBuildNSWSub(self.builder, self.const_i64(0).raw(), distance.raw(), c"".as_ptr()) };
        let (base, mut indices) = (base.raw(), [offset]);
        let (indices, flags) = (indices.as_mut_ptr(), LLVMGEPFlagNUSW);
        // SAFETY: the builder has a position, and callers pass a pointer; a byte-typed GEP takes one index.
        self.value(unsafe { LLVMBuildGEPWithNoWrapFlags(self.builder, self.i8, base, indices, 1, c"".as_ptr(), flags) })
    }

    /// `a + b`, of integers of one width, which may wrap.
    pub fn add(&self, a: Value<'m>, b: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass integers of one type that are computed before it.
        self.value(unsafe { LLVMBuildAdd(self.builder, a.raw(), b.raw(), c"".as_ptr()) })
    }

    /// `a · b`, of integers of one width, which may wrap.
    pub fn mul(&self, a: Value<'m>, b: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass integers of one type that are computed before it.
        self.value(unsafe { LLVMBuildMul(self.builder, a.raw(), b.raw(), c"".as_ptr()) })
    }

    /// A constant of an integer's type.
    pub fn constant(&self, like: Value<'m>, value: u64) -> Value<'m> {
        // SAFETY: callers pass an integer.
        self.value(unsafe { LLVMConstInt(LLVMTypeOf(like.raw()), value, 0) })
    }

    /// Whether two integers of one width compare so.
    pub fn compare(&self, predicate: LLVMIntPredicate, a: Value<'m>, b: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass integers of one type that are computed before it.
        self.value(unsafe { LLVMBuildICmp(self.builder, predicate, a.raw(), b.raw(), c"".as_ptr()) })
    }

    /// `a` if a condition holds, or else `b`.
    pub fn select(&self, condition: Value<'m>, a: Value<'m>, b: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass a truth value and values of one type that are computed before it.
        self.value(unsafe { LLVMBuildSelect(self.builder, condition.raw(), a.raw(), b.raw(), c"".as_ptr()) })
    }

    /// Gives an instruction metadata of a kind that says all by being there.
    pub fn mark(&self, instruction: Instruction<'m>, kind: u32) {
        // SAFETY: the context is alive; a node of no operands needs none.
        let node = unsafe { LLVMMDNodeInContext2(self.context, std::ptr::null_mut(), 0) };
        // SAFETY: the node belongs to the context, as the instruction does.
        unsafe { LLVMSetMetadata(instruction.value().raw(), kind, LLVMMetadataAsValue(self.context, node)) };
    }

    /// A branch, in front of a terminator that callers remove.
    pub fn branch(&self, target: Block<'m>) {
        // SAFETY: the builder has a position, and callers pass a block of the same function.
        unsafe { LLVMBuildBr(self.builder, target.raw()) };
    }

    /// Says of a choice how often each of the two is chosen, as weights.
    pub fn weigh(&self, choice: Instruction<'m>, prof: u32, weights: [u32; 2]) {
        const NAME: &CStr = c"branch_weights";
        let length = NAME.count_bytes();
        // SAFETY: the context is alive, and the string has so many bytes.
        let name = unsafe { LLVMMDStringInContext2(self.context, NAME.as_ptr(), length) };
        let [first, second] = weights.map(|weight| {
            // SAFETY: `i32` is an integer type, so the result is a value.
            unsafe { LLVMValueAsMetadata(LLVMConstInt(self.i32, weight.into(), 0)) }
        });
        let mut operands = [name, first, second];
        // SAFETY: there are as many operands, of the same context.
        let node = unsafe { LLVMMDNodeInContext2(self.context, operands.as_mut_ptr(), operands.len()) };
        // SAFETY: the node belongs to the context, as the instruction does.
        unsafe { LLVMSetMetadata(choice.value().raw(), prof, LLVMMetadataAsValue(self.context, node)) };
    }

    /// Whether two floats of one width compare so.
    pub fn compare_floats(&self, predicate: LLVMRealPredicate, a: Value<'m>, b: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass floats of one type that are computed before it.
        self.value(unsafe { LLVMBuildFCmp(self.builder, predicate, a.raw(), b.raw(), c"".as_ptr()) })
    }

    /// A conditional branch, in front of a terminator that callers remove.
    pub fn branch_if(&self, condition: Value<'m>, then: Block<'m>, otherwise: Block<'m>) {
        // SAFETY: the builder has a position, and callers pass a truth value and blocks of the same function.
        unsafe { LLVMBuildCondBr(self.builder, condition.raw(), then.raw(), otherwise.raw()) };
    }

    /// `value` shifted right by fewer bits than it has.
    pub fn lshr(&self, value: Value<'m>, bits: u64) -> Value<'m> {
        // SAFETY: callers pass an integer.
        let bits = unsafe { LLVMConstInt(LLVMTypeOf(value.raw()), bits, 0) };
        // SAFETY: the builder has a position, and the integer is computed before it.
        self.value(unsafe { LLVMBuildLShr(self.builder, value.raw(), bits, c"".as_ptr()) })
    }

    /// `value` as an unsigned number of more bits.
    pub fn zext(&self, value: Value<'m>, bits: u32) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass a narrower integer that is computed before it.
        self.value(unsafe { LLVMBuildZExt(self.builder, value.raw(), self.int(bits), c"".as_ptr()) })
    }

    /// The low bits of `value`.
    pub fn trunc(&self, value: Value<'m>, bits: u32) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass a wider integer that is computed before it.
        self.value(unsafe { LLVMBuildTrunc(self.builder, value.raw(), self.int(bits), c"".as_ptr()) })
    }

    /// One lane of a vector.
    pub fn extract_lane(&self, vector: Value<'m>, lane: u32) -> Value<'m> {
        let lane = self.const_i64(lane.into()).raw();
        // SAFETY: the builder has a position, and callers pass a vector that is computed before it, which has that lane.
        self.value(unsafe { LLVMBuildExtractElement(self.builder, vector.raw(), lane, c"".as_ptr()) })
    }

    /// A vector of the type of another one, of these lanes.
    pub fn vector_of(&self, like: Value<'m>, lanes: &[Value<'m>]) -> Value<'m> {
        // SAFETY: a value has a type.
        let mut vector = unsafe { LLVMGetPoison(LLVMTypeOf(like.raw())) };
        for (at, lane) in (0..).zip(lanes) {
            let at = self.const_i64(at).raw();
            // SAFETY: the builder has a position, and callers pass as many lanes of its type, computed before it.
            vector = unsafe { LLVMBuildInsertElement(self.builder, vector, lane.raw(), at, c"".as_ptr()) };
        }
        self.value(vector)
    }

    /// What stands for a lane of a vector that does not matter.
    pub fn poison_lane(&self, vector: Value<'m>) -> Value<'m> {
        // SAFETY: callers pass a vector.
        self.value(unsafe { LLVMGetPoison(lane_type(vector)) })
    }

    /// A phi like a lane of a vector, whose incoming values are still to be set. The position must be a block's first instruction.
    pub fn phi_lane(&self, vector: Value<'m>) -> Value<'m> {
        // SAFETY: the builder has a position, and callers pass a vector.
        self.value(unsafe { LLVMBuildPhi(self.builder, lane_type(vector), c"".as_ptr()) })
    }

    /// A lane of what a vector that is loaded from an address has, by itself.
    pub fn load_lane(&self, vector: Value<'m>, address: Value<'m>, alignment_bytes: u32, lane: u32) -> Value<'m> {
        let bytes = match vector.shape() {
            Some(Shape::Vector { lane_bytes, .. }) => lane_bytes,
            _ => unreachable!("callers pass a vector"),
        };
        // The bytes of the lane lie among those of the vector.
        let address = self.address(address, self.const_i64(u64::from(lane * bytes)));
        // SAFETY: the builder has a position, and the address is computed before it.
        let scalar = unsafe { LLVMBuildLoad2(self.builder, lane_type(vector), address.raw(), c"".as_ptr()) };
        // SAFETY: it is a load. The lane is aligned as the vector is, but to no more than its size.
        unsafe { LLVMSetAlignment(scalar, alignment_bytes.min(bytes)) };
        self.value(scalar)
    }

    /// What an instruction does with vectors, with one lane of each operand: arithmetic, or an intrinsic that takes any type.
    pub fn lane_of(&self, instruction: Instruction<'m>, operands: &[Value<'m>]) -> Value<'m> {
        let value = match operands {
            _ if instruction.is_call() => return self.intrinsic_lane(instruction, operands),
            // SAFETY: the builder has a position, and callers pass a lane that is computed before it; negation is the one
            // operation on one.
            [number] => unsafe { LLVMBuildFNeg(self.builder, number.raw(), c"".as_ptr()) },
            [a, b] => return self.binary(instruction.opcode(), *a, *b),
            _ => unreachable!("arithmetic has one or two operands"),
        };
        self.value(value)
    }

    /// The address of a global variable, computed by an assembly of one instruction, which LLVM does not know to be the same
    /// as another one. For x86 only.
    pub fn address_again(&self, variable: Value<'m>) -> Value<'m> {
        const LEA: &CStr = c"leaq $1, $0";
        const OPERANDS: &CStr = c"=r,*m";
        let mut address = variable.raw();
        // SAFETY: the address is a value.
        let mut pointer = unsafe { LLVMTypeOf(address) };
        // SAFETY: a pointer is a first-class type.
        let ty = unsafe { LLVMFunctionType(pointer, &raw mut pointer, 1, 0) };
        let (lengths, dialect) =
            ((LEA.count_bytes(), OPERANDS.count_bytes()), LLVMInlineAsmDialect::LLVMInlineAsmDialectATT);
        // SAFETY: both strings have so many bytes, and the second fits the type: one result, and one place in memory.
        let lea =
            unsafe { LLVMGetInlineAsm(ty, LEA.as_ptr(), lengths.0, OPERANDS.as_ptr(), lengths.1, 0, 0, dialect, 0) };
        // SAFETY: the builder has a position, and the assembly takes one address.
        let call = unsafe { LLVMBuildCall2(self.builder, ty, lea, &raw mut address, 1, c"".as_ptr()) };
        self.describe_place(call);
        self.value(call)
    }

    /// Says of a call what LLVM must know of an assembly with a place in memory: the type of what is there, and that it is not looked at.
    fn describe_place(&self, call: LLVMValueRef) {
        let kind = |name: &CStr| {
            // SAFETY: the string has so many bytes.
            unsafe { LLVMGetEnumAttributeKindForName(name.as_ptr(), name.count_bytes()) }
        };
        // SAFETY: the context is alive, and the attribute takes a type.
        let element = unsafe { LLVMCreateTypeAttribute(self.context, kind(c"elementtype"), self.i8) };
        // SAFETY: the context is alive, and the attribute takes a number: 0 for nothing of any memory.
        let memory = unsafe { LLVMCreateEnumAttribute(self.context, kind(c"memory"), 0) };
        // SAFETY: as above; this one takes none.
        let unwinds = unsafe { LLVMCreateEnumAttribute(self.context, kind(c"nounwind"), 0) };
        for (at, attribute) in
            [(1, element), (LLVMAttributeFunctionIndex, memory), (LLVMAttributeFunctionIndex, unwinds)]
        {
            // SAFETY: it is a call with one argument, which has the index 1.
            unsafe { LLVMAddCallSiteAttribute(call, at, attribute) };
        }
    }

    /// The same as an instruction, once more.
    pub fn copy(&self, instruction: Instruction<'m>) -> Instruction<'m> {
        // SAFETY: it is an instruction.
        let copy = unsafe { LLVMInstructionClone(instruction.value().raw()) };
        // SAFETY: the builder has a position, and the copy is in no block yet.
        unsafe { LLVMInsertIntoBuilder(self.builder, copy) };
        self.value(copy).instruction().expect("a copy of an instruction is one")
    }

    fn intrinsic_lane(&self, call: Instruction<'m>, operands: &[Value<'m>]) -> Value<'m> {
        let mut lane = lane_type(call.value());
        let callee = call.callee().expect("callers pass a call of an intrinsic").value().raw();
        // SAFETY: the callee is a function of the module.
        let (module, id) = unsafe { (LLVMGetGlobalParent(callee), LLVMGetIntrinsicID(callee)) };
        // SAFETY: callers pass intrinsics that have one type, the one that they return.
        let scalar = unsafe { LLVMGetIntrinsicDeclaration(module, id, &raw mut lane, 1) };
        let mut operands: Vec<_> = operands.iter().map(|operand| operand.raw()).collect();
        let count = operands.len() as u32;
        // SAFETY: the declaration is a function.
        let ty = unsafe { LLVMGlobalGetValueType(scalar) };
        // SAFETY: the builder has a position, and the operands are lanes of those of the vectors' intrinsic.
        let call = unsafe { LLVMBuildCall2(self.builder, ty, scalar, operands.as_mut_ptr(), count, c"".as_ptr()) };
        self.value(call)
    }

    /// `zext`, `sext` or `trunc` of an integer, or of each of a vector's, to the type of `like`, which has as many. A constant
    /// stays one.
    pub fn cast(&self, opcode: LLVMOpcode, value: Value<'m>, like: Value<'m>) -> Value<'m> {
        // SAFETY: `like` is a value.
        let ty = unsafe { LLVMTypeOf(like.raw()) };
        // SAFETY: the builder has a position, and callers pass types that the cast leads from and to.
        self.value(unsafe { LLVMBuildCast(self.builder, opcode, value.raw(), ty, c"".as_ptr()) })
    }

    /// What an intrinsic gives for two operands of the one type that it takes and returns.
    pub fn intrinsic(&self, name: &str, a: Value<'m>, b: Value<'m>) -> Value<'m> {
        // SAFETY: the name is as long as that.
        let id = unsafe { LLVMLookupIntrinsicID(name.as_ptr().cast(), name.len()) };
        // SAFETY: `a` is a value.
        let mut ty = unsafe { LLVMTypeOf(a.raw()) };
        // SAFETY: the module is alive, and callers name an intrinsic of one type.
        let callee = unsafe { LLVMGetIntrinsicDeclaration(self.module_ref, id, &raw mut ty, 1) };
        // SAFETY: the declaration is a function.
        let ty = unsafe { LLVMGlobalGetValueType(callee) };
        let mut operands = [a.raw(), b.raw()];
        // SAFETY: the builder has a position, and callers pass operands of that type that are computed before it.
        self.value(unsafe { LLVMBuildCall2(self.builder, ty, callee, operands.as_mut_ptr(), 2, c"".as_ptr()) })
    }

    fn int(&self, bits: u32) -> LLVMTypeRef {
        // SAFETY: the context outlives the builder.
        unsafe { LLVMIntTypeInContext(self.context, bits) }
    }

    fn value(&self, value: LLVMValueRef) -> Value<'m> {
        // SAFETY: the builder builds values of the module only.
        unsafe { Value::from_raw(value) }
    }
}

/// The type of a vector's lanes.
fn lane_type(vector: Value<'_>) -> LLVMTypeRef {
    // SAFETY: callers pass a vector, whose type has one of elements.
    unsafe { LLVMGetElementType(LLVMTypeOf(vector.raw())) }
}

impl Drop for Builder<'_> {
    fn drop(&mut self) {
        // SAFETY: `new` made it, and nobody else has it.
        unsafe { LLVMDisposeBuilder(self.builder) };
    }
}
