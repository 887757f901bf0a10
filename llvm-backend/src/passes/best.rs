//! Lets a loop go on while the greatest or the least float so far stays what it is.
//!
//! `if (a[i] > most) most = a[i]` becomes a choice, and each iteration waits for the choice of the one before: four cycles for each
//! number. But the best so far seldom changes, and less and less often. So behind all choices of an iteration comes another one:
//! if the result differs from what it was, that is it, and otherwise it is what it was. This one is marked as foreseen, so that code
//! generation makes a branch of it, and the next iteration begins with what the CPU foresees. With integers LLVM does so itself.
//!
//! Sound, because the added choice changes nothing. An iteration's result comes of what was there before by choices that take
//! another number only if that is greater (or all only if it is less). So it is greater, and taken, or it is what was there before, with
//! the same sign if it is zero, and that is kept. If what was there is not a number, then nothing is greater, and it stays in both.
//! Choices that also take what is not a number, or what is equal, are left alone.

use super::build::Builder;
use super::value::{Block, Function, Instruction, Shape, Value, functions};
use inkwell::module::Module;
use llvm_sys::{LLVMOpcode, LLVMRealPredicate};

/// More choices in one iteration are left alone.
const MOST: usize = 64;

/// Foresees the best so far in all loops of one block.
pub fn foresee(module: &Module<'_>) {
    let prof = module.get_context().get_kind_id("prof");
    let builder = Builder::new(module);
    let is_loop = |block: &Block<'_>| block.successors().any(|successor| successor == *block);
    for block in functions(module).flat_map(Function::blocks).filter(is_loop) {
        let phis: Vec<_> = block.instructions().take_while(|each| each.opcode() == LLVMOpcode::LLVMPHI).collect();
        for phi in phis.into_iter().filter(|phi| is_scalar_float(phi.value())) {
            if let Some(better) = best_so_far(phi) {
                add_choice(&builder, phi, better, prof);
            }
        }
    }
}

/// `better` is how the result of an iteration compares with what was there before, if it differs.
fn add_choice<'m>(builder: &Builder<'m>, phi: Instruction<'m>, better: LLVMRealPredicate, prof: u32) {
    let block = phi.block();
    let best = phi.incoming(block);
    let users: Vec<_> = best.users().filter(|user| *user == phi || user.block() != block).collect();
    let builder = builder.before(block.terminator());
    let is_better = builder.compare_floats(better, best, phi.value());
    let next = builder.select(is_better, best, phi.value());
    if let Some(choice) = next.instruction() {
        builder.weigh(choice, prof, [1, 1 << 20]);
    }
    for user in users {
        for at in (0..user.operand_count()).filter(|&at| user.operand(at) == best) {
            user.set_operand(at, next);
        }
    }
}

fn is_scalar_float(value: Value<'_>) -> bool {
    matches!(value.shape(), Some(Shape::Scalar { .. })) && value.int_width().is_none()
}

/// How numbers that are chosen compare, if what a phi is in the next iteration comes of it by choices of the greater number, or
/// all of the lesser one.
fn best_so_far(phi: Instruction<'_>) -> Option<LLVMRealPredicate> {
    let mut value = phi.incoming(phi.block());
    let mut direction = None;
    for _ in 0..MOST {
        let select = value.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMSelect)?;
        let (so_far, predicate) = better(select)?;
        if *direction.get_or_insert(predicate) != predicate {
            return None;
        }
        value = so_far;
        if value == phi.value() {
            return direction;
        }
    }
    None
}

/// What a choice keeps unless a number is greater or less than it, and which of the two.
fn better<'m>(select: Instruction<'m>) -> Option<(Value<'m>, LLVMRealPredicate)> {
    use LLVMRealPredicate::*;
    let comparison = select.operand(0).instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMFCmp)?;
    let [first, second] = [0, 1].map(|at| comparison.operand(at));
    // As a comparison of the number that is taken if it holds.
    let (predicate, taken, kept) = match comparison.float_predicate() {
        predicate @ (LLVMRealOGT | LLVMRealOLT) => (predicate, select.operand(1), select.operand(2)),
        LLVMRealULE => (LLVMRealOGT, select.operand(2), select.operand(1)),
        LLVMRealUGE => (LLVMRealOLT, select.operand(2), select.operand(1)),
        _ => return None,
    };
    match predicate {
        _ if [first, second] == [taken, kept] => Some((kept, predicate)),
        LLVMRealOGT if [second, first] == [taken, kept] => Some((kept, LLVMRealOLT)),
        _ if [second, first] == [taken, kept] => Some((kept, LLVMRealOGT)),
        _ => None,
    }
}
