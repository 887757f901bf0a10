//! Estimates how long an iteration of a loop takes, on an x86 that can do several things at once.
//!
//! It takes as long as the way on which one iteration waits for the one before, or as the busiest part of the CPU. What is waited for through
//! memory is not seen. The numbers are those of Intel's and AMD's present CPUs, rounded: they only have to tell whether there is a
//! clear difference.

use crate::passes::value::{Instruction, Shape};
use llvm_sys::LLVMOpcode;

/// In these parts of a cycle everything is a whole number.
pub const PARTS: u32 = 12;

/// So many iterations are followed; then each takes as long as the one before.
const ROUNDS: u32 = 8;

/// What does the work: units for integers, for products of them, for vectors and floats, for moving lanes, for memory.
#[derive(Clone, Copy)]
pub enum Unit {
    Integer,
    Product,
    Vector,
    Shuffle,
    Memory,
}

/// How long an instruction's result takes, and its unit is busy.
#[derive(Clone, Copy)]
pub struct Work {
    latency_cycles: u32,
    unit: Unit,
    busy_parts: u32,
}

const fn work(latency_cycles: u32, unit: Unit, busy_parts: u32) -> Work {
    Work { latency_cycles, unit, busy_parts }
}

/// To take a lane out of a vector, or to put one into it.
pub const MOVE: Work = work(2, Unit::Shuffle, PARTS);

/// Nothing to do.
pub const NONE: Work = work(0, Unit::Integer, 0);

/// What an instruction takes if each of its results has so many lanes.
pub fn of(instruction: Instruction<'_>, lanes: u32) -> Work {
    use LLVMOpcode::*;
    let (is_vector, bits) = (lanes > 1, instruction.value().shape().map_or(32, Shape::bits));
    let simple = if is_vector { work(1, Unit::Vector, 6) } else { work(1, Unit::Integer, 3) };
    let is_wide = is_vector && bits / lanes == u64::BITS;
    match instruction.opcode() {
        LLVMPHI => NONE,
        LLVMFAdd | LLVMFSub | LLVMFMul => work(4, Unit::Vector, 6),
        LLVMFDiv => work(13, Unit::Vector, 12 * lanes.max(4)),
        LLVMMul if is_wide => work(15, Unit::Vector, 18),
        LLVMMul if is_vector => work(10, Unit::Vector, 12),
        LLVMMul => work(3, Unit::Product, 12),
        LLVMLoad => work(5, Unit::Memory, 6),
        LLVMStore => work(1, Unit::Memory, 6),
        LLVMInsertElement | LLVMExtractElement => MOVE,
        // Behind 128 bits, lanes move farther.
        LLVMShuffleVector if bits > 128 => work(3, Unit::Shuffle, PARTS),
        LLVMShuffleVector => work(1, Unit::Shuffle, PARTS),
        _ => simple,
    }
}

/// What the values of an iteration wait for.
#[derive(Default)]
pub struct Graph {
    latencies: Vec<u32>,
    operands: Vec<Vec<usize>>,
    /// Phis, and what they are in the next iteration.
    carried: Vec<(usize, usize)>,
    busy: [u32; 5],
    count: u32,
}

impl Graph {
    /// Adds a value that waits for others.
    pub fn add(&mut self, work: Work, operands: Vec<usize>) -> usize {
        self.latencies.push(work.latency_cycles);
        self.operands.push(operands);
        self.busy[work.unit as usize] += work.busy_parts;
        self.count += u32::from(work.busy_parts > 0);
        self.latencies.len() - 1
    }

    /// States what a phi is in the next iteration.
    pub fn carry(&mut self, phi: usize, next: usize) {
        self.carried.push((phi, next));
    }

    /// How long an iteration takes, in [`PARTS`] of a cycle.
    pub fn parts(&self) -> u32 {
        // Six instructions begin at once.
        let busiest = self.busy.into_iter().max().unwrap_or(0).max(self.count * PARTS / 6);
        busiest.max(self.waits())
    }

    fn waits(&self) -> u32 {
        let mut starts = vec![0; self.latencies.len()];
        let mut middle = 0;
        let mut end = 0;
        for round in 0..2 * ROUNDS {
            let mut ready = starts.clone();
            for (at, operands) in self.operands.iter().enumerate() {
                let begin = operands.iter().map(|&each| ready[each]).max().unwrap_or(0).max(ready[at]);
                ready[at] = begin + self.latencies[at];
            }
            starts.fill(0);
            for &(phi, next) in &self.carried {
                starts[phi] = ready[next];
            }
            end = starts.iter().copied().max().unwrap_or(0);
            if round + 1 == ROUNDS {
                middle = end;
            }
        }
        (end - middle) * PARTS / ROUNDS
    }
}
