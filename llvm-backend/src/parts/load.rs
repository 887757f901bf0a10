//! Reads one part of a module from its bitcode: the bodies of its functions, and declarations of all else.
//!
//! LLVM reads bitcode lazily: first everything but the bodies of functions, then the bodies that are asked for. Its C API
//! has no call that drops a body which has not been read. So a function of another part is replaced by a declaration that is
//! made like it, and deleted; what is read later refers to the declaration.

use crate::error::{Error, Result};
use inkwell::GlobalVisibility;
use inkwell::context::{AsContextRef, Context};
use inkwell::module::{Linkage, Module};
use inkwell::values::{AsValueRef, FunctionValue, GlobalValue};
use llvm_sys::bit_reader::LLVMGetBitcodeModuleInContext2;
use llvm_sys::core::{
    LLVMAddAttributeAtIndex, LLVMCreateFunctionPassManagerForModule, LLVMCreateMemoryBufferWithMemoryRange,
    LLVMDisposePassManager, LLVMGetAttributeCountAtIndex, LLVMGetAttributesAtIndex, LLVMReplaceAllUsesWith,
    LLVMRunFunctionPassManager, LLVMSetInitializer,
};
use llvm_sys::{LLVMAttributeFunctionIndex, LLVMAttributeIndex, LLVMAttributeReturnIndex};
use std::ops::Range;
use std::ptr;

/// The functions at these positions among all that are defined, and declarations of the others. The first part also has the
/// variables, the others declare them.
///
/// The bitcode must be what LLVM has written of a module in which nothing is internal.
pub fn part<'ctx>(context: &'ctx Context, bitcode: &'ctx [u8], part: &Range<usize>) -> Result<Module<'ctx>> {
    let module = read(context, bitcode)?;
    let is_defined = |function: &FunctionValue<'_>| !function.as_global_value().is_declaration();
    let defined: Vec<_> = module.get_functions().filter(is_defined).collect();
    for (position, &function) in defined.iter().enumerate() {
        if !part.contains(&position) {
            forget(&module, function);
        }
    }
    if part.start > 0 {
        module.get_globals().for_each(declare_only);
    }
    read_bodies(&module, &defined[part.clone()]);
    Ok(module)
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

/// Replaces a function whose body has not been read by a declaration.
fn forget<'ctx>(module: &Module<'ctx>, function: FunctionValue<'ctx>) {
    let name = function.get_name().to_owned();
    let declaration = module.add_function("", function.get_type(), Some(Linkage::External));
    declaration.set_call_conventions(function.get_call_conventions());
    declaration.as_global_value().set_visibility(GlobalVisibility::Hidden);
    let parameters = 1..=function.count_params();
    for index in [LLVMAttributeReturnIndex, LLVMAttributeFunctionIndex].into_iter().chain(parameters) {
        copy_attributes(function, declaration, index);
    }
    // SAFETY: two functions of one module with the same type: that of a pointer.
    unsafe { LLVMReplaceAllUsesWith(function.as_value_ref(), declaration.as_value_ref()) };
    // SAFETY: nothing refers to the function: it has no uses any more, and the handle goes out of use here.
    unsafe { function.delete() };
    declaration.as_global_value().set_name(&name.to_string_lossy());
}

/// Calls depend on what is known of the function: whether it throws, how its arguments are passed.
fn copy_attributes(from: FunctionValue<'_>, to: FunctionValue<'_>, index: LLVMAttributeIndex) {
    // SAFETY: the index is one of the function's.
    let count = unsafe { LLVMGetAttributeCountAtIndex(from.as_value_ref(), index) };
    let mut attributes = vec![ptr::null_mut(); count as usize];
    // SAFETY: there is room for as many as the call above has counted.
    unsafe { LLVMGetAttributesAtIndex(from.as_value_ref(), index, attributes.as_mut_ptr()) };
    for attribute in attributes {
        // SAFETY: an attribute of the same context, for the same place of a function of the same type.
        unsafe { LLVMAddAttributeAtIndex(to.as_value_ref(), index, attribute) };
    }
}

/// Leaves a variable to another part.
fn declare_only(variable: GlobalValue<'_>) {
    // SAFETY: a variable; without an initializer it is a declaration.
    unsafe { LLVMSetInitializer(variable.as_value_ref(), ptr::null_mut()) };
}

/// Reads the bodies of these functions.
fn read_bodies(module: &Module<'_>, functions: &[FunctionValue<'_>]) {
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
