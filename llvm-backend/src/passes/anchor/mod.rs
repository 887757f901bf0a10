//! Keeps loads that may trap although nobody needs their value.
//!
//! LLVM deletes a load whose value is unused, and with it the trap of an access beyond the end of memory. So [`protect`]
//! first makes every load of linear memory volatile. Then LLVM's passes remove what obviously has no effect: branches
//! between nothing and nothing, `x & 0`, what is always the same, bits that nobody looks at. What is left of the loads' users shows
//! which values are needed, and [`relax`] makes those loads plain again, so that LLVM can vectorize and move them.
//!
//! A value is *needed* when it reaches an instruction with an effect through operands, or decides whether one runs. Not needed are:
//!
//! - what is stored back to where it was loaded from, or to a global that nobody reads: LLVM removes the store first;
//! - what branches compare that decide about nothing ([`branches`]);
//! - what is computed together with a NaN ([`nan`]);
//! - what is multiplied by zero ([`zero`]);
//! - an argument of a function that does nothing but to return something, where that is discarded;
//! - an argument from which the callee computes nothing but what it returns, where that is discarded, or not even that;
//! - what a function returns, if any direct call of it discards the result, since LLVM may then remove that call.
//!
//! A load in a loop must be needed *each time*, too, not only for what runs or counts when the loop has ended ([`cycles`]): LLVM moves such a load
//! behind the loop, where it loads what the last iteration does, also one that is there since a function was inlined. So it stays volatile unless
//! in each iteration its value reaches an effect, or a branch that decides about one or ends the loop, or something that the loop carries on to the
//! end: a sum, the greatest so far. Where a call's result is not needed each time, neither is what the function needs for that alone, if any such
//! call is direct. Below `-O2` no pass moves loads, and this is not asked.
//!
//! Why that is enough: to move an instruction out of a loop, LLVM asks that nothing in the loop uses it, but for a phi that
//! it can do without behind the loop; and what has an effect, a branch, a cycle of phis, and all that they use, stay where they are. It does not
//! move loops, so that what an inner loop carries stays in the outer one, unless the inner one is unrolled to instructions that are none
//! ([`counted`]). What would break it: a loop whose constant number of iterations shows only later, or a call through a table whose index does.
//!
//! Each function is looked at once, once more if calls discard its result, or do not need it each time, and again when it shows of a function that
//! it calls that arguments are not needed there.

mod branches;
mod counted;
mod cycles;
pub(super) mod flow;
pub(super) mod loops;
mod nan;
mod needed;
mod place;
mod zero;

use super::value::{Function, Instruction, Map, Set, Value, functions};
use branches::is_branch;
use inkwell::attributes::Attribute;
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;
use needed::Needed;
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
pub fn relax(module: &Module<'_>, later: Later) {
    let mut pass = Relax {
        later,
        memory_access: memory_access(module),
        effects: Effects {
            memory_attribute: Attribute::get_named_enum_kind_id("memory"),
            are_read: Map::default(),
            without: Set::default(),
        },
        discarded: Set::default(),
        needed_params: Map::default(),
        queue: Vec::new(),
    };
    for function in functions(module).filter(|function| function.is_defined()) {
        pass.look_at(function);
    }
    while let Some(function) = pass.queue.pop() {
        pass.look_at(function);
    }
}

/// LLVM's number of the metadata kind that marks accesses to linear memory.
fn memory_access(module: &Module<'_>) -> u32 {
    module.get_context().get_kind_id(MEMORY_ACCESS)
}

fn is_load_of_memory(instruction: Instruction<'_>, memory_access: u32) -> bool {
    instruction.opcode() == LLVMOpcode::LLVMLoad && !instruction.is_atomic() && instruction.has_metadata(memory_access)
}

/// What the passes after [`relax`] do.
#[derive(Clone, Copy)]
pub enum Later {
    /// They may move loads out of loops.
    MovesLoads,
    /// They may only remove them.
    LeavesLoads,
}

/// Whether what a function returns counts as needed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Returned {
    Needed,
    /// Not each time: only the last iteration of a loop around the call needs it.
    Seldom,
    Discarded,
}

/// Of each parameter that a function needs whether it needs it each time that it is called: 1, or 0 if not.
type NeededParams<'m> = Map<(Function<'m>, Returned), Vec<Option<u32>>>;

struct Relax<'m> {
    later: Later,
    /// LLVM's number of the metadata kind that marks accesses to memory.
    memory_access: u32,
    effects: Effects<'m>,
    /// Functions whose result some call does not need, or not each time.
    discarded: Set<(Function<'m>, Returned)>,
    /// Which parameters a function needs, as far as it has been looked at.
    needed_params: NeededParams<'m>,
    /// Functions that are still to be looked at again; one may be there twice.
    queue: Vec<Function<'m>>,
}

impl<'m> Relax<'m> {
    fn look_at(&mut self, function: Function<'m>) {
        self.visit(function, Returned::Needed);
        // Each of them needs less than the one before, and keeps more loads.
        for returned in [Returned::Seldom, Returned::Discarded] {
            if self.discarded.contains(&(function, returned)) {
                self.visit(function, returned);
            }
        }
    }

    fn visit(&mut self, function: Function<'m>, returned: Returned) {
        let mut needed = Needed::new(function, returned, self.later, &self.needed_params);
        let mut has_effects = needed.never_ends();
        let mut loads = Vec::new();
        let mut calls = Vec::new();
        for instruction in function.instructions() {
            if is_load_of_memory(instruction, self.memory_access) {
                loads.push(instruction);
            } else if needed.may_be_useless(instruction) {
                // It is marked when what it decides about is.
            } else if instruction.opcode() == LLVMOpcode::LLVMRet {
                needed.add_returned(instruction, returned);
            } else if self.effects.has_effect(instruction) {
                has_effects |= !is_branch(instruction);
                needed.add(instruction);
            }
            if instruction.is_call() {
                calls.push(instruction);
            }
        }
        needed.mark();
        // Backwards: a load that stays volatile needs the loads that its address comes from.
        for load in loads.into_iter().rev() {
            let anchored = !needed.is_needed_each_time(load);
            load.set_volatile(anchored);
            if anchored {
                has_effects = true;
                needed.add(load);
                needed.mark();
            }
        }
        for call in calls {
            let (callee, returned) = (call.callee(), needed.returned(call));
            if let Some(callee) = callee.filter(|callee| returned != Returned::Needed && callee.is_defined())
                && self.discarded.insert((callee, returned))
            {
                self.queue.push(callee);
            }
        }
        let has_changed = !has_effects && self.effects.without.insert(function);
        let params = needed.params;
        self.note(function, returned, params, has_changed);
    }

    /// Notes which parameters a function needs. If they are fewer than was thought, or something else has changed, its callers are
    /// to be looked at again.
    fn note(&mut self, function: Function<'m>, returned: Returned, params: Vec<Option<u32>>, has_changed: bool) {
        let before = self.needed_params.get(&(function, returned)).cloned();
        let before = before.unwrap_or_else(|| function.params().map(|param| param.is_used().then_some(1)).collect());
        if has_changed || before != params {
            let calls = function.value().users().filter(|user| user.is_call());
            self.queue.extend(calls.map(|call| call.block().function()));
        }
        self.needed_params.insert((function, returned), params);
    }
}

/// Tells what has effects.
struct Effects<'m> {
    /// LLVM's number of the attribute `memory`.
    memory_attribute: u32,
    /// Whether anything but stores uses a global that only the module knows.
    are_read: Map<Value<'m>, bool>,
    /// Functions that do nothing but to return something.
    without: Set<Function<'m>>,
}

impl<'m> Effects<'m> {
    /// Whether an instruction does more than to compute a value that LLVM would drop if nobody needed it.
    fn has_effect(&mut self, instruction: Instruction<'m>) -> bool {
        match instruction.opcode() {
            LLVMOpcode::LLVMLoad => instruction.is_atomic(),
            LLVMOpcode::LLVMStore => self.is_read(instruction.operand(1)),
            LLVMOpcode::LLVMFence
            | LLVMOpcode::LLVMAtomicRMW
            | LLVMOpcode::LLVMAtomicCmpXchg
            | LLVMOpcode::LLVMVAArg => true,
            LLVMOpcode::LLVMCall => {
                let callee = instruction.callee();
                !callee.is_some_and(|callee| {
                    self.without.contains(&callee) || callee.is_pure_intrinsic(self.memory_attribute)
                })
            }
            _ => instruction.is_terminator(),
        }
    }

    /// Whether anybody may read what is at an address.
    fn is_read(&mut self, pointer: Value<'m>) -> bool {
        let is_stored_to = |user: Instruction<'m>| user.opcode() == LLVMOpcode::LLVMStore && user.operand(0) != pointer;
        !pointer.is_private_variable()
            || *self.are_read.entry(pointer).or_insert_with(|| !pointer.users().all(is_stored_to))
    }
}
