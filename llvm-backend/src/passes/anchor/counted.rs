//! Tells which loops LLVM may unroll completely, because they count up or down to a constant from one.

use crate::passes::value::{Block, Instruction};
use llvm_sys::LLVMOpcode;

/// LLVM makes no more copies of an iteration than this: they would be too large.
const MOST_ITERATIONS: u64 = 512;

/// Whether a loop that begins with a block counts so few iterations.
pub fn may_be_unrolled<'m>(head: Block<'m>, is_inside: impl Fn(Block<'m>) -> bool) -> bool {
    let mut phis = head.instructions().take_while(|each| each.opcode() == LLVMOpcode::LLVMPHI);
    phis.any(|phi| counts_few(phi, &is_inside))
}

fn counts_few<'m>(phi: Instruction<'m>, is_inside: impl Fn(Block<'m>) -> bool) -> bool {
    let Some(bits) = phi.value().int_width().filter(|&bits| bits <= u64::BITS) else { return false };
    let positions = || 0..phi.operand_count();
    let start = positions().filter(|&at| !is_inside(phi.incoming_block(at))).find_map(|at| phi.operand(at).constant());
    let nexts = positions().filter_map(|at| phi.operand(at).instruction());
    let mut steps = nexts.filter_map(|next| Some((next, step(next, phi)?)));
    let Some((start, (next, step))) = start.zip(steps.next()) else { return false };
    let mut users = phi.value().users().chain(next.value().users()).filter(|user| user.is_comparison());
    users.any(|user| {
        let bound = [0, 1].into_iter().find_map(|at| user.operand(at).constant());
        bound.is_some_and(|bound| distance(bound, start, bits) / distance(step, 0, bits).max(1) <= MOST_ITERATIONS)
    })
}

/// The constant that is added to a counter.
fn step<'m>(next: Instruction<'m>, phi: Instruction<'m>) -> Option<u64> {
    let is_sum = matches!(next.opcode(), LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSub);
    (is_sum && next.operand(0) == phi.value()).then(|| next.operand(1).constant()).flatten()
}

/// How far two numbers of so many bits are apart, by the shorter way.
fn distance(a: u64, b: u64, bits: u32) -> u64 {
    let mask = u64::MAX >> (u64::BITS - bits);
    (a.wrapping_sub(b) & mask).min(b.wrapping_sub(a) & mask)
}
