//! Keeps LLVM from vectorizing loops that store through one address more than once, where the next iteration's stores overlap with
//! them.
//!
//! `*(long *)(p + i) = x; *(char *)(p + i) = y` leaves seven bytes of the first store, until the next iteration's store overwrites them.
//! As vectors, all of the first stores come before all of the second ones. LLVM looks for what one iteration needs of another only
//! between different addresses, and takes for granted that an array's elements do not overlap. In C they do not, but for what
//! packed structures and casts make of it; in WebAssembly an index may step by less than the bytes that are stored.
//!
//! One store that overlaps with itself is in order, for a vector's lanes are stored in their order; and of a load LLVM knows whether its
//! stride is as long as it is. So what is looked for is an address with two stores or more in a loop that makes no calls. Unless they
//! have one width, and the address is seen to step by that or more, they become volatile: such a loop stays as it is.
//! That is sound, for a volatile access does all that a plain one does.
//!
//! Two widths are never left, since `loop-load-elim` makes the same mistake: of what one iteration stores and the next one loads it
//! keeps the value, unless another address is stored to in between. A narrower store through the same address it does not see.
//!
//! It runs behind inlining, right before the pass that it keeps away: only there it is known which addresses that pass sees as the same.

use super::loops::Loops;
use super::value::{Block, Function, Instruction, Map, Set, Shape, Value, functions};
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;
use std::ops::Range;

/// So many blocks are looked at to find that no way leads back to an address without a call.
const MOST_BLOCKS: usize = 256;

/// So deep into a sum it is looked for what steps.
const MOST_DEPTH: u32 = 16;

/// Keeps the order of stores that overlap.
pub fn keep(module: &Module<'_>) {
    for function in functions(module) {
        let repeated = repeated_stores(function);
        if repeated.is_empty() {
            continue;
        }
        let loops = Loops::new(function);
        for (address, mut stores) in repeated {
            // In an inner loop the address stays the same, and LLVM knows what that means.
            let around = loops.around(address.block());
            stores.retain(|store| around.is_some() && loops.around(store.block()) == around);
            if stores.len() > 1 && is_in_plain_loop(address.block()) && !steps_over(address, &stores, &loops) {
                stores.iter().for_each(|store| store.set_volatile(true));
            }
        }
    }
}

/// The addresses in a function that two plain stores or more go through, with these.
fn repeated_stores(function: Function<'_>) -> Vec<(Instruction<'_>, Vec<Instruction<'_>>)> {
    let mut stores: Map<Value<'_>, Vec<Instruction<'_>>> = Map::default();
    for store in function.instructions().filter(|each| each.opcode() == LLVMOpcode::LLVMStore) {
        if !store.is_volatile() && !store.is_atomic() {
            stores.entry(store.operand(1)).or_default().push(store);
        }
    }
    let repeated = stores.into_iter().filter(|(_, stores)| stores.len() > 1);
    repeated.filter_map(|(address, stores)| Some((address.instruction()?, stores))).collect()
}

/// Whether a way leads from a block back to itself that passes no call but of intrinsics: no other loop becomes vectors.
fn is_in_plain_loop(block: Block<'_>) -> bool {
    let mut seen = Set::default();
    let mut queue = vec![block];
    while let Some(each) = queue.pop() {
        if has_calls(each) {
            continue;
        }
        for successor in each.successors() {
            if successor == block || seen.len() == MOST_BLOCKS {
                return true;
            }
            if seen.insert(successor) {
                queue.push(successor);
            }
        }
    }
    false
}

fn has_calls(block: Block<'_>) -> bool {
    block.instructions().any(|each| each.is_call() && !each.callee().is_some_and(Function::is_intrinsic))
}

/// Whether these stores have as many bytes each, and their address grows or shrinks by at least so many with each iteration of the
/// innermost loop around it.
fn steps_over(address: Instruction<'_>, stores: &[Instruction<'_>], loops: &Loops<'_>) -> bool {
    let around = loops.around(address.block());
    let step = around.and_then(|around| step(address.value(), loops, &around, MOST_DEPTH));
    let mut bits = stores.iter().map(|store| store.operand(0).shape().map(Shape::bits));
    let Some((first, step)) = bits.next().flatten().zip(step) else { return false };
    bits.all(|bits| bits == Some(first)) && u64::from(first.div_ceil(8)) <= step.unsigned_abs()
}

/// By how much a sum grows with each iteration of a loop, if that is always as much.
fn step<'m>(value: Value<'m>, loops: &Loops<'m>, around: &Range<usize>, depth: u32) -> Option<i64> {
    use LLVMOpcode::*;
    let Some(instruction) = value.instruction() else { return Some(0) };
    let at = *loops.positions.get(&instruction.block())?;
    if !around.contains(&at) {
        return Some(0);
    }
    let depth = depth.checked_sub(1)?;
    let of = |at| step(instruction.operand(at), loops, around, depth);
    match instruction.opcode() {
        LLVMPHI if at == around.start => phi_step(instruction),
        LLVMAdd => of(0)?.checked_add(of(1)?),
        LLVMSub => of(0)?.checked_sub(of(1)?),
        LLVMGetElementPtr if instruction.counts_bytes() && instruction.operand_count() == 2 => {
            of(0)?.checked_add(of(1)?)
        }
        LLVMShl => of(0)?.checked_mul(1 << instruction.operand(1).constant().filter(|&by| by < 32)?),
        LLVMMul => of(0)?.checked_mul(instruction.operand(1).signed_constant()?),
        LLVMZExt | LLVMSExt => of(0),
        _ => None,
    }
}

/// What a counter grows by.
fn phi_step(phi: Instruction<'_>) -> Option<i64> {
    let sums = (0..phi.operand_count()).filter_map(|at| phi.operand(at).instruction());
    let mut sums = sums.filter(|sum| {
        matches!(sum.opcode(), LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMGetElementPtr) && sum.operand(0) == phi.value()
    });
    let sum = sums.next().filter(|sum| phi.operand_count() == 2 && sum.operand_count() == 2)?;
    let counts_bytes = sum.opcode() == LLVMOpcode::LLVMAdd || sum.counts_bytes();
    counts_bytes.then(|| sum.operand(1).signed_constant()).flatten()
}
