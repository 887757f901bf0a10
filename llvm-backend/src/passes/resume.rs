//! Makes calls of what goes on with an exception in a function's caller.
//!
//! As `resume`, LLVM knows what it is: when it inlines the function into one that catches, it becomes a branch to the handler.
//! What is left of them would become calls of `_Unwind_Resume`, but for those that no landing pad leads to, which code
//! generation takes for unreachable. Those are `throw_ref`s of an exception that comes from elsewhere.

use inkwell::module::Module;
use inkwell::values::{FunctionValue, InstructionOpcode, InstructionValue};
use wasmc_abi::Libcall;

const FITTING: &str = "the builder has a position and the operands have fitting types";

/// Makes each `resume` a call of [`Libcall::ThrowRef`].
pub fn lower(module: &Module<'_>) {
    let resumes: Vec<_> = module.get_functions().flat_map(resumes).collect();
    if resumes.is_empty() {
        return;
    }
    let context = module.get_context();
    let builder = context.create_builder();
    let symbol = Libcall::ThrowRef.symbol();
    let throw = module.get_function(symbol).unwrap_or_else(|| {
        let pointer = context.ptr_type(inkwell::AddressSpace::default());
        module.add_function(symbol, context.void_type().fn_type(&[pointer.into()], false), None)
    });
    for resume in resumes {
        let landed = resume.get_operand(0).and_then(|operand| operand.value()).expect("it has the one operand");
        builder.position_before(&resume);
        let exception = builder.build_extract_value(landed.into_struct_value(), 0, "").expect(FITTING);
        builder.build_call(throw, &[exception.into()], "").expect(FITTING);
        builder.build_unreachable().expect(FITTING);
        resume.erase_from_basic_block();
    }
}

fn resumes<'ctx>(function: FunctionValue<'ctx>) -> impl Iterator<Item = InstructionValue<'ctx>> {
    let terminators = function.get_basic_block_iter().filter_map(|block| block.get_terminator());
    terminators.filter(|terminator| terminator.get_opcode() == InstructionOpcode::Resume)
}
