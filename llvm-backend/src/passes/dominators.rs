//! Which blocks of a function are on every way to others: the dominator tree, by the algorithm of Cooper, Harvey and Kennedy.
//!
//! It visits blocks in reverse postorder until nothing changes. Reducible control flow, which is all that WebAssembly has,
//! needs one round and one that finds nothing new; LLVM's passes make little that is not reducible.

use super::value::{Block, Function, Map};
use std::ops::Range;

/// The blocks that can be reached from a function's entry, and their tree. Blocks are known by their number in reverse postorder.
pub struct Dominators<'m> {
    blocks: Vec<Block<'m>>,
    /// Of each block the one right above it in the tree; of the entry, itself.
    parents: Vec<usize>,
}

impl<'m> Dominators<'m> {
    /// The tree of a function with a body.
    pub fn new(function: Function<'m>) -> Self {
        let blocks = reverse_postorder(function);
        let numbers: Map<Block<'m>, usize> =
            blocks.iter().enumerate().map(|(number, &block)| (block, number)).collect();
        let mut predecessors = vec![Vec::new(); blocks.len()];
        for (number, block) in blocks.iter().enumerate() {
            for successor in block.successors() {
                predecessors[numbers[&successor]].push(number);
            }
        }
        Self { parents: parents(&predecessors), blocks }
    }

    /// The blocks such that each comes after those that dominate it, and those that one dominates come right behind it, with how
    /// many they are, itself included.
    pub fn preorder(&self) -> impl Iterator<Item = (Block<'m>, usize)> {
        let intervals = intervals(&self.parents);
        let mut order = vec![0; self.blocks.len()];
        for (number, interval) in intervals.iter().enumerate() {
            order[interval.start] = number;
        }
        order.into_iter().map(move |number| (self.blocks[number], intervals[number].len()))
    }
}

/// Of each block in a tree its position in preorder, and behind it those of the blocks below it.
pub fn intervals(parents: &[usize]) -> Vec<Range<usize>> {
    let mut sizes = vec![1; parents.len()];
    for (number, &parent) in parents.iter().enumerate().skip(1).rev() {
        sizes[parent] += sizes[number];
    }
    // Of each block the position of its next child; a block's number is above its parent's.
    let mut positions = vec![0; parents.len()];
    let mut free: Vec<usize> = vec![1; parents.len()];
    for (number, &parent) in parents.iter().enumerate().skip(1) {
        positions[number] = free[parent];
        free[parent] += sizes[number];
        free[number] = positions[number] + 1;
    }
    positions.into_iter().zip(sizes).map(|(position, size)| position..position + size).collect()
}

/// Of each block the nearest one that dominates it, by the blocks' numbers in reverse postorder.
pub fn parents(predecessors: &[Vec<usize>]) -> Vec<usize> {
    const UNKNOWN: usize = usize::MAX;
    let mut parents = vec![UNKNOWN; predecessors.len()];
    parents[0] = 0;
    let mut changed = true;
    while changed {
        changed = false;
        for (number, predecessors) in predecessors.iter().enumerate().skip(1) {
            let known = predecessors.iter().copied().filter(|&predecessor| parents[predecessor] != UNKNOWN);
            let nearest = known.reduce(|a, b| common(&parents, a, b)).expect("one of them came before it");
            changed |= parents[number] != nearest;
            parents[number] = nearest;
        }
    }
    parents
}

/// The nearest block that dominates both.
fn common(parents: &[usize], mut a: usize, mut b: usize) -> usize {
    while a != b {
        if a > b {
            a = parents[a];
        } else {
            b = parents[b];
        }
    }
    a
}

/// The blocks that can be reached from a function's entry, each before those that it leads to, but for loops.
pub fn reverse_postorder<'m>(function: Function<'m>) -> Vec<Block<'m>> {
    let mut seen = Map::default();
    let mut order = Vec::new();
    let mut path = Vec::new();
    let mut enter = |block: Block<'m>, path: &mut Vec<_>| {
        if seen.insert(block, ()).is_none() {
            path.push((block, block.successors()));
        }
    };
    enter(function.blocks().next().expect("callers pass functions that have a body"), &mut path);
    while let Some((block, successors)) = path.last_mut() {
        match successors.next() {
            Some(successor) => enter(successor, &mut path),
            None => {
                order.push(*block);
                path.pop();
            }
        }
    }
    order.reverse();
    order
}
