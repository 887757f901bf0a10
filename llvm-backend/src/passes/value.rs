//! LLVM's functions and instructions as our passes walk them: untyped and cheap to copy, which inkwell's are not.

use inkwell::module::Module;
use inkwell::values::AsValueRef;
use llvm_sys::core::{
    LLVMGetCalledValue, LLVMGetEnumAttributeAtIndex, LLVMGetEnumAttributeValue, LLVMGetFirstBasicBlock,
    LLVMGetFirstInstruction, LLVMGetFirstUse, LLVMGetInstructionOpcode, LLVMGetIntrinsicID, LLVMGetMetadata,
    LLVMGetNextBasicBlock, LLVMGetNextInstruction, LLVMGetNumArgOperands, LLVMGetNumOperands, LLVMGetOperand,
    LLVMGetParam, LLVMIsAFunction, LLVMIsAInstruction, LLVMIsATerminatorInst, LLVMIsAtomic, LLVMSetVolatile,
};
use llvm_sys::prelude::LLVMValueRef;
use llvm_sys::{LLVMAttributeFunctionIndex, LLVMOpcode};
use std::marker::PhantomData;

/// A function of a module that lives for `'m`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Function<'m>(LLVMValueRef, PhantomData<&'m ()>);

/// An instruction of a module that lives for `'m`. None is deleted while it is walked.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Instruction<'m>(LLVMValueRef, PhantomData<&'m ()>);

/// All functions of a module.
pub fn functions<'m>(module: &'m Module<'_>) -> impl Iterator<Item = Function<'m>> {
    module.get_functions().map(|function| Function(function.as_value_ref(), PhantomData))
}

impl<'m> Function<'m> {
    /// Its instructions, block by block.
    pub fn instructions(self) -> impl Iterator<Item = Instruction<'m>> {
        // SAFETY: `self` is a function of a live module.
        let first = unsafe { LLVMGetFirstBasicBlock(self.0) };
        // SAFETY: `block` is a block of it; after the last one comes null.
        let next = |&block: &_| non_null(unsafe { LLVMGetNextBasicBlock(block) });
        std::iter::successors(non_null(first), next).flat_map(|block| {
            // SAFETY: `block` is a block of a live function.
            let first = unsafe { LLVMGetFirstInstruction(block) };
            // SAFETY: `instruction` belongs to that block; after the last one comes null.
            let next = |&instruction: &_| non_null(unsafe { LLVMGetNextInstruction(instruction) });
            std::iter::successors(non_null(first), next).map(|instruction| Instruction(instruction, PhantomData))
        })
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

    /// Whether it is an intrinsic that touches no memory: all it does is to return a value. `memory_kind` is LLVM's number
    /// of the attribute `memory`.
    pub fn is_pure_intrinsic(self, memory_kind: u32) -> bool {
        const MEMORY_NONE: u64 = 0;
        // SAFETY: `self` is a function.
        if unsafe { LLVMGetIntrinsicID(self.0) } == 0 {
            return false;
        }
        // SAFETY: as above; the result is null when the function does not have the attribute.
        let memory = unsafe { LLVMGetEnumAttributeAtIndex(self.0, LLVMAttributeFunctionIndex, memory_kind) };
        // SAFETY: `memory` is an attribute with an integer value.
        !memory.is_null() && unsafe { LLVMGetEnumAttributeValue(memory) } == MEMORY_NONE
    }
}

impl<'m> Instruction<'m> {
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

    /// Those of its operands that are instructions, with their positions.
    pub fn operands(self) -> impl Iterator<Item = (u32, Instruction<'m>)> {
        // SAFETY: `self` is an instruction.
        let count = unsafe { LLVMGetNumOperands(self.0) };
        (0..count.cast_unsigned()).filter_map(move |position| {
            // SAFETY: the position is below the number of operands.
            let operand = unsafe { LLVMGetOperand(self.0, position) };
            // SAFETY: `operand` is a value; the result is null unless it is an instruction.
            let instruction = non_null(unsafe { LLVMIsAInstruction(operand) })?;
            Some((position, Instruction(instruction, PhantomData)))
        })
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
        // SAFETY: `callee` is a value; the result is null unless it is a function.
        let function = non_null(unsafe { LLVMIsAFunction(callee) })?;
        Some(Function(function, PhantomData))
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
