//! Functions that take the place of intrinsics for which LLVM's code is missing or long.

use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::module::{Linkage, Module};
use inkwell::values::FunctionValue;

/// Has all that calls an intrinsic call a function of the module's own, which is then to be inlined. It has no body yet; what that
/// calls is not replaced.
pub fn replace<'ctx>(module: &Module<'ctx>, intrinsic: FunctionValue<'ctx>) -> FunctionValue<'ctx> {
    let function = declare(module, intrinsic, "");
    intrinsic.replace_all_uses_with(function);
    function
}

/// A function that can be called instead of an intrinsic, and is then to be inlined: the same one for the same suffix. It has no body at first.
pub fn declare<'ctx>(module: &Module<'ctx>, intrinsic: FunctionValue<'ctx>, suffix: &str) -> FunctionValue<'ctx> {
    let name = intrinsic.get_name().to_string_lossy().replace("llvm.", "wasmc_") + suffix;
    module.get_function(&name).unwrap_or_else(|| {
        let function = module.add_function(&name, intrinsic.get_type(), Some(Linkage::Internal));
        let always_inline = Attribute::get_named_enum_kind_id("alwaysinline");
        function.add_attribute(AttributeLoc::Function, module.get_context().create_enum_attribute(always_inline, 0));
        function
    })
}
