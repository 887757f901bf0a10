//! What is known of a compilation before there is any LLVM IR, and how portions of the module become IR.

use crate::attributes::Attributes;
use crate::debug::DebugInfo;
use crate::declare::Functions;
use crate::environ::Environ;
use crate::error::{Error, Result};
use crate::options::{OptLevel, Options, ProfileOption};
use crate::portion::{Definition, Demands, Portion};
use crate::profile::Counters;
use crate::raw;
use crate::target::Target;
use inkwell::context::Context;
use inkwell::module::{FlagBehavior, Module};
use inkwell::targets::{TargetMachine, TargetTriple};
use std::sync::Arc;
use wasmc_abi::{
    FuncIndex, ModuleInfo,
    artifact::{BuildInfo, CpuInfo},
};
use wasmc_frontend::ir::{Convention, Ir};
use wasmc_frontend::routines::{self, Routine};
use wasmc_frontend::{Body, ConstantTable, ParsedModule};

/// A Wasm module that is to be compiled. Threads share it.
pub struct Job<'w> {
    pub options: &'w Options,
    pub target: Target,
    /// What the module declares.
    pub info: ModuleInfo,
    /// The bytes of all data segments.
    pub data: Vec<u8>,
    wasm: &'w [u8],
    /// Of each defined function.
    conventions: Vec<Convention>,
    pub constant_tables: Vec<Option<Arc<ConstantTable>>>,
    pub counters: Counters,
    /// Of each defined function, which routine of the C library it is. Empty if all are to be left as they are.
    pub routines: Vec<Option<Routine>>,
}

impl<'w> Job<'w> {
    /// Reads a Wasm binary. The functions' bodies are left to be translated.
    pub fn new(wasm: &'w [u8], options: &'w Options) -> Result<(Self, Vec<Body<'w>>)> {
        let ParsedModule { info, data, bodies, constant_tables } = wasmc_frontend::parse(wasm, options.features)?;
        let target = Target::select(options)?;
        let routines = if options.takes_routines() { routines::recognise(&info, &bodies) } else { Vec::new() };
        let counters = Counters::new(wasm, &bodies, &options.profile)?;
        let convention = |body: &Body<'_>| if body.makes_tail_calls() { Convention::Tail } else { Convention::Fast };
        let conventions = bodies.iter().map(convention).collect();
        Ok((Self { options, target, info, data, wasm, conventions, constant_tables, counters, routines }, bodies))
    }

    /// An LLVM module without anything in it.
    pub fn new_module<'ctx>(&self, context: &'ctx Context, machine: &TargetMachine) -> Module<'ctx> {
        /// LLVM's number for `uwtable(async)`, for functions that LLVM itself adds.
        const UWTABLE_ASYNC: u64 = 2;
        const PIC_LEVEL_BIG: u64 = 2;
        let module = context.create_module(file_name(&self.info));
        module.set_triple(&TargetTriple::create(self.target.triple));
        module.set_data_layout(&machine.get_target_data().get_data_layout());
        let number = |value| context.i32_type().const_int(value, false);
        module.add_basic_value_flag("PIC Level", FlagBehavior::Warning, number(PIC_LEVEL_BIG));
        module.add_basic_value_flag("uwtable", FlagBehavior::Warning, number(UWTABLE_ASYNC));
        module
    }

    /// Fills an LLVM module with a portion of the Wasm module: these functions. For instance data, `demands` says what the code in
    /// other portions refers to; the result is what this one refers to. Calls `done` after each function.
    pub fn translate<'ctx>(
        &self,
        context: &'ctx Context,
        module: &Module<'ctx>,
        portion: Portion,
        definitions: &[Definition<'_, '_>],
        demands: &Demands,
        mut done: impl FnMut(),
    ) -> Result<Demands> {
        let mut ir = Ir::new(context, module, self.target.facts());
        // Whoever asks for little optimization waits for the compiler, and lines take time.
        ir.every_line = !self.options.looks_at_functions_alone();
        let ir = ir;
        let attributes = Attributes::new(context, &self.target, self.options.opt);
        let debug = DebugInfo::new(module, &self.info, self.options.opt != OptLevel::O0);
        let mut functions = Functions::new(&ir, &self.info, &self.conventions, portion);
        let own = functions.define(definitions, &attributes, &debug);
        let mut environ = Environ::new(&ir, self, &attributes, functions, portion);
        for (&Definition { position, body, .. }, function) in definitions.iter().zip(own) {
            let func = FuncIndex::from(self.info.imported_funcs as usize + position);
            wasmc_frontend::translate(&ir, &mut environ, function, func, body)?;
            done();
        }
        if portion.has_data() {
            environ.finish(demands);
        }
        self.counters.summarize(&ir);
        debug.finish();
        verify(module)?;
        Ok(environ.demands())
    }

    /// Which one of the functions that the module defines this is; none if it is imported, or is no function.
    pub fn position(&self, func: FuncIndex) -> Option<usize> {
        let position = func.0.checked_sub(self.info.imported_funcs)? as usize;
        (position < self.conventions.len()).then_some(position)
    }

    /// The CPU that it is compiled for.
    pub fn cpu_info(&self) -> CpuInfo {
        CpuInfo { name: self.target.cpu.clone(), features: self.target.enabled.clone() }
    }

    /// What the artifact says of how it was made.
    pub fn build_info(&self) -> BuildInfo {
        BuildInfo {
            target: self.target.triple.to_owned(),
            options: self.options.command_line(),
            wasmc_version: env!("CARGO_PKG_VERSION").to_owned(),
            llvm_version: raw::llvm_version(),
            wasm_hash: *blake3::hash(self.wasm).as_bytes(),
            profile: self.counters.info(&self.options.profile),
            profile_used: match &self.options.profile {
                ProfileOption::Use(profile) => Some(*blake3::hash(&profile.to_bytes()).as_bytes()),
                ProfileOption::Off | ProfileOption::Generate(_) => None,
            },
        }
    }
}

/// What debug information calls the module.
pub fn file_name(info: &ModuleInfo) -> &str {
    info.name.as_deref().unwrap_or("module.wasm")
}

/// Checks the frontend's work. Release builds trust it: on large modules this takes seconds.
fn verify(module: &Module<'_>) -> Result<()> {
    if cfg!(debug_assertions) {
        module.verify().map_err(|message| Error::llvm("verify the module", message.to_string_lossy()))?;
    }
    Ok(())
}
