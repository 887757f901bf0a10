//! The natural loops of a function, and which values they carry from one iteration to the next.
//!
//! A loop is a block that dominates one that leads back to it, with all that come to the latter without passing the former. So
//! what runs only when the loop is left is no part of it. Cycles with several entries are not loops, neither here nor for those of LLVM's
//! passes that move instructions out of loops. WebAssembly has none.

use super::flow::Flow;
use crate::passes::dominators::{intervals, parents};
use crate::passes::value::{Block, Instruction, Map, Set};
use llvm_sys::LLVMOpcode;

/// How deeply loops are nested of which it is known what they are. People nest fewer.
const DEEPEST: u32 = 12;

/// The loops of a function, each known by a number that is below that of the one around it.
pub struct Loops {
    /// Of each block the innermost one.
    around: Vec<Option<usize>>,
    /// Of each loop the next larger one, how many there are around its blocks, and the number of the block that it begins with.
    outer: Vec<Option<usize>>,
    depths: Vec<u32>,
    heads: Vec<usize>,
}

impl Loops {
    /// As if there were none in a function.
    pub fn none(flow: &Flow<'_>) -> Self {
        Self { around: vec![None; flow.blocks.len()], outer: Vec::new(), depths: Vec::new(), heads: Vec::new() }
    }

    /// Those of a function.
    pub fn new(flow: &Flow<'_>) -> Self {
        let predecessors = flow.predecessors();
        let dominated = intervals(&parents(&predecessors));
        let mut loops = Self::none(flow);
        // Inner loops begin behind outer ones.
        for head in (0..flow.blocks.len()).rev() {
            let is_inside = |&block: &usize| dominated[head].contains(&dominated[block].start);
            let ends: Vec<usize> = predecessors[head].iter().copied().filter(is_inside).collect();
            if !ends.is_empty() {
                loops.add(head, ends, &predecessors);
            }
        }
        loops.forget_deep_nests();
        loops.depths = vec![1; loops.outer.len()];
        for (number, outer) in loops.outer.iter().enumerate().rev() {
            loops.depths[number] += outer.map_or(0, |outer| loops.depths[outer]);
        }
        loops
    }

    /// Adds a loop and what belongs to it, walking backwards from where it goes back to its head.
    fn add(&mut self, head: usize, ends: Vec<usize>, predecessors: &[Vec<usize>]) {
        let number = self.outer.len();
        self.outer.push(None);
        self.heads.push(head);
        let mut queue = ends;
        while let Some(block) = queue.pop() {
            let Some(mut inner) = self.around[block] else {
                self.around[block] = Some(number);
                if block != head {
                    queue.extend(&predecessors[block]);
                }
                continue;
            };
            while let Some(outer) = self.outer[inner] {
                inner = outer;
            }
            if inner != number {
                self.outer[inner] = Some(number);
                queue.extend(&predecessors[self.heads[inner]]);
            }
        }
    }

    /// Forgets loops that have too many others nested in them, so that what is done for each loop takes linear time together.
    fn forget_deep_nests(&mut self) {
        let mut heights = vec![1; self.outer.len()];
        for inner in 0..heights.len() {
            if let Some(outer) = self.outer[inner] {
                heights[outer] = heights[outer].max(heights[inner] + 1);
            }
        }
        // What is around a loop that is forgotten is forgotten too.
        let each = self.around.iter_mut().chain(&mut self.outer);
        each.for_each(|each| *each = each.filter(|&each| heights[each] <= DEEPEST));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// How many loops a block is in.
    pub fn depth(&self, block: usize) -> u32 {
        self.around[block].map_or(0, |each| self.depths[each])
    }

    /// Of each block the largest loop around it that has none of `blocks` in it, by the block that the loop begins with.
    pub fn largest_without(&self, blocks: &[usize]) -> Vec<Option<usize>> {
        let mut has_any = vec![false; self.outer.len()];
        for &block in blocks {
            let mut around = self.around[block];
            while let Some(each) = around.filter(|&each| !std::mem::replace(&mut has_any[each], true)) {
                around = self.outer[each];
            }
        }
        // What is around a loop has a higher number.
        let mut largest: Vec<Option<usize>> = vec![None; self.outer.len()];
        for each in (0..self.outer.len()).rev().filter(|&each| !has_any[each]) {
            largest[each] = self.outer[each].and_then(|outer| largest[outer]).or(Some(self.heads[each]));
        }
        self.around.iter().map(|around| around.and_then(|each| largest[each])).collect()
    }

    /// In how many loops two blocks are together.
    pub fn common_depth(&self, a: usize, b: usize) -> u32 {
        let (mut a, mut b) = (self.around[a], self.around[b]);
        while a != b {
            // The deeper one, or either: what is around no loop is the whole function.
            match (a, b) {
                (Some(inner), Some(other)) if inner < other => a = self.outer[inner],
                (_, Some(inner)) => b = self.outer[inner],
                (Some(inner), None) => a = self.outer[inner],
                (None, None) => break,
            }
        }
        a.map_or(0, |common| self.depths[common])
    }

    /// The loop that begins with a block.
    pub fn headed_by(&self, block: usize) -> Option<usize> {
        self.around[block].filter(|&each| self.heads[each] == block)
    }

    /// Whether a block is in a loop.
    pub fn contains(&self, each: usize, block: usize) -> bool {
        self.common_depth(self.heads[each], block) >= self.depths[each]
    }

    /// Whether a block's end may leave a loop.
    pub fn is_left(&self, block: usize, flow: &Flow<'_>) -> bool {
        self.around[block].is_some_and(|each| flow.successors[block].iter().any(|&to| !self.contains(each, to)))
    }
}

/// The phis at the beginning of a loop whose value in an iteration depends on the one in the iteration before: they lie on a cycle of values
/// that are computed in the loop. By Tarjan's algorithm for strongly connected components.
pub fn carried<'m>(head: Block<'m>, is_inside: impl Fn(Block<'m>) -> bool) -> Set<Instruction<'m>> {
    let is_phi = |each: &Instruction<'m>| each.opcode() == LLVMOpcode::LLVMPHI;
    let mut components = Components::default();
    head.instructions().take_while(is_phi).for_each(|phi| components.visit(phi, &is_inside));
    components.on_cycles.retain(|each| is_phi(each) && each.block() == head);
    components.on_cycles
}

#[derive(Default)]
struct Components<'m> {
    numbers: Map<Instruction<'m>, usize>,
    /// Of each instruction the first one that it is known to depend on, among those whose component is not complete.
    lowest: Vec<usize>,
    is_open: Vec<bool>,
    open: Vec<Instruction<'m>>,
    on_cycles: Set<Instruction<'m>>,
}

impl<'m> Components<'m> {
    /// Visits what an instruction depends on inside of the loop.
    fn visit(&mut self, root: Instruction<'m>, is_inside: impl Fn(Block<'m>) -> bool) {
        if self.numbers.contains_key(&root) {
            return;
        }
        let mut path = vec![(self.enter(root), root, 0)];
        while let Some((number, instruction, next)) = path.last_mut() {
            if *next == instruction.operand_count() {
                let (number, instruction, _) = path.pop().expect("it was the last one");
                if let Some(&(user, ..)) = path.last() {
                    self.lowest[user] = self.lowest[user].min(self.lowest[number]);
                }
                self.leave(number, instruction);
                continue;
            }
            let operand = instruction.operand(*next);
            *next += 1;
            let Some(operand) = operand.instruction().filter(|operand| is_inside(operand.block())) else { continue };
            match self.numbers.get(&operand) {
                None => path.push((self.enter(operand), operand, 0)),
                Some(&seen) if self.is_open[seen] => {
                    self.lowest[*number] = self.lowest[*number].min(seen);
                    if operand == *instruction {
                        self.on_cycles.insert(operand);
                    }
                }
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, instruction: Instruction<'m>) -> usize {
        let number = self.lowest.len();
        self.numbers.insert(instruction, number);
        self.lowest.push(number);
        self.is_open.push(true);
        self.open.push(instruction);
        number
    }

    /// Completes a component if an instruction is the first of it.
    fn leave(&mut self, number: usize, instruction: Instruction<'m>) {
        if self.lowest[number] != number {
            return;
        }
        let first = self.open.iter().rposition(|&each| each == instruction).expect("it was entered");
        let component = self.open.split_off(first);
        component.iter().for_each(|each| self.is_open[self.numbers[each]] = false);
        if component.len() > 1 {
            self.on_cycles.extend(component);
        }
    }
}
