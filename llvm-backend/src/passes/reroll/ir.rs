//! What re-rolling asks of LLVM's instructions and does to them, beyond what all passes do.

use crate::passes::value::{Block, Function, Instruction, Value};
use llvm_sys::core::{
    LLVMBasicBlockAsValue, LLVMCanValueUseFastMathFlags, LLVMDeleteBasicBlock, LLVMGEPGetNoWrapFlags, LLVMGetAlignment,
    LLVMGetCondition, LLVMGetDebugLocLine, LLVMGetExact, LLVMGetFCmpPredicate, LLVMGetFastMathFlags, LLVMGetFirstUse,
    LLVMGetICmpPredicate, LLVMGetNSW, LLVMGetNUW, LLVMGetNextUse, LLVMGetNumSuccessors, LLVMGetSuccessor,
    LLVMGetTypeKind, LLVMIsConditional, LLVMTypeOf,
};
use llvm_sys::{LLVMOpcode, LLVMTypeKind};

/// The values that reach a phi, each with the block that it comes from. Only for phis.
pub fn incoming<'m>(phi: Instruction<'m>) -> impl Iterator<Item = (Value<'m>, Block<'m>)> {
    debug_assert!(phi.opcode() == LLVMOpcode::LLVMPHI);
    (0..phi.operand_count()).map(move |position| (phi.operand(position), phi.incoming_block(position)))
}

/// The condition and the two targets of a conditional branch; nothing for other instructions.
pub fn conditional_branch<'m>(terminator: Instruction<'m>) -> Option<(Value<'m>, [Block<'m>; 2])> {
    // SAFETY: `LLVMIsConditional` is for branches, which the first test makes sure of.
    if !is_branch(terminator) || unsafe { LLVMIsConditional(terminator.value().raw()) } == 0 {
        return None;
    }
    // SAFETY: it is a conditional branch.
    let condition = unsafe { Value::from_raw(LLVMGetCondition(terminator.value().raw())) };
    Some((condition, [successor(terminator, 0), successor(terminator, 1)]))
}

/// The target of a branch without a condition; nothing for other instructions.
pub fn unconditional_branch<'m>(terminator: Instruction<'m>) -> Option<Block<'m>> {
    // SAFETY: it is a terminator.
    let single = is_branch(terminator) && unsafe { LLVMGetNumSuccessors(terminator.value().raw()) } == 1;
    single.then(|| successor(terminator, 0))
}

fn is_branch(instruction: Instruction<'_>) -> bool {
    instruction.opcode() == LLVMOpcode::LLVMBr
}

fn successor<'m>(branch: Instruction<'m>, position: u32) -> Block<'m> {
    // SAFETY: callers pass branches, and positions of their targets.
    unsafe { Block::from_raw(LLVMGetSuccessor(branch.value().raw(), position)) }
}

/// Whether one branch leads to a block, and only once.
pub fn has_one_way_in(block: Block<'_>) -> bool {
    // SAFETY: `block` is a block; its uses as a value are the branches to it.
    let first = unsafe { LLVMGetFirstUse(LLVMBasicBlockAsValue(block.raw())) };
    // SAFETY: `first` is a use where it is not null.
    !first.is_null() && unsafe { LLVMGetNextUse(first) }.is_null()
}

/// The blocks that lead to a block, each once. Nothing if there are many.
pub fn predecessors<'m>(block: Block<'m>) -> Option<Vec<Block<'m>>> {
    const MOST: usize = 8;
    // SAFETY: `block` is a block; its uses as a value are the branches to it.
    let value: Value<'m> = unsafe { Value::from_raw(LLVMBasicBlockAsValue(block.raw())) };
    let mut blocks = Vec::new();
    for user in value.users() {
        if !blocks.contains(&user.block()) {
            blocks.push(user.block());
        }
        if blocks.len() > MOST {
            return None;
        }
    }
    Some(blocks)
}

/// The line of an instruction: its offset in the Wasm binary.
pub fn line(instruction: Instruction<'_>) -> u32 {
    // SAFETY: `instruction` is an instruction.
    unsafe { LLVMGetDebugLocLine(instruction.value().raw()) }
}

/// How many bytes an access covers, or more. Only for loads and stores.
pub fn access_bytes(access: Instruction<'_>) -> u64 {
    let value = if access.opcode() == LLVMOpcode::LLVMStore { access.operand(0) } else { access.value() };
    // SAFETY: `value` is a value.
    match unsafe { LLVMGetTypeKind(LLVMTypeOf(value.raw())) } {
        LLVMTypeKind::LLVMIntegerTypeKind => value.int_width().unwrap_or(u64::BITS).div_ceil(8).into(),
        LLVMTypeKind::LLVMFloatTypeKind => 4,
        LLVMTypeKind::LLVMDoubleTypeKind | LLVMTypeKind::LLVMPointerTypeKind => 8,
        // A vector of 128 bits: Wasm has no larger values.
        _ => 16,
    }
}

/// Whether two values have one type.
pub fn same_type(a: Value<'_>, b: Value<'_>) -> bool {
    // SAFETY: both are values.
    unsafe { LLVMTypeOf(a.raw()) == LLVMTypeOf(b.raw()) }
}

/// Whether two instructions do the same to operands of the same types: all but their operands is equal. Says no where it
/// does not know an instruction.
pub fn same_operation(a: Instruction<'_>, b: Instruction<'_>) -> bool {
    let opcode = a.opcode();
    if opcode != b.opcode() || a.operand_count() != b.operand_count() || !same_type(a.value(), b.value()) {
        return false;
    }
    if !(0..a.operand_count()).all(|position| same_type(a.operand(position), b.operand(position))) {
        return false;
    }
    let (first, second) = (a.value().raw(), b.value().raw());
    // SAFETY: each function is called for the instructions that it is for; both have the same opcode.
    unsafe {
        if LLVMCanValueUseFastMathFlags(first) != 0 && LLVMGetFastMathFlags(first) != LLVMGetFastMathFlags(second) {
            return false;
        }
        match opcode {
            LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSub | LLVMOpcode::LLVMMul | LLVMOpcode::LLVMShl => {
                LLVMGetNUW(first) == LLVMGetNUW(second) && LLVMGetNSW(first) == LLVMGetNSW(second)
            }
            LLVMOpcode::LLVMLShr | LLVMOpcode::LLVMAShr => LLVMGetExact(first) == LLVMGetExact(second),
            LLVMOpcode::LLVMICmp => LLVMGetICmpPredicate(first) == LLVMGetICmpPredicate(second),
            LLVMOpcode::LLVMFCmp => LLVMGetFCmpPredicate(first) == LLVMGetFCmpPredicate(second),
            LLVMOpcode::LLVMLoad | LLVMOpcode::LLVMStore => LLVMGetAlignment(first) == LLVMGetAlignment(second),
            LLVMOpcode::LLVMGetElementPtr => {
                a.counts_bytes() && b.counts_bytes() && LLVMGEPGetNoWrapFlags(first) == LLVMGEPGetNoWrapFlags(second)
            }
            // The callee is an operand.
            LLVMOpcode::LLVMCall => true,
            LLVMOpcode::LLVMAnd
            | LLVMOpcode::LLVMOr
            | LLVMOpcode::LLVMXor
            | LLVMOpcode::LLVMTrunc
            | LLVMOpcode::LLVMZExt
            | LLVMOpcode::LLVMSExt
            | LLVMOpcode::LLVMFPToSI
            | LLVMOpcode::LLVMFPToUI
            | LLVMOpcode::LLVMSIToFP
            | LLVMOpcode::LLVMUIToFP
            | LLVMOpcode::LLVMFPTrunc
            | LLVMOpcode::LLVMFPExt
            | LLVMOpcode::LLVMBitCast
            | LLVMOpcode::LLVMFNeg
            | LLVMOpcode::LLVMFAdd
            | LLVMOpcode::LLVMFSub
            | LLVMOpcode::LLVMFMul
            | LLVMOpcode::LLVMFDiv
            | LLVMOpcode::LLVMSelect
            | LLVMOpcode::LLVMExtractElement
            | LLVMOpcode::LLVMInsertElement => true,
            _ => false,
        }
    }
}

/// Whether an instruction's first two operands may change places.
pub fn is_commutative(instruction: Instruction<'_>) -> bool {
    matches!(
        instruction.opcode(),
        LLVMOpcode::LLVMAdd
            | LLVMOpcode::LLVMMul
            | LLVMOpcode::LLVMAnd
            | LLVMOpcode::LLVMOr
            | LLVMOpcode::LLVMXor
            | LLVMOpcode::LLVMFAdd
            | LLVMOpcode::LLVMFMul
    )
}

/// Removes the blocks of a function that nothing leads to and that have no instructions any more.
pub fn delete_empty_blocks(function: Function<'_>) {
    let empty: Vec<_> = function.blocks().filter(|block| block.instructions().next().is_none()).collect();
    for block in empty {
        // SAFETY: no instruction leads to it, and callers do not look at it again.
        unsafe { LLVMDeleteBasicBlock(block.raw()) };
    }
}
