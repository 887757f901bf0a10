//! The conventions of a module's functions, and where each finds its parameters.
//!
//! A tail call is only guaranteed in LLVM's `tailcc`, where every call pops eight bytes and pushes them again. So functions
//! that make tail calls have that, and all others `fastcc`, which is the same for all modules, so that they can call each
//! other.
//!
//! `tailcc` has callees pop their parameters from the stack: after tail calls, the last one pops its own, and neither
//! unwinder nor caller knows how many these are. So nothing is passed on the stack: what does not fit into registers is
//! in memory, as slots of the edge convention, whose address is a parameter, and the callee loads it before it does anything.

use super::Builder;
use super::types::{is_int, result_type, returns_in_memory, val_type};
use inkwell::AddressSpace;
use inkwell::context::Context;
use inkwell::types::{BasicType, BasicTypeEnum, FunctionType};
use inkwell::values::{BasicValueEnum, FunctionValue, PointerValue};
use wasmc_abi::{FuncType, ValType};

/// Attribute that keeps LLVM from making tail calls of calls that Wasm does not call so.
pub const NO_TAIL_CALLS: &str = "disable-tail-calls";

/// How a compiled function is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Convention {
    /// LLVM's `fastcc`, of the functions that make no tail calls, and of `wasmc_abi::instance::FuncRef::fast`.
    Fast,
    /// LLVM's `tailcc`, of those that do, and of `wasmc_abi::instance::FuncRef::tail`.
    Tail,
}

/// The registers for integers and references that all targets have, and those for floats and vectors.
const INT_REGISTERS: usize = 6;
const FLOAT_REGISTERS: usize = 8;

impl Convention {
    /// The convention of a function of the module.
    pub fn of(function: FunctionValue<'_>) -> Self {
        if function.get_call_conventions() == Self::Tail.number() { Self::Tail } else { Self::Fast }
    }

    /// LLVM's number of it.
    pub fn number(self) -> u32 {
        match self {
            Self::Fast => 8,
            Self::Tail => 18,
        }
    }

    /// Of each parameter, whether it is an argument itself, when so many pointers come before all. Those that are not are
    /// in memory.
    fn passed(self, pointers: usize, ty: &FuncType) -> Vec<bool> {
        if self == Self::Fast {
            return vec![true; ty.params.len()];
        }
        let all = fitting(&ty.params, INT_REGISTERS - pointers);
        // The address of the others needs a register, too.
        if all.iter().all(|&fits| fits) { all } else { fitting(&ty.params, INT_REGISTERS - pointers - 1) }
    }

    /// The most parameters that may be in memory.
    pub fn most_slots(self, ty: &FuncType) -> usize {
        self.passed(MOST_POINTERS, ty).iter().filter(|&&passed| !passed).count()
    }

    /// The LLVM type of a function: memory for results, if these do not fit into registers, memory with parameters, if
    /// there is any, then the other parameters.
    pub fn fn_type<'ctx>(self, context: &'ctx Context, ty: &FuncType) -> FunctionType<'ctx> {
        self.fn_type_with(context, Callee::Known, ty)
    }

    /// The same of a function that may have to be told which other one it is to call.
    pub fn fn_type_with<'ctx>(self, context: &'ctx Context, callee: Callee, ty: &FuncType) -> FunctionType<'ctx> {
        let pointers = callee.pointers() + usize::from(returns_in_memory(&ty.results));
        let passed = self.passed(pointers, ty);
        let pointers = pointers + usize::from(passed.contains(&false));
        let pointer: BasicTypeEnum<'ctx> = context.ptr_type(AddressSpace::default()).into();
        let own = ty.params.iter().zip(&passed).filter(|&(_, &passed)| passed);
        let own = own.map(|(&ty, _)| val_type(context, ty));
        let params: Vec<_> = std::iter::repeat_n(pointer, pointers).chain(own).map(Into::into).collect();
        match result_type(context, &ty.results).filter(|_| !returns_in_memory(&ty.results)) {
            None => context.void_type().fn_type(&params, false),
            Some(result) => result.fn_type(&params, false),
        }
    }
}

/// The most pointers before the parameters: a `FuncRef`, and memory for results.
const MOST_POINTERS: usize = 2;

/// Whether a function has to be told what it calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Callee {
    /// It knows.
    Known,
    /// It calls the `FuncRef` whose address comes before everything else.
    Told,
}

impl Callee {
    fn pointers(self) -> usize {
        usize::from(self == Self::Told)
    }
}

/// What a function is called with, before it is known what is passed in which way.
pub struct Arguments<'ctx> {
    /// Pointers that come first: a `FuncRef`, if the function has to be told, and memory for results, if these need it.
    pub pointers: Vec<PointerValue<'ctx>>,
    /// The values of the parameters.
    pub values: Vec<BasicValueEnum<'ctx>>,
}

/// Which parameters find a register left.
fn fitting(params: &[ValType], mut ints: usize) -> Vec<bool> {
    let mut floats = FLOAT_REGISTERS;
    let mut fits = |ty: &ValType| {
        let left = if is_int(ty) { &mut ints } else { &mut floats };
        let fits = *left > 0;
        *left -= usize::from(fits);
        fits
    };
    params.iter().map(&mut fits).collect()
}

impl<'ctx> Arguments<'ctx> {
    /// As LLVM takes them in the convention of all modules.
    pub fn fast(&self) -> Vec<BasicValueEnum<'ctx>> {
        let pointers = self.pointers.iter().map(|&pointer| pointer.into());
        pointers.chain(self.values.iter().copied()).collect()
    }

    /// The same with another pointer before all.
    pub fn for_callee(&self, callee: PointerValue<'ctx>) -> Self {
        let pointers = std::iter::once(callee).chain(self.pointers.iter().copied()).collect();
        Self { pointers, values: self.values.clone() }
    }
}

impl<'ctx> Builder<'_, 'ctx> {
    /// The arguments of a call as LLVM takes them. `slots` makes memory for those that find no register left.
    pub fn pass(
        &self,
        convention: Convention,
        ty: &FuncType,
        arguments: &Arguments<'ctx>,
        slots: impl FnOnce(usize) -> PointerValue<'ctx>,
    ) -> Vec<BasicValueEnum<'ctx>> {
        let Arguments { pointers, values } = arguments;
        let passed = convention.passed(pointers.len(), ty);
        let with = |wanted: bool| values.iter().zip(&passed).filter(move |&(_, &passed)| passed == wanted);
        let in_memory: Vec<_> = with(false).map(|(&value, _)| value).collect();
        let memory = (!in_memory.is_empty()).then(|| slots(in_memory.len()));
        if let Some(memory) = memory {
            self.store_values(memory, &in_memory);
        }
        let pointers = pointers.iter().copied().chain(memory).map(Into::into);
        pointers.chain(with(true).map(|(&value, _)| value)).collect()
    }

    /// What the function has been called with, which is of this type.
    pub fn parameters(&self, callee: Callee, ty: &FuncType) -> Arguments<'ctx> {
        let mut arguments = self.function.get_param_iter();
        let mut next = || arguments.next().expect("the function has the LLVM type of its convention");
        let pointers = callee.pointers() + usize::from(returns_in_memory(&ty.results));
        let passed = Convention::of(self.function).passed(pointers, ty);
        let pointers = (0..pointers).map(|_| next().into_pointer_value()).collect();
        let in_memory = ty.params.iter().zip(&passed).filter(|&(_, &passed)| !passed);
        let in_memory: Vec<_> = in_memory.map(|(&ty, _)| ty).collect();
        let memory = (!in_memory.is_empty()).then(|| next().into_pointer_value());
        let loaded = memory.map(|memory| self.load_values(memory, &in_memory)).unwrap_or_default();
        let mut loaded = loaded.into_iter();
        let value = |&passed: &bool| if passed { next() } else { loaded.next().expect("one for each") };
        Arguments { pointers, values: passed.iter().map(value).collect() }
    }
}
