//! Finds what may turn out to be zero although a float that is loaded is a factor of it.
//!
//! LLVM keeps a product of a float and zero, since the float may be infinite or a NaN, until it sees that the float was an integer. Then the
//! integer is useless, and so is what else the product is multiplied by. Which floats were integers, and which of those have no sign, only later
//! passes find out: what is multiplied by zero counts as useless whatever it is.
//!
//! Programs that multiply by a constant zero are rare. In all others this finds nothing, at once.

use crate::passes::value::{Function, Instruction, Set, Value};
use llvm_sys::LLVMOpcode;

/// The instructions of a function whose value may be zero since a float was multiplied by zero.
pub fn find<'m>(function: Function<'m>) -> Set<Instruction<'m>> {
    let mut found = Set::default();
    let is_first = |each: &Instruction<'m>| {
        each.opcode() == LLVMOpcode::LLVMFMul && [0, 1].into_iter().any(|at| is_zero(each.operand(at)))
    };
    let mut queue: Vec<_> = function.instructions().filter(is_first).collect();
    while let Some(instruction) = queue.pop() {
        if found.insert(instruction) {
            queue.extend(instruction.value().users().filter(|&user| may_be_zero(user)));
        }
    }
    found
}

/// Whether an operand of an instruction is useless if another one is zero.
pub fn is_product(instruction: Instruction<'_>) -> bool {
    matches!(instruction.opcode(), LLVMOpcode::LLVMFMul | LLVMOpcode::LLVMMul | LLVMOpcode::LLVMAnd)
}

/// Whether a value is the constant zero, of either sign.
pub fn is_zero(value: Value<'_>) -> bool {
    value.is_zero() || value.is_minus_zero()
}

/// Whether an instruction may be zero where something is that it is computed from.
fn may_be_zero(instruction: Instruction<'_>) -> bool {
    use LLVMOpcode::*;
    let is_sum = matches!(instruction.opcode(), LLVMFAdd | LLVMFSub | LLVMAdd | LLVMSub | LLVMOr | LLVMXor | LLVMShl);
    let is_converted = matches!(
        instruction.opcode(),
        LLVMFNeg | LLVMFPExt | LLVMFPTrunc | LLVMFPToSI | LLVMFPToUI | LLVMSIToFP | LLVMUIToFP | LLVMBitCast
    );
    let is_handed_on = matches!(
        instruction.opcode(),
        LLVMPHI | LLVMSelect | LLVMFreeze | LLVMZExt | LLVMSExt | LLVMTrunc | LLVMCall | LLVMFDiv
    );
    is_product(instruction) || is_sum || is_converted || is_handed_on
}
