//! Integers as sums: a constant, plus multiples of values that are not looked into. All arithmetic is modulo 2 to the power
//! of the integers' width, as the instructions' own is, so that equal sums are equal integers.

use super::ir::incoming;
use super::loops::Loop;
use crate::passes::build::Builder;
use crate::passes::value::{Instruction, Map, Value};
use llvm_sys::LLVMOpcode;

/// Sums with more terms than this are values that are not looked into.
const MOST_TERMS: usize = 6;
/// How far expressions are followed outside of the loop.
const DEPTH: u32 = 8;

/// `constant + Σ factor · value`, modulo 2^`width`.
#[derive(Clone)]
pub struct Affine<'m> {
    /// How many bits it has: at most 64.
    pub width: u32,
    /// The values, each once, in the order in which they were met, and their factors, none of which is zero.
    pub terms: Vec<(Value<'m>, u64)>,
    /// What is added to them.
    pub constant: u64,
}

impl<'m> Affine<'m> {
    /// A constant.
    pub fn constant(width: u32, constant: u64) -> Self {
        Self { width, terms: Vec::new(), constant: constant & mask(width) }
    }

    /// A value that is not looked into.
    pub fn atom(width: u32, value: Value<'m>) -> Self {
        Self { width, terms: vec![(value, 1)], constant: 0 }
    }

    /// Adds a multiple of another one of the same width.
    pub fn add(&mut self, other: &Self, factor: u64) {
        let mask = mask(self.width);
        self.constant = self.constant.wrapping_add(other.constant.wrapping_mul(factor)) & mask;
        for &(value, times) in &other.terms {
            let times = times.wrapping_mul(factor);
            match self.terms.iter_mut().find(|(other, _)| *other == value) {
                Some((_, sum)) => *sum = sum.wrapping_add(times) & mask,
                None => self.terms.push((value, times & mask)),
            }
        }
        self.terms.retain(|&(_, factor)| factor != 0);
    }

    /// `self − other`.
    pub fn minus(&self, other: &Self) -> Self {
        let mut difference = self.clone();
        difference.add(other, u64::MAX);
        difference
    }

    /// Puts a sum in the place of a value.
    pub fn replace(&mut self, value: Value<'m>, by: &Self) {
        let factor = self.factor(value);
        self.terms.retain(|&(other, _)| other != value);
        self.add(by, factor);
    }

    /// `self` times a number.
    pub fn times(&self, factor: u64) -> Self {
        let mut product = Self::constant(self.width, 0);
        product.add(self, factor);
        product
    }

    /// Its value, if it is a constant.
    pub fn as_constant(&self) -> Option<u64> {
        self.terms.is_empty().then_some(self.constant)
    }

    /// Its value as a signed number, if it is a constant.
    pub fn as_signed(&self) -> Option<i64> {
        self.as_constant().map(|constant| signed(self.width, constant))
    }

    /// How often a value is in it.
    pub fn factor(&self, value: Value<'m>) -> u64 {
        self.terms.iter().find(|(other, _)| *other == value).map_or(0, |&(_, factor)| factor)
    }

    /// A sum of which this one is `count` times. Takes factors for signed numbers.
    pub fn divide(&self, count: u64) -> Option<Self> {
        let part = |factor: u64| {
            let factor = signed(self.width, factor);
            let count = i64::try_from(count).ok()?;
            (factor % count == 0).then(|| (factor / count).cast_unsigned() & mask(self.width))
        };
        let terms = self.terms.iter().map(|&(value, factor)| Some((value, part(factor)?))).collect::<Option<_>>()?;
        Some(Self { width: self.width, terms, constant: part(self.constant)? })
    }

    /// Builds it from values that are computed before the builder's position. `like` is a value of its type.
    pub fn build(&self, builder: &Builder<'m>, like: Value<'m>) -> Value<'m> {
        let mut sum = None;
        for &(value, factor) in &self.terms {
            let term = if factor == 1 { value } else { builder.mul(value, builder.constant(like, factor)) };
            sum = Some(sum.map_or(term, |sum| builder.add(sum, term)));
        }
        match sum {
            None => builder.constant(like, self.constant),
            Some(sum) if self.constant == 0 => sum,
            Some(sum) => builder.add(sum, builder.constant(like, self.constant)),
        }
    }
}

impl PartialEq for Affine<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.width == other.width
            && self.constant == other.constant
            && self.terms.len() == other.terms.len()
            && self.terms.iter().all(|&(value, factor)| other.factor(value) == factor)
    }
}

/// The bits of a number of this width, which is at most 64.
pub fn mask(width: u32) -> u64 {
    u64::MAX >> (64 - width)
}

/// A number of this width as a signed one.
pub fn signed(width: u32, bits: u64) -> i64 {
    let unused = 64 - width;
    (bits << unused).cast_signed() >> unused
}

/// The sums that a loop's integers are, each worked out once.
#[derive(Default)]
pub struct Sums<'m> {
    known: Map<Value<'m>, Affine<'m>>,
}

impl<'m> Sums<'m> {
    /// The sum that an integer is. Nothing for what is no integer, or one of more than 64 bits.
    pub fn of(&mut self, value: Value<'m>, looped: &Loop<'m>) -> Option<Affine<'m>> {
        self.expand(value, looped, DEPTH)
    }

    fn expand(&mut self, value: Value<'m>, looped: &Loop<'m>, depth: u32) -> Option<Affine<'m>> {
        let width = value.int_width().filter(|&width| width <= 64)?;
        if let Some(constant) = value.constant() {
            return Some(Affine::constant(width, constant));
        }
        if let Some(known) = self.known.get(&value) {
            return Some(known.clone());
        }
        let depth = if looped.contains(value) { depth } else { depth.saturating_sub(1) };
        let whole = || Affine::atom(width, value);
        let sum = match value.instruction() {
            Some(instruction) if depth > 0 => self.sum(instruction, looped, depth),
            _ => None,
        };
        let sum = sum.filter(|sum| sum.terms.len() <= MOST_TERMS).unwrap_or_else(whole);
        self.known.insert(value, sum.clone());
        Some(sum)
    }

    fn sum(&mut self, instruction: Instruction<'m>, looped: &Loop<'m>, depth: u32) -> Option<Affine<'m>> {
        let opcode = instruction.opcode();
        let is_sum = matches!(
            opcode,
            LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSub | LLVMOpcode::LLVMMul | LLVMOpcode::LLVMShl | LLVMOpcode::LLVMOr
        );
        if !is_sum {
            return None;
        }
        let [first, second] = [instruction.operand(0), instruction.operand(1)];
        match opcode {
            // Where no bit is set in both, nothing carries.
            LLVMOpcode::LLVMOr if !is_disjoint(first, second) => return None,
            _ => {}
        }
        let mut left = self.expand(first, looped, depth)?;
        let right = self.expand(second, looped, depth)?;
        match opcode {
            LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMOr => left.add(&right, 1),
            LLVMOpcode::LLVMSub => left.add(&right, u64::MAX),
            LLVMOpcode::LLVMMul => match (left.as_constant(), right.as_constant()) {
                (_, Some(factor)) => left = left.times(factor),
                (Some(factor), _) => left = right.times(factor),
                (None, None) => return None,
            },
            // A shift by the width or more is no number; frontends mask it.
            _ => left = left.times(1 << right.as_constant().filter(|&count| count < left.width.into())?),
        }
        Some(left)
    }
}

/// Whether no bit can be set in both: a constant that lies below the other one's lowest bit.
fn is_disjoint(a: Value<'_>, b: Value<'_>) -> bool {
    let below = |constant: Value<'_>, other: Value<'_>| {
        constant.constant().is_some_and(|bits| trailing_zeros(other) >= u64::BITS - bits.leading_zeros())
    };
    below(b, a) || below(a, b)
}

/// How many of an integer's lowest bits are surely zero.
pub fn trailing_zeros(value: Value<'_>) -> u32 {
    Zeros { phis: Vec::new(), fuel: 64 }.of(value)
}

struct Zeros<'m> {
    /// The phis that the value is part of the way around of. That their bits are zero may be taken for granted: what is found
    /// then holds in the first iteration, and in each one if in that before.
    phis: Vec<Value<'m>>,
    /// How many more values may be looked at.
    fuel: u32,
}

impl<'m> Zeros<'m> {
    fn of(&mut self, value: Value<'m>) -> u32 {
        if let Some(constant) = value.constant() {
            return if constant == 0 { u64::BITS } else { constant.trailing_zeros() };
        }
        let Some(instruction) = value.instruction().filter(|_| self.fuel > 0) else { return 0 };
        self.fuel -= 1;
        let mut zeros = |position| self.of(instruction.operand(position));
        match instruction.opcode() {
            LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSub | LLVMOpcode::LLVMOr | LLVMOpcode::LLVMXor => {
                zeros(0).min(zeros(1))
            }
            LLVMOpcode::LLVMAnd => zeros(0).max(zeros(1)),
            LLVMOpcode::LLVMMul => (zeros(0) + zeros(1)).min(u64::BITS),
            LLVMOpcode::LLVMShl => match instruction.operand(1).constant() {
                Some(count) if count < u64::from(u64::BITS) => (zeros(0) + count as u32).min(u64::BITS),
                _ => zeros(0),
            },
            LLVMOpcode::LLVMZExt | LLVMOpcode::LLVMSExt | LLVMOpcode::LLVMTrunc => zeros(0),
            LLVMOpcode::LLVMSelect => zeros(1).min(zeros(2)),
            LLVMOpcode::LLVMPHI if self.phis.contains(&value) => u64::BITS,
            LLVMOpcode::LLVMPHI => {
                self.phis.push(value);
                let zeros = incoming(instruction).map(|(value, _)| self.of(value)).min().unwrap_or(0);
                self.phis.pop();
                zeros
            }
            _ => 0,
        }
    }
}
