//! Indices as sums: what two 32-bit values differ by, where that is a constant.
//!
//! A value is `constant + Σ factor · term` modulo 2^32, where a term is a value that is no sum, product or shift by a constant.
//! All of Wasm's 32-bit arithmetic is modulo 2^32, so equal sums are equal values, in whatever order they were added up.

use crate::passes::value::{Instruction, Map, Value};
use llvm_sys::LLVMOpcode;
use std::collections::HashMap;

/// The most terms of a sum; a longer one becomes a term itself.
const MAX_TERMS: usize = 6;

/// What is left of a value without its constant. Equal ones are the same number, wherever both can be computed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Root(u32);

/// A 32-bit value, split.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Index {
    /// All but its constant.
    pub root: Root,
    /// What is added to that.
    pub constant: u32,
    /// Lowest bits of the value that are known to be zero.
    zero_bits: u32,
}

type Sum = Vec<(u32, u32)>;

/// The split values of one function.
pub struct Indices<'m> {
    values: Map<Value<'m>, Index>,
    /// Each root's sum of term and factor, ordered by term, each factor not zero.
    sums: Vec<Sum>,
    roots: HashMap<Sum, Root>,
    terms: u32,
}

impl<'m> Indices<'m> {
    /// Knows no values yet.
    pub fn new() -> Self {
        let mut this = Self { values: Map::default(), sums: Vec::new(), roots: HashMap::new(), terms: 0 };
        this.root(Vec::new());
        this
    }

    /// Splits what an instruction computes, if it is 32 bits wide. To be called in an order in which operands come first.
    pub fn visit(&mut self, instruction: Instruction<'m>) {
        let value = instruction.value();
        if value.int_width() == Some(32) {
            let index = self.split(instruction);
            self.values.insert(value, index);
        }
    }

    /// A 32-bit value as a sum. Instructions must have been visited.
    pub fn of(&mut self, value: Value<'m>) -> Index {
        if let Some(constant) = value.constant() {
            return self.constant(constant as u32);
        }
        if let Some(&index) = self.values.get(&value) {
            return index;
        }
        let index = self.term(0, 0);
        self.values.insert(value, index);
        index
    }

    fn split(&mut self, instruction: Instruction<'m>) -> Index {
        let opcode = instruction.opcode();
        match opcode {
            LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSub | LLVMOpcode::LLVMMul | LLVMOpcode::LLVMShl => {}
            LLVMOpcode::LLVMOr | LLVMOpcode::LLVMAnd => {}
            LLVMOpcode::LLVMPHI => {
                let zero_bits = self.zero_bits_of_phi(instruction);
                return self.term(0, zero_bits);
            }
            _ => return self.term(0, 0),
        }
        let [a, b] = [0, 1].map(|position| self.of(instruction.operand(position)));
        let constant = |index: Index| (index.root == Self::NOTHING).then_some(index.constant);
        let zero_bits = a.zero_bits.min(b.zero_bits);
        match (opcode, constant(a), constant(b)) {
            (LLVMOpcode::LLVMAdd, ..) => self.add(a, 1, b, zero_bits),
            (LLVMOpcode::LLVMSub, ..) => self.add(a, u32::MAX, b, zero_bits),
            (LLVMOpcode::LLVMMul, _, Some(factor)) => self.multiply(a, factor),
            (LLVMOpcode::LLVMMul, Some(factor), _) => self.multiply(b, factor),
            (LLVMOpcode::LLVMShl, _, Some(bits @ ..32)) => self.multiply(a, 1 << bits),
            // Where the constant has ones, the other operand has zeros: the same as an addition.
            (LLVMOpcode::LLVMOr, _, Some(ones)) if ones >> a.zero_bits.min(31) == 0 => self.add(a, 1, b, zero_bits),
            (LLVMOpcode::LLVMOr, Some(ones), _) if ones >> b.zero_bits.min(31) == 0 => self.add(a, 1, b, zero_bits),
            (LLVMOpcode::LLVMAnd, ..) => self.term(0, a.zero_bits.max(b.zero_bits)),
            _ => self.term(0, 0),
        }
    }

    /// The root of constants.
    const NOTHING: Root = Root(0);

    fn constant(&self, constant: u32) -> Index {
        Index { root: Self::NOTHING, constant, zero_bits: constant.trailing_zeros() }
    }

    /// A value of which nothing is known but that it contains this constant.
    fn term(&mut self, constant: u32, zero_bits: u32) -> Index {
        let term = self.terms;
        self.terms += 1;
        Index { root: self.root(vec![(term, 1)]), constant, zero_bits }
    }

    /// `a + factor · b`
    fn add(&mut self, a: Index, factor: u32, b: Index, zero_bits: u32) -> Index {
        let constant = a.constant.wrapping_add(factor.wrapping_mul(b.constant));
        if b.root == Self::NOTHING {
            return Index { root: a.root, constant, zero_bits };
        }
        let sum = combine(&self.sums[a.root.0 as usize], factor, &self.sums[b.root.0 as usize]);
        if sum.len() > MAX_TERMS {
            return self.term(constant, zero_bits);
        }
        Index { root: self.root(sum), constant, zero_bits }
    }

    fn multiply(&mut self, a: Index, factor: u32) -> Index {
        let zero_bits = (a.zero_bits + factor.trailing_zeros()).min(32);
        let scaled = |&(term, by): &(u32, u32)| (term, by.wrapping_mul(factor));
        let sum = self.sums[a.root.0 as usize].iter().map(scaled).filter(|&(_, by)| by != 0).collect();
        Index { root: self.root(sum), constant: a.constant.wrapping_mul(factor), zero_bits }
    }

    fn root(&mut self, sum: Sum) -> Root {
        let next = Root(self.sums.len() as u32);
        let root = *self.roots.entry(sum.clone()).or_insert(next);
        if root == next {
            self.sums.push(sum);
        }
        root
    }

    /// A counter of a loop has the zeros that its first value and its step have.
    fn zero_bits_of_phi(&mut self, phi: Instruction<'m>) -> u32 {
        let incoming = (0..phi.operand_count()).map(|position| phi.operand(position));
        incoming.map(|value| self.zero_bits_of_incoming(phi, value)).min().unwrap_or(0)
    }

    fn zero_bits_of_incoming(&mut self, phi: Instruction<'m>, value: Value<'m>) -> u32 {
        if let Some(index) = self.values.get(&value) {
            return index.zero_bits;
        }
        let constant = |value: Value<'m>| value.constant().map(|constant| (constant as u32).trailing_zeros());
        let step = |next: Instruction<'m>| {
            let adds = next.opcode() == LLVMOpcode::LLVMAdd && next.operand(0) == phi.value();
            adds.then(|| constant(next.operand(1))).flatten()
        };
        constant(value).or_else(|| value.instruction().and_then(step)).unwrap_or(0)
    }
}

/// `a + factor · b`, of sums ordered by term.
fn combine(a: &Sum, factor: u32, b: &Sum) -> Sum {
    let mut sum = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    loop {
        let (left, right) = (a.peek().copied(), b.peek().copied());
        let (term, by) = match (left, right) {
            (None, None) => return sum,
            (Some((term, by)), other) if other.is_none_or(|(other, _)| term < other) => (term, by),
            (other, Some((term, by))) if other.is_none_or(|(other, _)| term < other) => (term, by.wrapping_mul(factor)),
            (Some((term, one)), Some((_, other))) => (term, one.wrapping_add(other.wrapping_mul(factor))),
            _ => unreachable!("one of two different terms is the lower one"),
        };
        a.next_if(|&(other, _)| other == term);
        b.next_if(|&(other, _)| other == term);
        if by != 0 {
            sum.push((term, by));
        }
    }
}
