//! Adds carries up in the order in which they come about.
//!
//! The upper word of a sum of long numbers is `h₁ + h₂ + … + c₁ + c₂ + …`, where each carry `cᵢ` is whether an addition of lower words
//! has wrapped. x86 adds two words and a carry at once, if the carry has just been made; LLVM's passes bring the words
//! together, and the carries that have no two words left are made numbers first. Here each carry gets a word of its own again.
//!
//! Sound, because additions that may wrap can be made in any order. It comes after LLVM's passes, which would undo it.

use super::build::Builder;
use super::value::{Function, Instruction, Map, Value, functions};
use inkwell::module::Module;
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};

/// More summands than this are left as they are.
const MOST: usize = 64;

/// Orders the sums of a module.
pub fn order(module: &Module<'_>) {
    let builder = Builder::new(module);
    for function in functions(module) {
        order_in(function, &builder);
    }
}

fn order_in<'m>(function: Function<'m>, builder: &Builder<'m>) {
    let sums: Vec<_> = function.instructions().filter(|&each| is_sum(each) && !is_part(each)).collect();
    let mut positions = Map::default();
    for sum in sums {
        let Some((words, carries)) = split(sum) else { continue };
        if positions.is_empty() {
            positions = function.instructions().enumerate().map(|(at, each)| (each.value(), at)).collect();
        }
        let at = |value: &Value<'m>| positions.get(value).copied();
        let [mut words, mut carries] = [words, carries];
        words.sort_by_key(at);
        carries.sort_by_key(at);
        sum.value().replace_with(rebuilt(builder.before(sum), &words, &carries));
    }
}

/// `((w₀ + w₁ + c₀) + w₂ + c₁) + …`
fn rebuilt<'m>(builder: &Builder<'m>, words: &[Value<'m>], carries: &[Value<'m>]) -> Value<'m> {
    let (mut rest, mut carries) = (words[1..].iter(), carries.iter());
    let mut sum = words[0];
    loop {
        let next = [rest.next(), carries.next()];
        if next == [None, None] {
            return sum;
        }
        sum = next.into_iter().flatten().fold(sum, |sum, &each| builder.add(sum, each));
    }
}

/// The words and the carries of a sum, if there are several carries, and a word for more than one of them.
fn split<'m>(sum: Instruction<'m>) -> Option<(Vec<Value<'m>>, Vec<Value<'m>>)> {
    let (mut words, mut carries) = (Vec::new(), Vec::new());
    let mut queue = vec![sum.operand(0), sum.operand(1)];
    while let Some(value) = queue.pop() {
        match value.instruction() {
            Some(part) if is_sum(part) && is_part(part) => queue.extend([part.operand(0), part.operand(1)]),
            Some(carry) if is_carry(carry) => carries.push(value),
            _ => words.push(value),
        }
        if words.len() + carries.len() + queue.len() > MOST {
            return None;
        }
    }
    (words.len() > 2 && carries.len() > 1).then_some((words, carries))
}

fn is_sum(instruction: Instruction<'_>) -> bool {
    instruction.opcode() == LLVMOpcode::LLVMAdd && instruction.value().int_width() == Some(64)
}

/// Whether a sum is only used by another one in the same block.
fn is_part(sum: Instruction<'_>) -> bool {
    let mut users = sum.value().users();
    let (Some(user), None) = (users.next(), users.next()) else { return false };
    is_sum(user) && user.block() == sum.block()
}

/// Whether a number is 1 if an addition has wrapped, and otherwise 0.
fn is_carry(number: Instruction<'_>) -> bool {
    let bit = (number.opcode() == LLVMOpcode::LLVMZExt).then(|| number.operand(0).instruction()).flatten();
    let Some(bit) = bit.filter(|bit| bit.opcode() == LLVMOpcode::LLVMICmp) else { return false };
    let [first, second] = [0, 1].map(|at| bit.operand(at));
    let (sum, word) = match bit.predicate() {
        LLVMIntPredicate::LLVMIntULT => (first, second),
        LLVMIntPredicate::LLVMIntUGT => (second, first),
        _ => return false,
    };
    let sum = sum.instruction().filter(|sum| sum.opcode() == LLVMOpcode::LLVMAdd);
    sum.is_some_and(|sum| sum.operand(0) == word || sum.operand(1) == word)
}
