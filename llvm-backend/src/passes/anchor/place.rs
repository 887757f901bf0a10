//! Tells where two addresses are the same, and so a store that changes nothing.

use crate::passes::value::{Instruction, Value};
use llvm_sys::LLVMOpcode;

/// How far two computations of addresses are followed to see that they are the same.
const ADDRESS_DEPTH: u32 = 6;

/// Whether an operand is what this store writes to where it was loaded from.
pub fn is_stored_back(instruction: Instruction<'_>, position: u32) -> bool {
    if instruction.opcode() != LLVMOpcode::LLVMStore || position != 0 {
        return false;
    }
    let mut stored = instruction.operand(0);
    while let Some(cast) = stored.instruction().filter(|cast| cast.opcode() == LLVMOpcode::LLVMBitCast) {
        stored = cast.operand(0);
    }
    let load = stored.instruction().filter(|load| load.opcode() == LLVMOpcode::LLVMLoad);
    load.is_some_and(|load| is_same_place(load.operand(0), instruction.operand(1)))
}

/// Whether two addresses are one.
pub fn is_same_place(a: Value<'_>, b: Value<'_>) -> bool {
    let [a, b] = [a, b].map(Place::of);
    (a.base, a.offset) == (b.base, b.offset) && are_same(a.index, b.index, ADDRESS_DEPTH)
}

/// An address: a base, an index that is no constant, if there is any, and the constants that are added to them. These count together,
/// modulo 2^32: where LLVM finds out that an index does not wrap, it adds them up too.
struct Place<'m> {
    base: Value<'m>,
    index: Value<'m>,
    offset: u32,
}

impl<'m> Place<'m> {
    fn of(pointer: Value<'m>) -> Self {
        let (pointer, offset) = without_constants(pointer);
        let indexed = pointer.instruction().filter(|gep| gep.opcode() == LLVMOpcode::LLVMGetElementPtr);
        match indexed.filter(|gep| gep.operand_count() == 2 && gep.counts_bytes()) {
            Some(gep) => {
                let (index, added) = without_constants(gep.operand(1));
                Self { base: gep.operand(0), index, offset: offset.wrapping_add(added) }
            }
            None => Self { base: pointer, index: pointer, offset },
        }
    }
}

/// Whether two values are one, or are computed in the same way from the same ones.
fn are_same(a: Value<'_>, b: Value<'_>, depth: u32) -> bool {
    let ((a, added_to_a), (b, added_to_b)) = (without_constants(a), without_constants(b));
    if a == b || added_to_a != added_to_b || depth == 0 {
        return a == b && added_to_a == added_to_b;
    }
    let (Some(from), Some(to)) = (a.instruction(), b.instruction()) else { return false };
    let is_computed = !matches!(from.opcode(), LLVMOpcode::LLVMLoad | LLVMOpcode::LLVMPHI) && !from.is_call();
    is_computed
        && (from.opcode(), from.operand_count()) == (to.opcode(), to.operand_count())
        && (0..from.operand_count()).all(|at| are_same(from.operand(at), to.operand(at), depth - 1))
}

/// A value without the constants that are added to it at last, and their sum.
fn without_constants(mut value: Value<'_>) -> (Value<'_>, u32) {
    let mut sum = 0u32;
    while let Some(from) = value.instruction() {
        let constant = || from.operand(1).constant().map(|constant| constant as u32);
        let term = match from.opcode() {
            LLVMOpcode::LLVMZExt => Some(0),
            LLVMOpcode::LLVMAdd => constant(),
            LLVMOpcode::LLVMSub => constant().map(u32::wrapping_neg),
            LLVMOpcode::LLVMGetElementPtr if from.operand_count() == 2 && from.counts_bytes() => constant(),
            _ => None,
        };
        let Some(term) = term else { break };
        sum = sum.wrapping_add(term);
        value = from.operand(0);
    }
    (value, sum)
}
