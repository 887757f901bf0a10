//! Rolls up loops that the producer unrolled, so that LLVM sees what the source said, and vectorizes it.
//!
//! A loop is *k* copies of one body if copy *j* does what the first copy does, with induction variables that are *j* steps
//! further, and with what copy *j − 1* made of carried values. A copy may have branches ([`region`]). It becomes a loop of that one body, whose steps are as long as
//! one copy's, and whose end is the same ([`exit`]). The producer's loop for the iterations that remain stays.
//!
//! Sound, because in each copy each value that anybody sees is the same:
//! - integers, modulo 2 to the power of their width ([`affine`]); floats, since the operations are the same in the same order
//!   on the same operands, but for factors and summands that change places;
//! - what is loaded, since stores keep their order towards all accesses that they may touch ([`order`]);
//! - addresses, also where a part of them is added in 64 bits ([`order::addresses`]).
//!
//! No trap is lost, and none appears: each iteration of the unrolled loop makes the accesses of all copies, and so do *k* of
//! the rolled one; or those of fewer copies, if the loop ends between two of them. If one of them traps, the other accesses
//! that the same copies make may be made or missing: they are to the guest's memory. Anything that can be seen otherwise, a call or an access
//! that must stay where it is, keeps a loop from being rolled.
//!
//! What would break it: a counter that comes by its end between two iterations ([`exit`], [`entry`]); arrays that overlap and whose
//! accesses the producer has moved over one another because the source said that they do not; an index that wraps in 32 bits
//! where an offset would not.

mod address;
mod affine;
mod copies;
mod entry;
mod exit;
mod ir;
mod loops;
mod mirror;
mod order;
mod plan;
mod region;
mod rewrite;

use super::build::Builder;
use super::value::{Function, Instruction, functions};
use crate::remarks::Remark;
use affine::Sums;
use copies::Copies;
use inkwell::attributes::Attribute;
use inkwell::module::Module;
use loops::Loop;
use plan::{Facts, Refusal};
use wasmc_frontend::ir::{BOUNDED_OPERANDS, MEMORY_ACCESS};

/// Loops of more copies than this are not looked for.
const MOST_COPIES: usize = 16;

/// Rolls all loops of a module that it can. Adds a remark on each of them, and on those that it leaves alone although they are
/// copies of one body.
pub fn reroll(module: &Module<'_>, remarks: &mut Vec<Remark>) {
    let memory_attribute = Attribute::get_named_enum_kind_id("memory");
    let memory_access = module.get_context().get_kind_id(MEMORY_ACCESS);
    let pure = |function: Function<'_>| function.is_pure_intrinsic(memory_attribute);
    let bounded = |access: Instruction<'_>| access.metadata_operands(memory_access) == Some(BOUNDED_OPERANDS);
    let builder = Builder::new(module);
    let facts = Facts { pure: &pure, bounded: &bounded };
    for function in functions(module) {
        mirror::subtract(function, &builder);
        for looped in loops::heads(function).filter_map(Loop::at) {
            let offset = ir::line(looped.exit.branch);
            let text = match roll(&looped, &facts, &builder) {
                Ok(count) => format!("loop of {count} copies rolled up"),
                Err(Refusal::Unsound(why)) => format!("loop not rolled up: {why}"),
                Err(Refusal::NoCopies) => continue,
            };
            remarks.push(Remark { function: function.name(), offset, text });
        }
        ir::delete_empty_blocks(function);
    }
}

/// Rolls a loop of as many copies as possible. Returns how many.
fn roll<'m>(looped: &Loop<'m>, facts: &Facts<'_, 'm>, builder: &Builder<'m>) -> Result<usize, Refusal> {
    let mut sums = Sums::default();
    let mut refusal = Refusal::NoCopies;
    for count in (2..=MOST_COPIES).rev() {
        let Some(mut copies) = Copies::new(looped, &mut sums, count) else { continue };
        match plan::plan(&mut copies, facts) {
            Ok(plan) => {
                rewrite::rewrite(&copies, &plan, builder);
                return Ok(count);
            }
            Err(unsound @ Refusal::Unsound(_)) => refusal = unsound,
            Err(Refusal::NoCopies) => {}
        }
    }
    Err(refusal)
}
