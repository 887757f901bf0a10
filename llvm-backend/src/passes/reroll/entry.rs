//! What is known of integers where a loop is entered: which sums are multiples of a power of two.
//!
//! A producer that unrolls a loop and does not know how often it runs puts the odd iterations in front of it: one if `count & 1`,
//! or a loop of `count & 3`. That the rest is a whole number of unrolled iterations follows from the way that led there. So
//! the ways are followed backwards, with each phi's value from there, and what their branches say is collected.
//!
//! **Why it is sound.** A sum is of present values. A branch on the way says something of values as they were when it was taken;
//! these are the present ones unless they are computed in the blocks since, and what is said of such is not taken
//! ([`is_current`]). Counters that one loop steps together are their starts plus multiples of one number: how often the
//! loop has gone round since it was entered. For each way back to the head leads through what computes the next values, which
//! dominate the block that goes back; and each way from where a start is computed to where a counter is used leads through the
//! head, from outside.
//!
//! **What would break it:** a branch in an earlier iteration of an outer loop, on what has been computed anew since; counters of
//! different loops; an `and` with another number than 2^n − 1.

use super::affine::{Affine, Sums, trailing_zeros};
use super::ir::{conditional_branch, incoming, predecessors};
use super::loops::Loop;
use crate::passes::value::{Block, Instruction, Value};
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};

/// So many blocks are looked at, on all ways together.
const MOST_BLOCKS: usize = 24;
/// So many values are replaced one after the other.
const MOST_REPLACED: usize = 16;
/// So far counters are followed whose starts are counters themselves.
const DEPTH: u32 = 4;

/// Whether `sum` is a multiple of 2^`zeros` whenever the loop is entered from the block `from`.
pub fn is_multiple<'m>(sums: &mut Sums<'m>, looped: &Loop<'m>, from: Block<'m>, sum: &Affine<'m>, zeros: u32) -> bool {
    let mut ways = Ways { sums, looped, zeros, fuel: MOST_BLOCKS };
    let sum = ways.normal(sum.clone(), DEPTH);
    ways.holds(&sum, &[], &[], from)
}

/// A sum that is zero modulo 2^`bits`.
#[derive(Clone)]
struct Zero<'m> {
    sum: Affine<'m>,
    bits: u32,
}

struct Ways<'a, 'm> {
    sums: &'a mut Sums<'m>,
    looped: &'a Loop<'m>,
    /// How many zeros the sum must end in.
    zeros: u32,
    fuel: usize,
}

impl<'m> Ways<'_, 'm> {
    /// Whether the sum is such a multiple where the block `at` has run, and after it those that are `passed`, if so much is known.
    fn holds(&mut self, sum: &Affine<'m>, known: &[Zero<'m>], passed: &[Block<'m>], at: Block<'m>) -> bool {
        if self.follows(sum.clone(), known) {
            return true;
        }
        let passed = [passed, &[at]].concat();
        let Some(ways) = predecessors(at) else { return false };
        !ways.is_empty()
            && ways.into_iter().all(|before| {
                if self.fuel == 0 {
                    return false;
                }
                self.fuel -= 1;
                let mut sum = sum.clone();
                let mut known = known.to_vec();
                self.come_from(
                    before,
                    at,
                    std::iter::once(&mut sum).chain(known.iter_mut().map(|zero| &mut zero.sum)),
                    &passed,
                );
                known.extend(self.said(before, at).into_iter().filter(|zero| is_current(&zero.sum, &passed)));
                self.holds(&sum, &known, &passed, before)
            })
    }

    /// Puts into sums what the phis of a block are when it is entered from another one.
    fn come_from<'s>(
        &mut self,
        before: Block<'m>,
        at: Block<'m>,
        sums: impl Iterator<Item = &'s mut Affine<'m>>,
        passed: &[Block<'m>],
    ) where
        'm: 's,
    {
        let is_phi = |each: &Instruction<'m>| each.opcode() == LLVMOpcode::LLVMPHI;
        let phis: Vec<_> = at.instructions().take_while(is_phi).collect();
        for sum in sums {
            for phi in &phis {
                if sum.factor(phi.value()) == 0 {
                    continue;
                }
                let value = incoming(*phi).find(|&(_, block)| block == before).map(|(value, _)| value);
                let value = value.and_then(|value| self.of(value));
                if let Some(value) = value.filter(|value| is_current(value, passed)) {
                    sum.replace(phi.value(), &value);
                }
            }
        }
    }

    /// What follows from that the end of the block `before` led to `at`.
    fn said(&mut self, before: Block<'m>, at: Block<'m>) -> Vec<Zero<'m>> {
        let branch = conditional_branch(before.terminator()).filter(|(_, [then, otherwise])| then != otherwise);
        let zero = branch.and_then(|(condition, [then, _])| self.equality(condition, then == at));
        let Some(zero) = zero else { return Vec::new() };
        let unmasked = self.unmask(zero.clone(), 1);
        vec![zero, unmasked]
    }

    /// What is zero where a condition holds, or where it does not.
    fn equality(&mut self, condition: Value<'m>, holds: bool) -> Option<Zero<'m>> {
        let comparison = condition.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMICmp)?;
        let is_equal = match comparison.predicate() {
            LLVMIntPredicate::LLVMIntEQ => holds,
            LLVMIntPredicate::LLVMIntNE => !holds,
            _ => return None,
        };
        let (left, right) = (comparison.operand(0), comparison.operand(1));
        let mut sum = self.of(left)?;
        let right = if is_equal {
            self.of(right)?
        } else {
            // A bit that is not zero is one.
            let is_bit = masked(left).is_some_and(|(_, bits)| bits == 1) && right.constant() == Some(0);
            is_bit.then(|| Affine::constant(sum.width, 1))?
        };
        sum.add(&right, u64::MAX);
        let bits = sum.width;
        Some(Zero { sum, bits })
    }

    /// Whether a sum is such a multiple if so much is known.
    fn follows(&mut self, sum: Affine<'m>, known: &[Zero<'m>]) -> bool {
        let bits = sum.width;
        let mut sum = self.unmask(Zero { sum, bits }, self.zeros).sum;
        for _ in 0..MOST_REPLACED {
            let open = |&&(value, factor): &&(_, u64)| factor.trailing_zeros() + trailing_zeros(value) < self.zeros;
            let Some(&(value, factor)) = sum.terms.iter().find(open) else { break };
            let ones = [1, Affine::constant(sum.width, u64::MAX).constant];
            let suits = |zero: &&Zero<'m>| {
                let reaches = factor.trailing_zeros() + zero.bits >= self.zeros;
                reaches && zero.sum.width == sum.width && ones.contains(&zero.sum.factor(value))
            };
            let Some(zero) = known.iter().rev().find(suits) else { return false };
            // One times one, or minus one times minus one.
            let times = factor.wrapping_mul(zero.sum.factor(value));
            sum.add(&zero.sum, times.wrapping_neg());
        }
        let ends = |factor: u64, zeros: u32| factor.trailing_zeros() + zeros >= self.zeros;
        ends(sum.constant, 0) && sum.terms.iter().all(|&(value, factor)| ends(factor, trailing_zeros(value)))
    }

    /// The same sum without masks of low bits, modulo a power of two that it is equal for, of at least 2^`least`.
    fn unmask(&mut self, mut zero: Zero<'m>, least: u32) -> Zero<'m> {
        for _ in 0..MOST_REPLACED {
            let terms = zero.sum.terms.iter();
            let mut masks = terms.filter_map(|&(value, factor)| {
                let (whole, bits) = masked(value)?;
                Some((value, whole, factor.trailing_zeros() + bits))
            });
            let Some((value, whole, bits)) = masks.find(|&(.., bits)| bits >= least) else { break };
            drop(masks);
            let Some(whole) = self.of(whole) else { break };
            zero.sum.replace(value, &whole);
            zero.bits = zero.bits.min(bits);
        }
        zero
    }

    /// The sum that an integer is, without counters.
    fn of(&mut self, value: Value<'m>) -> Option<Affine<'m>> {
        let sum = self.sums.of(value, self.looped)?;
        Some(self.normal(sum, DEPTH))
    }

    /// The same sum with each counter as its start plus a multiple of how often its loop has gone round.
    fn normal(&mut self, mut sum: Affine<'m>, depth: u32) -> Affine<'m> {
        for (value, _) in sum.terms.clone() {
            if let Some(counted) = self.counted(value, depth) {
                sum.replace(value, &counted);
            }
        }
        sum
    }

    /// A counter as such a sum. The head's terminator, which is no number itself, stands for how often its loop has gone round.
    fn counted(&mut self, value: Value<'m>, depth: u32) -> Option<Affine<'m>> {
        let phi = value.instruction().filter(|each| depth > 0 && each.opcode() == LLVMOpcode::LLVMPHI)?;
        let [first, second] = <[_; 2]>::try_from(incoming(phi).map(|(value, _)| value).collect::<Vec<_>>()).ok()?;
        for (start, next) in [(first, second), (second, first)] {
            let mut step = self.sums.of(next, self.looped)?;
            if step.factor(value) != 1 {
                continue;
            }
            step.replace(value, &Affine::constant(step.width, 0));
            if let Some(step) = step.as_constant() {
                let start = self.sums.of(start, self.looped)?;
                let mut counted = self.normal(start, depth - 1);
                counted.add(&Affine::atom(counted.width, phi.block().terminator().value()), step);
                return Some(counted);
            }
        }
        None
    }
}

/// Whether nothing that a sum is made of is computed in these blocks.
fn is_current<'m>(sum: &Affine<'m>, passed: &[Block<'m>]) -> bool {
    let is_older = |value: Value<'m>| value.instruction().is_none_or(|each| !passed.contains(&each.block()));
    sum.terms.iter().all(|&(value, _)| is_older(value))
}

/// What an integer is the lowest bits of, and how many, if it is `x & (2^n − 1)`.
fn masked(value: Value<'_>) -> Option<(Value<'_>, u32)> {
    let and = value.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMAnd)?;
    let mask = and.operand(1).constant()?;
    (mask != 0 && mask & mask.wrapping_add(1) == 0).then(|| (and.operand(0), mask.trailing_ones()))
}
