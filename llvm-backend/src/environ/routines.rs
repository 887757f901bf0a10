//! What functions do that are recognised as routines of the C library, before their own code: `routines.ll`, as functions of the
//! module, each to be inlined.
//!
//! Sound, because a function's code is known bit for bit (`wasmc_frontend::routines`), and what is done here instead is what that
//! code would do. It is done only if all bytes that are loaded or stored are in memory as it is at that moment, so that neither
//! traps. Nobody else writes to an unshared memory meanwhile. Loads of more than the code would load have no effect.

use crate::attributes::Attributes;
use crate::raw;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::Linkage;
use inkwell::values::FunctionValue;
use wasmc_frontend::ir::Ir;
use wasmc_frontend::routines::Routine;

const LIBRARY: &str = include_str!("routines.ll");

/// How the names of its functions begin.
const PREFIX: &str = "wasmc_routine_";

/// The routines of a module.
pub struct Routines<'m> {
    /// By defined function, in order. Empty if they are to be left as they are.
    found: &'m [Option<Routine>],
    is_linked: bool,
}

impl<'m> Routines<'m> {
    /// Those that have been found.
    pub fn new(found: &'m [Option<Routine>]) -> Self {
        Self { found, is_linked: false }
    }

    /// What a defined function does before its own code.
    pub fn get<'ctx>(
        &mut self,
        ir: &Ir<'_, 'ctx>,
        attributes: &Attributes,
        defined: usize,
    ) -> Option<FunctionValue<'ctx>> {
        let routine = (*self.found.get(defined)?)?;
        if !std::mem::replace(&mut self.is_linked, true) {
            link(ir, attributes);
        }
        ir.module.get_function(&format!("{PREFIX}{}", routine.name()))
    }
}

/// Adds the library to the module, as functions that only the module sees.
fn link(ir: &Ir<'_, '_>, attributes: &Attributes) {
    const OURS: &str = "the library is valid";
    let text = MemoryBuffer::create_from_memory_range_copy(LIBRARY.as_bytes(), "routines");
    let library = raw::with_value_names(ir.context, || ir.context.create_module_from_ir(text)).expect(OURS);
    library.set_triple(&ir.module.get_triple());
    library.set_data_layout(&ir.module.get_data_layout());
    ir.module.link_in_module(library).expect(OURS);
    for function in ir.module.get_functions() {
        if function.get_name().to_bytes().starts_with(PREFIX.as_bytes()) {
            function.set_linkage(Linkage::Internal);
            attributes.mark_defined(function);
        }
    }
}
