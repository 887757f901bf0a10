//! Functions that take the place of intrinsics for which LLVM's code is missing or long.

use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::module::{Linkage, Module};
use inkwell::values::FunctionValue;

/// Has all that calls an intrinsic call a function of the module's own, which is then to be inlined. It has no body yet; what that
/// calls is not replaced.
pub fn replace<'ctx>(module: &Module<'ctx>, intrinsic: FunctionValue<'ctx>) -> FunctionValue<'ctx> {
    let name = intrinsic.get_name().to_string_lossy().replace("llvm.", "wasmc_");
    let function = module.add_function(&name, intrinsic.get_type(), Some(Linkage::Internal));
    let always_inline = Attribute::get_named_enum_kind_id("alwaysinline");
    function.add_attribute(AttributeLoc::Function, module.get_context().create_enum_attribute(always_inline, 0));
    intrinsic.replace_all_uses_with(function);
    function
}
