//! Adds carries up in the order in which they come about.
//!
//! The upper word of a sum of long numbers is `h₁ + h₂ + … + c₁ + c₂ + …`, where each carry `cᵢ` is whether an addition of lower words
//! has wrapped. x86 adds two words and a carry at once, if the carry has just been made; LLVM's passes bring the words
//! together, and the carries that have no two words left are made numbers first. Here lower and upper words become numbers of 128 bits
//! again (`wide`), and a carry of another addition gets a word of its own.
//!
//! Sound, because additions that may wrap can be made in any order. It comes after LLVM's passes, which would undo it.

mod places;
mod wide;

use super::build::Builder;
use super::value::{Function, Instruction, Value, functions};
use inkwell::module::Module;
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};
use places::Places;

/// More summands than this are left as they are.
const MOST: usize = 64;

/// Orders the sums of a module. Returns whether there were any; then what is left of them is to be removed.
pub fn order(module: &Module<'_>) -> bool {
    let builder = Builder::new(module);
    functions(module).fold(false, |any, function| order_in(function, &builder) | any)
}

fn order_in<'m>(function: Function<'m>, builder: &Builder<'m>) -> bool {
    let sums: Vec<_> = function.instructions().filter(|&each| is_sum(each) && !is_part(each)).collect();
    let mut known = None;
    let mut any = false;
    for sum in sums {
        let Some(mut summands) = split(sum) else { continue };
        let places = known.get_or_insert_with(|| Places::of(function));
        let is_wide = wide::join(sum, &mut summands, builder, places);
        let Summands { mut words, mut carries } = summands;
        // The first carry goes with the first two words, and each other one with another word.
        if is_wide || (words.len() > 2 && carries.len() > 1) {
            let slot = |value: &Value<'m>| places.slot(*value, sum.block());
            words.sort_by_key(slot);
            carries.sort_by_key(slot);
            let rebuilt = rebuilt(builder.before(sum), &words, &carries);
            places.note(rebuilt, places.before(sum));
            sum.value().replace_with(rebuilt);
            any = true;
        }
    }
    any
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

/// What a sum adds up.
struct Summands<'m> {
    words: Vec<Value<'m>>,
    /// Numbers that are 1 if an addition has wrapped, and otherwise 0.
    carries: Vec<Value<'m>>,
}

/// What a sum adds up, if there are words and several carries.
fn split<'m>(sum: Instruction<'m>) -> Option<Summands<'m>> {
    let (mut words, mut carries) = (Vec::new(), Vec::new());
    let mut queue = vec![sum.operand(0), sum.operand(1)];
    while let Some(value) = queue.pop() {
        match value.instruction() {
            Some(part) if is_sum(part) && is_part(part) => queue.extend([part.operand(0), part.operand(1)]),
            Some(number) if wrapped(number).is_some() => carries.push(value),
            _ => words.push(value),
        }
        if words.len() + carries.len() + queue.len() > MOST {
            return None;
        }
    }
    (!words.is_empty() && carries.len() > 1).then_some(Summands { words, carries })
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

/// The addition that has wrapped if a number is 1, if the number is 0 otherwise.
fn wrapped<'m>(number: Instruction<'m>) -> Option<Instruction<'m>> {
    let bit = (number.opcode() == LLVMOpcode::LLVMZExt).then(|| number.operand(0).instruction()).flatten();
    let bit = bit.filter(|bit| bit.opcode() == LLVMOpcode::LLVMICmp)?;
    let [first, second] = [0, 1].map(|at| bit.operand(at));
    let (sum, word) = match bit.predicate() {
        LLVMIntPredicate::LLVMIntULT => (first, second),
        LLVMIntPredicate::LLVMIntUGT => (second, first),
        _ => return None,
    };
    let sum = sum.instruction().filter(|sum| sum.opcode() == LLVMOpcode::LLVMAdd)?;
    (sum.operand(0) == word || sum.operand(1) == word).then_some(sum)
}
