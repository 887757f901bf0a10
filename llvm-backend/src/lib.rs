//! Compiles WebAssembly modules to ELF objects with LLVM.
//!
//! ```text
//! bytes ─parse─► ModuleInfo + bodies ─job: declare, translate─► LLVM IR ─pipeline─► LLVM IR ─emit, parts─► objects
//! ```
//! The layout of an instance is described to the frontend by `environ`; everything in it is a symbol of the object, which
//! the code reaches relative to its own address.

mod attributes;
mod debug;
mod declare;
mod disassemble;
mod emit;
mod environ;
mod error;
mod job;
mod large;
mod options;
mod parts;
mod passes;
mod pipeline;
mod portion;
mod profile;
mod raw;
mod remarks;
mod standard;
mod target;

pub use disassemble::{Disassembler, Instruction};
pub use error::{Error, Result};
pub use options::{Emit, OptLevel, Options, Phase, ProfileOption, Progress};
pub use raw::llvm_version;
pub use remarks::Remark;
pub use target::host_cpu;
pub use wasmc_frontend::WasmFeatures;

use inkwell::context::Context;
use inkwell::module::Module;
use inkwell::targets::TargetMachine;
use job::Job;
use portion::{Definition, Demands, Portion, Role};
use wasmc_abi::{
    ModuleInfo,
    artifact::{BuildInfo, CpuInfo},
};
use wasmc_frontend::Body;

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
    /// What for.
    pub cpu: CpuInfo,
    /// What passes say about loops.
    pub remarks: Vec<Remark>,
}

/// Compiles a Wasm binary. Also a large module is optimized as a whole, where [`compile_parts`] optimizes each part by itself.
///
/// # Errors
/// If the module is invalid or uses what we do not translate, if the options name an unknown target, or if LLVM fails.
pub fn compile(wasm: &[u8], options: &Options, progress: &dyn Progress) -> Result<Output> {
    let (job, bodies) = read(wasm, options, progress)?;
    let (bytes, remarks) = prepare(&job, bodies, progress, |module, machine| {
        pipeline::optimize(module, machine, options, pipeline::Extent::Whole)?;
        pipeline::optimize_functions(module, machine, options)?;
        progress.phase(Phase::Codegen);
        emit::emit(module, machine, options.emit)
    })?;
    Ok(output(job, bytes, remarks))
}

/// Compiles a Wasm binary to objects that are to be linked together, in their order. Code is generated on several threads.
///
/// # Errors
/// As [`compile`].
pub fn compile_parts(wasm: &[u8], options: &Options, progress: &dyn Progress) -> Result<Output<Vec<Vec<u8>>>> {
    let (job, bodies) = read(wasm, options, progress)?;
    if let Some(parts) = parts::separate(&job, &bodies) {
        progress.phase(Phase::Codegen);
        let (objects, mut remarks) = parts::compile(&job, &bodies, parts, progress)?;
        remarks::add(&mut remarks, remarks::of_routines(&job.routines, &job.info));
        return Ok(output(job, objects, remarks));
    }
    // What LLVM knows of the module as a whole takes much memory, and is gone before the parts are compiled.
    let (prepared, remarks) =
        prepare(&job, bodies, progress, |module, machine| parts::prepare(module, machine, options, progress))?;
    let objects = parts::generate(prepared, &job, progress)?;
    Ok(output(job, objects, remarks))
}

fn read<'w>(wasm: &'w [u8], options: &'w Options, progress: &dyn Progress) -> Result<(Job<'w>, Vec<Body<'w>>)> {
    progress.phase(Phase::Parse);
    raw::set_options();
    if options.remarks {
        raw::enable_remarks();
    }
    Job::new(wasm, options)
}

fn output<Code>(job: Job<'_>, bytes: Code, remarks: Vec<Remark>) -> Output<Code> {
    let (build, cpu) = (job.build_info(), job.cpu_info());
    Output { bytes, module: job.info, data: job.data, build, cpu, remarks }
}

/// Everything up to LLVM's pipeline, and then `compile`, of the module as a whole.
fn prepare<Code>(
    job: &Job<'_>,
    bodies: Vec<Body<'_>>,
    progress: &dyn Progress,
    compile: impl FnOnce(&Module<'_>, &TargetMachine) -> Result<Code>,
) -> Result<(Code, Vec<Remark>)> {
    let Job { options, info, .. } = job;
    let machine = job.target.machine(options.opt)?;
    let context = Context::create();
    let diagnostics = raw::Diagnostics::listen(&context);
    if options.emit != Emit::LlvmIr {
        raw::discard_value_names(&context);
    }
    let module = job.new_module(&context, &machine);
    progress.phase(Phase::Translate);
    let (mut done, total) = (0, bodies.len() as u64);
    let step = || {
        done += 1;
        progress.step(done, total);
    };
    let definition = |(position, body)| Definition { position, body, role: Role::Shared };
    let definitions: Vec<_> = bodies.iter().enumerate().map(definition).collect();
    job.translate(&context, &module, Portion::Whole, &definitions, &Demands::default(), step)?;
    drop(definitions);
    drop(bodies);
    progress.phase(Phase::Optimize);
    let mut remarks = pipeline::prepare(&module, &machine, options)?;
    let code = compile(&module, &machine)?;
    match diagnostics.take_errors().first() {
        Some(message) => Err(Error::llvm("compile", message)),
        None => {
            remarks.extend(remarks::of_routines(&job.routines, info));
            remarks::add(&mut remarks, remarks::of_llvm(&diagnostics.take_remarks(), info, job::file_name(info)));
            Ok((code, remarks))
        }
    }
}
