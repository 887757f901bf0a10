//! What of a Wasm module an LLVM module holds. The higher levels make one LLVM module of the whole, unless it is large; the lower ones,
//! which look at one function at a time, never have more of it in memory than they work on.

use inkwell::GlobalVisibility;
use inkwell::module::Linkage;
use inkwell::values::{BasicValue, GlobalValue};
use wasmc_frontend::Body;

/// What an LLVM module holds. It declares of the rest what it refers to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Portion {
    /// All there is.
    Whole,
    /// Some functions.
    Code,
    /// The instance data, and what leads from it to the functions.
    Data,
}

impl Portion {
    /// Whether it holds the instance data.
    pub fn has_data(self) -> bool {
        self != Self::Code
    }

    /// Gives a variable the value that it begins with, where that is held.
    pub fn initialize<'ctx>(self, variable: GlobalValue<'ctx>, value: &dyn BasicValue<'ctx>) {
        if self.has_data() {
            variable.set_initializer(value);
        }
    }

    /// Makes something visible to the module's own code and to nobody else.
    pub fn hide(self, global: GlobalValue<'_>) {
        if self == Self::Whole {
            global.set_linkage(Linkage::Internal);
        } else {
            share(global);
        }
    }
}

/// A function that a portion has the code of.
#[derive(Clone, Copy)]
pub struct Definition<'b, 'w> {
    /// Which one of the functions that the module defines.
    pub position: usize,
    pub body: &'b Body<'w>,
    pub role: Role,
}

/// Who calls a function of a portion.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// All portions, or what is outside of the module.
    Shared,
    /// Nothing but this portion's code.
    Local,
    /// This portion's code, into which it may be inlined: it is a copy of another portion's, and becomes no code itself.
    Copied,
}

impl Role {
    /// Tells LLVM of it.
    pub fn mark(self, function: GlobalValue<'_>) {
        match self {
            Self::Shared => {}
            Self::Local => function.set_linkage(Linkage::Internal),
            Self::Copied => function.set_linkage(Linkage::AvailableExternally),
        }
    }
}

/// Makes something visible to all objects of an artifact, and to nobody outside of it.
pub fn share(global: GlobalValue<'_>) {
    global.set_linkage(Linkage::External);
    global.set_visibility(GlobalVisibility::Hidden);
}

/// What code refers to of the data that is only made if code refers to it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Demands {
    /// Memory for the parameters of tail calls.
    pub tail_arguments: bool,
    /// By table.
    pub views: Vec<ViewDemands>,
}

/// What code refers to of a table that never changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ViewDemands {
    /// The numbers of its elements' types.
    pub kinds: bool,
    /// The addresses of their code.
    pub fast: bool,
    /// The same for tail calls.
    pub tail: bool,
}

impl Demands {
    /// Adds what other code refers to.
    pub fn add(&mut self, other: &Self) {
        self.tail_arguments |= other.tail_arguments;
        self.views.resize_with(self.views.len().max(other.views.len()), ViewDemands::default);
        for (view, other) in self.views.iter_mut().zip(&other.views) {
            view.kinds |= other.kinds;
            view.fast |= other.fast;
            view.tail |= other.tail;
        }
    }
}
