//! Finds floats that may turn out to be the constant NaN.
//!
//! What is computed from a NaN is one, whatever else it is computed from, and LLVM drops that. It needs not be so on all ways: where
//! a phi is a NaN on one of them, LLVM computes along each way by itself what follows in the phi's block. So a float counts as such
//! a one if it comes from a constant NaN by any way, but only for what is computed in the same block: a mean that is a NaN where there
//! are no numbers does not make the numbers useless from which loops subtract it. What is loaded is one if a NaN is stored in
//! the same place.
//!
//! Programs that compute with constant NaNs are rare. In all others this finds nothing, at once.

use super::place::is_same_place;
use crate::passes::value::{Function, Instruction, Set, Shape, Value};
use llvm_sys::LLVMOpcode;

/// For how many stores of NaNs it is asked what is loaded from there.
const STORES: usize = 8;

/// The instructions of a function whose value may be a constant NaN.
pub fn find<'m>(function: Function<'m>) -> Set<Instruction<'m>> {
    let mut found = Set::default();
    let uses_nan = |each: &Instruction<'m>| (0..each.operand_count()).any(|at| each.operand(at).is_nan());
    let mut queue: Vec<_> = function.instructions().filter(uses_nan).collect();
    let mut stores = 0;
    while let Some(instruction) = queue.pop() {
        if instruction.opcode() == LLVMOpcode::LLVMStore && instruction.operand(0).is_nan() && stores < STORES {
            stores += 1;
            let is_load_of_it = |each: &Instruction<'m>| {
                each.opcode() == LLVMOpcode::LLVMLoad && is_same_place(each.operand(0), instruction.operand(1))
            };
            queue.extend(function.instructions().filter(is_load_of_it));
        } else if may_be_nan(instruction) && found.insert(instruction) {
            let block = instruction.block();
            let is_near = |user: &Instruction<'m>| user.opcode() == LLVMOpcode::LLVMPHI || user.block() == block;
            queue.extend(instruction.value().users().filter(is_near));
        }
    }
    found
}

/// Whether one operand of an instruction makes the others useless if it is a NaN.
pub fn is_float_operation(instruction: Instruction<'_>) -> bool {
    use LLVMOpcode::*;
    matches!(instruction.opcode(), LLVMFAdd | LLVMFSub | LLVMFMul | LLVMFDiv | LLVMFRem | LLVMFCmp)
        || (instruction.is_call() && is_float(instruction.value()))
}

/// Whether an instruction hands on a NaN that it is computed from.
fn may_be_nan(instruction: Instruction<'_>) -> bool {
    use LLVMOpcode::*;
    let is_computed = matches!(
        instruction.opcode(),
        LLVMFAdd | LLVMFSub | LLVMFMul | LLVMFDiv | LLVMFRem | LLVMFNeg | LLVMFPExt | LLVMFPTrunc | LLVMBitCast
    );
    let is_handed_on = matches!(instruction.opcode(), LLVMPHI | LLVMSelect | LLVMLoad | LLVMFreeze | LLVMCall);
    (is_computed || is_handed_on) && is_float(instruction.value())
}

fn is_float(value: Value<'_>) -> bool {
    value.int_width().is_none() && matches!(value.shape(), Some(Shape::Scalar { .. }))
}
