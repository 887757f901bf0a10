//! Finds the loops that may be re-rolled: one block that branches to itself; two with the exit between them, as LLVM
//! leaves a loop that it unrolled with an odd number of iterations; or a [`Region`] with branches in it.

use super::ir::{conditional_branch, has_one_way_in, incoming, unconditional_branch};
use super::region::Region;
use crate::passes::value::{Block, Function, Instruction, Map, Value};
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};

/// More instructions than this are not a loop that somebody unrolled, but a long one.
const MOST_INSTRUCTIONS: usize = 1024;

/// A loop `head: phis, …, br exit or on; tail: …, br head`. The tail may be missing. Or one with branches, which ends at its latch.
pub struct Loop<'m> {
    /// The block that begins an iteration, and can end the loop.
    pub head: Block<'m>,
    /// The block that does the rest of an iteration and goes back to the head.
    pub tail: Option<Block<'m>>,
    /// All blocks of a loop with branches.
    pub region: Option<Region<'m>>,
    /// The phis of the head.
    pub phis: Vec<Phi<'m>>,
    /// All other instructions but the terminators, in the order in which they run.
    pub body: Vec<Instruction<'m>>,
    /// The comparison that decides whether the loop ends after the head, or in a loop with branches after the latch.
    pub exit: Exit<'m>,
    positions: Map<Value<'m>, usize>,
}

/// A value that an iteration takes from the one before.
#[derive(Clone, Copy)]
pub struct Phi<'m> {
    /// The phi itself.
    pub phi: Instruction<'m>,
    /// Its value in the next iteration.
    pub next: Value<'m>,
    /// Which of its operands that is.
    pub operand: u32,
    /// Its value in the first iteration, if there is one way into the loop.
    pub start: Option<Value<'m>>,
}

/// The end of the head, or of the latch: the loop ends when a comparison says so.
#[derive(Clone, Copy)]
pub struct Exit<'m> {
    /// The terminator.
    pub branch: Instruction<'m>,
    /// The comparison.
    pub comparison: Instruction<'m>,
    /// The comparison's predicate if the loop goes on when it holds; or the inverse of it.
    pub stays_while: LLVMIntPredicate,
    /// Where the loop leads to.
    pub target: Block<'m>,
}

impl<'m> Loop<'m> {
    /// The loop whose head is `head`, if it has the shape.
    pub fn at(head: Block<'m>) -> Option<Self> {
        Self::short(head).or_else(|| Self::branching(head))
    }

    /// One of one block or two.
    fn short(head: Block<'m>) -> Option<Self> {
        let branch = head.terminator();
        let (_, [first, second]) = conditional_branch(branch)?;
        let is_back = |block: Block<'m>| block == head || unconditional_branch(block.terminator()) == Some(head);
        let inside = match (is_back(first), is_back(second)) {
            (true, false) => first,
            (false, true) => second,
            _ => return None,
        };
        let tail = (inside != head).then_some(inside);
        // A tail that other blocks lead to as well is no part of the loop alone.
        if tail.is_some_and(|tail| !has_one_way_in(tail)) {
            return None;
        }
        Self::new(head, tail, None, Exit::new(branch, inside)?)
    }

    /// One with branches.
    fn branching(head: Block<'m>) -> Option<Self> {
        // Most blocks with phis are where branches come together, and are told by that at once.
        if !has_counter(head) {
            return None;
        }
        let region = Region::at(head).filter(|region| region.latch() != head)?;
        let exit = Exit::new(region.latch().terminator(), head)?;
        Self::new(head, None, Some(region), exit)
    }

    fn new(head: Block<'m>, tail: Option<Block<'m>>, region: Option<Region<'m>>, exit: Exit<'m>) -> Option<Self> {
        let blocks = match &region {
            Some(region) => region.blocks.clone(),
            None => std::iter::once(head).chain(tail).collect(),
        };
        let latch = blocks[blocks.len() - 1];
        let mut phis = Vec::new();
        let mut body = Vec::new();
        for instruction in blocks.iter().flat_map(|block| block.instructions()) {
            if instruction.opcode() == LLVMOpcode::LLVMPHI && instruction.block() == head {
                phis.push(Phi::new(instruction, latch)?);
            } else if !instruction.is_terminator() {
                body.push(instruction);
            }
            if phis.len() + body.len() > MOST_INSTRUCTIONS {
                return None;
            }
        }
        let positions = phis.iter().map(|phi| (phi.phi.value(), 0));
        let positions =
            positions.chain(body.iter().enumerate().map(|(index, each)| (each.value(), index + 1))).collect();
        Some(Self { head, tail, region, phis, body, exit, positions })
    }

    /// The block that goes back to the head.
    pub fn latch(&self) -> Block<'m> {
        self.region.as_ref().map_or(self.tail.unwrap_or(self.head), Region::latch)
    }

    /// Whether an instruction is in a block of the loop. Also one that the loop was not found with.
    pub fn has_inside(&self, instruction: Instruction<'m>) -> bool {
        let block = instruction.block();
        block == self.head
            || self.tail == Some(block)
            || self.region.as_ref().is_some_and(|region| region.blocks.contains(&block))
    }

    /// Whether a value is computed in the loop.
    pub fn contains(&self, value: Value<'m>) -> bool {
        self.positions.contains_key(&value)
    }

    /// When an instruction of the loop runs: those before it have smaller numbers. Phis have 0.
    pub fn position(&self, value: Value<'m>) -> usize {
        self.positions[&value]
    }

    /// The phi that a value is.
    pub fn phi(&self, value: Value<'m>) -> Option<Phi<'m>> {
        self.phis.iter().copied().find(|phi| phi.phi.value() == value)
    }

    /// Whether an instruction of the loop is in the head, so that it runs in each iteration, the last one too.
    pub fn is_in_head(&self, value: Value<'m>) -> bool {
        value.instruction().is_some_and(|each| each.block() == self.head)
    }
}

impl<'m> Exit<'m> {
    /// The end that is a branch which goes on if it leads to `inside`.
    fn new(branch: Instruction<'m>, inside: Block<'m>) -> Option<Self> {
        let (condition, [first, second]) = conditional_branch(branch)?;
        let target = if first == inside { second } else { first };
        let comparison = condition.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMICmp)?;
        let holds = comparison.predicate();
        let stays_while = if first == inside { holds } else { inverse(holds) };
        Some(Self { branch, comparison, stays_while, target })
    }
}

impl<'m> Phi<'m> {
    fn new(phi: Instruction<'m>, latch: Block<'m>) -> Option<Self> {
        let values: Vec<_> = incoming(phi).collect();
        let operand = values.iter().position(|&(_, block)| block == latch)?;
        let start = (values.len() == 2).then(|| values[1 - operand].0);
        Some(Self { phi, next: values[operand].0, operand: u32::try_from(operand).ok()?, start })
    }
}

/// The loops of a function, in the order of their heads.
pub fn heads<'m>(function: Function<'m>) -> impl Iterator<Item = Block<'m>> {
    // Only a block that begins with a phi can be the head of a loop that changes anything.
    function
        .blocks()
        .filter(|block| block.instructions().next().is_some_and(|first| first.opcode() == LLVMOpcode::LLVMPHI))
}

/// Whether one of a block's phis is itself and a constant, when it is reached again.
fn has_counter(head: Block<'_>) -> bool {
    /// More additions than this are not followed.
    const MOST: usize = 16;
    let is_phi = |each: &Instruction<'_>| each.opcode() == LLVMOpcode::LLVMPHI;
    head.instructions().take_while(is_phi).any(|phi| {
        let comes_back = |value| {
            let sums = std::iter::successors(Some(value), |&value| without_constant(value));
            sums.take(MOST).skip(1).any(|each| each == phi.value())
        };
        incoming(phi).any(|(value, _)| comes_back(value))
    })
}

/// What a constant is added to.
fn without_constant(sum: Value<'_>) -> Option<Value<'_>> {
    let is_sum = |opcode| matches!(opcode, LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSub | LLVMOpcode::LLVMOr);
    let sum = sum.instruction().filter(|each| is_sum(each.opcode()) && each.operand(1).constant().is_some())?;
    Some(sum.operand(0))
}

fn inverse(predicate: LLVMIntPredicate) -> LLVMIntPredicate {
    use LLVMIntPredicate as P;
    match predicate {
        P::LLVMIntEQ => P::LLVMIntNE,
        P::LLVMIntNE => P::LLVMIntEQ,
        P::LLVMIntUGT => P::LLVMIntULE,
        P::LLVMIntUGE => P::LLVMIntULT,
        P::LLVMIntULT => P::LLVMIntUGE,
        P::LLVMIntULE => P::LLVMIntUGT,
        P::LLVMIntSGT => P::LLVMIntSLE,
        P::LLVMIntSGE => P::LLVMIntSLT,
        P::LLVMIntSLT => P::LLVMIntSGE,
        P::LLVMIntSLE => P::LLVMIntSGT,
    }
}
