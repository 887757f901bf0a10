//! `switch` instructions, as our passes read and change them.

use super::build::Builder;
use super::value::{Block, Function, Instruction, Value};
use inkwell::module::Module;
use inkwell::values::{BasicMetadataValueEnum, InstructionValue};
use llvm_sys::core::{
    LLVMAddCase, LLVMAppendBasicBlockInContext, LLVMBuildBr, LLVMBuildCall2, LLVMBuildUnreachable,
    LLVMCreateBuilderInContext, LLVMDisposeBuilder, LLVMFunctionType, LLVMGetInlineAsm, LLVMGetModuleContext,
    LLVMGetSwitchCaseValue, LLVMPositionBuilderAtEnd, LLVMSetSuccessor, LLVMVoidTypeInContext,
};
use llvm_sys::prelude::{LLVMBuilderRef, LLVMContextRef};
use llvm_sys::{LLVMInlineAsmDialect, LLVMOpcode};

/// An instruction that is a `switch`.
#[derive(Clone, Copy)]
pub struct Switch<'m>(Instruction<'m>);

impl<'m> Switch<'m> {
    /// What ends a block, if it is one.
    pub fn of(block: Block<'m>) -> Option<Self> {
        Some(Self(block.terminator())).filter(|each| each.0.opcode() == LLVMOpcode::LLVMSwitch)
    }

    /// It as an instruction.
    pub fn instruction(self) -> Instruction<'m> {
        self.0
    }

    /// What its cases are numbers of.
    pub fn number(self) -> Value<'m> {
        self.0.operand(0)
    }

    /// Where numbers lead that have no case.
    pub fn default(self) -> Option<Block<'m>> {
        self.0.block().successors().next()
    }

    /// The numbers that have one, and where they lead.
    pub fn cases(self) -> impl Iterator<Item = (Value<'m>, Block<'m>)> {
        (1..).zip(self.0.block().successors().skip(1)).map(move |(position, target)| {
            // SAFETY: the instruction is a `switch`, and each of its successors but the first one has a number.
            let number = unsafe { LLVMGetSwitchCaseValue(self.0.value().raw(), position) };
            // SAFETY: the number belongs to the module, as the `switch` does.
            (unsafe { Value::from_raw(number) }, target)
        })
    }

    /// Adds a case. Callers pass a constant of the number's type that has none yet, and then make phis of the target agree.
    pub fn add_case(self, number: Value<'m>, target: Block<'m>) {
        // SAFETY: the instruction is a `switch`, and all belong to one function.
        unsafe { LLVMAddCase(self.0.value().raw(), number.raw(), target.raw()) };
    }

    /// Has numbers without a case lead elsewhere. Callers make phis of the former target agree.
    pub fn set_default(self, target: Block<'m>) {
        // SAFETY: the first successor of a `switch` is the default, and both belong to one function.
        unsafe { LLVMSetSuccessor(self.0.value().raw(), 0, target.raw()) };
    }

    /// Has the numbers that lead to some block lead there through a new one, which LLVM does not join with others.
    pub fn set_apart(self, module: &'m Module<'_>, builder: &Builder<'m>, target: Block<'m>) {
        let from = self.0.block();
        let between = waypoint(module, target);
        for (position, _) in (0..).zip(from.successors()).filter(|&(_, successor)| successor == target) {
            // SAFETY: the `switch` has so many successors, and the blocks belong to one function.
            unsafe { LLVMSetSuccessor(self.0.value().raw(), position, between.raw()) };
        }
        let phis: Vec<_> = target.instructions().take_while(|each| each.opcode() == LLVMOpcode::LLVMPHI).collect();
        for phi in phis {
            let incoming = (0..phi.operand_count()).map(|at| (phi.operand(at), phi.incoming_block(at)));
            let (ours, others): (Vec<_>, Vec<_>) = incoming.partition(|&(_, block)| block == from);
            let new = builder.before(phi).phi(phi.value());
            others.into_iter().for_each(|each| builder.set_incoming(new, [each]));
            // All edges from one block bring the same value.
            ours.into_iter().take(1).for_each(|(value, _)| builder.set_incoming(new, [(value, between)]));
            phi.value().replace_with(new);
            phi.erase();
        }
    }

    /// Makes a profile's weights agree with cases that were added last, when nothing is left for the default: all that it had belongs
    /// to the last case. `kind` is LLVM's number of such metadata.
    pub fn give_default_to_last(self, module: &'m Module<'_>, kind: u32, added: usize) {
        // SAFETY: it is an instruction of a live module.
        let instruction = unsafe { InstructionValue::new(self.0.value().raw()) };
        let Some(node) = instruction.get_metadata(kind) else { return };
        let Some(mut weights) = node.get_node_values() else { return };
        let none = BasicMetadataValueEnum::from(module.get_context().i32_type().const_zero());
        let default = weights.len().checked_sub(self.cases().count() + 1 - added);
        // Before the weights there may be other words than the one that says that these are weights.
        let Some(default) = default.filter(|&position| position > 0) else { return };
        let taken = std::mem::replace(&mut weights[default], none);
        weights.resize(weights.len() + added - 1, none);
        weights.push(taken);
        instruction.set_metadata(module.get_context().metadata_node(&weights), kind).expect("it is an instruction");
    }
}

/// A new block of a function that nothing ever reaches.
pub fn unreachable_block<'m>(module: &'m Module<'_>, function: Function<'m>) -> Block<'m> {
    new_block(module, function, |_, builder| {
        // SAFETY: the builder has a position, at the end of an empty block.
        unsafe { LLVMBuildUnreachable(builder) };
    })
}

/// A new block that leads to another one of its function. It is no instruction long, but not empty to LLVM: it has an assembly of nothing.
fn waypoint<'m>(module: &'m Module<'_>, target: Block<'m>) -> Block<'m> {
    new_block(module, target.function(), |context, builder| {
        let nothing = c"".as_ptr();
        // SAFETY: the context is alive, and types belong to it.
        let ty = unsafe { LLVMFunctionType(LLVMVoidTypeInContext(context), std::ptr::null_mut(), 0, 0) };
        let dialect = LLVMInlineAsmDialect::LLVMInlineAsmDialectATT;
        // SAFETY: both strings have no bytes; the second says of no operand and of no register.
        let assembly = unsafe { LLVMGetInlineAsm(ty, nothing, 0, nothing, 0, 1, 0, dialect, 0) };
        // SAFETY: the builder has a position, and the type has no parameters.
        unsafe { LLVMBuildCall2(builder, ty, assembly, std::ptr::null_mut(), 0, nothing) };
        // SAFETY: as above, and the target belongs to the same function.
        unsafe { LLVMBuildBr(builder, target.raw()) };
    })
}

/// A new block of a function, and what is in it.
fn new_block<'m>(
    module: &'m Module<'_>,
    function: Function<'m>,
    fill: impl FnOnce(LLVMContextRef, LLVMBuilderRef),
) -> Block<'m> {
    // SAFETY: the module is alive, and with it its context.
    let context = unsafe { LLVMGetModuleContext(module.as_mut_ptr()) };
    // SAFETY: the function belongs to the module, and so to its context.
    let block = unsafe { LLVMAppendBasicBlockInContext(context, function.value().raw(), c"".as_ptr()) };
    // SAFETY: the context outlives the builder.
    let builder = unsafe { LLVMCreateBuilderInContext(context) };
    // SAFETY: the block belongs to the builder's context.
    unsafe { LLVMPositionBuilderAtEnd(builder, block) };
    fill(context, builder);
    // SAFETY: it was made above, and nobody else has it.
    unsafe { LLVMDisposeBuilder(builder) };
    // SAFETY: the block is one of the module's.
    unsafe { Block::from_raw(block) }
}
