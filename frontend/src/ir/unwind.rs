//! Calls of functions that may throw, and landing pads: where control goes on in a function whose callee has thrown.

use super::builder::{Builder, POSITIONED};
use super::{Convention, Ir};
use inkwell::basic_block::BasicBlock;
use inkwell::module::Linkage;
use inkwell::types::FunctionType;
use inkwell::values::{BasicValue, BasicValueEnum, CallSiteValue, FunctionValue, PointerValue};

/// Name of the function that stands for the way in which exceptions find their landing pads.
const PERSONALITY: &str = "wasmc_personality";

impl<'ctx> Ir<'_, 'ctx> {
    /// LLVM wants a function with landing pads to name the one that the unwinder asks what to do in it. The runtime's unwinder
    /// asks nobody: each landing pad is for every exception. So nothing ever calls this function.
    fn personality(&self) -> FunctionValue<'ctx> {
        self.module.get_function(PERSONALITY).unwrap_or_else(|| {
            let ty = self.i32.fn_type(&[], false);
            let function = self.module.add_function(PERSONALITY, ty, Some(Linkage::Internal));
            let b = Builder::new(self, function);
            b.ret(&[self.i32.const_zero().into()]);
            function
        })
    }
}

impl<'ctx> Builder<'_, 'ctx> {
    /// Calls a function in its own convention. Where it throws, control goes on at the landing pad, or leaves this function
    /// if there is none.
    pub fn invoke(
        &self,
        function: FunctionValue<'ctx>,
        args: &[BasicValueEnum<'ctx>],
        pad: Option<BasicBlock<'ctx>>,
    ) -> Option<BasicValueEnum<'ctx>> {
        let Some(pad) = pad else { return self.call(function, args) };
        self.finish_invoke(function.get_call_conventions(), |next| {
            self.inner.build_direct_invoke(function, args, next, pad, "").expect(POSITIONED)
        })
    }

    /// The same through an address, in the internal convention.
    pub fn invoke_pointer(
        &self,
        ty: FunctionType<'ctx>,
        function: PointerValue<'ctx>,
        args: &[BasicValueEnum<'ctx>],
        pad: Option<BasicBlock<'ctx>>,
    ) -> Option<BasicValueEnum<'ctx>> {
        let Some(pad) = pad else { return self.call_pointer(ty, function, args) };
        self.finish_invoke(Convention::Fast.number(), |next| {
            self.inner.build_indirect_invoke(ty, function, args, next, pad, "").expect(POSITIONED)
        })
    }

    fn finish_invoke(
        &self,
        convention: u32,
        build: impl FnOnce(BasicBlock<'ctx>) -> CallSiteValue<'ctx>,
    ) -> Option<BasicValueEnum<'ctx>> {
        let next = self.block("next");
        let call = build(next);
        call.set_call_convention(convention);
        self.position(next);
        call.try_as_basic_value().basic()
    }

    /// Begins a landing pad, in an empty block. The value is what [`Self::resume`] takes.
    pub fn landing_pad(&self) -> BasicValueEnum<'ctx> {
        // LLVM has no use for what a pad wants to catch, as the handlers find that out themselves.
        let cleans_up = true;
        self.inner.build_landing_pad(self.ir.landed, self.ir.personality(), &[], cleans_up, "").expect(POSITIONED)
    }

    /// What a landing pad would be given with an exception.
    pub fn landed(&self, exception: PointerValue<'ctx>) -> BasicValueEnum<'ctx> {
        let nothing = self.ir.landed.const_zero();
        self.inner.build_insert_value(nothing, exception, 0, "").expect(POSITIONED).as_basic_value_enum()
    }

    /// The exception that a landing pad has been given.
    pub fn landed_exception(&self, value: BasicValueEnum<'ctx>) -> PointerValue<'ctx> {
        self.extract(value, 0).into_pointer_value()
    }

    /// Ends the block by going on with an exception in the function's caller.
    pub fn resume(&self, value: BasicValueEnum<'ctx>) {
        self.function.set_personality_function(self.ir.personality());
        self.inner.build_resume(value).expect(POSITIONED);
    }
}
