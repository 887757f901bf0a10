//! Which vectors of a block can be taken apart, and which of their lanes are needed.

use crate::passes::value::{Block, Instruction, Map, Set, Shape, Value};
use llvm_sys::LLVMOpcode;

/// What a lane of an instruction is made of.
#[derive(Clone, Copy)]
pub enum Kind {
    /// The same lane of what it is for each way.
    Phi,
    /// The same lane of each operand.
    Each,
    /// Memory.
    Load,
    /// Any lane of two operands.
    Shuffle,
    /// This lane is a scalar, and the others are those of a vector.
    Insert(u32),
}

/// The vectors of a block that can be taken apart.
pub struct Lanes<'m> {
    kinds: Map<Instruction<'m>, Kind>,
    /// As bits.
    needed: Map<Instruction<'m>, u32>,
    /// Those that somebody needs as a whole inside of the block.
    pub whole: Set<Instruction<'m>>,
}

impl<'m> Lanes<'m> {
    /// Nothing if no vector that the next iteration needs can be taken apart. `memory_access` is what marks a guest's own accesses.
    pub fn of(block: Block<'m>, memory_access: u32) -> Option<Self> {
        let kinds: Map<_, _> = block.instructions().filter_map(|each| Some((each, kind(each)?))).collect();
        if !block.instructions().any(|each| matches!(kinds.get(&each), Some(Kind::Phi))) {
            return None;
        }
        let mut lanes = Self { kinds, needed: Map::default(), whole: Set::default() };
        for load in block.instructions().filter(|each| each.opcode() == LLVMOpcode::LLVMLoad) {
            if is_vector(load.value()) && !load.has_metadata(memory_access) && lanes.can_split(load) {
                lanes.kinds.insert(load, Kind::Load);
            }
        }
        for instruction in block.instructions() {
            lanes.need_roots(instruction);
        }
        // It traps if and only if its last lane does.
        for load in
            block.instructions().filter(|each| matches!(lanes.kind(*each), Some(Kind::Load))).collect::<Vec<_>>()
        {
            if lanes.needed(load).last().map(|lane| lane + 1) != load.value().shape().map(Shape::lanes) {
                lanes.kinds.remove(&load);
                lanes.needed.remove(&load);
            }
        }
        Some(lanes)
    }

    /// How an instruction is taken apart, if it is.
    pub fn kind(&self, instruction: Instruction<'m>) -> Option<Kind> {
        self.kinds.get(&instruction).copied()
    }

    /// How many lanes an instruction has that is taken apart.
    pub fn lane_count(&self, instruction: Instruction<'m>) -> Option<u32> {
        self.kind(instruction)?;
        instruction.value().shape().map(Shape::lanes)
    }

    /// The lanes of an instruction that somebody needs, if it is taken apart.
    pub fn needed(&self, instruction: Instruction<'m>) -> impl Iterator<Item = u32> + use<'m> {
        let needed = self.needed.get(&instruction).copied().unwrap_or(0);
        (0..u32::BITS).filter(move |lane| needed >> lane & 1 != 0)
    }

    /// Whether all that use a load are taken apart, or take out a lane.
    fn can_split(&self, load: Instruction<'m>) -> bool {
        let count = load.value().shape().map_or(0, Shape::lanes);
        let is_plain = !load.is_volatile() && !load.is_atomic();
        is_plain && load.value().users().all(|user| self.kind(user).is_some() || extracted(user, count).is_some())
    }

    /// Notes what those need of an instruction that are not taken apart.
    fn need_roots(&mut self, instruction: Instruction<'m>) {
        let Some(count) = self.lane_count(instruction) else { return };
        for user in instruction.value().users().filter(|user| !self.kinds.contains_key(user)).collect::<Vec<_>>() {
            let lane = extracted(user, count);
            if lane.is_none() && user.block() == instruction.block() {
                self.whole.insert(instruction);
            }
            self.need(instruction, lane.map_or(all(count), |lane| 1 << lane));
        }
    }

    fn need(&mut self, instruction: Instruction<'m>, bits: u32) {
        let mut queue = vec![(instruction, bits)];
        while let Some((instruction, bits)) = queue.pop() {
            let Some(kind) = self.kind(instruction) else { continue };
            let needed = self.needed.entry(instruction).or_insert(0);
            let new = bits & !*needed;
            *needed |= bits;
            if new == 0 {
                continue;
            }
            match kind {
                Kind::Load => {}
                Kind::Phi | Kind::Each => queue.extend(instruction.operands().map(|(_, operand)| (operand, new))),
                Kind::Insert(at) => {
                    queue.extend(instruction.operand(0).instruction().map(|each| (each, new & !(1 << at))))
                }
                Kind::Shuffle => {
                    let lanes = (0..u32::BITS).filter(|lane| new >> lane & 1 != 0);
                    let sources = lanes.filter_map(|lane| shuffled(instruction, lane));
                    queue.extend(
                        sources.filter_map(|(at, lane)| Some((instruction.operand(at).instruction()?, 1 << lane))),
                    );
                }
            }
        }
    }
}

fn all(count: u32) -> u32 {
    u32::MAX >> (u32::BITS - count)
}

/// Whether a value is a vector of up to sixteen words.
pub fn is_vector(value: Value<'_>) -> bool {
    matches!(value.shape(), Some(Shape::Vector { lanes: 1..=16, lane_bytes: 4 | 8 }))
}

/// Which lane of which operand a lane of a `shufflevector` is.
pub fn shuffled(shuffle: Instruction<'_>, lane: u32) -> Option<(u32, u32)> {
    let lanes = shuffle.operand(0).shape()?.lanes();
    let from = shuffle.shuffle_mask().nth(lane as usize)??;
    Some((from / lanes, from % lanes))
}

/// The lane that an instruction takes out of a vector of so many, if it does that.
pub fn extracted(instruction: Instruction<'_>, count: u32) -> Option<u32> {
    let is_extract = instruction.opcode() == LLVMOpcode::LLVMExtractElement;
    let lane = is_extract.then(|| instruction.operand(1).constant()).flatten()?;
    u32::try_from(lane).ok().filter(|&lane| lane < count)
}

/// How many of an instruction's operands are what it computes with.
pub fn operand_count(instruction: Instruction<'_>) -> u32 {
    if instruction.is_call() { instruction.argument_count() } else { instruction.operand_count() }
}

fn kind(instruction: Instruction<'_>) -> Option<Kind> {
    use LLVMOpcode::*;
    let count = Some(instruction.value()).filter(|&value| is_vector(value))?.shape()?.lanes();
    match instruction.opcode() {
        LLVMPHI => Some(Kind::Phi),
        LLVMFAdd | LLVMFSub | LLVMFMul | LLVMFDiv | LLVMFNeg | LLVMAdd | LLVMSub | LLVMMul | LLVMAnd | LLVMOr
        | LLVMXor | LLVMShl | LLVMLShr | LLVMAShr => Some(Kind::Each),
        LLVMCall if is_rotation(instruction) => Some(Kind::Each),
        LLVMShuffleVector => is_vector(instruction.operand(0)).then_some(Kind::Shuffle),
        LLVMInsertElement => {
            let at = instruction.operand(2).constant().and_then(|at| u32::try_from(at).ok());
            at.filter(|&at| at < count).map(Kind::Insert)
        }
        _ => None,
    }
}

fn is_rotation(call: Instruction<'_>) -> bool {
    let name = call.callee().map(|callee| callee.name());
    name.is_some_and(|name| name.starts_with("llvm.fshl.") || name.starts_with("llvm.fshr."))
}
