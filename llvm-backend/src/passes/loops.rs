//! Which blocks of a function may be run again and again.

use super::dominators::Dominators;
use super::value::{Block, Function, Map};
use std::ops::Range;

/// What may be loops of a function: the positions, in the order of the dominator tree, of their blocks.
pub struct Loops<'m> {
    pub positions: Map<Block<'m>, usize>,
    /// Of each block the innermost one.
    around: Vec<Option<Range<usize>>>,
}

impl<'m> Loops<'m> {
    /// Those of a function with a body.
    pub fn new(function: Function<'m>) -> Self {
        let order: Vec<_> = Dominators::new(function).preorder().collect();
        let positions: Map<_, _> = order.iter().enumerate().map(|(at, &(block, _))| (block, at)).collect();
        let mut is_head = vec![false; order.len()];
        for (at, (block, _)) in order.iter().enumerate() {
            for successor in block.successors() {
                let head = positions[&successor];
                is_head[head] |= (head..head + order[head].1).contains(&at);
            }
        }
        let mut path: Vec<Range<usize>> = Vec::new();
        let around = order.iter().enumerate().map(|(at, &(_, size))| {
            while path.pop_if(|innermost| innermost.end <= at).is_some() {}
            if is_head[at] {
                path.push(at..at + size);
            }
            path.last().cloned()
        });
        Self { around: around.collect(), positions }
    }

    /// The innermost loop around a block.
    pub fn around(&self, block: Block<'m>) -> Option<Range<usize>> {
        self.positions.get(&block).and_then(|&at| self.around[at].clone())
    }
}
