//! Finds products of two numbers of 64 bits that are put together from products of their halves, and multiplies at once.
//!
//! WebAssembly has no instruction for the upper half of a product of 64-bit numbers. Guests have a routine for it, which
//! clang calls `__multi3`, or write the four products of 32-bit halves, shifts and sums out where they need them. There are
//! many ways to do that: which products are summed first, whether the carries are shifted out or compared for. So shapes are
//! not compared: what the instructions compute is turned into [`form::Form`]s of the four products, exactly, and if 2^64
//! times that is the whole product less a remainder below 2^64, then it is the product's upper half.
//!
//! Nothing is assumed of a function's name, nor of what else it does: a sum is replaced where it stands, by one that is equal for all
//! operands; what becomes useless by that, LLVM removes. A sum that falls short by one carry is no upper half and stays.

mod form;
mod number;

use super::build::Builder;
use super::value::{Function, Instruction, Value, functions};
use form::Form;
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;
use number::{Half, Numbers, half};
use std::collections::HashMap;

/// More summands than a product and what is added to it have.
const MAX_SUMMANDS: usize = 16;
/// How far an upper half is from the product of its upper halves, and how many sums that is looked at for.
const MAX_STEPS: usize = 6;
const MAX_SUMS: usize = 8;

/// Makes one multiplication of each product that is made of four. Returns whether there may have been any.
pub fn join(module: &Module<'_>) -> bool {
    let builder = Builder::new(module);
    let mut any = false;
    for function in functions(module) {
        let seeds: Vec<_> = function.instructions().filter_map(product_of_upper_halves).collect();
        if !seeds.is_empty() {
            Join { numbers: Numbers::new(), builder: &builder, lower: HashMap::new() }.visit(function, seeds);
            any = true;
        }
    }
    any
}

/// Two values of 64 bits, and the product of their upper halves.
#[derive(Clone, Copy)]
struct Seed<'m> {
    product: Instruction<'m>,
    factors: [Value<'m>; 2],
}

fn product_of_upper_halves(instruction: Instruction<'_>) -> Option<Seed<'_>> {
    if instruction.opcode() != LLVMOpcode::LLVMMul {
        return None;
    }
    let factor = |position| half(instruction.operand(position)).filter(|(_, half)| *half == Half::High);
    let ((a, _), (b, _)) = factor(0).zip(factor(1))?;
    Some(Seed { product: instruction, factors: [a, b] })
}

struct Join<'b, 'm> {
    numbers: Numbers<'m>,
    builder: &'b Builder<'m>,
    /// What the lower halves of the products found are, with their factors.
    lower: HashMap<Form, [Value<'m>; 2]>,
}

impl<'m> Join<'_, 'm> {
    fn visit(&mut self, function: Function<'m>, seeds: Vec<Seed<'m>>) {
        for seed in seeds {
            self.join_upper_half(seed);
        }
        if self.lower.is_empty() {
            return;
        }
        let is_sum = |sum: &Instruction<'m>| {
            matches!(sum.opcode(), LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMOr | LLVMOpcode::LLVMXor)
                && sum.value().int_width() == Some(64)
                && sum.value().is_used()
        };
        let sums: Vec<_> = function.instructions().filter(is_sum).collect();
        for sum in sums {
            let form = self.numbers.low_form(sum.value());
            if let Some(&factors) = form.and_then(|form| self.lower.get(&form)) {
                let product = self.multiply(sum, factors);
                sum.value().replace_with(self.builder.trunc(product, 64));
            }
        }
    }

    /// Replaces the smallest sum that has the upper half of a product in it.
    fn join_upper_half(&mut self, seed: Seed<'m>) {
        let mut reached = vec![seed.product.value()];
        for _ in 0..MAX_STEPS {
            let users = reached.iter().flat_map(|value| value.users().take(MAX_SUMS));
            let users: Vec<_> = users.filter(|user| user.value().int_width() == Some(64)).take(MAX_SUMS).collect();
            for &sum in &users {
                if sum.opcode() == LLVMOpcode::LLVMAdd && sum.value().is_used() && self.replace(sum, seed) {
                    return;
                }
            }
            let carries_on =
                |user: &&Instruction<'m>| matches!(user.opcode(), LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSelect);
            reached = users.iter().filter(carries_on).map(|user| user.value()).collect();
        }
    }

    fn replace(&mut self, sum: Instruction<'m>, seed: Seed<'m>) -> bool {
        let [a, b] = seed.factors;
        let products = self.numbers.products(a, b);
        let Some(summands) = summands(sum) else { return false };
        let (parts, others): (Vec<_>, Vec<_>) =
            summands.into_iter().partition(|&summand| self.numbers.involves(summand, products));
        if !self.numbers.is_upper_half(&parts, products) {
            return false;
        }
        if let Some(lower) = self.numbers.lower_half(products) {
            self.lower.insert(lower, seed.factors);
        }
        let product = self.multiply(sum, seed.factors);
        let upper = self.builder.trunc(self.builder.lshr(product, 64), 64);
        let total = others.into_iter().fold(upper, |total, other| self.builder.add(total, other));
        sum.value().replace_with(total);
        true
    }

    /// The product in 128 bits, in front of an instruction that is computed from the factors.
    fn multiply(&self, before: Instruction<'m>, factors: [Value<'m>; 2]) -> Value<'m> {
        let builder = self.builder.before(before);
        let [a, b] = factors.map(|factor| builder.zext(factor, 128));
        builder.mul(a, b)
    }
}

/// What a sum adds up.
fn summands(sum: Instruction<'_>) -> Option<Vec<Value<'_>>> {
    let mut found = Vec::new();
    let mut queue = vec![sum.value()];
    while let Some(value) = queue.pop() {
        match value.instruction().filter(|instruction| instruction.opcode() == LLVMOpcode::LLVMAdd) {
            Some(sum) => queue.extend([sum.operand(0), sum.operand(1)]),
            None => found.push(value),
        }
        if found.len() + queue.len() > MAX_SUMMANDS {
            return None;
        }
    }
    Some(found)
}
