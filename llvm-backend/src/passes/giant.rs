//! Sets functions apart that are too large for LLVM's pipeline.
//!
//! Some of LLVM's passes take time that grows with the square of a function, or worse of one block: the scheduler of machine instructions,
//! for one. Generated code has functions of megabytes, mostly to be run once. LLVM leaves those alone that have the attribute
//! `optnone`, in its passes as in code generation, where it then selects instructions the fast way.

use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::module::Module;
use inkwell::values::FunctionValue;

/// From how many instructions on a function is set apart. The largest loops of interpreters, which should be fast, have about a third.
const INSTRUCTIONS: usize = 100_000;

/// The functions that are too large.
pub fn functions<'ctx>(module: &Module<'ctx>) -> Vec<FunctionValue<'ctx>> {
    let size = |function: &FunctionValue<'ctx>| -> usize {
        function.get_basic_block_iter().map(|block| block.get_instructions().count()).sum()
    };
    module.get_functions().filter(|function| size(function) >= INSTRUCTIONS).collect()
}

/// Makes LLVM leave a function alone from here on.
pub fn set_apart(module: &Module<'_>, function: FunctionValue<'_>) {
    // LLVM demands the second with the first.
    for name in ["optnone", "noinline"] {
        let attribute = module.get_context().create_enum_attribute(Attribute::get_named_enum_kind_id(name), 0);
        function.add_attribute(AttributeLoc::Function, attribute);
    }
}
