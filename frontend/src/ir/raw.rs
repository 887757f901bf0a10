//! The few functions of LLVM's C API that inkwell does not have, behind safe wrappers.

use inkwell::context::{AsContextRef, Context};
use inkwell::debug_info::AsDIScope;
use inkwell::types::{AsTypeRef, BasicTypeEnum};
use inkwell::values::{AsValueRef, FunctionValue, IntValue, PointerValue};
use llvm_sys::core::{LLVMBuildGEPWithNoWrapFlags, LLVMSetCurrentDebugLocation2};
use llvm_sys::debuginfo::LLVMDIBuilderCreateDebugLocation;
use llvm_sys::{LLVMGEPFlagNUSW, LLVMGEPFlagNUW};

/// What is known of an address computation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrap {
    /// Nothing.
    May,
    /// It wraps neither as an unsigned addition nor as a signed offset to an unsigned address.
    Never,
}

/// `getelementptr i8, base, index`
pub fn byte_offset<'ctx>(
    builder: &inkwell::builder::Builder<'ctx>,
    i8: BasicTypeEnum<'ctx>,
    base: PointerValue<'ctx>,
    index: IntValue<'ctx>,
    wrap: Wrap,
) -> PointerValue<'ctx> {
    let flags = match wrap {
        Wrap::May => 0,
        Wrap::Never => LLVMGEPFlagNUSW | LLVMGEPFlagNUW,
    };
    let mut indices = [index.as_value_ref()];
    // SAFETY: all handles belong to the builder's context and outlive the call; a byte-typed GEP takes one integer index.
    unsafe {
        PointerValue::new(LLVMBuildGEPWithNoWrapFlags(
            builder.as_mut_ptr(),
            i8.as_type_ref(),
            base.as_value_ref(),
            indices.as_mut_ptr(),
            1,
            c"".as_ptr(),
            flags,
        ))
    }
}

/// Gives the instructions built from now on the location `line` in the function's subprogram, if it has one.
pub fn set_debug_line(
    context: &Context,
    builder: &inkwell::builder::Builder<'_>,
    function: FunctionValue<'_>,
    line: u32,
) {
    let Some(subprogram) = function.get_subprogram() else { return };
    let scope = subprogram.as_debug_info_scope().as_mut_ptr();
    // SAFETY: the subprogram is attached to a function of this context; the location is only used by this builder.
    unsafe {
        let location = LLVMDIBuilderCreateDebugLocation(context.as_ctx_ref(), line, 0, scope, std::ptr::null_mut());
        LLVMSetCurrentDebugLocation2(builder.as_mut_ptr(), location);
    }
}
