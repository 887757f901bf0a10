//! Loops whose body has branches: an acyclic region of blocks with one way in, the head, and one way out, at the latch.
//!
//! Some blocks run in each iteration: the *spine*, from the head to the latch. Between two neighbours of it lie *arms*, of which an
//! iteration runs some. The region is *k* copies of one body if the spine has *k* equal sections: the same arms, with
//! branches that lead the same ways, on conditions that are the same in the next copy ([`super::plan`]).
//!
//! **Why it is sound.** Where all conditions are the same in all copies, the rolled loop runs in its iteration *j* the arms that the
//! unrolled one ran in copy *j*. What is on the spine runs in each iteration of both. So an access is the same in all copies
//! only if they make it in arms that belong together, or all on the spine. What only computes a value may
//! stand anywhere: it is the same value wherever it is computed.
//!
//! **What would break it:** an access that one copy makes under a condition and another one always; an arm that leads out of the
//! loop; a value of an arm that is used behind it, where it may not have been computed; an address whose
//! other form is proved by an access that did not run ([`super::order::addresses`]).

use super::ir::{conditional_branch, predecessors, unconditional_branch};
use crate::passes::value::{Block, Map, Set};

/// More blocks than this are not a loop that somebody unrolled, but a long one.
const MOST_BLOCKS: usize = 128;

/// The blocks of a loop.
pub struct Region<'m> {
    /// Each behind all that lead to it.
    pub blocks: Vec<Block<'m>>,
    /// The places in `blocks` of those that run in each iteration. The head is the first, the latch the last.
    spine: Vec<usize>,
}

/// A region as copies of its first part.
pub struct Parts<'m> {
    /// The block that does in the next copy what this one does. Nothing for the last copy's.
    next: Map<Block<'m>, Block<'m>>,
    spine: Set<Block<'m>>,
    /// The blocks that choose what the first copy does, in order.
    pub first: Vec<Block<'m>>,
    /// Where the first copy's arms come together. What it does may go on there.
    pub end: Block<'m>,
    /// The other copies' blocks, without the latch.
    pub others: Vec<Block<'m>>,
}

impl<'m> Region<'m> {
    /// The region that begins with `head`, if it has the shape.
    pub fn at(head: Block<'m>) -> Option<Self> {
        let mut region = Self { blocks: Vec::new(), spine: Vec::new() };
        let mut ready = vec![head];
        // Blocks that something of the region leads to, and that are not in it yet.
        let mut open = Set::default();
        let mut placed = Set::default();
        let mut has_latch = false;
        while let Some(block) = ready.pop() {
            open.remove(&block);
            if open.is_empty() {
                region.spine.push(region.blocks.len());
            }
            region.blocks.push(block);
            placed.insert(block);
            let next = successors(block)?;
            if next.contains(&head) {
                // There is one latch, and everything else comes before it.
                has_latch =
                    open.is_empty() && next.len() == 2 && next.iter().all(|&to| to == head || !placed.contains(&to));
                break;
            }
            for to in next {
                if placed.contains(&to) || region.blocks.len() + open.len() > MOST_BLOCKS {
                    return None;
                }
                open.insert(to);
                if predecessors(to)?.iter().all(|from| placed.contains(from)) {
                    ready.push(to);
                }
            }
        }
        has_latch.then_some(region)
    }

    /// The block that goes back to the head, or ends the loop.
    pub fn latch(&self) -> Block<'m> {
        self.blocks[self.blocks.len() - 1]
    }

    /// Divides the region into so many copies, if their branches lead the same ways.
    pub fn divide(&self, count: usize) -> Option<Parts<'m>> {
        let sections = self.spine.len() - 1;
        if !sections.is_multiple_of(count) {
            return None;
        }
        let of_copy = sections / count;
        let end = self.spine[of_copy];
        let mut next = Map::default();
        let mut images = Map::default();
        let mut pair = |a: usize, b: Block<'m>| {
            let a = self.blocks[a];
            *next.entry(a).or_insert(b) == b && *images.entry(b).or_insert(a) == a
        };
        for (&a, &b) in self.spine.iter().zip(&self.spine[of_copy..]) {
            if !pair(a, self.blocks[b]) {
                return None;
            }
        }
        let last_begins = self.spine[sections - of_copy];
        for &a in &self.blocks[..last_begins] {
            // All that lead to it come before it, so that it has its pair.
            let b = *next.get(&a)?;
            let (ways, others) = (successors(a)?, successors(b)?);
            if ways.len() != others.len() {
                return None;
            }
            for (way, other) in ways.into_iter().zip(others) {
                if *next.entry(way).or_insert(other) != other || *images.entry(other).or_insert(way) != way {
                    return None;
                }
            }
        }
        Some(Parts {
            next,
            spine: self.spine.iter().map(|&at| self.blocks[at]).collect(),
            first: self.blocks[..end].to_vec(),
            end: self.blocks[end],
            others: self.blocks[end + 1..self.blocks.len() - 1].to_vec(),
        })
    }
}

impl<'m> Parts<'m> {
    /// The block that does in the next copy what this one does.
    pub fn next(&self, block: Block<'m>) -> Option<Block<'m>> {
        self.next.get(&block).copied()
    }

    /// Whether a block runs in each iteration.
    pub fn is_on_spine(&self, block: Block<'m>) -> bool {
        self.spine.contains(&block)
    }

    /// Whether a block is one of those that the rolled loop keeps.
    pub fn is_first(&self, block: Block<'m>) -> bool {
        block == self.end || self.first.contains(&block)
    }

    /// Whether what is in the block `b` runs in a copy whenever what is in `a` runs in the copy before.
    pub fn run_alike(&self, a: Block<'m>, b: Block<'m>) -> bool {
        if self.is_on_spine(a) { self.is_on_spine(b) } else { self.next(a) == Some(b) }
    }
}

/// Where a block leads to. Nothing for one that does not end in a branch, or in one both of whose ways are the same.
fn successors<'m>(block: Block<'m>) -> Option<Vec<Block<'m>>> {
    let terminator = block.terminator();
    match conditional_branch(terminator) {
        Some((_, [then, otherwise])) => (then != otherwise).then(|| vec![then, otherwise]),
        None => unconditional_branch(terminator).map(|to| vec![to]),
    }
}
