//! What repeats in a function, if anything does: how often its blocks run against one another.

use super::branches::Branches;
use super::counted::may_be_unrolled;
use super::flow::Flow;
use super::loops::{Loops, carried};
use super::{Later, Returned};
use crate::passes::value::{Block, Function, Instruction, Set};

/// The loops of a function, and what its branches decide about.
pub struct Cycles<'m> {
    flow: Flow<'m>,
    loops: Loops,
    branches: Option<Branches<'m>>,
    /// By the loop's first block; only of loops that have been asked about.
    carried: Vec<Option<Carried<'m>>>,
}

/// What a loop carries from one iteration to the next.
#[derive(Clone)]
struct Carried<'m> {
    /// The phis that do.
    phis: Set<Instruction<'m>>,
    /// Whether that keeps values only if what is carried is needed in each iteration of the loops around.
    only_if_needed: bool,
}

impl<'m> Cycles<'m> {
    /// Those of a function with a body; if it has no cycle, only for what its branches decide about, if they may decide about nothing.
    pub fn new(function: Function<'m>, returned: Returned, later: Later) -> Option<Self> {
        let flow = Flow::new(function);
        if returned == Returned::Needed && !flow.has_cycle() {
            return None;
        }
        let loops = match later {
            Later::MovesLoads => Loops::new(&flow),
            Later::LeavesLoads => Loops::none(&flow),
        };
        Some(Self { branches: Branches::new(&flow), carried: vec![None; flow.blocks.len()], loops, flow })
    }

    /// The branches that decide whether the function's end is reached at all.
    pub fn take_endless(&mut self) -> Vec<Instruction<'m>> {
        self.branches.as_mut().map_or_else(Vec::new, |branches| std::mem::take(&mut branches.needed))
    }

    /// Whether it is known what branches decide about.
    pub fn knows_branches(&self) -> bool {
        self.branches.is_some()
    }

    /// The highest level that something in one block can have for something in another: 1 and the number of loops around both.
    pub fn common_depth(&self, a: Block<'m>, b: Block<'m>) -> u32 {
        if self.loops.is_empty() {
            return 1;
        }
        match (self.flow.number(a), self.flow.number(b)) {
            (Some(a), Some(b)) => 1 + self.loops.common_depth(a, b),
            _ => 1,
        }
    }

    /// The branches that decide whether a block runs, with the level at which they are needed if something in it is at a level. Which
    /// iteration is the last one each of them decides.
    pub fn deciding(&self, block: Block<'m>, level: u32) -> impl Iterator<Item = (Instruction<'m>, u32)> {
        let number = self.flow.number(block);
        let branches = number.zip(self.branches.as_ref()).map_or(&[][..], |(number, all)| all.deciding(number));
        branches.iter().map(move |&branch| {
            let from = self.flow.number(branch.block()).expect("it leads to somewhere that can be reached");
            let is_last = self.loops.is_left(from, &self.flow);
            let common = number.map_or(0, |number| self.loops.common_depth(from, number));
            (branch, if is_last { 1 + self.loops.depth(from) } else { level.min(1 + common) })
        })
    }

    /// The level at which a phi of a level needs what comes from a block.
    ///
    /// What comes from the iteration before is needed no more often than the phi itself, unless the phi carries on what it was: then
    /// what the last iteration needs depends on all of them. If that is not needed in each iteration of the loops around, neither is
    /// any of this, but LLVM does not move loops, only what it has unrolled one to.
    pub fn incoming_level(&mut self, phi: Instruction<'m>, from: Block<'m>, level: u32) -> u32 {
        if self.loops.is_empty() {
            return level.min(1);
        }
        let (Some(block), Some(from)) = (self.flow.number(phi.block()), self.flow.number(from)) else {
            return level.min(1);
        };
        let Some(looped) = self.loops.headed_by(block).filter(|&each| self.loops.contains(each, from)) else {
            return level.min(1 + self.loops.common_depth(block, from));
        };
        let depth = 1 + self.loops.depth(block);
        let (flow, loops) = (&self.flow, &self.loops);
        let is_inside = |block| flow.number(block).is_some_and(|block| loops.contains(looped, block));
        let carried = self.carried[block].get_or_insert_with(|| Carried {
            phis: carried(phi.block(), is_inside),
            only_if_needed: may_be_unrolled(phi.block(), is_inside),
        });
        let is_kept = level + 1 >= depth || !carried.only_if_needed;
        if is_kept && carried.phis.contains(&phi) { depth } else { level }
    }
}
