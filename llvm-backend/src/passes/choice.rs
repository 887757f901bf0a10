//! Says of choices between numbers from memory that they cannot be foreseen.
//!
//! Where a loop waits for a choice, code generation makes a branch of it: one that the CPU foresees takes no time. One that it
//! does not costs some twenty cycles, and which of two numbers that were just loaded is the smaller one it cannot know: the least
//! of three neighbours in a table of distances, the lesser child in a heap. Such a choice stays one instruction.
//! So does one that holds a loaded number within constant bounds, as what is computed of a pixel, if the loop's next iteration does not wait for it.
//!
//! Two others are left to LLVM, for they have the same outcome most of the time, and then all that follows, loads above all, need
//! not wait for it: comparisons with what the loop does not change, a bound or what is looked for; and the least or the greatest
//! of all so far, which seldom changes.
//!
//! LLVM has a mark for this. It is a hint, so that there is nothing to prove, and what is taken for a loop here is no more than
//! that: what is dominated by a block that one of those goes back to. Minima and maxima cannot carry the mark. They become comparison
//! and choice again, which comes after the passes that know what they are.

use super::build::Builder;
use super::loops::Loops;
use super::value::{Function, Instruction, Value, functions};
use inkwell::module::Module;
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};
use std::ops::Range;

/// How many values are looked at for each number that is compared.
const MOST: usize = 64;

/// The greater of a number and 0.
const NOT_BELOW_ZERO: (LLVMIntPredicate, Option<u64>) = (LLVMIntPredicate::LLVMIntSGT, Some(0));

/// Scalar minima and maxima, with what their first operand is compared for.
type Extremes<'m> = Vec<(Function<'m>, LLVMIntPredicate)>;

/// Marks the choices of a module.
pub fn mark(module: &Module<'_>) {
    let builder = Builder::new(module);
    let unpredictable = module.get_context().get_kind_id("unpredictable");
    let extremes: Extremes<'_> = functions(module).filter_map(|each| Some((each, extreme(&each.name())?))).collect();
    for function in functions(module) {
        let choices: Vec<_> = function.instructions().filter_map(|each| Choice::of(each, &extremes)).collect();
        if choices.is_empty() {
            continue;
        }
        let loops = Loops::new(function);
        for choice in choices.into_iter().filter(|choice| choice.is_unpredictable(&loops, &extremes)) {
            if let Some(number) = choice.without_comparison(&builder, &extremes) {
                choice.instruction.value().replace_with(number);
            } else if let Some(select) = choice.select(&builder).instruction() {
                builder.mark(select, unpredictable);
            }
        }
    }
}

/// An instruction that chooses by comparing two integers.
struct Choice<'m> {
    instruction: Instruction<'m>,
    compared: [Value<'m>; 2],
    /// If it is a minimum or a maximum: what the first operand is compared for.
    extreme: Option<LLVMIntPredicate>,
}

impl<'m> Choice<'m> {
    fn of(instruction: Instruction<'m>, extremes: &Extremes<'m>) -> Option<Self> {
        let extreme = predicate(instruction, extremes);
        let comparison = match instruction.opcode() {
            LLVMOpcode::LLVMSelect => instruction.operand(0).instruction()?,
            _ => extreme.map(|_| instruction)?,
        };
        if extreme.is_none() && comparison.opcode() != LLVMOpcode::LLVMICmp {
            return None;
        }
        let compared = [0, 1].map(|position| comparison.operand(position));
        compared[0].int_width().map(|_| Self { instruction, compared, extreme })
    }

    fn is_unpredictable(&self, loops: &Loops<'m>, extremes: &Extremes<'m>) -> bool {
        let Some(looped) = loops.around(self.instruction.block()) else { return false };
        let is_loaded = |&value: &_| loops.loads(&looped, value);
        if self.is_bound() {
            return self.compared.iter().any(is_loaded) && !loops.carries(&looped, self.instruction);
        }
        let way = Way { loops, looped: &looped, extremes };
        self.compared.iter().all(is_loaded) && !self.compared.iter().any(|&value| way.is_best_so_far(value))
    }

    /// Whether it keeps a number from going beyond a constant, and not below 0, for which code generation needs no comparison.
    fn is_bound(&self) -> bool {
        let constant = self.compared.iter().find_map(|value| value.constant());
        self.extreme.is_some_and(|extreme| constant.is_some() && (extreme, constant) != NOT_BELOW_ZERO)
    }

    /// `min(x, 255)` as `(x | (255 - x) >> 31) & 255` where it becomes a byte, and the same for other powers of two: code generation
    /// would choose between bytes then, and lose the mark. `x` is not negative, so that the difference does not wrap, and negative
    /// where `x` is above the bound.
    fn without_comparison(&self, builder: &Builder<'m>, extremes: &Extremes<'m>) -> Option<Value<'m>> {
        use LLVMOpcode::*;
        let [number, bound] = [0, 1].map(|position| self.instruction.operand(position));
        let least = Choice::of(number.instruction()?, extremes)?;
        let (most, sign) = (bound.constant()?, u64::from(number.int_width()? - 1));
        let is_mask = (most & (most + 1)) == 0 && most >> sign == 0;
        let is_positive =
            least.extreme.is_some_and(|extreme| (extreme, least.compared[1].constant()) == NOT_BELOW_ZERO);
        let mut users = self.instruction.value().users();
        let becomes_narrow = users.next()?.opcode() == LLVMTrunc && users.next().is_none();
        if self.extreme != Some(LLVMIntPredicate::LLVMIntULT) || !is_mask || !is_positive || !becomes_narrow {
            return None;
        }
        let builder = builder.before(self.instruction);
        let rest = builder.binary(LLVMSub, bound, number);
        let is_above = builder.binary(LLVMAShr, rest, builder.constant(number, sign));
        Some(builder.binary(LLVMAnd, builder.binary(LLVMOr, number, is_above), bound))
    }

    /// The choice as an instruction that can be marked.
    fn select(&self, builder: &Builder<'m>) -> Value<'m> {
        let Some(predicate) = self.extreme else { return self.instruction.value() };
        // One of them may have been replaced since they were found.
        let [first, second] = [0, 1].map(|position| self.instruction.operand(position));
        let is_first = builder.before(self.instruction).compare(predicate, first, second);
        let select = builder.select(is_first, first, second);
        self.instruction.value().replace_with(select);
        select
    }
}

impl<'m> Loops<'m> {
    /// Whether the next iteration of a loop may need a number, as far as values go; what goes through memory is not seen.
    fn carries(&self, looped: &Range<usize>, number: Instruction<'m>) -> bool {
        let mut queue = vec![number];
        let mut next = 0;
        while let Some(&instruction) = queue.get(next) {
            if next == MOST {
                return true;
            }
            next += 1;
            for user in instruction.value().users() {
                let Some(&at) = self.positions.get(&user.block()).filter(|at| looped.contains(at)) else { continue };
                // The loop's first block dominates all others, so that it is first in order.
                if user.opcode() == LLVMOpcode::LLVMPHI && at == looped.start {
                    return true;
                }
                if !queue.contains(&user) {
                    queue.push(user);
                }
            }
        }
        false
    }

    /// Whether a number depends on what a loop loads.
    fn loads(&self, looped: &Range<usize>, value: Value<'m>) -> bool {
        use LLVMOpcode::*;
        let mut queue = vec![value];
        let mut next = 0;
        while next < queue.len().min(MOST) {
            let instruction = queue[next].instruction();
            next += 1;
            let is_inside = |block| self.positions.get(&block).is_some_and(|at| looped.contains(at));
            let Some(instruction) = instruction.filter(|each| is_inside(each.block())) else { continue };
            let first = match instruction.opcode() {
                LLVMLoad => return true,
                // What it is chosen by is another matter.
                LLVMSelect => 1,
                LLVMPHI | LLVMAdd | LLVMSub | LLVMMul | LLVMAnd | LLVMOr | LLVMXor | LLVMShl | LLVMLShr | LLVMAShr
                | LLVMZExt | LLVMSExt | LLVMTrunc | LLVMCall => 0,
                _ => continue,
            };
            for operand in (first..instruction.operand_count()).map(|at| instruction.operand(at)) {
                if !queue.contains(&operand) {
                    queue.push(operand);
                }
            }
        }
        false
    }
}

/// The way that a value takes around a loop.
struct Way<'a, 'm> {
    loops: &'a Loops<'m>,
    looped: &'a Range<usize>,
    extremes: &'a Extremes<'m>,
}

impl<'m> Way<'_, 'm> {
    /// Whether a value is the least or the greatest so far: it comes from one that only choices between it and others change.
    fn is_best_so_far(&self, value: Value<'m>) -> bool {
        let mut fuel = MOST;
        let mut queue = vec![value];
        while let Some(value) = queue.pop() {
            let Some(instruction) = value.instruction().filter(|_| fuel > 0) else { continue };
            fuel -= 1;
            if instruction.opcode() == LLVMOpcode::LLVMPHI && self.returns(instruction, value, &mut fuel) {
                return true;
            }
            queue.extend(self.chosen_from(instruction));
        }
        false
    }

    /// Whether a phi is always what has been chosen from `target` in the iteration before.
    fn returns(&self, phi: Instruction<'m>, target: Value<'m>, fuel: &mut usize) -> bool {
        let is_inside = |&at: &u32| {
            let from = self.loops.positions.get(&phi.incoming_block(at));
            from.is_some_and(|from| self.looped.contains(from))
        };
        let mut incoming = (0..phi.operand_count()).filter(is_inside).map(|at| phi.operand(at)).peekable();
        incoming.peek().is_some() && incoming.all(|value| self.leads_to(value, target, fuel))
    }

    fn leads_to(&self, value: Value<'m>, target: Value<'m>, fuel: &mut usize) -> bool {
        let Some(instruction) = value.instruction().filter(|_| *fuel > 0) else { return false };
        *fuel -= 1;
        value == target
            || (instruction.opcode() == LLVMOpcode::LLVMPHI && self.returns(instruction, target, fuel))
            || self.chosen_from(instruction).into_iter().any(|value| self.leads_to(value, target, fuel))
    }

    /// What a choice chooses from, if that is what it compares.
    fn chosen_from(&self, instruction: Instruction<'m>) -> Vec<Value<'m>> {
        let Some(choice) = Choice::of(instruction, self.extremes) else { return Vec::new() };
        let options = [1, 2]
            .map(|at| if choice.extreme.is_some() { choice.compared[at - 1] } else { instruction.operand(at as u32) });
        if options.iter().all(|option| choice.compared.contains(option)) { options.to_vec() } else { Vec::new() }
    }
}

/// What the first operand is compared for, if it is a minimum or a maximum.
fn predicate<'m>(instruction: Instruction<'m>, extremes: &Extremes<'m>) -> Option<LLVMIntPredicate> {
    let callee = (instruction.opcode() == LLVMOpcode::LLVMCall).then(|| instruction.callee()).flatten()?;
    extremes.iter().find(|&&(extreme, _)| extreme == callee).map(|&(_, predicate)| predicate)
}

/// What the first operand of a scalar minimum or maximum is compared for, by the intrinsic's name.
fn extreme(name: &str) -> Option<LLVMIntPredicate> {
    match name.strip_prefix("llvm.")?.split_once('.')? {
        ("smin", "i32" | "i64") => Some(LLVMIntPredicate::LLVMIntSLT),
        ("smax", "i32" | "i64") => Some(LLVMIntPredicate::LLVMIntSGT),
        ("umin", "i32" | "i64") => Some(LLVMIntPredicate::LLVMIntULT),
        ("umax", "i32" | "i64") => Some(LLVMIntPredicate::LLVMIntUGT),
        _ => None,
    }
}
