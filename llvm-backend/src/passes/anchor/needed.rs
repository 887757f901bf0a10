//! The instructions of one function whose values are needed.

use super::branches::is_branch;
use super::cycles::Cycles;
use super::nan;
use super::place::is_stored_back;
use super::zero;
use super::{Later, NeededParams, Returned};
use crate::passes::value::{Block, Function, Instruction, Map, Set, Value};
use llvm_sys::LLVMOpcode;
use std::collections::hash_map::Entry;

/// What is needed in a function. A value's *level* says how often: 0 if not even each time that the function is called, 1 if no more often
/// than that, and one more for each loop around it, from the outermost one on, in each of whose iterations it is needed. So a value in a loop
/// within a loop has level 1 if it is needed after both, 2 if after the inner one, and otherwise 3.
pub struct Needed<'a, 'm> {
    /// The level of each value that is needed.
    levels: Map<Instruction<'m>, u32>,
    /// The level of each of the function's parameters that is.
    pub params: Vec<Option<u32>>,
    /// The place of each parameter.
    positions: Map<Value<'m>, usize>,
    /// Needed or effectful ones whose operands are still to be marked.
    queue: Vec<(Instruction<'m>, u32)>,
    /// The greatest level of all that have been in the queue, by block.
    blocks: Map<Block<'m>, u32>,
    cycles: Option<Cycles<'m>>,
    nans: Set<Instruction<'m>>,
    zeros: Set<Instruction<'m>>,
    /// Which parameters other functions need.
    needed_params: &'a NeededParams<'m>,
}

impl<'a, 'm> Needed<'a, 'm> {
    /// Nothing yet, but the branches of loops that do not end.
    pub fn new(function: Function<'m>, returned: Returned, later: Later, needed_params: &'a NeededParams<'m>) -> Self {
        let positions: Map<Value<'m>, usize> = function.params().zip(0..).collect();
        let mut needed = Self {
            levels: Map::default(),
            params: vec![None; positions.len()],
            positions,
            queue: Vec::new(),
            blocks: Map::default(),
            cycles: Cycles::new(function, returned, later),
            nans: nan::find(function),
            zeros: zero::find(function),
            needed_params,
        };
        let endless = needed.cycles.as_mut().map_or_else(Vec::new, Cycles::take_endless);
        endless.into_iter().for_each(|branch| needed.add(branch));
        needed
    }

    /// Whether the function has a loop that does not end.
    pub fn never_ends(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Whether an instruction is a branch that may decide about nothing.
    pub fn may_be_useless(&self, instruction: Instruction<'m>) -> bool {
        is_branch(instruction) && self.cycles.as_ref().is_some_and(Cycles::knows_branches)
    }

    /// Whether a value is needed each time that it is computed.
    pub fn is_needed_each_time(&self, value: Instruction<'m>) -> bool {
        self.levels.get(&value) == Some(&self.depth(value.block()))
    }

    /// How a call's result is needed.
    pub fn returned(&self, call: Instruction<'m>) -> Returned {
        match self.levels.get(&call) {
            None => Returned::Discarded,
            Some(_) if self.is_needed_each_time(call) => Returned::Needed,
            Some(_) => Returned::Seldom,
        }
    }

    /// Adds what the function returns.
    pub fn add_returned(&mut self, instruction: Instruction<'m>, returned: Returned) {
        match returned {
            Returned::Needed => self.add(instruction),
            Returned::Seldom => self.add_at(instruction, 0),
            Returned::Discarded => {}
        }
    }

    /// Adds an instruction for what it does.
    pub fn add(&mut self, instruction: Instruction<'m>) {
        self.add_at(instruction, self.depth(instruction.block()));
    }

    fn add_at(&mut self, instruction: Instruction<'m>, level: u32) {
        self.queue.push((instruction, level));
        self.add_block(instruction.block(), level);
    }

    /// The highest level that something in a block can have.
    fn depth(&self, block: Block<'m>) -> u32 {
        self.common_depth(block, block)
    }

    fn common_depth(&self, a: Block<'m>, b: Block<'m>) -> u32 {
        self.cycles.as_ref().map_or(1, |cycles| cycles.common_depth(a, b))
    }

    /// Adds what decides whether a block runs in which something of a level is needed.
    fn add_block(&mut self, block: Block<'m>, level: u32) {
        let mut blocks = vec![(block, level)];
        while let Some((block, level)) = blocks.pop() {
            if !raise(&mut self.blocks, block, level) {
                continue;
            }
            for (branch, level) in self.cycles.iter().flat_map(|cycles| cycles.deciding(block, level)) {
                self.queue.push((branch, level));
                blocks.push((branch.block(), level));
            }
        }
    }

    /// Marks what the added instructions need, and what those need.
    pub fn mark(&mut self) {
        while let Some((instruction, level)) = self.queue.pop() {
            for position in 0..instruction.operand_count() {
                if instruction.opcode() == LLVMOpcode::LLVMPHI {
                    self.mark_incoming(instruction, position, level);
                } else if let Some(level) = self.operand_level(instruction, position, level) {
                    self.add_value(instruction.operand(position), instruction.block(), level);
                }
            }
        }
    }

    /// Marks what comes to a phi from one of the blocks before, and what decides whether it does.
    fn mark_incoming(&mut self, phi: Instruction<'m>, position: u32, level: u32) {
        let from = phi.incoming_block(position);
        let level = self.cycles.as_mut().map_or(level, |cycles| cycles.incoming_level(phi, from, level));
        if !self.nans.contains(&phi) {
            self.add_block(from, level);
        }
        self.add_value(phi.operand(position), from, level);
    }

    /// Marks a value that something of a level needs in a block.
    fn add_value(&mut self, value: Value<'m>, at: Block<'m>, level: u32) {
        if let Some(&param) = self.positions.get(&value) {
            self.params[param] = self.params[param].max(Some(level.min(1)));
        }
        let Some(instruction) = value.instruction() else { return };
        let from = instruction.block();
        let level = if from == at { level } else { level.min(self.common_depth(from, at)) };
        if raise(&mut self.levels, instruction, level) {
            self.add_at(instruction, level);
        }
    }

    /// The level at which an instruction of a level needs an operand, unless it does without.
    fn operand_level(&self, instruction: Instruction<'m>, position: u32, level: u32) -> Option<u32> {
        let is_useless = is_stored_back(instruction, position)
            || self.is_beside_nan(instruction, position)
            || self.is_beside_zero(instruction, position);
        if is_useless {
            None
        } else if instruction.is_call() {
            self.argument_level(instruction, position, level)
        } else {
            Some(level)
        }
    }

    /// The level at which a call needs an argument, unless that is nothing to the called function.
    fn argument_level(&self, call: Instruction<'m>, position: u32, level: u32) -> Option<u32> {
        if position >= call.argument_count() {
            return Some(level);
        }
        let Some(callee) = call.callee() else { return Some(level) };
        if !callee.is_defined() {
            let is_zero = |at: u32| at != position && call.operand(at).is_zero();
            let is_ignored = (0..call.argument_count()).any(is_zero) && callee.name().starts_with("llvm.x86.");
            return (!is_ignored).then_some(level);
        }
        let returned = self.returned(call);
        let param = match self.needed_params.get(&(callee, returned)) {
            Some(params) => params[position as usize],
            None => callee.uses_param(position).then_some(1),
        };
        // What the function needs each time that it is called is needed at each call; for the rest, what it returns counts.
        match param? {
            0 => self.levels.get(&call).copied(),
            _ => Some(self.depth(call.block())),
        }
    }

    /// Whether a NaN that it is computed with may make an operand useless.
    fn is_beside_nan(&self, instruction: Instruction<'m>, position: u32) -> bool {
        let is_nan = |at: u32| {
            let operand = instruction.operand(at);
            let is_found = |from: Instruction<'m>| from.block() == instruction.block() && self.nans.contains(&from);
            operand.is_nan() || operand.instruction().is_some_and(is_found)
        };
        !self.nans.is_empty()
            && nan::is_float_operation(instruction)
            && (0..instruction.operand_count()).any(|at| at != position && is_nan(at))
    }

    /// Whether a zero that it is multiplied by may make an operand useless.
    fn is_beside_zero(&self, instruction: Instruction<'m>, position: u32) -> bool {
        let is_found = |operand: Value<'m>| operand.instruction().is_some_and(|from| self.zeros.contains(&from));
        let may_be_zero = |at: u32| zero::is_zero(instruction.operand(at)) || is_found(instruction.operand(at));
        !self.zeros.is_empty() && zero::is_product(instruction) && may_be_zero(1 - position)
    }
}

/// Notes the level of something. Whether it is higher than before.
fn raise<K: std::hash::Hash + Eq>(levels: &mut Map<K, u32>, key: K, level: u32) -> bool {
    match levels.entry(key) {
        Entry::Occupied(known) if *known.get() >= level => false,
        Entry::Occupied(mut known) => {
            known.insert(level);
            true
        }
        Entry::Vacant(new) => {
            new.insert(level);
            true
        }
    }
}
