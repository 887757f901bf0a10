//! The instructions of one function whose values are needed.

use super::Returned;
use super::branches::{Branches, is_branch};
use super::nan;
use super::place::is_stored_back;
use crate::passes::value::{Block, Function, Instruction, Map, Set, Value};
use llvm_sys::LLVMOpcode;

/// What is needed in a function.
pub struct Needed<'a, 'm> {
    /// Those that are.
    pub values: Set<Instruction<'m>>,
    /// Which of the function's parameters are.
    pub params: Vec<bool>,
    /// The place of each parameter.
    positions: Map<Value<'m>, usize>,
    /// Needed or effectful ones whose operands are still to be marked.
    queue: Vec<Instruction<'m>>,
    /// The blocks of all that have been in the queue.
    blocks: Set<Block<'m>>,
    branches: Option<Branches<'m>>,
    nans: Set<Instruction<'m>>,
    /// Which parameters other functions need.
    needed_params: &'a Map<(Function<'m>, Returned), Vec<bool>>,
}

impl<'a, 'm> Needed<'a, 'm> {
    /// Nothing yet, but the branches of loops that do not end.
    pub fn new(function: Function<'m>, needed_params: &'a Map<(Function<'m>, Returned), Vec<bool>>) -> Self {
        let positions: Map<Value<'m>, usize> = function.params().zip(0..).collect();
        let mut needed = Self {
            values: Set::default(),
            params: vec![false; positions.len()],
            positions,
            queue: Vec::new(),
            blocks: Set::default(),
            branches: Branches::new(function),
            nans: nan::find(function),
            needed_params,
        };
        let endless = needed.branches.as_mut().map_or_else(Vec::new, |branches| std::mem::take(&mut branches.needed));
        endless.into_iter().for_each(|branch| needed.add(branch));
        needed
    }

    /// Whether the function has a loop that does not end.
    pub fn never_ends(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Whether an instruction is a branch that may decide about nothing.
    pub fn may_be_useless(&self, instruction: Instruction<'m>) -> bool {
        self.branches.is_some() && is_branch(instruction)
    }

    /// Adds an instruction for what it does.
    pub fn add(&mut self, instruction: Instruction<'m>) {
        self.queue.push(instruction);
        self.add_block(instruction.block());
    }

    /// Adds what decides whether a block runs.
    fn add_block(&mut self, block: Block<'m>) {
        let mut blocks = vec![block];
        while let Some(block) = blocks.pop() {
            if !self.blocks.insert(block) {
                continue;
            }
            for &branch in self.branches.iter().flat_map(|branches| branches.deciding(block)) {
                self.queue.push(branch);
                blocks.push(branch.block());
            }
        }
    }

    /// Marks what the added instructions need, and what those need.
    pub fn mark(&mut self) {
        while let Some(instruction) = self.queue.pop() {
            if instruction.opcode() == LLVMOpcode::LLVMPHI && !self.nans.contains(&instruction) {
                (0..instruction.operand_count()).for_each(|at| self.add_block(instruction.incoming_block(at)));
            }
            for position in 0..instruction.operand_count() {
                let operand = instruction.operand(position);
                if let Some(&param) = self.positions.get(&operand) {
                    self.params[param] |= !self.is_ignored(instruction, position);
                }
                let Some(operand) = operand.instruction() else { continue };
                if !self.is_ignored(instruction, position) && self.values.insert(operand) {
                    self.add(operand);
                }
            }
        }
    }

    /// Whether an instruction does without an operand, though somebody needs what it does.
    fn is_ignored(&self, instruction: Instruction<'m>, position: u32) -> bool {
        self.is_ignored_argument(instruction, position)
            || is_stored_back(instruction, position)
            || self.is_beside_nan(instruction, position)
    }

    /// Whether an operand is an argument that is nothing to the called function.
    fn is_ignored_argument(&self, call: Instruction<'m>, position: u32) -> bool {
        if !call.is_call() || position >= call.argument_count() {
            return false;
        }
        let Some(callee) = call.callee() else { return false };
        if !callee.is_defined() {
            let is_zero = |at: u32| at != position && call.operand(at).is_zero();
            return (0..call.argument_count()).any(is_zero) && callee.name().starts_with("llvm.x86.");
        }
        let returned = if self.values.contains(&call) { Returned::Needed } else { Returned::Discarded };
        match self.needed_params.get(&(callee, returned)) {
            Some(params) => !params[position as usize],
            None => !callee.uses_param(position),
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
}
