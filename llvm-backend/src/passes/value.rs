//! LLVM's functions and instructions as our passes walk them: untyped and cheap to copy, which inkwell's are not.

use inkwell::module::Module;
use inkwell::values::AsValueRef;
use llvm_sys::core::{
    LLVMConstIntGetZExtValue, LLVMCountParams, LLVMGetAlignment, LLVMGetBasicBlockParent, LLVMGetBasicBlockTerminator,
    LLVMGetCalledValue, LLVMGetElementType, LLVMGetEnumAttributeAtIndex, LLVMGetEnumAttributeValue,
    LLVMGetFCmpPredicate, LLVMGetFirstBasicBlock, LLVMGetFirstInstruction, LLVMGetFirstUse,
    LLVMGetGEPSourceElementType, LLVMGetICmpPredicate, LLVMGetIncomingBlock, LLVMGetInstructionOpcode,
    LLVMGetInstructionParent, LLVMGetIntTypeWidth, LLVMGetIntrinsicID, LLVMGetMDNodeNumOperands, LLVMGetMaskValue,
    LLVMGetMetadata, LLVMGetNextBasicBlock, LLVMGetNextInstruction, LLVMGetNextUse, LLVMGetNumArgOperands,
    LLVMGetNumMaskElements, LLVMGetNumOperands, LLVMGetNumSuccessors, LLVMGetOperand, LLVMGetParam, LLVMGetSuccessor,
    LLVMGetTypeKind, LLVMGetUser, LLVMGetVectorSize, LLVMGetVolatile, LLVMInstructionEraseFromParent,
    LLVMIsAConstantInt, LLVMIsAFunction, LLVMIsAInstruction, LLVMIsATerminatorInst, LLVMIsAtomic, LLVMIsConstant,
    LLVMReplaceAllUsesWith, LLVMSetNUW, LLVMSetOperand, LLVMSetVolatile, LLVMTypeOf,
};
use llvm_sys::prelude::{LLVMBasicBlockRef, LLVMTypeRef, LLVMUseRef, LLVMValueRef};
use llvm_sys::{LLVMAttributeFunctionIndex, LLVMIntPredicate, LLVMOpcode, LLVMRealPredicate, LLVMTypeKind};
use std::marker::PhantomData;

pub use super::sets::{Map, Set};

/// A function of a module that lives for `'m`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Function<'m>(LLVMValueRef, PhantomData<&'m ()>);

/// A block of a function.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Block<'m>(LLVMBasicBlockRef, PhantomData<&'m ()>);

/// An instruction of a module that lives for `'m`. None is deleted while it is walked.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Instruction<'m>(LLVMValueRef, PhantomData<&'m ()>);

/// What an instruction may have for an operand: another instruction, a parameter, a constant.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value<'m>(LLVMValueRef, PhantomData<&'m ()>);

/// The type of a scalar, or of a vector of a fixed number of lanes that are whole bytes.
#[derive(Clone, Copy)]
pub enum Shape {
    /// An integer or a float.
    Scalar {
        /// How many it has.
        bits: u32,
    },
    /// A vector of such.
    Vector {
        /// How many.
        lanes: u32,
        /// The size of each.
        lane_bytes: u32,
    },
}

impl Shape {
    /// The size.
    pub fn bits(self) -> u32 {
        match self {
            Self::Scalar { bits } => bits,
            Self::Vector { lanes, lane_bytes } => lanes * lane_bytes * 8,
        }
    }

    /// How many lanes; a scalar is one.
    pub fn lanes(self) -> u32 {
        match self {
            Self::Scalar { .. } => 1,
            Self::Vector { lanes, .. } => lanes,
        }
    }
}

/// How many bits an integer or a float of a type has, if it is the type of such.
///
/// # Safety
/// `ty` must be a type.
unsafe fn scalar_bits(ty: LLVMTypeRef) -> Option<u32> {
    // SAFETY: as the caller guarantees.
    match unsafe { LLVMGetTypeKind(ty) } {
        // SAFETY: it is an integer type.
        LLVMTypeKind::LLVMIntegerTypeKind => Some(unsafe { LLVMGetIntTypeWidth(ty) }),
        LLVMTypeKind::LLVMFloatTypeKind => Some(32),
        LLVMTypeKind::LLVMDoubleTypeKind => Some(64),
        _ => None,
    }
}

/// All functions of a module.
pub fn functions<'m>(module: &'m Module<'_>) -> impl Iterator<Item = Function<'m>> {
    module.get_functions().map(|function| Function(function.as_value_ref(), PhantomData))
}

impl<'m> Function<'m> {
    /// Its blocks, the entry first.
    pub fn blocks(self) -> impl Iterator<Item = Block<'m>> {
        // SAFETY: `self` is a function of a live module.
        let first = unsafe { LLVMGetFirstBasicBlock(self.0) };
        // SAFETY: `block` is a block of it; after the last one comes null.
        let next = |&block: &_| non_null(unsafe { LLVMGetNextBasicBlock(block) });
        std::iter::successors(non_null(first), next).map(|block| Block(block, PhantomData))
    }

    /// Its instructions, block by block.
    pub fn instructions(self) -> impl Iterator<Item = Instruction<'m>> {
        self.blocks().flat_map(Block::instructions)
    }

    /// Its symbol.
    pub fn name(self) -> String {
        self.value().name()
    }

    /// Whether it has a body here.
    pub fn is_defined(self) -> bool {
        // SAFETY: `self` is a function of a live module.
        !unsafe { LLVMGetFirstBasicBlock(self.0) }.is_null()
    }

    /// Whether its body uses a parameter.
    pub fn uses_param(self, position: u32) -> bool {
        // SAFETY: `self` is a function; callers pass positions of its parameters.
        let param = unsafe { LLVMGetParam(self.0, position) };
        // SAFETY: a parameter is a value.
        !unsafe { LLVMGetFirstUse(param) }.is_null()
    }

    /// Its parameters.
    pub fn params(self) -> impl Iterator<Item = Value<'m>> {
        // SAFETY: `self` is a function.
        let count = unsafe { LLVMCountParams(self.0) };
        // SAFETY: the position is below the number of parameters.
        (0..count).map(move |position| Value(unsafe { LLVMGetParam(self.0, position) }, PhantomData))
    }

    /// Its address.
    pub fn value(self) -> Value<'m> {
        Value(self.0, PhantomData)
    }

    /// Whether it is one of LLVM's intrinsics.
    pub fn is_intrinsic(self) -> bool {
        // SAFETY: `self` is a function.
        unsafe { LLVMGetIntrinsicID(self.0) != 0 }
    }

    /// Whether it is an intrinsic that touches no memory: all it does is to return a value. `memory_kind` is LLVM's number
    /// of the attribute `memory`.
    pub fn is_pure_intrinsic(self, memory_kind: u32) -> bool {
        const MEMORY_NONE: u64 = 0;
        if !self.is_intrinsic() {
            return false;
        }
        // SAFETY: as above; the result is null when the function does not have the attribute.
        let memory = unsafe { LLVMGetEnumAttributeAtIndex(self.0, LLVMAttributeFunctionIndex, memory_kind) };
        // SAFETY: `memory` is an attribute with an integer value.
        !memory.is_null() && unsafe { LLVMGetEnumAttributeValue(memory) } == MEMORY_NONE
    }
}

impl<'m> Block<'m> {
    /// Its instructions, in order.
    pub fn instructions(self) -> impl Iterator<Item = Instruction<'m>> {
        // SAFETY: `self` is a block of a live function.
        let first = unsafe { LLVMGetFirstInstruction(self.0) };
        // SAFETY: `instruction` belongs to that block; after the last one comes null.
        let next = |&instruction: &_| non_null(unsafe { LLVMGetNextInstruction(instruction) });
        std::iter::successors(non_null(first), next).map(|instruction| Instruction(instruction, PhantomData))
    }

    /// The function that it belongs to.
    pub fn function(self) -> Function<'m> {
        // SAFETY: `self` is a block of a live function.
        Function(unsafe { LLVMGetBasicBlockParent(self.0) }, PhantomData)
    }

    /// Its first instruction.
    pub fn first(self) -> Instruction<'m> {
        // SAFETY: every block of a function that passes run on has a terminator, and so a first instruction.
        Instruction(unsafe { LLVMGetFirstInstruction(self.0) }, PhantomData)
    }

    /// Its last instruction.
    pub fn terminator(self) -> Instruction<'m> {
        // SAFETY: every block of a function that passes run on has a terminator.
        Instruction(unsafe { LLVMGetBasicBlockTerminator(self.0) }, PhantomData)
    }

    /// # Safety
    /// `block` must be a block of a module that lives for `'m`.
    pub(super) unsafe fn from_raw(block: LLVMBasicBlockRef) -> Self {
        Self(block, PhantomData)
    }

    /// Where control may go at its end; a block may be there twice.
    pub fn successors(self) -> impl DoubleEndedIterator<Item = Block<'m>> {
        let terminator = self.terminator().0;
        // SAFETY: `terminator` ends a block.
        let count = unsafe { LLVMGetNumSuccessors(terminator) };
        // SAFETY: the position is below the number of successors.
        (0..count).map(move |position| Block(unsafe { LLVMGetSuccessor(terminator, position) }, PhantomData))
    }
}

impl Block<'_> {
    /// LLVM's handle, for [`super::build`].
    pub(super) fn raw(self) -> LLVMBasicBlockRef {
        self.0
    }
}

impl<'m> Value<'m> {
    /// The instruction that computes it, if it is one.
    pub fn instruction(self) -> Option<Instruction<'m>> {
        // SAFETY: `self` is a value; the result is null unless it is an instruction.
        let instruction = non_null(unsafe { LLVMIsAInstruction(self.0) })?;
        Some(Instruction(instruction, PhantomData))
    }

    /// Its bits, if it is an integer constant of at most 64 bits, zero-extended.
    pub fn constant(self) -> Option<u64> {
        // SAFETY: `self` is a value; the result is null unless it is an integer constant.
        let constant = non_null(unsafe { LLVMIsAConstantInt(self.0) })?;
        // SAFETY: it is an integer constant, of a width that fits the result.
        (self.int_width()? <= 64).then(|| unsafe { LLVMConstIntGetZExtValue(constant) })
    }

    /// How many bits it has, if it is an integer.
    pub fn int_width(self) -> Option<u32> {
        // SAFETY: `self` is a value.
        let ty = unsafe { LLVMTypeOf(self.0) };
        // SAFETY: `ty` is a type.
        let is_int = unsafe { LLVMGetTypeKind(ty) } == LLVMTypeKind::LLVMIntegerTypeKind;
        // SAFETY: it is an integer type.
        is_int.then(|| unsafe { LLVMGetIntTypeWidth(ty) })
    }

    /// What kind of number it is, or of how many, if it is that.
    pub fn shape(self) -> Option<Shape> {
        // SAFETY: `self` is a value.
        let ty = unsafe { LLVMTypeOf(self.0) };
        // SAFETY: `ty` is a type.
        if unsafe { LLVMGetTypeKind(ty) } != LLVMTypeKind::LLVMVectorTypeKind {
            // SAFETY: `ty` is a type.
            return unsafe { scalar_bits(ty) }.map(|bits| Shape::Scalar { bits });
        }
        // SAFETY: `ty` is the type of a vector, whose lanes have a type.
        let bits = unsafe { scalar_bits(LLVMGetElementType(ty)) }?;
        // SAFETY: as above.
        let lanes = unsafe { LLVMGetVectorSize(ty) };
        bits.is_multiple_of(8).then_some(Shape::Vector { lanes, lane_bytes: bits / 8 })
    }

    /// Whether it is a constant of any kind.
    pub fn is_constant(self) -> bool {
        // SAFETY: `self` is a value.
        unsafe { LLVMIsConstant(self.0) != 0 }
    }

    /// Whether any instruction uses it.
    pub fn is_used(self) -> bool {
        // SAFETY: `self` is a value.
        !unsafe { LLVMGetFirstUse(self.0) }.is_null()
    }

    /// The function whose address it is.
    pub fn function(self) -> Option<Function<'m>> {
        // SAFETY: `self` is a value; the result is null unless it is a function.
        let function = non_null(unsafe { LLVMIsAFunction(self.0) })?;
        Some(Function(function, PhantomData))
    }

    /// The instructions that use it, one for each use, the last made first. Only for instructions and parameters.
    pub fn users(self) -> impl Iterator<Item = Instruction<'m>> {
        // SAFETY: each use has a user, which is an instruction if what it uses belongs to a function.
        self.uses().map(|used| Instruction(unsafe { LLVMGetUser(used) }, PhantomData))
    }

    fn uses(self) -> impl Iterator<Item = LLVMUseRef> {
        // SAFETY: `self` is a value.
        let first = unsafe { LLVMGetFirstUse(self.0) };
        // SAFETY: `used` is a use of it; after the last one comes null.
        std::iter::successors(non_null(first), |&used: &_| non_null(unsafe { LLVMGetNextUse(used) }))
    }

    /// Makes all that use it use another value of the same type, which is computed before them.
    pub fn replace_with(self, other: Self) {
        // SAFETY: both are values of one function.
        unsafe { LLVMReplaceAllUsesWith(self.0, other.0) };
    }

    /// LLVM's handle, for [`super::build`].
    pub(super) fn raw(self) -> LLVMValueRef {
        self.0
    }

    /// # Safety
    /// `value` must be a value of a module that lives for `'m`.
    pub(super) unsafe fn from_raw(value: LLVMValueRef) -> Self {
        Self(value, PhantomData)
    }
}

impl<'m> Instruction<'m> {
    /// What it computes.
    pub fn value(self) -> Value<'m> {
        Value(self.0, PhantomData)
    }

    /// The block that it is in.
    pub fn block(self) -> Block<'m> {
        // SAFETY: `self` is an instruction of a live function.
        Block(unsafe { LLVMGetInstructionParent(self.0) }, PhantomData)
    }

    /// The block that a phi's operand comes from. Only for phis, and positions below the number of operands.
    pub fn incoming_block(self, position: u32) -> Block<'m> {
        debug_assert!(self.opcode() == LLVMOpcode::LLVMPHI && position < self.operand_count());
        // SAFETY: `self` is a phi with so many operands.
        Block(unsafe { LLVMGetIncomingBlock(self.0, position) }, PhantomData)
    }

    /// The operand of a phi that comes from a block. Only for phis, and blocks that lead to theirs.
    pub fn incoming(self, from: Block<'m>) -> Value<'m> {
        let at = (0..self.operand_count()).find(|&at| self.incoming_block(at) == from);
        self.operand(at.expect("a phi has an operand for each block that leads to it"))
    }

    /// States that this addition, multiplication or shift to the left does not wrap as one of unsigned numbers. Callers answer
    /// for that it is true. Only for such.
    pub fn set_no_unsigned_wrap(self) {
        debug_assert!(matches!(self.opcode(), LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMMul | LLVMOpcode::LLVMShl));
        // SAFETY: `self` is an instruction that has the flag.
        unsafe { LLVMSetNUW(self.0, 1) };
    }

    /// The one behind it in its block.
    pub fn next(self) -> Option<Self> {
        // SAFETY: `self` is an instruction of a live function; the result is null for the last one of a block.
        let next = non_null(unsafe { LLVMGetNextInstruction(self.0) })?;
        Some(Self(next, PhantomData))
    }

    /// Removes it. Callers have seen to that nobody uses it, and do not look at it again.
    pub fn erase(self) {
        // SAFETY: it belongs to a block.
        unsafe { LLVMInstructionEraseFromParent(self.0) };
    }

    /// How many operands it has.
    pub fn operand_count(self) -> u32 {
        // SAFETY: `self` is an instruction.
        unsafe { LLVMGetNumOperands(self.0) }.cast_unsigned()
    }

    /// An operand, whatever it is. Only for positions below the number of operands.
    pub fn operand(self, position: u32) -> Value<'m> {
        debug_assert!(position < self.operand_count());
        // SAFETY: `self` is an instruction with so many operands.
        Value(unsafe { LLVMGetOperand(self.0, position) }, PhantomData)
    }

    /// Replaces an operand by a value of the same type that is computed before this instruction.
    pub fn set_operand(self, position: u32, value: Value<'m>) {
        debug_assert!(position < self.operand_count());
        // SAFETY: `self` is an instruction with so many operands.
        unsafe { LLVMSetOperand(self.0, position, value.0) };
    }

    /// What it does.
    pub fn opcode(self) -> LLVMOpcode {
        // SAFETY: `self` is an instruction.
        unsafe { LLVMGetInstructionOpcode(self.0) }
    }

    /// Whether it ends a block.
    pub fn is_terminator(self) -> bool {
        // SAFETY: `self` is a value.
        !unsafe { LLVMIsATerminatorInst(self.0) }.is_null()
    }

    /// What it compares for. Only for comparisons of integers.
    pub fn predicate(self) -> LLVMIntPredicate {
        debug_assert!(self.opcode() == LLVMOpcode::LLVMICmp);
        // SAFETY: `self` is an `icmp`.
        unsafe { LLVMGetICmpPredicate(self.0) }
    }

    /// What it compares for. Only for comparisons of floats.
    pub fn float_predicate(self) -> LLVMRealPredicate {
        debug_assert!(self.opcode() == LLVMOpcode::LLVMFCmp);
        // SAFETY: `self` is an `fcmp`.
        unsafe { LLVMGetFCmpPredicate(self.0) }
    }

    /// Those of its operands that are instructions, with their positions.
    pub fn operands(self) -> impl Iterator<Item = (u32, Instruction<'m>)> {
        (0..self.operand_count()).filter_map(move |position| Some((position, self.operand(position).instruction()?)))
    }

    /// Whether it calls a function: `call`, or `invoke`, which says where control goes if that throws.
    pub fn is_call(self) -> bool {
        matches!(self.opcode(), LLVMOpcode::LLVMCall | LLVMOpcode::LLVMInvoke)
    }

    /// The function that this call calls, unless it is called through a pointer. Only for calls.
    pub fn callee(self) -> Option<Function<'m>> {
        debug_assert!(self.is_call());
        // SAFETY: `self` is a call.
        let callee = unsafe { LLVMGetCalledValue(self.0) };
        Value(callee, PhantomData).function()
    }

    /// How many arguments this call passes: they are its first operands. Only for calls.
    pub fn argument_count(self) -> u32 {
        debug_assert!(self.is_call());
        // SAFETY: `self` is a call.
        unsafe { LLVMGetNumArgOperands(self.0) }
    }

    /// Whether it has metadata of this kind.
    pub fn has_metadata(self, kind: u32) -> bool {
        // SAFETY: `self` is an instruction.
        !unsafe { LLVMGetMetadata(self.0, kind) }.is_null()
    }

    /// How many operands its metadata of this kind has, if it has such.
    pub fn metadata_operands(self, kind: u32) -> Option<u32> {
        // SAFETY: `self` is an instruction.
        let node = non_null(unsafe { LLVMGetMetadata(self.0, kind) })?;
        // SAFETY: metadata of an instruction is a node.
        Some(unsafe { LLVMGetMDNodeNumOperands(node) })
    }

    /// Whether this `getelementptr` counts in bytes. Only for such.
    pub fn counts_bytes(self) -> bool {
        debug_assert!(self.opcode() == LLVMOpcode::LLVMGetElementPtr);
        // SAFETY: `self` is a `getelementptr`.
        let ty = unsafe { LLVMGetGEPSourceElementType(self.0) };
        // SAFETY: `ty` is a type.
        let is_int = unsafe { LLVMGetTypeKind(ty) } == LLVMTypeKind::LLVMIntegerTypeKind;
        // SAFETY: it is an integer type.
        is_int && unsafe { LLVMGetIntTypeWidth(ty) } == u8::BITS
    }

    /// Whether it compares.
    pub fn is_comparison(self) -> bool {
        matches!(self.opcode(), LLVMOpcode::LLVMICmp | LLVMOpcode::LLVMFCmp)
    }

    /// Which lane of its two operands, laid end to end, each lane of this `shufflevector` is; none if that does not matter. Only for
    /// such.
    pub fn shuffle_mask(self) -> impl Iterator<Item = Option<u32>> {
        debug_assert!(self.opcode() == LLVMOpcode::LLVMShuffleVector);
        // SAFETY: `self` is a `shufflevector`.
        let lanes = unsafe { LLVMGetNumMaskElements(self.0) };
        // SAFETY: `self` is one of so many lanes.
        (0..lanes).map(move |lane| u32::try_from(unsafe { LLVMGetMaskValue(self.0, lane) }).ok())
    }

    /// What its address is known to be a multiple of. Only for accesses to memory.
    pub fn alignment_bytes(self) -> u32 {
        debug_assert!(matches!(self.opcode(), LLVMOpcode::LLVMLoad | LLVMOpcode::LLVMStore));
        // SAFETY: `self` is a load or a store.
        unsafe { LLVMGetAlignment(self.0) }
    }

    /// Whether it is volatile. Only for accesses to memory.
    pub fn is_volatile(self) -> bool {
        debug_assert!(matches!(self.opcode(), LLVMOpcode::LLVMLoad | LLVMOpcode::LLVMStore));
        // SAFETY: `self` is a load or a store.
        unsafe { LLVMGetVolatile(self.0) != 0 }
    }

    /// Whether it is atomic.
    pub fn is_atomic(self) -> bool {
        // SAFETY: `self` is an instruction.
        unsafe { LLVMIsAtomic(self.0) != 0 }
    }

    /// Makes it volatile, so that LLVM may not remove it, or plain. Only for loads and stores.
    pub fn set_volatile(self, volatile: bool) {
        debug_assert!(matches!(self.opcode(), LLVMOpcode::LLVMLoad | LLVMOpcode::LLVMStore));
        // SAFETY: `self` is a load or a store.
        unsafe { LLVMSetVolatile(self.0, volatile.into()) };
    }
}

fn non_null<T>(pointer: *mut T) -> Option<*mut T> {
    (!pointer.is_null()).then_some(pointer)
}
