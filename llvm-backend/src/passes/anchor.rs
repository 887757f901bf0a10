//! Keeps loads that may trap although nobody needs their value.
//!
//! LLVM deletes a load whose value is unused, and with it the trap of an access beyond the end of memory. So [`protect`]
//! first makes every load of linear memory volatile. Then LLVM's passes remove what obviously has no effect: branches
//! between nothing and nothing, `x & 0`. What is left of the loads' users shows which values are needed, and [`relax`] makes
//! those loads plain again, so that LLVM can vectorize and move them.
//!
//! A value is *needed* when it reaches an instruction with an effect through operands. One that is stored back to where it was
//! loaded from is not needed for that: LLVM removes the store first. Across functions: an argument is not needed if the callee
//! has no use for its parameter, and what a function returns is not needed if any direct call of it discards the result, since
//! LLVM may then remove that call. Each function is looked at once, and once more if calls discard its result.

use super::value::{Function, Instruction, Set, Value, functions};
use inkwell::attributes::Attribute;
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;
use wasmc_frontend::ir::MEMORY_ACCESS;

/// Makes all loads of linear memory volatile.
pub fn protect(module: &Module<'_>) {
    let memory_access = memory_access(module);
    for function in functions(module) {
        for load in function.instructions().filter(|&instruction| is_load_of_memory(instruction, memory_access)) {
            load.set_volatile(true);
        }
    }
}

/// Makes those loads of linear memory plain whose value is needed. For a module that [`protect`] was called on.
pub fn relax(module: &Module<'_>) {
    let mut pass = Relax {
        memory_access: memory_access(module),
        memory_attribute: Attribute::get_named_enum_kind_id("memory"),
        discarded: Set::default(),
        queue: Vec::new(),
    };
    for function in functions(module) {
        pass.visit(function, Returned::Needed);
    }
    while let Some(function) = pass.queue.pop() {
        pass.visit(function, Returned::Discarded);
    }
}

/// LLVM's number of the metadata kind that marks accesses to linear memory.
fn memory_access(module: &Module<'_>) -> u32 {
    module.get_context().get_kind_id(MEMORY_ACCESS)
}

fn is_load_of_memory(instruction: Instruction<'_>, memory_access: u32) -> bool {
    instruction.opcode() == LLVMOpcode::LLVMLoad && !instruction.is_atomic() && instruction.has_metadata(memory_access)
}

/// Whether what a function returns counts as needed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Returned {
    Needed,
    Discarded,
}

struct Relax<'m> {
    /// LLVM's number of the metadata kind that marks accesses to memory.
    memory_access: u32,
    /// LLVM's number of the attribute `memory`.
    memory_attribute: u32,
    /// Functions whose result some call discards.
    discarded: Set<Function<'m>>,
    /// Those of them that are still to be visited again.
    queue: Vec<Function<'m>>,
}

/// The instructions of one function whose values are needed.
#[derive(Default)]
struct Needed<'m> {
    values: Set<Instruction<'m>>,
    /// Needed or effectful ones whose operands are still to be marked.
    queue: Vec<Instruction<'m>>,
}

impl<'m> Relax<'m> {
    fn visit(&mut self, function: Function<'m>, returned: Returned) {
        let mut needed = Needed::default();
        let mut loads = Vec::new();
        let mut calls = Vec::new();
        for instruction in function.instructions() {
            if is_load_of_memory(instruction, self.memory_access) {
                loads.push(instruction);
            } else if self.has_effect(instruction)
                && !(instruction.opcode() == LLVMOpcode::LLVMRet && returned == Returned::Discarded)
            {
                needed.queue.push(instruction);
            }
            if instruction.is_call() {
                calls.push(instruction);
            }
        }
        needed.mark_operands();
        // Backwards: a load that stays volatile needs the loads that its address comes from.
        for load in loads.into_iter().rev() {
            let anchored = !needed.values.contains(&load);
            load.set_volatile(anchored);
            if anchored {
                needed.queue.push(load);
                needed.mark_operands();
            }
        }
        let discarding = calls.into_iter().filter(|call| !needed.values.contains(call));
        for callee in discarding.filter_map(Instruction::callee) {
            if callee.is_defined() && self.discarded.insert(callee) {
                self.queue.push(callee);
            }
        }
    }

    /// Whether an instruction does more than to compute a value that LLVM would drop if nobody needed it.
    fn has_effect(&self, instruction: Instruction<'m>) -> bool {
        match instruction.opcode() {
            LLVMOpcode::LLVMLoad => instruction.is_atomic(),
            LLVMOpcode::LLVMStore
            | LLVMOpcode::LLVMFence
            | LLVMOpcode::LLVMAtomicRMW
            | LLVMOpcode::LLVMAtomicCmpXchg
            | LLVMOpcode::LLVMVAArg => true,
            LLVMOpcode::LLVMCall => {
                !instruction.callee().is_some_and(|callee| callee.is_pure_intrinsic(self.memory_attribute))
            }
            _ => instruction.is_terminator(),
        }
    }
}

impl<'m> Needed<'m> {
    /// Marks what the queued instructions need, and what those need.
    fn mark_operands(&mut self) {
        while let Some(instruction) = self.queue.pop() {
            for (position, operand) in instruction.operands() {
                let is_ignored = is_ignored_argument(instruction, position) || is_stored_back(instruction, position);
                if !is_ignored && self.values.insert(operand) {
                    self.queue.push(operand);
                }
            }
        }
    }
}

/// Whether an operand is an argument that the called function does not look at.
fn is_ignored_argument(instruction: Instruction<'_>, position: u32) -> bool {
    instruction.is_call()
        && position < instruction.argument_count()
        && instruction.callee().is_some_and(|callee| callee.is_defined() && !callee.uses_param(position))
}

/// How far two computations of addresses are followed to see that they are the same.
const ADDRESS_DEPTH: u32 = 6;

/// Whether an operand is what this store writes to where it was loaded from.
fn is_stored_back(instruction: Instruction<'_>, position: u32) -> bool {
    if instruction.opcode() != LLVMOpcode::LLVMStore || position != 0 {
        return false;
    }
    let mut stored = instruction.operand(0);
    while let Some(cast) = stored.instruction().filter(|cast| cast.opcode() == LLVMOpcode::LLVMBitCast) {
        stored = cast.operand(0);
    }
    let load = stored.instruction().filter(|load| load.opcode() == LLVMOpcode::LLVMLoad);
    load.is_some_and(|load| {
        let [from, to] = [load.operand(0), instruction.operand(1)].map(Place::of);
        (from.base, from.offset) == (to.base, to.offset) && are_same(from.index, to.index, ADDRESS_DEPTH)
    })
}

/// An address: a base, an index that is no constant, if there is any, and the constants that are added to them. These count together,
/// modulo 2^32: where LLVM finds out that an index does not wrap, it adds them up too.
struct Place<'m> {
    base: Value<'m>,
    index: Value<'m>,
    offset: u32,
}

impl<'m> Place<'m> {
    fn of(pointer: Value<'m>) -> Self {
        let (pointer, offset) = without_constants(pointer);
        let indexed = pointer.instruction().filter(|gep| gep.opcode() == LLVMOpcode::LLVMGetElementPtr);
        match indexed.filter(|gep| gep.operand_count() == 2 && gep.counts_bytes()) {
            Some(gep) => {
                let (index, added) = without_constants(gep.operand(1));
                Self { base: gep.operand(0), index, offset: offset.wrapping_add(added) }
            }
            None => Self { base: pointer, index: pointer, offset },
        }
    }
}

/// Whether two values are one, or are computed in the same way from the same ones.
fn are_same(a: Value<'_>, b: Value<'_>, depth: u32) -> bool {
    let ((a, added_to_a), (b, added_to_b)) = (without_constants(a), without_constants(b));
    if a == b || added_to_a != added_to_b || depth == 0 {
        return a == b && added_to_a == added_to_b;
    }
    let (Some(from), Some(to)) = (a.instruction(), b.instruction()) else { return false };
    let is_computed = !matches!(from.opcode(), LLVMOpcode::LLVMLoad | LLVMOpcode::LLVMPHI) && !from.is_call();
    is_computed
        && (from.opcode(), from.operand_count()) == (to.opcode(), to.operand_count())
        && (0..from.operand_count()).all(|at| are_same(from.operand(at), to.operand(at), depth - 1))
}

/// A value without the constants that are added to it at last, and their sum.
fn without_constants(mut value: Value<'_>) -> (Value<'_>, u32) {
    let mut sum = 0u32;
    while let Some(from) = value.instruction() {
        let constant = || from.operand(1).constant().map(|constant| constant as u32);
        let term = match from.opcode() {
            LLVMOpcode::LLVMZExt => Some(0),
            LLVMOpcode::LLVMAdd => constant(),
            LLVMOpcode::LLVMSub => constant().map(u32::wrapping_neg),
            LLVMOpcode::LLVMGetElementPtr if from.operand_count() == 2 && from.counts_bytes() => constant(),
            _ => None,
        };
        let Some(term) = term else { break };
        sum = sum.wrapping_add(term);
        value = from.operand(0);
    }
    (value, sum)
}
