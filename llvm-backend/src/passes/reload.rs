//! Loads words one by one where they have just been stored one by one.
//!
//! LLVM's vectorizer of straight code loads vectors of what a program loads word by word. A CPU gives a load what a store before it is
//! still about to write, if the store wrote all of it; a vector whose words are of several stores has to wait until all of them
//! have reached the cache, some fifteen cycles and more after everything before them is done. Hashes that mix their state in memory do
//! that in each round.
//!
//! This looks at one block behind LLVM's passes: at vectors that are loaded soon behind stores of less, which write a part of
//! them, or may write it by an address that is theirs plus something. Then each lane is loaded by itself. These loads are volatile, for
//! the code generator would make one of neighbours again.
//!
//! Sound, because a vector's bytes are those of its lanes, and nothing is stored between these loads. Only vectors are taken apart
//! that LLVM's passes made of the program's own loads, which the lanes are then again; one of the guest's vectors, which has to
//! trap as a whole, stays. A vector traps if and only if its first or last lane does, and an extra volatile load changes nothing.

use super::build::Builder;
use super::value::{Block, Instruction, Shape, Value, functions};
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;
use wasmc_frontend::ir::MEMORY_ACCESS;

/// So many stores before a load are looked at: a CPU has about as many on their way.
const STORES: usize = 32;

/// So many instructions before a load they may be.
const INSTRUCTIONS: usize = 300;

/// Stores to places that are not known for certain, of which this many are enough to expect one to be in the way.
const UNCERTAIN: usize = 2;

/// The operands of a load of some lanes: which ones, and what the others are.
const MASK: u32 = 1;
const OTHERWISE: u32 = 2;

/// Stores to such places that begin farther from a load are taken for those of another variable.
const NEAR_BYTES: u64 = 1024;

/// Addresses of more summands are not compared.
const MOST_SUMMANDS: usize = 8;

/// Loads words one by one.
pub fn split(module: &Module<'_>) {
    let memory_access = module.get_context().get_kind_id(MEMORY_ACCESS);
    let builder = Builder::new(module);
    for function in functions(module) {
        for block in function.blocks() {
            for load in waiting(block, memory_access) {
                split_load(load, &builder);
            }
        }
    }
}

/// A store: where in its block it is, and what it writes.
struct Store<'m> {
    at: usize,
    bytes: Bytes<'m>,
}

/// The loads of a block that wait for several stores.
fn waiting<'m>(block: Block<'m>, memory_access: u32) -> Vec<Instruction<'m>> {
    let instructions: Vec<_> = block.instructions().collect();
    let is_loaded = |each: &Instruction<'m>| is_made_vector(*each, memory_access);
    if !instructions.iter().any(is_loaded) {
        return Vec::new();
    }
    let mut stores = Vec::new();
    if block.successors().any(|successor| successor == block) {
        // Those of the iteration before.
        note(&instructions, 0, &mut stores, |_, _| {});
        stores.drain(..stores.len().saturating_sub(STORES));
        stores = stores.iter().filter_map(|store| store.one_iteration_later(block)).collect();
    }
    let mut found = Vec::new();
    note(&instructions, instructions.len(), &mut stores, |at, stores| {
        let load = instructions[at - instructions.len()];
        if is_loaded(&load) {
            let recent = stores.iter().rev().take(STORES).take_while(|store| at - store.at < INSTRUCTIONS);
            let bytes = Bytes::of(load.operand(0), load.value());
            found.extend(bytes.filter(|bytes| bytes.wait_for(recent)).map(|_| load));
        }
    });
    found
}

/// Notes the stores of a block, whose first instruction counts as being at `start`, and shows the ones so far with each of the others.
fn note<'m>(
    instructions: &[Instruction<'m>],
    start: usize,
    stores: &mut Vec<Store<'m>>,
    mut show: impl FnMut(usize, &[Store<'m>]),
) {
    for (at, &each) in (start..).zip(instructions) {
        if each.opcode() == LLVMOpcode::LLVMStore {
            stores.extend(Bytes::of(each.operand(1), each.operand(0)).map(|bytes| Store { at, bytes }));
        } else if each.is_call() && !each.callee().is_some_and(|callee| callee.name().starts_with("llvm.")) {
            // What was stored before has arrived behind it.
            stores.clear();
        } else {
            show(at, stores);
        }
    }
}

/// Whether it loads a vector of words that LLVM's passes made, or some of its lanes.
fn is_made_vector(load: Instruction<'_>, memory_access: u32) -> bool {
    if load.opcode() != LLVMOpcode::LLVMLoad {
        return is_masked_load(load) && is_vector(load) && load.operand(MASK).is_constant();
    }
    is_vector(load) && !load.is_volatile() && !load.is_atomic() && !load.has_metadata(memory_access)
}

fn is_vector(load: Instruction<'_>) -> bool {
    matches!(load.value().shape(), Some(Shape::Vector { lanes: 2..=16, lane_bytes: 4 | 8 }))
}

fn is_masked_load(instruction: Instruction<'_>) -> bool {
    let callee = if instruction.is_call() { instruction.callee() } else { None };
    callee.is_some_and(|callee| callee.name().starts_with("llvm.masked.load."))
}

fn split_load<'m>(load: Instruction<'m>, builder: &Builder<'m>) {
    let vector = load.value();
    let count = vector.shape().map_or(0, Shape::lanes);
    let builder = builder.before(load);
    let is_masked = load.is_call();
    let alignment_bytes = if is_masked { 1 } else { load.alignment_bytes() };
    let lane = |lane| {
        if is_masked && !load.operand(MASK).has_true_lane(lane) {
            return builder.extract_lane(load.operand(OTHERWISE), lane);
        }
        let value = builder.load_lane(vector, load.operand(0), alignment_bytes, lane);
        value.instruction().into_iter().for_each(|load| load.set_volatile(true));
        value
    };
    let lanes: Vec<_> = (0..count).map(lane).collect();
    vector.replace_with(builder.vector_of(vector, &lanes));
    load.erase();
}

impl<'m> Store<'m> {
    /// The same store as the next iteration of its block sees it, if its address is told by counters and what does not change.
    fn one_iteration_later(&self, block: Block<'m>) -> Option<Self> {
        let steps = self.bytes.summands.iter().map(|&summand| step(summand, block));
        let offset = steps.sum::<Option<i64>>().map(|steps| self.bytes.offset.wrapping_sub(steps))?;
        let bytes = Bytes { summands: self.bytes.summands.clone(), offset, count: self.bytes.count };
        Some(Self { at: self.at, bytes })
    }
}

/// What a loop of one block adds to a value in each iteration, if that is always the same.
fn step<'m>(value: Value<'m>, block: Block<'m>) -> Option<i64> {
    let Some(phi) = value.instruction().filter(|each| each.block() == block) else { return Some(0) };
    let next = (phi.opcode() == LLVMOpcode::LLVMPHI).then(|| phi.incoming(block).instruction()).flatten()?;
    (is_sum(next) && next.operand(0) == value).then(|| next.operand(1))?.signed_constant()
}

/// Some bytes of memory.
struct Bytes<'m> {
    /// What their address is the sum of, but for constants.
    summands: Vec<Value<'m>>,
    offset: i64,
    count: i64,
}

impl<'m> Bytes<'m> {
    /// Those of a value at an address.
    fn of(address: Value<'m>, value: Value<'m>) -> Option<Self> {
        let count = i64::from(value.shape()?.bits() / 8);
        let mut bytes = Self { summands: Vec::new(), offset: 0, count };
        let mut queue = vec![address];
        while let Some(value) = queue.pop() {
            if let Some(constant) = value.signed_constant() {
                bytes.offset = bytes.offset.wrapping_add(constant);
                continue;
            }
            match value.instruction() {
                Some(sum) if is_sum(sum) => queue.extend([sum.operand(0), sum.operand(1)]),
                Some(zext) if zext.opcode() == LLVMOpcode::LLVMZExt => queue.push(zext.operand(0)),
                _ => bytes.summands.push(value),
            }
            if bytes.summands.len() + queue.len() > MOST_SUMMANDS {
                return None;
            }
        }
        Some(bytes)
    }

    /// Whether a load of these waits for some of these stores, of which the last comes first.
    fn wait_for<'a>(&self, stores: impl Iterator<Item = &'a Store<'m>>) -> bool
    where
        'm: 'a,
    {
        let mut uncertain = 0;
        for store in stores.map(|store| &store.bytes) {
            let distance = store.offset.wrapping_sub(self.offset);
            let has_same = self.summands.iter().all(|summand| store.summands.contains(summand));
            if !has_same {
                continue;
            }
            if store.summands.len() != self.summands.len() {
                uncertain += usize::from(store.count < self.count && distance.unsigned_abs() <= NEAR_BYTES);
                if uncertain == UNCERTAIN {
                    return true;
                }
                continue;
            }
            if distance <= 0 && distance.saturating_add(store.count) >= self.count {
                return false;
            }
            if distance < self.count && distance.saturating_add(store.count) > 0 {
                return true;
            }
        }
        false
    }
}

fn is_sum(instruction: Instruction<'_>) -> bool {
    match instruction.opcode() {
        // One of bits that the other does not have, nearly always. This only tells what is likely.
        LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMOr => true,
        LLVMOpcode::LLVMGetElementPtr => instruction.counts_bytes() && instruction.operand_count() == 2,
        _ => false,
    }
}
