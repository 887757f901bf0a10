//! The blocks of a function, and where each leads to.

use crate::passes::dominators::reverse_postorder;
use crate::passes::value::{Block, Function, Map};

/// Blocks are known by their number in reverse postorder. Those that cannot be reached have none.
pub struct Flow<'m> {
    pub blocks: Vec<Block<'m>>,
    numbers: Map<Block<'m>, usize>,
    pub successors: Vec<Vec<usize>>,
}

impl<'m> Flow<'m> {
    /// That of a function with a body.
    pub fn new(function: Function<'m>) -> Self {
        let blocks = reverse_postorder(function);
        let numbers: Map<Block<'m>, usize> =
            blocks.iter().enumerate().map(|(number, &block)| (block, number)).collect();
        let successors: Vec<Vec<usize>> =
            blocks.iter().map(|block| block.successors().map(|successor| numbers[&successor]).collect()).collect();
        Self { blocks, numbers, successors }
    }

    /// Whether any block can be reached from itself.
    pub fn has_cycle(&self) -> bool {
        let goes_back = |(from, to): (usize, &Vec<usize>)| to.iter().any(|&to| to <= from);
        self.successors.iter().enumerate().any(goes_back)
    }

    /// The number of a block, if it can be reached.
    pub fn number(&self, block: Block<'m>) -> Option<usize> {
        self.numbers.get(&block).copied()
    }

    /// Of each block those that lead to it.
    pub fn predecessors(&self) -> Vec<Vec<usize>> {
        let mut predecessors = vec![Vec::new(); self.blocks.len()];
        for (from, to) in self.successors.iter().enumerate() {
            to.iter().for_each(|&to| predecessors[to].push(from));
        }
        predecessors
    }
}
