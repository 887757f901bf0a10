//! Tells which branches decide whether a block runs.
//!
//! Loops without effects whose results nobody needs are removed by LLVM, whatever their branches compare. So a branch is only
//! needed if it decides about something that is. That is what control dependence says: a branch decides about the
//! blocks that are on all ways to the function's end from one of its targets, but not from the branch itself.
//!
//! Of functions without loops LLVM has removed branches that decide about nothing before this is asked, unless they decide what is
//! returned, and that is not needed.

use super::flow::Flow;
use crate::passes::dominators::parents;
use crate::passes::value::Instruction;
use llvm_sys::LLVMOpcode;

/// How many steps are taken for each block. More are needed only for loops nested as deeply as nobody writes them.
const STEPS: usize = 64;

/// The branches of a function.
pub struct Branches<'m> {
    /// Of each block the branches that decide whether it runs.
    deciding: Vec<Vec<Instruction<'m>>>,
    /// Those that decide whether the function's end is reached at all: they count as needed.
    pub needed: Vec<Instruction<'m>>,
}

/// Whether an instruction goes one of several ways, and does nothing else.
pub fn is_branch(instruction: Instruction<'_>) -> bool {
    matches!(instruction.opcode(), LLVMOpcode::LLVMBr | LLVMOpcode::LLVMSwitch)
}

impl<'m> Branches<'m> {
    /// The branches of a function, if it is not too entangled to say.
    pub fn new(flow: &Flow<'m>) -> Option<Self> {
        let Flow { blocks, successors, .. } = flow;
        let (parents, endless) = post_dominators(successors);
        let mut deciding = vec![Vec::new(); blocks.len()];
        let mut fuel = STEPS * blocks.len();
        for (number, targets) in successors.iter().enumerate().filter(|(_, targets)| targets.len() > 1) {
            let branch = blocks[number].terminator();
            for &target in targets {
                let mut decided = target;
                while decided != parents[number] && decided < blocks.len() {
                    fuel = fuel.checked_sub(1)?;
                    let list: &mut Vec<Instruction<'m>> = &mut deciding[decided];
                    if list.last() != Some(&branch) {
                        list.push(branch);
                    }
                    decided = parents[decided];
                }
            }
        }
        let needed = endless.into_iter().map(|number: usize| blocks[number].terminator()).collect();
        Some(Self { deciding, needed })
    }

    /// The branches that decide whether a block runs.
    pub fn deciding(&self, block: usize) -> &[Instruction<'m>] {
        &self.deciding[block]
    }
}

/// Of each block the first one that is on all its ways to the function's end, or the number of blocks if that is the end itself;
/// and those blocks that the end cannot be reached from, which count as leading there.
fn post_dominators(successors: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    let end = successors.len();
    let mut predecessors = vec![Vec::new(); end];
    for (from, to) in successors.iter().enumerate() {
        to.iter().for_each(|&to| predecessors[to].push(from));
    }
    let mut postorder = Vec::with_capacity(end + 1);
    let mut is_seen = vec![false; end];
    let mut leads_to_end = vec![false; end];
    let mut endless = Vec::new();
    let ends = (0..end).filter(|&block| successors[block].is_empty());
    // Behind the true ends, what is left: the last blocks first.
    for root in ends.chain((0..end).rev()) {
        if is_seen[root] {
            continue;
        }
        leads_to_end[root] = true;
        let first = postorder.len();
        walk(root, &predecessors, &mut is_seen, &mut postorder);
        if !successors[root].is_empty() {
            endless.extend(postorder[first..].iter().copied());
        }
    }
    postorder.push(end);
    let mut positions = vec![0; end + 1];
    postorder.iter().rev().enumerate().for_each(|(position, &block)| positions[block] = position);
    let before = postorder.iter().rev().map(|&block| {
        let next = successors.get(block).into_iter().flatten().map(|&next| positions[next]);
        let to_end = (block < end && leads_to_end[block]).then_some(0);
        next.chain(to_end).collect::<Vec<_>>()
    });
    let tree = parents(&before.collect::<Vec<_>>());
    let block_at = |position: usize| postorder[end - position];
    ((0..end).map(|block| block_at(tree[positions[block]])).collect(), endless)
}

/// Visits what leads to a block and has not been seen; each comes behind all that are visited from it.
fn walk(root: usize, predecessors: &[Vec<usize>], is_seen: &mut [bool], postorder: &mut Vec<usize>) {
    is_seen[root] = true;
    let mut path = vec![(root, 0)];
    while let Some((block, next)) = path.last_mut() {
        match predecessors[*block].get(*next) {
            Some(&before) => {
                *next += 1;
                if !is_seen[before] {
                    is_seen[before] = true;
                    path.push((before, 0));
                }
            }
            None => {
                postorder.push(*block);
                path.pop();
            }
        }
    }
}
