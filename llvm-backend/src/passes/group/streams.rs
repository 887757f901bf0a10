//! Addresses that step through memory in a loop, as a start and a distance of 64 bits.
//!
//! A loop has one way in and one way back. An access is executed in every iteration, at the index `i`, a sum in which some
//! values that the loop steps by constants take part, and otherwise values that it does not change. So from one iteration to the
//! next `i` grows by a constant `step`, if it does not wrap; and then `base + zext(i)` becomes `start + n`, where
//! `start = base + zext(i of the first iteration)` is computed before the loop, and `n` is a counter of 64 bits that goes from 0
//! in steps. LLVM's analyses need no proof any more that the address does not wrap, nor checks when the program runs.
//!
//! **Why it is sound.** Wherever the address is computed in iteration `n`, the access has succeeded in all iterations before.
//! In the last of them `i` was below 2^32 − 2^16, so that `i + step` is below 2^32 for a step of at most 2^16: exactly what the
//! counter says, by induction from the first iteration, in which it says 0. The access's own constant offset is not part of it.
//!
//! If the index goes down, it has gone below zero where it wraps, by at most 2^16. It is above 2^32 − 2^16 then, where each access traps;
//! and the address that takes its place is as far below the memory's first byte, in the guard that all memories have in front of them
//! (`wasmc_abi::image`), where an access traps too, if it has no constant offset. So what uses such an address must be accesses themselves.
//!
//! So the counter stays below 2^32 as long as the loop goes on, its next value included. Where the loop ends when a counter of 32 bits that starts
//! at 0 too and has the same step is equal to a constant, the one of 64 bits takes its place: LLVM would take the former for the lower half
//! of the latter, and not know any more how many iterations there are. The constant is a multiple of the step, and not 0: LLVM takes for
//! granted that a counter which does not wrap comes by its end, though a loop that never does ends by a trap.
//!
//! **What would break it:** an access that an iteration may jump over, with an index that wraps meanwhile; a step below zero for
//! an access with a constant offset, which may lead back from the guard into the memory.

use super::detach::{Loops, Mix};
use super::{Span, pointer_operand};
use crate::passes::SLACK_BYTES;
use crate::passes::build::Builder;
use crate::passes::value::{Block, Instruction, Map, Set, Value};
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};
use std::collections::{BTreeMap, HashMap, HashSet};
use wasmc_abi::image::{MAX_IMAGE_BYTES, MEMORY_GUARD_BEFORE_BYTES, MEMORY0_OFFSET};

/// The most that an index may step by, up or down.
const MOST: u32 = SLACK_BYTES as u32;
const _: () = assert!(SLACK_BYTES <= MEMORY_GUARD_BEFORE_BYTES && SLACK_BYTES <= MEMORY0_OFFSET - MAX_IMAGE_BYTES);

/// The deepest sum that is looked at.
const MAX_DEPTH: u32 = 6;

/// The loops of a function, as its blocks and instructions are visited in the order of the dominator tree.
#[derive(Default)]
pub struct Streams<'m> {
    spans: Map<Block<'m>, Span>,
    /// Values that may step, with the blocks that they are in.
    phis: Vec<(Instruction<'m>, Block<'m>, Span)>,
}

/// A value that is `start` in the first iteration and grows by `step` with each one.
#[derive(Clone, Copy)]
pub struct Stepping<'m> {
    pub start: Value<'m>,
    pub step: u32,
    pub way: Loop<'m>,
}

/// A loop: its head, the block before it, and the one that goes back to it.
#[derive(Clone, Copy)]
pub struct Loop<'m> {
    pub head: Block<'m>,
    pub span: Span,
    before: Block<'m>,
    pub latch: Block<'m>,
    latch_span: Span,
}

/// An address, `base + zext(index)`, through which an access is made.
#[derive(Clone, Copy)]
pub struct Address<'m> {
    /// The address.
    pub address: Instruction<'m>,
    /// The memory's base.
    pub base: Value<'m>,
    /// The index, 32 bits wide.
    pub index: Value<'m>,
    /// The access.
    pub access: Instruction<'m>,
    /// Its block.
    pub span: Span,
}

/// Rewrites the addresses of one function.
struct Rewriter<'p, 'm> {
    streams: &'p Streams<'m>,
    stepping: &'p Map<Value<'m>, Stepping<'m>>,
    builder: &'p Builder<'m>,
    /// The counters made so far, by loop and step.
    counters: HashMap<(usize, u32), Value<'m>>,
}

impl<'m> Streams<'m> {
    /// A block's instructions follow.
    pub fn enter(&mut self, block: Block<'m>, span: Span) {
        self.spans.insert(block, span);
    }

    /// Visits a phi.
    pub fn visit(&mut self, phi: Instruction<'m>, block: Block<'m>, span: Span) {
        if phi.value().int_width() == Some(32) && phi.operand_count() == 2 {
            self.phis.push((phi, block, span));
        }
    }

    /// Rewrites addresses, through each of which an access is made in the block that is named.
    pub fn rewrite(&self, addresses: impl Iterator<Item = Address<'m>>, builder: &Builder<'m>) {
        let stepping = self.phis.iter().filter_map(|&(phi, head, span)| self.stepping(phi, head, span));
        let stepping: Map<_, _> = stepping.collect();
        if stepping.is_empty() {
            return;
        }
        let mut rewriter = Rewriter { streams: self, stepping: &stepping, builder, counters: HashMap::new() };
        let stream = |at: Address<'m>| rewriter.stream(at.index).map(|(way, step)| (at, way, step));
        let streams: Vec<_> = addresses.filter_map(stream).collect();
        let detached = self.detached(&streams, &stepping);
        let mut seen = Set::default();
        for (at, way, step) in streams.into_iter().filter(|(at, ..)| seen.insert(at.address)) {
            rewriter.rewrite(at, way, step, detached.contains(&way.span.start));
        }
    }

    /// The loops whose arrays LLVM must not see to be parts of one object, by the positions of their heads.
    fn detached(
        &self,
        streams: &[(Address<'m>, Loop<'m>, u32)],
        stepping: &Map<Value<'m>, Stepping<'m>>,
    ) -> HashSet<usize> {
        let mut mixes: BTreeMap<usize, (Loop<'m>, Mix)> = BTreeMap::new();
        for (at, way, step) in streams {
            mixes.entry(way.span.start).or_insert((*way, Mix::default())).1.add(at, *step);
        }
        mixes.retain(|_, (_, mix)| mix.is_refused());
        let Some(&(first, _)) = mixes.values().next() else { return HashSet::new() };
        let loops = Loops::new(first, self, stepping);
        mixes.into_iter().filter(|&(_, (way, _))| loops.is_open_to_vectors(way)).map(|(head, _)| head).collect()
    }

    /// Whether a block dominates another one that can be reached.
    pub fn dominates(&self, block: Block<'m>, other: Block<'m>) -> bool {
        let spans = [block, other].map(|block| self.spans.get(&block));
        matches!(spans, [Some(span), Some(other)] if span.dominates(*other))
    }

    /// What a phi steps by, if it is one of a loop's head.
    fn stepping(&self, phi: Instruction<'m>, head: Block<'m>, span: Span) -> Option<(Value<'m>, Stepping<'m>)> {
        let from = |position| self.spans.get(&phi.incoming_block(position)).map(|&from| span.dominates(from));
        let back = match (from(0)?, from(1)?) {
            (true, false) => 0,
            (false, true) => 1,
            _ => return None,
        };
        let next = phi.operand(back).instruction()?;
        let is_sum =
            matches!(next.opcode(), LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSub) && next.operand(0) == phi.value();
        let by = is_sum.then(|| next.operand(1).constant()).flatten()? as u32;
        let step = if next.opcode() == LLVMOpcode::LLVMSub { by.wrapping_neg() } else { by };
        let (before, latch) = (phi.incoming_block(1 - back), phi.incoming_block(back));
        // Elsewhere the start may be what the terminator itself computes.
        if before.terminator().opcode() != LLVMOpcode::LLVMBr {
            return None;
        }
        let way = Loop { head, span, before, latch, latch_span: self.spans[&latch] };
        Some((phi.value(), Stepping { start: phi.operand(1 - back), step, way }))
    }

    /// Whether a value is computed before a loop is entered.
    fn is_fixed(&self, value: Value<'m>, head: Span) -> bool {
        let Some(instruction) = value.instruction() else { return true };
        let at = self.spans.get(&instruction.block());
        at.is_some_and(|at| at.start != head.start && at.dominates(head))
    }
}

impl<'m> Rewriter<'_, 'm> {
    /// The innermost loop that an index steps in, and how much it grows there with each iteration.
    fn stream(&self, index: Value<'m>) -> Option<(Loop<'m>, u32)> {
        let way = self.innermost(index, MAX_DEPTH)?;
        Some((way, self.step(index, way.span, MAX_DEPTH)?))
    }

    fn rewrite(&mut self, at: Address<'m>, way: Loop<'m>, step: u32, is_detached: bool) {
        let every_time = way.span.dominates(at.span) && at.span.dominates(way.latch_span);
        let fits = match step.cast_signed() {
            0 => false,
            1.. => step <= MOST,
            ..0 => step.wrapping_neg() <= MOST && is_only_accessed(at.address),
        };
        if !every_time || !fits || !self.streams.is_fixed(at.base, way.span) {
            return;
        }
        self.builder.before(way.before.terminator());
        let first = self.builder.zext_i64(self.first(at.index, way.span));
        let start = if is_detached {
            self.builder.detached_address(at.base, first)
        } else {
            self.builder.address(at.base, first)
        };
        let distance = self.counter(way, step.cast_signed().unsigned_abs());
        self.builder.before(at.address);
        let new = match step.cast_signed() {
            0.. => self.builder.address(start, distance),
            ..0 => self.builder.address_below(start, distance),
        };
        at.address.value().replace_with(new);
        self.end_by(distance, way, step.cast_signed().unsigned_abs());
    }

    /// Has a loop end by a counter of 64 bits, if it does so by one of 32 bits that takes the same way, and of which LLVM would make the
    /// lower half of the other one.
    fn end_by(&self, counter: Value<'m>, way: Loop<'m>, step: u32) -> Option<()> {
        let branch = way.latch.terminator();
        let has_condition = branch.opcode() == LLVMOpcode::LLVMBr && branch.operand_count() == 3;
        let condition = has_condition.then(|| branch.operand(0).instruction()).flatten()?;
        if condition.opcode() != LLVMOpcode::LLVMICmp || condition.value().users().count() != 1 {
            return None;
        }
        let predicate = condition.predicate();
        let next = condition.operand(0).instruction().filter(|next| next.opcode() == LLVMOpcode::LLVMAdd)?;
        let stepping = self.stepping.get(&next.operand(0)).filter(|stepping| stepping.way.span == way.span)?;
        let is_next = next.operand(1).constant() == Some(step.into());
        let is_same = stepping.step == step && stepping.start.constant() == Some(0);
        let is_equality = matches!(predicate, LLVMIntPredicate::LLVMIntEQ | LLVMIntPredicate::LLVMIntNE);
        let end = condition.operand(1).constant()?;
        if !is_next || !is_same || !is_equality || end == 0 || end % u64::from(step) != 0 {
            return None;
        }
        let end = self.builder.const_i64(end);
        let reached = self.builder.before(branch).step_i64(counter, step);
        condition.value().replace_with(self.builder.compare(predicate, reached, end));
        Some(())
    }

    /// The innermost loop that changes a sum.
    fn innermost(&self, value: Value<'m>, depth: u32) -> Option<Loop<'m>> {
        if let Some(stepping) = self.stepping.get(&value) {
            return Some(stepping.way);
        }
        let sum = value.instruction().filter(|&sum| depth > 0 && is_linear(sum))?;
        let ways = [0, 1].into_iter().filter_map(|position| self.innermost(sum.operand(position), depth - 1));
        ways.max_by_key(|way| way.span.start)
    }

    /// How much a value grows with each iteration of the loop with this head, modulo 2^32.
    fn step(&self, value: Value<'m>, head: Span, depth: u32) -> Option<u32> {
        if let Some(stepping) = self.stepping.get(&value).filter(|stepping| stepping.way.span == head) {
            return Some(stepping.step);
        }
        if self.streams.is_fixed(value, head) {
            return Some(0);
        }
        let sum = value.instruction().filter(|&sum| depth > 0 && is_linear(sum))?;
        let [a, b] = [0, 1].map(|position| self.step(sum.operand(position), head, depth - 1));
        let constant = || sum.operand(1).constant().map(|constant| constant as u32);
        match sum.opcode() {
            LLVMOpcode::LLVMAdd => Some(a?.wrapping_add(b?)),
            LLVMOpcode::LLVMSub => Some(a?.wrapping_sub(b?)),
            LLVMOpcode::LLVMMul => Some(a?.wrapping_mul(constant()?)),
            LLVMOpcode::LLVMShl => a?.checked_shl(constant()?),
            _ => None,
        }
    }

    /// What a value that has a step is in the first iteration, computed where the builder is.
    fn first(&self, value: Value<'m>, head: Span) -> Value<'m> {
        if let Some(stepping) = self.stepping.get(&value).filter(|stepping| stepping.way.span == head) {
            return stepping.start;
        }
        match value.instruction().filter(|_| !self.streams.is_fixed(value, head)) {
            None => value,
            Some(sum) => {
                let [a, b] = [0, 1].map(|position| self.first(sum.operand(position), head));
                self.builder.binary(sum.opcode(), a, b)
            }
        }
    }

    /// A counter of 64 bits that starts at 0.
    fn counter(&mut self, way: Loop<'m>, step: u32) -> Value<'m> {
        *self.counters.entry((way.span.start, step)).or_insert_with(|| {
            let phi = self.builder.before(way.head.first()).phi_i64();
            let next = self.builder.before(way.latch.terminator()).step_i64(phi, step);
            self.builder.set_incoming(phi, [(self.builder.const_i64(0), way.before), (next, way.latch)]);
            phi
        })
    }
}

/// Whether nothing but loads and stores use an address, without an offset of their own.
fn is_only_accessed(address: Instruction<'_>) -> bool {
    let accesses = |user: Instruction<'_>| pointer_operand(user).is_some_and(|at| user.operand(at) == address.value());
    address.value().users().all(accesses)
}

/// Whether an instruction has two operands and may be a sum that steps as they do.
fn is_linear(instruction: Instruction<'_>) -> bool {
    use LLVMOpcode::{LLVMAdd, LLVMMul, LLVMShl, LLVMSub};
    matches!(instruction.opcode(), LLVMAdd | LLVMMul | LLVMShl | LLVMSub)
}
