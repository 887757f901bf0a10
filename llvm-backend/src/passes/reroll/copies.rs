//! Finds, for each value of a copy of an unrolled loop's body, the value that does the same in the next copy.
//!
//! `next` maps values of copy *j* to values of copy *j + 1*: instructions to instructions that do the same to operands that
//! `next` maps to one another. What does not change in the loop is its own next value. A sum of induction variables maps to
//! the sum in which each of them is one step further. A carried value maps to what it becomes. It is found from the stores on,
//! and from each carried value backwards.

use super::address::{Address, pointer};
use super::affine::{Affine, Sums};
use super::ir::{incoming, is_commutative, same_operation, same_type};
use super::loops::{Loop, Phi};
use super::region::Parts;
use crate::passes::value::{Instruction, Map, Value};
use llvm_sys::LLVMOpcode;

/// The relation between copies, as far as it is known.
pub struct Copies<'a, 'm> {
    /// The loop.
    pub looped: &'a Loop<'m>,
    /// The loop's sums.
    pub sums: &'a mut Sums<'m>,
    /// How many copies there are.
    pub count: usize,
    /// The blocks of the copies, if the loop has branches.
    pub parts: Option<Parts<'m>>,
    /// How far each induction variable goes from copy to copy.
    steps: Map<Value<'m>, Affine<'m>>,
    next: Map<Value<'m>, Value<'m>>,
    /// The keys of `next` in the order in which they came, for going back.
    trail: Vec<Value<'m>>,
    fuel: usize,
}

impl<'a, 'm> Copies<'a, 'm> {
    /// Nothing is known yet. Fails if the induction variables cannot make so many equal steps in an iteration, or if its branches are
    /// not those of so many copies.
    pub fn new(looped: &'a Loop<'m>, sums: &'a mut Sums<'m>, count: usize) -> Option<Self> {
        let parts = match &looped.region {
            Some(region) => Some(region.divide(count)?),
            None => None,
        };
        let mut steps = Map::default();
        for phi in &looped.phis {
            if let Some(step) = induction_step(looped, sums, *phi) {
                steps.insert(phi.phi.value(), step.divide(count as u64)?);
            }
        }
        let fuel = 64 * (looped.body.len() + looped.phis.len());
        Some(Self { looped, sums, count, parts, steps, next: Map::default(), trail: Vec::new(), fuel })
    }

    /// How far an induction variable goes from copy to copy. Nothing for other values.
    pub fn step(&self, phi: Value<'m>) -> Option<&Affine<'m>> {
        self.steps.get(&phi)
    }

    /// The sum that an integer is, if it is one of induction variables and what does not change in the loop.
    pub fn pure_sum(&mut self, value: Value<'m>) -> Option<Affine<'m>> {
        let sum = self.sums.of(value, self.looped)?;
        let is_pure = |value| self.steps.contains_key(&value) || !self.looped.contains(value);
        sum.terms.iter().all(|&(value, _)| is_pure(value)).then_some(sum)
    }

    /// How much a sum grows from copy to copy.
    pub fn growth(&self, sum: &Affine<'m>) -> Affine<'m> {
        let mut growth = Affine::constant(sum.width, 0);
        for &(value, factor) in &sum.terms {
            if let Some(step) = self.steps.get(&value) {
                growth.add(step, factor);
            }
        }
        growth
    }

    /// The value that does in the next copy what this one does, if it is known and no sum.
    pub fn next(&self, value: Value<'m>) -> Option<Value<'m>> {
        self.next.get(&value).copied()
    }

    /// A value, and what it is in the other copies.
    pub fn all(&self, value: Value<'m>) -> Option<Vec<Value<'m>>> {
        let chain = std::iter::successors(Some(value), |&value| self.next(value));
        let chain: Vec<_> = chain.take(self.count).collect();
        (chain.len() == self.count).then_some(chain)
    }

    /// Whether accesses that are one in all copies run in each copy under the same conditions.
    pub fn run_alike(&self, all: &[Instruction<'m>]) -> bool {
        let parts = self.parts.as_ref();
        parts.is_none_or(|parts| all.windows(2).all(|pair| parts.run_alike(pair[0].block(), pair[1].block())))
    }

    /// Whether the rolled loop may compute a value where it is: in the first copy.
    pub fn is_kept(&self, value: Value<'m>) -> bool {
        let block = value.instruction().map(Instruction::block);
        self.parts.as_ref().zip(block).is_none_or(|(parts, block)| parts.is_first(block))
    }

    /// Whether each iteration computes a value.
    pub fn is_always_computed(&self, value: Value<'m>) -> bool {
        let block = value.instruction().filter(|_| self.looped.contains(value)).map(Instruction::block);
        self.parts.as_ref().zip(block).is_none_or(|(parts, block)| parts.is_on_spine(block))
    }

    /// Takes `b` for what `a` is in the next copy, if that agrees with what is known. If not, nothing changes.
    pub fn relate(&mut self, a: Value<'m>, b: Value<'m>) -> bool {
        let known = self.trail.len();
        let related = self.try_relate(a, b);
        if !related {
            self.undo(known);
        }
        related
    }

    /// Forgets all but the first `known` pairs.
    fn undo(&mut self, known: usize) {
        for key in self.trail.drain(known..) {
            self.next.remove(&key);
        }
    }

    fn try_relate(&mut self, a: Value<'m>, b: Value<'m>) -> bool {
        if self.fuel == 0 {
            return false;
        }
        self.fuel -= 1;
        if let Some(&known) = self.next.get(&a) {
            return known == b;
        }
        match (self.pure_sum(a), self.pure_sum(b)) {
            (Some(mut sum), Some(other)) => {
                sum.add(&self.growth(&sum), 1);
                return sum == other;
            }
            (None, None) => {}
            _ => return false,
        }
        if !self.looped.contains(a) {
            return a == b;
        }
        let (Some(first), Some(second)) = (a.instruction(), b.instruction()) else { return false };
        if !self.looped.contains(b) || !same_type(a, b) {
            return false;
        }
        self.next.insert(a, b);
        self.trail.push(a);
        if self.looped.phi(a).is_some() {
            return true;
        }
        if first.opcode() == LLVMOpcode::LLVMPHI && second.opcode() == LLVMOpcode::LLVMPHI {
            return self.relate_merged(first, second);
        }
        same_operation(first, second) && self.relate_operands(first, second)
    }

    /// Relates two phis behind arms: what comes from each arm must be what comes from the next copy's.
    fn relate_merged(&mut self, a: Instruction<'m>, b: Instruction<'m>) -> bool {
        let next = |block| self.parts.as_ref().and_then(|parts| parts.next(block));
        if next(a.block()) != Some(b.block()) || a.operand_count() != b.operand_count() {
            return false;
        }
        let other = |block| incoming(b).find(|&(_, from)| Some(from) == next(block)).map(|(value, _)| value);
        let pairs: Option<Vec<_>> = incoming(a).map(|(value, block)| Some((value, other(block)?))).collect();
        pairs.is_some_and(|pairs| pairs.into_iter().all(|(value, other)| self.relate(value, other)))
    }

    fn relate_operands(&mut self, a: Instruction<'m>, b: Instruction<'m>) -> bool {
        if let (Some(first), Some(second)) = (pointer(a), pointer(b)) {
            let stored = a.opcode() != LLVMOpcode::LLVMStore || self.relate(a.operand(0), b.operand(0));
            return stored && self.relate_addresses(first, second);
        }
        let rest = |from: u32| from..a.operand_count();
        let in_order = |copies: &mut Self, from| rest(from).all(|at| copies.relate(a.operand(at), b.operand(at)));
        if !is_commutative(a) {
            return in_order(self, 0);
        }
        let [first, second] = [a.operand(0), a.operand(1)];
        let known = self.trail.len();
        if in_order(self, 0) {
            return true;
        }
        self.undo(known);
        self.relate(first, b.operand(1)) && self.relate(second, b.operand(0))
    }

    /// Relates two addresses: the index and the offset may share the distance between them otherwise than the first one's do,
    /// which [`super::order`] looks at when all copies are known.
    fn relate_addresses(&mut self, a: Value<'m>, b: Value<'m>) -> bool {
        let addresses = (Address::new(a, self.looped), Address::new(b, self.looped));
        let (Some(first), Some(second)) = addresses else { return self.relate(a, b) };
        if first.base != second.base {
            return false;
        }
        match (first.index, second.index) {
            (None, None) => first.offset == second.offset,
            (Some(index), Some(other)) => match (self.pure_sum(index), self.pure_sum(other)) {
                (Some(sum), Some(other)) => self.is_shifted(&sum, first.offset, &other, second.offset),
                _ => first.offset == second.offset && self.relate(index, other),
            },
            _ => false,
        }
    }

    /// Whether a place is where another one is in the next copy, modulo 2^32.
    pub fn is_shifted(&self, sum: &Affine<'m>, offset: u64, other: &Affine<'m>, other_offset: u64) -> bool {
        let place = |sum: &Affine<'m>, offset| {
            let mut place = sum.clone();
            place.add(&Affine::constant(sum.width, offset), 1);
            place
        };
        let mut expected = place(sum, offset);
        expected.add(&self.growth(sum), 1);
        expected == place(other, other_offset)
    }

    /// Finds what a carried value becomes after one copy, from what it becomes after all: on the way from there to itself,
    /// the same path must lead through as many equal instructions as there are copies.
    pub fn relate_carried(&mut self, phi: Phi<'m>) -> bool {
        let Some(last) = phi.next.instruction().filter(|last| self.looped.contains(last.value())) else { return false };
        let dependent = self.dependents(phi);
        for path in self.paths(last, &dependent) {
            let follow = |value: &Value<'m>| follow(*value, &path, &dependent);
            let chain: Vec<_> = std::iter::successors(Some(phi.next), follow).take(self.count + 1).collect();
            if chain.len() != self.count + 1 || chain[self.count] != phi.phi.value() {
                continue;
            }
            let known = self.trail.len();
            // From the phi to the last copy.
            if chain.windows(2).rev().all(|pair| self.relate(pair[1], pair[0])) {
                return true;
            }
            self.undo(known);
        }
        false
    }

    /// The values that a carried value is needed for.
    fn dependents(&self, phi: Phi<'m>) -> Map<Value<'m>, ()> {
        let mut dependents = Map::default();
        dependents.insert(phi.phi.value(), ());
        for instruction in &self.looped.body {
            let depends = instruction.operands().any(|(_, operand)| dependents.contains_key(&operand.value()));
            if depends {
                dependents.insert(instruction.value(), ());
            }
        }
        dependents
    }

    /// The ways from an instruction to others like it, through what depends on the carried value.
    fn paths(&self, from: Instruction<'m>, dependent: &Map<Value<'m>, ()>) -> Vec<Vec<Hop>> {
        const LONGEST: usize = 8;
        const MOST: usize = 64;
        let mut found = Vec::new();
        let mut queue = std::collections::VecDeque::from([(from, Vec::new())]);
        let mut looked_at = 0;
        while let Some((at, path)) = queue.pop_front() {
            looked_at += 1;
            if path.len() == LONGEST || looked_at > MOST {
                break;
            }
            for (position, operand) in at.operands() {
                if !dependent.contains_key(&operand.value()) {
                    continue;
                }
                let mut path = path.clone();
                path.push(Hop { opcode: at.opcode(), position });
                let is_carried = self.looped.phi(operand.value()).is_some();
                if operand.opcode() == from.opcode() || is_carried {
                    found.push(path.clone());
                }
                if !is_carried {
                    queue.push_back((operand, path));
                }
            }
        }
        found
    }
}

/// A step from an instruction to one of its operands.
#[derive(Clone, Copy)]
struct Hop {
    opcode: LLVMOpcode,
    position: u32,
}

/// Where a path leads from a value. Operands that may change places are told apart by what they depend on.
fn follow<'m>(from: Value<'m>, path: &[Hop], dependent: &Map<Value<'m>, ()>) -> Option<Value<'m>> {
    path.iter().try_fold(from, |value, hop| {
        let instruction = value.instruction().filter(|each| each.opcode() == hop.opcode)?;
        if hop.position >= instruction.operand_count() {
            return None;
        }
        let operand = instruction.operand(hop.position);
        if is_commutative(instruction) && hop.position < 2 && !dependent.contains_key(&operand) {
            return Some(instruction.operand(1 - hop.position));
        }
        Some(operand)
    })
}

/// How far a phi goes in an iteration, if that is the same in each.
pub fn induction_step<'m>(looped: &Loop<'m>, sums: &mut Sums<'m>, phi: Phi<'m>) -> Option<Affine<'m>> {
    let itself = sums.of(phi.phi.value(), looped)?;
    let step = sums.of(phi.next, looped)?.minus(&itself);
    step.terms.iter().all(|&(value, _)| !looped.contains(value)).then_some(step)
}
