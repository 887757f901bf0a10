//! Compiles WebAssembly modules to ELF objects with LLVM.
//!
//! ```text
//! bytes ─parse─► ModuleInfo + bodies ─declare, translate─► LLVM IR ─pipeline─► LLVM IR ─emit, parts─► objects
//! ```
//! The layout of an instance is described to the frontend by `environ`; everything in it is a symbol of the object, which
//! the code reaches relative to its own address.

mod attributes;
mod debug;
mod declare;
mod emit;
mod environ;
mod error;
mod options;
mod parts;
mod passes;
mod pipeline;
mod profile;
mod raw;
mod remarks;
mod target;

pub use error::{Error, Result};
pub use options::{Emit, OptLevel, Options, Phase, ProfileOption, Progress};
pub use remarks::Remark;
pub use target::host_cpu;
pub use wasmc_frontend::WasmFeatures;

use attributes::Attributes;
use debug::DebugInfo;
use environ::Environ;
use inkwell::context::Context;
use inkwell::module::{FlagBehavior, Module};
use inkwell::targets::{TargetMachine, TargetTriple};
use profile::Counters;
use target::Target;
use wasmc_abi::{FuncIndex, ModuleInfo, artifact::BuildInfo};
use wasmc_frontend::ParsedModule;
use wasmc_frontend::ir::Ir;

/// A compiled module.
#[derive(Debug)]
pub struct Output<Code = Vec<u8>> {
    /// What [`compile`] was asked for by [`Options::emit`], or the objects of [`compile_parts`].
    pub bytes: Code,
    /// What the module declares.
    pub module: ModuleInfo,
    /// The bytes of all data segments.
    pub data: Vec<u8>,
    /// How it was compiled.
    pub build: BuildInfo,
    /// What passes say about loops.
    pub remarks: Vec<Remark>,
}

/// Compiles a Wasm binary.
///
/// # Errors
/// If the module is invalid or uses what we do not translate, if the options name an unknown target, or if LLVM fails.
pub fn compile(wasm: &[u8], options: &Options, progress: &dyn Progress) -> Result<Output> {
    optimize(wasm, options, progress, |module, machine| {
        pipeline::optimize_functions(module, machine, options)?;
        emit::emit(module, machine, options.emit)
    })
}

/// Compiles a Wasm binary to objects that are to be linked together, in their order. Code is generated on several threads.
///
/// # Errors
/// As [`compile`].
pub fn compile_parts(wasm: &[u8], options: &Options, progress: &dyn Progress) -> Result<Output<Vec<Vec<u8>>>> {
    // What LLVM knows of the module as a whole takes much memory, and is gone before the parts are compiled.
    let Output { bytes, module, data, build, remarks } =
        optimize(wasm, options, progress, |module, machine| parts::prepare(module, machine, options))?;
    let bytes = parts::generate(bytes, &Target::select(options)?, options, progress)?;
    Ok(Output { bytes, module, data, build, remarks })
}

/// Everything up to where code is generated.
fn optimize<Code>(
    wasm: &[u8],
    options: &Options,
    progress: &dyn Progress,
    generate: impl FnOnce(&Module<'_>, &TargetMachine) -> Result<Code>,
) -> Result<Output<Code>> {
    progress.phase(Phase::Parse);
    let parsed = wasmc_frontend::parse(wasm, options.features)?;
    let target = Target::select(options)?;
    let machine = target.machine(options.opt)?;

    raw::set_options();
    if options.remarks {
        raw::enable_remarks();
    }
    let context = Context::create();
    let diagnostics = raw::Diagnostics::listen(&context);
    if options.emit != Emit::LlvmIr {
        raw::discard_value_names(&context);
    }
    let module = new_module(&context, &parsed.info, &target, &machine);
    progress.phase(Phase::Translate);
    let counters = Counters::new(wasm, &parsed.bodies, &options.profile)?;
    let (info, data) = translate(&context, &module, parsed, options, &counters, &target, progress)?;
    verify(&module)?;
    progress.phase(Phase::Optimize);
    let mut remarks = pipeline::optimize(&module, &machine, options)?;
    progress.phase(Phase::Codegen);
    let bytes = generate(&module, &machine)?;
    match diagnostics.take_errors().first() {
        Some(message) => Err(Error::llvm("compile", message)),
        None => {
            remarks.extend(remarks::of_llvm(&diagnostics.take_remarks(), &info, file_name(&info)));
            // What our own passes say of a place comes first.
            remarks.sort_by_key(|remark| remark.offset);
            Ok(Output { bytes, module: info, data, build: build_info(wasm, options, &counters, target), remarks })
        }
    }
}

/// What debug information calls the module.
fn file_name(info: &ModuleInfo) -> &str {
    info.name.as_deref().unwrap_or("module.wasm")
}

fn new_module<'ctx>(
    context: &'ctx Context,
    info: &ModuleInfo,
    target: &Target,
    machine: &TargetMachine,
) -> Module<'ctx> {
    /// LLVM's number for `uwtable(async)`, for functions that LLVM itself adds.
    const UWTABLE_ASYNC: u64 = 2;
    const PIC_LEVEL_BIG: u64 = 2;
    let module = context.create_module(file_name(info));
    module.set_triple(&TargetTriple::create(target.triple));
    module.set_data_layout(&machine.get_target_data().get_data_layout());
    let number = |value| context.i32_type().const_int(value, false);
    module.add_basic_value_flag("PIC Level", FlagBehavior::Warning, number(PIC_LEVEL_BIG));
    module.add_basic_value_flag("uwtable", FlagBehavior::Warning, number(UWTABLE_ASYNC));
    module
}

/// Fills the LLVM module with the Wasm module's functions and instance data. Returns what is left of the latter.
fn translate<'ctx>(
    context: &'ctx Context,
    module: &Module<'ctx>,
    parsed: ParsedModule<'_>,
    options: &Options,
    counters: &Counters,
    target: &Target,
    progress: &dyn Progress,
) -> Result<(ModuleInfo, Vec<u8>)> {
    let ParsedModule { info, data, bodies, constant_tables } = parsed;
    let ir = Ir::new(context, module, target.facts());
    let attributes = Attributes::new(context, target, options.opt);
    let debug = DebugInfo::new(module, &info, options.opt != OptLevel::O0);
    let functions = declare::functions(&ir, &info, &bodies, &attributes, &debug);
    let mut environ = Environ::new(&ir, &info, &attributes, functions.clone(), constant_tables, counters, options);
    let total = bodies.len() as u64;
    for (done, (body, function)) in bodies.into_iter().zip(functions).enumerate() {
        let func = FuncIndex::from(info.imported_funcs as usize + done);
        wasmc_frontend::translate(&ir, &mut environ, function, func, body)?;
        progress.step(done as u64 + 1, total);
    }
    environ.finish();
    counters.summarize(&ir);
    debug.finish();
    Ok((info, data))
}

/// Checks the frontend's work. Release builds trust it: on large modules this takes seconds.
fn verify(module: &Module<'_>) -> Result<()> {
    if cfg!(debug_assertions) {
        module.verify().map_err(|message| Error::llvm("verify the module", message.to_string_lossy()))?;
    }
    Ok(())
}

fn build_info(wasm: &[u8], options: &Options, counters: &Counters, target: Target) -> BuildInfo {
    BuildInfo {
        target: target.triple.to_owned(),
        cpu: target.cpu,
        cpu_features: target.enabled,
        options: options.command_line(),
        wasmc_version: env!("CARGO_PKG_VERSION").to_owned(),
        llvm_version: raw::llvm_version(),
        wasm_hash: *blake3::hash(wasm).as_bytes(),
        profile: counters.info(&options.profile),
    }
}
