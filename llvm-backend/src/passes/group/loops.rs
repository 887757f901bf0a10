//! What accesses prove of loops' counters.
//!
//! A loop has one way back, from the block `latch`; its counter `i` starts at 0, and the latch adds `step`. An access is
//! executed on every way from the loop's head to the latch, at the index `x + factor · i + c`, where `x` does not change in the
//! loop, and −2^14 ≤ c ≤ 0. Then none of the following wraps, in whatever iteration `n` it is computed: `i + step`,
//! `factor · i`, and `x + factor · i`; they are marked `nuw`.
//!
//! **Why it is sound.** Let `A_n` be the access's index in iteration `n`, as a number below 2^32. For every iteration before the
//! present one the access has succeeded, so `A_m < 2^32 − 2^16`, and `A_{m+1} = A_m + factor · step`, which is at most 2^14 more,
//! does not wrap. By induction `A_n = A_0 + n · factor · step`, exactly. If n = 0, then `i` is 0, and nothing wraps. Else the access in
//! iteration 0 has succeeded, at `A_0 = x + c`, where `x − |c|` has not wrapped, for then `A_0` would be above 2^32 − 2^14. So
//! `x + factor · i = A_n + |c|` lies less than 2^14 + 2^14 above `A_{n−1}` and is below 2^32; `factor · i` is not more than
//! that; and `i + step` is at most `factor · step` more.
//!
//! **What would break it:** a counter that starts anywhere else, for `x` plus its first value may wrap and be valid; an access that
//! some iteration jumps over; an `x` that another loop inside changes.

use super::Span;
use crate::passes::value::{Block, Instruction, Map, Value};
use llvm_sys::LLVMOpcode;

/// The most that an index steps by, and that is taken from it.
const MOST: u64 = 1 << 14;

/// The loops of a function, as its blocks and instructions are visited in the order of the dominator tree.
#[derive(Default)]
pub struct Loops<'m> {
    spans: Map<Block<'m>, Span>,
    /// Values that may be counters, with the blocks that they are in.
    phis: Vec<(Instruction<'m>, Span)>,
    accesses: Vec<(Value<'m>, Span)>,
}

/// A value that is 0 at first and becomes larger by `step` with each iteration.
#[derive(Clone, Copy)]
struct Counter<'m> {
    step: u64,
    next: Instruction<'m>,
    head: Span,
    latch: Span,
}

impl<'m> Loops<'m> {
    /// A block's instructions follow.
    pub fn enter(&mut self, block: Block<'m>, span: Span) {
        self.spans.insert(block, span);
    }

    /// Visits a phi.
    pub fn visit(&mut self, phi: Instruction<'m>, span: Span) {
        if phi.value().int_width() == Some(32) && phi.operand_count() == 2 {
            self.phis.push((phi, span));
        }
    }

    /// There is an access at a 32-bit index in this block.
    pub fn access(&mut self, index: Value<'m>, span: Span) {
        self.accesses.push((index, span));
    }

    /// Marks what does not wrap, once all blocks are visited.
    pub fn mark(&self) {
        let counters: Map<Value<'m>, Counter<'m>> =
            self.phis.iter().filter_map(|&(phi, span)| self.counter(phi, span)).collect();
        if counters.is_empty() {
            return;
        }
        for &(index, span) in &self.accesses {
            self.mark_index(index, span, &counters);
        }
    }

    fn counter(&self, phi: Instruction<'m>, head: Span) -> Option<(Value<'m>, Counter<'m>)> {
        let back =
            (0..2).find(|&position| self.span_of_incoming(phi, position).is_some_and(|from| head.dominates(from)))?;
        let latch = self.span_of_incoming(phi, back)?;
        let start = self.span_of_incoming(phi, 1 - back)?;
        let next = phi.operand(back).instruction().filter(|next| next.opcode() == LLVMOpcode::LLVMAdd)?;
        let step = next.operand(1).constant()?;
        let counts = phi.operand(1 - back).constant() == Some(0) && next.operand(0) == phi.value() && step <= MOST;
        (counts && !head.dominates(start)).then_some((phi.value(), Counter { step, next, head, latch }))
    }

    fn span_of_incoming(&self, phi: Instruction<'m>, position: u32) -> Option<Span> {
        self.spans.get(&phi.incoming_block(position)).copied()
    }

    fn mark_index(&self, index: Value<'m>, access: Span, counters: &Map<Value<'m>, Counter<'m>>) -> Option<()> {
        let sum = index.instruction()?;
        // Without what is taken from it.
        let taken = |sum: Instruction<'m>| sum.operand(1).constant().map(|by| u64::from((by as u32).wrapping_neg()));
        let is_sum = |sum: Instruction<'m>| sum.opcode() == LLVMOpcode::LLVMAdd;
        let sum = match sum.operand(0).instruction() {
            Some(inner) if is_sum(sum) && taken(sum).is_some_and(|by| by <= MOST) => inner,
            _ => sum,
        };
        let (fixed, product) = match is_sum(sum) {
            true if scaled(sum.operand(0), counters).is_some() => (Some(sum.operand(1)), sum.operand(0)),
            true => (Some(sum.operand(0)), sum.operand(1)),
            false => (None, sum.value()),
        };
        let (counter, factor) = scaled(product, counters)?;
        let every_time = counter.head.dominates(access) && access.dominates(counter.latch);
        let is_fixed = fixed.is_none_or(|fixed| self.is_fixed(fixed, counter.head));
        if !every_time || !is_fixed || counter.step * factor > MOST {
            return None;
        }
        for sum in [fixed.is_some().then_some(sum), product.instruction(), Some(counter.next)].into_iter().flatten() {
            if sum.opcode() != LLVMOpcode::LLVMPHI {
                sum.set_no_unsigned_wrap();
            }
        }
        Some(())
    }

    /// Whether a value is computed before a loop with this head.
    fn is_fixed(&self, value: Value<'m>, head: Span) -> bool {
        let Some(instruction) = value.instruction() else { return true };
        self.spans.get(&instruction.block()).is_some_and(|at| at.start != head.start && at.dominates(head))
    }
}

/// The counter that a value is a multiple of, and what by.
fn scaled<'m>(value: Value<'m>, counters: &Map<Value<'m>, Counter<'m>>) -> Option<(Counter<'m>, u64)> {
    if let Some(&counter) = counters.get(&value) {
        return Some((counter, 1));
    }
    let product = value.instruction()?;
    let by = || product.operand(1).constant().filter(|&by| (1..=MOST).contains(&by));
    let factor = match product.opcode() {
        LLVMOpcode::LLVMShl => product.operand(1).constant().filter(|&bits| bits < 32).map(|bits| 1 << bits),
        LLVMOpcode::LLVMMul => by(),
        _ => None,
    }?;
    counters.get(&product.operand(0)).map(|&counter| (counter, factor))
}
