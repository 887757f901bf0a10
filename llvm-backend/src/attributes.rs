//! The attributes of every function that we define. Each is a claim or a demand; its comment says why it is true or needed.

use crate::options::OptLevel;
use crate::target::Target;
use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::context::Context;
use inkwell::values::FunctionValue;
use wasmc_abi::Libcall;
use wasmc_frontend::ir::NO_TAIL_CALLS;

/// LLVM's number for `uwtable(async)`.
const UWTABLE_ASYNC: u64 = 2;

/// Attributes, made once per module.
pub struct Attributes {
    defined: Vec<Attribute>,
    libcall: Vec<Attribute>,
    throwing_libcall: Vec<Attribute>,
    never_hot: Vec<Attribute>,
}

impl Attributes {
    /// The attributes for a target. Functions carry the CPU and its features themselves, so that printed IR is complete.
    pub fn new(context: &Context, target: &Target, opt: OptLevel) -> Self {
        let flag = |name, value| context.create_enum_attribute(Attribute::get_named_enum_kind_id(name), value);
        // No `nounwind`: an exception may come out of any imported function and of any reference, and globals and memories
        // must hold then what was stored before. LLVM finds out itself which functions let none through.
        let mut defined = vec![
            // Backtraces start at the pc of a trap, so the unwind table must be exact at every instruction.
            flag("uwtable", UWTABLE_ASYNC),
            // A frame larger than the stack's guard must not step over it.
            context.create_string_attribute("probe-stack", "inline-asm"),
            context.create_string_attribute("frame-pointer", "none"),
            // A call that WebAssembly does not call a tail call keeps its caller's frame: runaway recursion must use up the
            // stack and trap, not loop for ever, and backtraces name every function. `musttail` calls are not affected.
            context.create_string_attribute(NO_TAIL_CALLS, "true"),
            context.create_string_attribute("target-cpu", &target.cpu),
            context.create_string_attribute("target-features", &target.features),
        ];
        if opt == OptLevel::Os {
            defined.push(flag("optsize", 0));
        }
        // True of each row of the libcall table: none enters guest code, so none touches a module's private globals.
        let nocallback = flag("nocallback", 0);
        Self {
            defined,
            libcall: vec![flag("nounwind", 0), nocallback],
            throwing_libcall: vec![flag("noreturn", 0), flag("cold", 0), nocallback],
            never_hot: vec![flag("noinline", 0), flag("cold", 0)],
        }
    }

    /// For each function that has a body.
    pub fn mark_defined(&self, function: FunctionValue<'_>) {
        add(function, &self.defined);
    }

    /// For the declarations of libcalls.
    pub fn mark_libcall(&self, function: FunctionValue<'_>, libcall: Libcall) {
        match libcall {
            Libcall::Throw | Libcall::ThrowRef | Libcall::UnwindResume => add(function, &self.throwing_libcall),
            _ => add(function, &self.libcall),
        }
    }

    /// For slow paths that would only make their callers larger. Only a hint.
    pub fn mark_never_hot(&self, function: FunctionValue<'_>) {
        add(function, &self.never_hot);
    }
}

fn add(function: FunctionValue<'_>, attributes: &[Attribute]) {
    for &attribute in attributes {
        function.add_attribute(AttributeLoc::Function, attribute);
    }
}
