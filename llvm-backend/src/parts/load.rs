//! Reads one part of a module from its bitcode: the bodies of its functions, and declarations of all else.
//!
//! LLVM reads bitcode lazily: first everything but the bodies of functions, then the bodies that are asked for. What belongs to
//! another part is said to be available externally, and LLVM's pass that drops such definitions makes declarations of them,
//! also of functions whose body has not been read. The same is then said of constants, which the part knows and drops at last.

use crate::error::{Error, Result};
use inkwell::context::{AsContextRef, Context};
use inkwell::module::{Linkage, Module};
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;
use inkwell::values::{AsValueRef, FunctionValue, GlobalValue};
use llvm_sys::bit_reader::LLVMGetBitcodeModuleInContext2;
use llvm_sys::core::{
    LLVMCreateFunctionPassManagerForModule, LLVMCreateMemoryBufferWithMemoryRange, LLVMDisposePassManager,
    LLVMRunFunctionPassManager,
};
use std::ops::Range;
use std::ptr;

/// A part: its `own` functions, by their positions among those that the module defines, and declarations of the rest. The first part also
/// has the variables; the others declare them, and know what constants hold.
///
/// The bitcode must be what LLVM has written of a module in which nothing is internal.
pub fn part<'ctx>(
    context: &'ctx Context,
    bitcode: &'ctx [u8],
    own: &Range<usize>,
    machine: &TargetMachine,
) -> Result<Module<'ctx>> {
    let module = read(context, bitcode)?;
    let is_defined = |function: &FunctionValue<'_>| !function.as_global_value().is_declaration();
    let defined: Vec<_> = module.get_functions().filter(is_defined).collect();
    let (before, after) = (&defined[..own.start], &defined[own.end..]);
    let (constants, variables) = variables_of_first_part(&module, own);
    for function in before.iter().chain(after) {
        function.set_linkage(Linkage::AvailableExternally);
    }
    variables.iter().for_each(|variable| variable.set_linkage(Linkage::AvailableExternally));
    // First, since the pass also deletes constants to which it sees no reference.
    read_bodies(&module, &defined[own.clone()]);
    let dropped = module.run_passes("elim-avail-extern", machine, PassBuilderOptions::create());
    dropped.map_err(|message| Error::llvm("take a part of the module", message.to_string_lossy()))?;
    constants.iter().for_each(|constant| constant.set_linkage(Linkage::AvailableExternally));
    Ok(module)
}

/// The constants and the variables that the first part has and this one does not.
fn variables_of_first_part<'ctx>(
    module: &Module<'ctx>,
    own: &Range<usize>,
) -> (Vec<GlobalValue<'ctx>>, Vec<GlobalValue<'ctx>>) {
    let globals = module.get_globals().filter(|global| global.get_linkage() == Linkage::External);
    let defined = globals.filter(|global| own.start > 0 && global.get_initializer().is_some());
    defined.partition(|global| global.is_constant())
}

/// Reads everything but the bodies of functions.
fn read<'ctx>(context: &'ctx Context, bitcode: &'ctx [u8]) -> Result<Module<'ctx>> {
    let name = c"module".as_ptr();
    // SAFETY: the range is readable, and outlives the module, which cannot outlive `'ctx`.
    let buffer = unsafe { LLVMCreateMemoryBufferWithMemoryRange(bitcode.as_ptr().cast(), bitcode.len(), name, 0) };
    let mut module = ptr::null_mut();
    // SAFETY: the context lives, and LLVM takes the buffer over; it writes the module where it may.
    let failed = unsafe { LLVMGetBitcodeModuleInContext2(context.as_ctx_ref(), buffer, &mut module) };
    if failed != 0 {
        return Err(Error::llvm("read a part of the module", "the bitcode is damaged"));
    }
    // SAFETY: a module of this context, which nobody else owns.
    Ok(unsafe { Module::new(module) })
}

/// Reads the bodies of these functions.
fn read_bodies<'ctx>(module: &Module<'ctx>, functions: &[FunctionValue<'ctx>]) {
    // Reads a function before it runs its passes on it, of which there are none.
    // SAFETY: the module lives.
    let reader = unsafe { LLVMCreateFunctionPassManagerForModule(module.as_mut_ptr()) };
    for function in functions {
        // SAFETY: a function of that module.
        unsafe { LLVMRunFunctionPassManager(reader, function.as_value_ref()) };
    }
    // SAFETY: made above, and not used any more.
    unsafe { LLVMDisposePassManager(reader) };
}
