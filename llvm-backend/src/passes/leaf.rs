//! Has the smallest functions inlined before our other passes look at loops and addresses.
//!
//! LLVM inlines them too, but later: by then what they access has an address of its own at each call, which nothing relates to
//! those of the caller. Most of all that is the guest's `__multi3`, whose product goes through the shadow stack: inlined early, all
//! products of a function are at distances from one address, and not at one address each, kept somewhere in the stack.
//!
//! Nothing is to be proved of it here: LLVM's own pass inlines what is marked, and it would have inlined at least as much.
//! What a call needs although its callee does not, [`super::anchor`] has seen to before.

use super::value::{Function, Instruction, functions};
use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;

/// The most instructions of a function that is inlined wherever it is called. With twice as many, LLVM asks where the call is.
const MOST: usize = 24;

/// Marks the functions that LLVM's pass `always-inline` is to inline. Returns whether there are any.
pub fn mark(module: &Module<'_>) -> bool {
    let kind = Attribute::get_named_enum_kind_id("alwaysinline");
    let attribute = module.get_context().create_enum_attribute(kind, 0);
    let base = base_intrinsic(module);
    let mut any = false;
    for (function, body) in module.get_functions().zip(functions(module)) {
        if is_leaf(body, base) {
            function.add_attribute(AttributeLoc::Function, attribute);
            any = true;
        }
    }
    any
}

/// Whether a function is that small, has no branches, and calls nothing but the intrinsic that memory's base comes from.
fn is_leaf<'m>(function: Function<'m>, base: Option<Function<'m>>) -> bool {
    let mut blocks = function.blocks();
    let (Some(block), None) = (blocks.next(), blocks.next()) else { return false };
    block.terminator().opcode() == LLVMOpcode::LLVMRet
        && block.instructions().take(MOST + 1).count() <= MOST
        && block.instructions().all(|each| !each.is_call() || each.callee().is_some_and(|callee| Some(callee) == base))
}

/// Makes each function take memory's base from one place, also where another function has been inlined, so that equal addresses
/// are equal values.
pub fn unify_bases(module: &Module<'_>) {
    let Some(intrinsic) = base_intrinsic(module) else { return };
    let is_base = |each: &Instruction<'_>| each.is_call() && each.callee() == Some(intrinsic);
    for function in functions(module) {
        let Some(entry) = function.blocks().next() else { continue };
        // What comes first in the entry is computed before all others.
        let Some(first) = entry.instructions().find(is_base) else { continue };
        let others = function.instructions().filter(|each| is_base(each) && *each != first);
        for other in others.filter(|other| other.operand(0) == first.operand(0)) {
            other.value().replace_with(first.value());
        }
    }
}

/// What a function's own base of memory 0 is the result of.
pub fn base_intrinsic<'m>(module: &'m Module<'_>) -> Option<Function<'m>> {
    functions(module).find(|function| function.name().starts_with("llvm.strip.invariant.group"))
}
