//! Widens an operation on two floats for which LLVM has no code.

use super::stand_in;
use inkwell::intrinsics::Intrinsic;
use inkwell::module::Module;
use inkwell::types::VectorType;
use inkwell::values::{BasicValueEnum, FunctionValue, VectorValue};

const FITTING: &str = "the builder has a position and the operands have fitting types";

/// Makes each `llvm.canonicalize` of two floats one of four, in a function of its own, which is then to be inlined. Returns
/// whether there was any.
///
/// LLVM makes those of two floats itself, of two of one float or one of four. Then its instruction selection for x86 knows no
/// instruction for them and ends the process (LLVM 22.1).
pub fn widen(module: &Module<'_>) -> bool {
    let Some(narrow) = module.get_function("llvm.canonicalize.v2f32") else { return false };
    define(module, stand_in::replace(module, narrow));
    true
}

fn define<'ctx>(module: &Module<'ctx>, function: FunctionValue<'ctx>) {
    let context = module.get_context();
    let builder = context.create_builder();
    builder.position_at_end(context.append_basic_block(function, "entry"));
    // The upper half is left open; what is made of it is not looked at.
    let resize = |value: VectorValue<'ctx>, lanes: u64| {
        let positions: Vec<_> = (0..lanes).map(|lane| context.i32_type().const_int(lane, false)).collect();
        let poison = value.get_type().get_poison();
        builder.build_shuffle_vector(value, poison, VectorType::const_vector(&positions), "").expect(FITTING)
    };
    let pair = function.get_params().first().map(|param| param.into_vector_value()).expect("it has the one parameter");
    let four = resize(pair, 4);
    let intrinsic = Intrinsic::find("llvm.canonicalize");
    let intrinsic = intrinsic.and_then(|intrinsic| intrinsic.get_declaration(module, &[four.get_type().into()]));
    let intrinsic = intrinsic.expect("LLVM has it for all floating-point types");
    let call = builder.build_call(intrinsic, &[four.into()], "").expect(FITTING);
    let four = call.try_as_basic_value().basic().map(BasicValueEnum::into_vector_value).expect("it returns a value");
    builder.build_return(Some(&resize(four, 2))).expect(FITTING);
}
