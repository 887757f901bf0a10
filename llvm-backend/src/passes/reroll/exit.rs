//! The test that ends the rolled loop.
//!
//! The unrolled loop tests after each iteration, of so many copies; the rolled one after each copy. It must not end where the
//! other one did not look.

use super::affine::{Affine, mask, signed, trailing_zeros};
use super::copies::Copies;
use super::entry;
use super::ir::predecessors;
use super::loops::Phi;
use super::plan::Refusal;
use crate::passes::value::Value;
use llvm_sys::LLVMIntPredicate;

/// The loop goes on while two sums differ.
pub struct Test<'m> {
    /// One of them, after a copy.
    pub left: Affine<'m>,
    /// The other one.
    pub right: Affine<'m>,
    /// A value of their type.
    pub like: Value<'m>,
}

/// The test for a loop whose own one comes after the copy `last`.
pub fn test<'m>(copies: &mut Copies<'_, 'm>, last: usize) -> Result<Test<'m>, Refusal> {
    const NOT_COUNTED: Refusal = Refusal::Unsound("its iterations are not counted by what they add to");
    let exit = copies.looped.exit;
    let like = exit.comparison.operand(0);
    let mut sides = [like, exit.comparison.operand(1)].into_iter().map(|side| {
        let mut sum = copies.pure_sum(side)?;
        let growth = copies.growth(&sum);
        // The test comes after each copy, and is that of the copy `last`: what the sum was in the first copy.
        let origin = start(copies, &sum);
        sum.add(&growth, (last as u64).wrapping_neg());
        Some((sum, growth, origin))
    });
    let (Some(Some(left)), Some(Some(right))) = (sides.next(), sides.next()) else { return Err(NOT_COUNTED) };
    drop(sides);
    let step = left.1.minus(&right.1).as_signed().filter(|&step| step != 0).ok_or(NOT_COUNTED)?;
    let (Some(left_start), Some(right_start)) = (left.2, right.2) else {
        return Err(Refusal::Unsound("it has several beginnings"));
    };
    let steps = Steps { step, count: copies.count as i64, last: last as i64, width: left.0.width };
    if exit.stays_while == LLVMIntPredicate::LLVMIntNE {
        let distance = left_start.minus(&right_start);
        return if steps.hit_zero_from(&distance) || is_whole_on_entry(copies, &steps, &distance) {
            Ok(Test { left: left.0, right: right.0, like })
        } else {
            Err(Refusal::Unsound("it may not be known to end after whole iterations"))
        };
    }
    let (Some(from), Some(bound)) = (left_start.as_constant(), right_start.as_constant()) else {
        return Err(Refusal::Unsound("it ends beyond a bound that is not constant"));
    };
    if right.1.as_constant() != Some(0) {
        return Err(NOT_COUNTED);
    }
    let end = steps.end(exit.stays_while, from, bound).ok_or(Refusal::Unsound("it ends beyond a bound"))?;
    Ok(Test { left: left.0, right: Affine::constant(steps.width, end), like })
}

/// Whether the ways to the loop say of the distance what [`Steps::hit_zero_from`] asks for, and the loop is worth to be rolled up.
fn is_whole_on_entry<'m>(copies: &mut Copies<'_, 'm>, steps: &Steps, distance: &Affine<'m>) -> bool {
    let looped = copies.looped;
    // A sum of floats keeps its order, so that nothing would be vectorized, and the loop would only be unrolled again: behind the
    // iterations in front, those that this would put in front once more.
    let is_sum = |phi: &Phi<'m>| copies.step(phi.phi.value()).is_none() && phi.phi.value().int_width().is_none();
    let Some(zeros) = steps.zeros().filter(|_| !looped.phis.iter().any(is_sum)) else { return false };
    let latch = looped.latch();
    let mut ways = predecessors(looped.head).into_iter().flatten().filter(|&block| block != latch);
    // With several ways in, the counters would have no single start.
    ways.next().is_some_and(|from| entry::is_multiple(copies.sums, looped, from, distance, zeros))
}

/// What a sum is in the first iteration.
fn start<'m>(copies: &mut Copies<'_, 'm>, sum: &Affine<'m>) -> Option<Affine<'m>> {
    let looped = copies.looped;
    let mut start = Affine::constant(sum.width, sum.constant);
    for &(value, factor) in &sum.terms {
        let value = match looped.phi(value) {
            Some(phi) => phi.start?,
            None => value,
        };
        start.add(&copies.sums.of(value, looped)?, factor);
    }
    Some(start)
}

/// How what is tested goes on.
struct Steps {
    /// How far from copy to copy.
    step: i64,
    /// How many copies an iteration has.
    count: i64,
    /// After which one the unrolled loop tests.
    last: i64,
    width: u32,
}

impl Steps {
    /// Whether a distance that becomes zero after whole iterations does not do so in between.
    ///
    /// If it is constant, and becomes zero without wrapping, that can be counted. Otherwise let *t* be the number of zeros that
    /// end the step of an iteration. Where the copies are a power of two, and the distance ends in as many zeros, all
    /// solutions of `distance + n · step = 0` modulo 2^width are a multiple of the copies: they are 2^(width − t) · copies
    /// apart, and one of them is.
    fn hit_zero_from(&self, distance: &Affine<'_>) -> bool {
        if let Some(distance) = distance.as_constant() {
            let distance = signed(self.width, distance);
            return self.iterations(-i128::from(distance)).is_some();
        }
        let zeros = |factor: u64, value: u32| factor.trailing_zeros() + value;
        let of_terms = distance.terms.iter().map(|&(value, factor)| zeros(factor, trailing_zeros(value)));
        let of_distance = of_terms.chain([distance.constant].map(|constant| zeros(constant, 0))).min();
        self.zeros().zip(of_distance).is_some_and(|(of_iteration, of_distance)| of_distance >= of_iteration)
    }

    /// How many zeros the step of an iteration ends in, if a distance that ends in as many is a whole number of iterations.
    fn zeros(&self) -> Option<u32> {
        let zeros = self.step.trailing_zeros() + self.count.trailing_zeros();
        (self.count.cast_unsigned().is_power_of_two() && zeros < self.width).then_some(zeros)
    }

    /// After how many iterations this distance has been gone, if it is a whole number of them, and if nothing wraps until then.
    fn iterations(&self, distance: i128) -> Option<i128> {
        let iteration = i128::from(self.step) * i128::from(self.count);
        if distance % iteration != 0 || distance / iteration < 0 {
            return None;
        }
        let iterations = distance / iteration;
        let copies = iterations * i128::from(self.count) + i128::from(self.last);
        // Otherwise a copy before might have come to the same number.
        (copies * i128::from(self.step).abs() < 1_i128 << self.width).then_some(iterations)
    }

    /// Where a number that starts at `from` is when it first has no such relation to `bound`.
    fn end(&self, stays_while: LLVMIntPredicate, from: u64, bound: u64) -> Option<u64> {
        use LLVMIntPredicate as P;
        let number = |bits: u64| match stays_while {
            P::LLVMIntSLT | P::LLVMIntSLE | P::LLVMIntSGT | P::LLVMIntSGE => i128::from(signed(self.width, bits)),
            _ => i128::from(bits),
        };
        let (from, bound) = (number(from), number(bound));
        let iteration = i128::from(self.step) * i128::from(self.count);
        // How far it is to the first number that ends the loop.
        let distance = match stays_while {
            P::LLVMIntULT | P::LLVMIntSLT if iteration > 0 => bound - from,
            P::LLVMIntULE | P::LLVMIntSLE if iteration > 0 => bound + 1 - from,
            P::LLVMIntUGT | P::LLVMIntSGT if iteration < 0 => from - bound,
            P::LLVMIntUGE | P::LLVMIntSGE if iteration < 0 => from - (bound - 1),
            _ => return None,
        };
        let iterations = distance.max(0).div_ceil_by(iteration.abs());
        let end = from + iterations * iteration;
        self.iterations(iterations * iteration)?;
        let fits = number(end as u64 & mask(self.width)) == end;
        fits.then_some(end as u64 & mask(self.width))
    }
}

trait DivCeil {
    fn div_ceil_by(self, divisor: Self) -> Self;
}

impl DivCeil for i128 {
    fn div_ceil_by(self, divisor: Self) -> Self {
        (self + divisor - 1) / divisor
    }
}
