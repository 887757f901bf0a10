//! Debug information: one compile unit per module, one subprogram per function, "line" numbers that are Wasm offsets.

use crate::declare;
use inkwell::debug_info::{
    AsDIScope, DICompileUnit, DIFlags, DIFlagsConstants, DISubroutineType, DWARFEmissionKind, DWARFSourceLanguage,
    DebugInfoBuilder, debug_metadata_version,
};
use inkwell::module::{FlagBehavior, Module};
use inkwell::values::FunctionValue;
use wasmc_abi::{FuncIndex, ModuleInfo};

/// The version of DWARF in objects.
const DWARF_VERSION: u64 = 5;

/// Makes the debug information of one module.
pub struct DebugInfo<'ctx> {
    builder: DebugInfoBuilder<'ctx>,
    unit: DICompileUnit<'ctx>,
    signature: DISubroutineType<'ctx>,
    optimized: bool,
}

impl<'ctx> DebugInfo<'ctx> {
    /// Begins the debug information of a module.
    pub fn new(module: &Module<'ctx>, info: &ModuleInfo, optimized: bool) -> Self {
        let number = |value| module.get_context().i32_type().const_int(value, false);
        let version = u64::from(debug_metadata_version());
        module.add_basic_value_flag("Debug Info Version", FlagBehavior::Warning, number(version));
        module.add_basic_value_flag("Dwarf Version", FlagBehavior::Warning, number(DWARF_VERSION));
        let file = crate::job::file_name(info);
        let (builder, unit) = module.create_debug_info_builder(
            true,
            DWARFSourceLanguage::C,
            file,
            "",
            "wasmc",
            optimized,
            "",
            0,
            "",
            DWARFEmissionKind::LineTablesOnly,
            0,
            true,
            false,
            "",
            "",
        );
        let signature = builder.create_subroutine_type(unit.get_file(), None, &[], DIFlags::ZERO);
        Self { builder, unit, signature, optimized }
    }

    /// Gives a function its subprogram, named as its symbol is. Its line is where its body begins.
    pub fn describe(&self, function: FunctionValue<'ctx>, info: &ModuleInfo, func: FuncIndex) {
        let name = declare::symbol_name(info, func);
        let line = info.funcs[func.index()].body.0;
        let file = self.unit.get_file();
        let scope = self.unit.as_debug_info_scope();
        let flags = DIFlags::ZERO;
        let subprogram = self.builder.create_function(
            scope,
            &name,
            None,
            file,
            line,
            self.signature,
            true,
            true,
            line,
            flags,
            self.optimized,
        );
        function.set_subprogram(subprogram);
    }

    /// Ends it. Required before the module is verified or emitted.
    pub fn finish(self) {
        self.builder.finalize();
    }
}
