//! Addresses of accesses: a base, an index of 32 bits, and an offset of more. And when two ways to write one agree.

use super::loops::Loop;
use crate::passes::value::{Instruction, Value};
use llvm_sys::LLVMOpcode;

/// `base + zext index + offset`.
#[derive(Clone, Copy)]
pub struct Address<'m> {
    /// What does not change in the loop: a memory's base.
    pub base: Value<'m>,
    /// The index of 32 bits, if there is one.
    pub index: Option<Value<'m>>,
    /// What is added to both, in 64 bits.
    pub offset: u64,
}

impl<'m> Address<'m> {
    /// The parts of an address that a loop uses.
    pub fn new(mut pointer: Value<'m>, looped: &Loop<'m>) -> Option<Self> {
        let (mut index, mut offset) = (None, 0_u64);
        while let Some(gep) = pointer.instruction().filter(|_| looped.contains(pointer)) {
            if gep.opcode() != LLVMOpcode::LLVMGetElementPtr || !gep.counts_bytes() || gep.operand_count() != 2 {
                return None;
            }
            let bytes = gep.operand(1);
            match (bytes.constant(), index) {
                (Some(constant), _) => offset = offset.wrapping_add(constant),
                (None, None) => index = Some(zero_extended(bytes)?),
                (None, Some(_)) => return None,
            }
            pointer = gep.operand(0);
        }
        Some(Self { base: pointer, index, offset })
    }
}

/// What is extended from 32 bits to `value`.
fn zero_extended(value: Value<'_>) -> Option<Value<'_>> {
    let extension = value.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMZExt)?;
    Some(extension.operand(0)).filter(|narrow| narrow.int_width() == Some(32))
}

/// Which operand of an access is its address, and how many bytes it covers. Nothing for what is no access.
pub fn pointer<'m>(access: Instruction<'m>) -> Option<Value<'m>> {
    match access.opcode() {
        LLVMOpcode::LLVMLoad => Some(access.operand(0)),
        LLVMOpcode::LLVMStore => Some(access.operand(1)),
        _ => None,
    }
}
