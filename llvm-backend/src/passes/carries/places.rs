//! Where the values of a function are computed, and where new instructions are put.

use crate::passes::value::{Block, Function, Instruction, Map, Value};
use llvm_sys::LLVMOpcode;

/// The instructions that a function had, in order. A *slot* is the place in front of one of them, behind all new instructions that are
/// there already, so that what is put there may use them.
pub struct Places<'m> {
    order: Vec<Instruction<'m>>,
    /// The first slot in which a value can be used by others of its block.
    slots: Map<Value<'m>, usize>,
    /// The first slot of a block behind its phis.
    starts: Map<Block<'m>, usize>,
}

impl<'m> Places<'m> {
    /// Those of a function.
    pub fn of(function: Function<'m>) -> Self {
        let mut places = Self { order: Vec::new(), slots: Map::default(), starts: Map::default() };
        for block in function.blocks() {
            for each in block.instructions() {
                if each.opcode() != LLVMOpcode::LLVMPHI {
                    places.starts.entry(block).or_insert(places.order.len());
                    places.slots.insert(each.value(), places.order.len() + 1);
                }
                places.order.push(each);
            }
        }
        places
    }

    /// The first slot of a block in which a value can be used.
    pub fn slot(&self, value: Value<'m>, block: Block<'m>) -> usize {
        let inside = value.instruction().is_some_and(|each| each.block() == block);
        let known = if inside { self.slots.get(&value) } else { None };
        *known.unwrap_or(&self.starts[&block])
    }

    /// The slot in front of an instruction that the function had.
    pub fn before(&self, instruction: Instruction<'m>) -> usize {
        self.slots[&instruction.value()] - 1
    }

    /// The instruction that is behind a slot.
    pub fn behind(&self, slot: usize) -> Instruction<'m> {
        self.order[slot]
    }

    /// Notes that a value has been computed in a slot.
    pub fn note(&mut self, value: Value<'m>, slot: usize) {
        self.slots.insert(value, slot);
    }
}
