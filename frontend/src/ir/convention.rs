//! Gives a module's functions the convention for tail calls, once its translation has shown that it makes any.

use super::{FAST_CALL_CONV, Ir, TAIL_CALL_CONV, raw};
use inkwell::values::{CallSiteValue, FunctionValue, InstructionValue};

/// Attribute that keeps LLVM from making tail calls of calls that Wasm does not call so.
pub const NO_TAIL_CALLS: &str = "disable-tail-calls";

/// If any function translated so far makes a tail call, gives all functions of the module [`TAIL_CALL_CONV`], and their
/// direct calls too. Calls through function references keep the convention that is the same for all modules.
pub fn adopt_tail_calls(ir: &Ir<'_, '_>) {
    if !ir.makes_tail_calls.get() {
        return;
    }
    for function in ir.module.get_functions() {
        if function.get_call_conventions() == FAST_CALL_CONV {
            function.set_call_conventions(TAIL_CALL_CONV);
        }
    }
    for function in ir.module.get_functions() {
        for call in calls(function) {
            if call.get_called_fn_value().is_some_and(|callee| callee.get_call_conventions() == TAIL_CALL_CONV) {
                call.set_call_convention(TAIL_CALL_CONV);
            }
        }
    }
}

fn calls<'ctx>(function: FunctionValue<'ctx>) -> impl Iterator<Item = CallSiteValue<'ctx>> {
    let instructions = |first: Option<InstructionValue<'ctx>>| {
        std::iter::successors(first, |instruction| instruction.get_next_instruction())
    };
    function
        .get_basic_block_iter()
        .flat_map(move |block| instructions(block.get_first_instruction()))
        .filter_map(raw::call_site)
}
