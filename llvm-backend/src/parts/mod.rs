//! Code generation on all cores: a module becomes several objects, each of which holds the code of some of its functions, in
//! their order. The linker puts them together again.
//!
//! LLVM's contexts belong to one thread each. There are three ways to divide a module:
//! - At the levels that optimize it as a whole, it is optimized and then written down once, as bitcode; each thread reads it
//!   into a context of its own, for each part anew, and of the functions only those of its part.
//! - A large module is written down before LLVM's pipeline, which each part then goes through by itself, with those functions of other
//!   parts that may be inlined into its own ([`share`]).
//! - At the levels that look at one function at a time, each part is translated, optimized and compiled in a context of its
//!   own. There is never more LLVM IR than of one part for each thread.
//!
//! How a module is divided depends on the module alone, and a part's object on the part alone: the number of threads changes no byte.
//! What is left to do here looks at one function at a time; that internal functions and variables become hidden ones, which the parts share,
//! costs nothing: calls and addresses are the same instructions for both.

mod load;
mod plan;
mod share;
mod threads;

pub use plan::separate;

use crate::emit;
use crate::error::{Error, Result};
use crate::job::Job;
use crate::options::{Options, Phase, Progress};
use crate::pipeline::{self, Extent};
use crate::portion::{Demands, Portion};
use crate::raw::{self, Diagnostics};
use inkwell::context::Context;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::Module;
use inkwell::targets::{FileType, TargetMachine};
use share::Part;
use std::ops::Range;
use wasmc_frontend::Body;

/// What is left to do once the module is no longer needed.
pub enum Prepared {
    /// Nothing: the module has one part.
    Object(Vec<u8>),
    /// All that looks at a function alone.
    Optimized(Parts),
    /// LLVM's pipeline too.
    Unoptimized(Parts),
}

/// A divided module.
pub struct Parts {
    bitcode: MemoryBuffer<'static>,
    parts: Vec<Part>,
}

/// Divides a module: a large one as it is, others once they are optimized. A small one is compiled at once.
pub fn prepare(
    module: &Module<'_>,
    machine: &TargetMachine,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Prepared> {
    if let Some(ranges) = plan::divide_large(module, options.part_bytes) {
        pipeline::prepare_parts(module, machine, options)?;
        let parts = share::parts(module, ranges);
        progress.phase(Phase::Codegen);
        return Ok(Prepared::Unoptimized(Parts::new(module, parts)));
    }
    pipeline::optimize(module, machine, options, Extent::Whole)?;
    progress.phase(Phase::Codegen);
    let ranges = plan::divide(module, options.part_bytes);
    if ranges.len() == 1 {
        return Ok(Prepared::Object(object(module, machine, options)?));
    }
    Ok(Prepared::Optimized(Parts::new(module, ranges.into_iter().map(Part::optimized).collect())))
}

impl Parts {
    fn new(module: &Module<'_>, parts: Vec<Part>) -> Self {
        plan::share(module);
        Self { bitcode: module.write_bitcode_to_memory(), parts }
    }
}

/// Generates the code of what was prepared: one object for each part. Returns what LLVM says of loops, too.
pub fn generate(prepared: Prepared, job: &Job<'_>, progress: &dyn Progress) -> Result<(Vec<Vec<u8>>, Vec<String>)> {
    let (Parts { bitcode, parts }, is_optimized) = match prepared {
        Prepared::Object(object) => return Ok((vec![object], Vec::new())),
        Prepared::Optimized(parts) => (parts, true),
        Prepared::Unoptimized(parts) => (parts, false),
    };
    let bitcode = bitcode.as_slice();
    let generated = threads::map(parts, job.options.jobs, progress, |part| {
        in_context(job, |context, machine| {
            let module = load::part(context, bitcode, &part, machine)?;
            if !is_optimized {
                pipeline::optimize(&module, machine, job.options, Extent::Part)?;
            }
            object(&module, machine, job.options)
        })
    })?;
    let (objects, messages): (_, Vec<_>) = generated.into_iter().unzip();
    Ok((objects, messages.concat()))
}

/// Compiles a module's parts separately, for levels that look at one function at a time. `bodies` are those of its functions,
/// and `parts` which of them are in each part. The instance data is an object of its own, the last.
pub fn compile(
    job: &Job<'_>,
    mut bodies: Vec<Body<'_>>,
    parts: &[Range<usize>],
    progress: &dyn Progress,
) -> Result<Vec<Vec<u8>>> {
    let work = parts.iter().map(|part| (part.start, bodies.drain(..part.len()).collect())).collect();
    let compiled = threads::map(work, job.options.jobs, progress, |functions| {
        portion(job, Portion::Code, functions, &Demands::default())
    })?;
    let (mut objects, mut demands) = (Vec::new(), Demands::default());
    for (object, demanded) in compiled {
        objects.push(object);
        demands.add(&demanded);
    }
    objects.push(portion(job, Portion::Data, (0, Vec::new()), &demands)?.0);
    Ok(objects)
}

/// The object of a portion of a module, and what it asks for in other portions.
fn portion(
    job: &Job<'_>,
    portion: Portion,
    functions: (usize, Vec<Body<'_>>),
    demands: &Demands,
) -> Result<(Vec<u8>, Demands)> {
    let (done, _) = in_context(job, |context, machine| {
        let module = job.new_module(context, machine);
        let demanded = job.translate(context, &module, portion, functions, demands, || {})?;
        pipeline::prepare(&module, machine, job.options)?;
        pipeline::optimize(&module, machine, job.options, Extent::Whole)?;
        Ok((object(&module, machine, job.options)?, demanded))
    })?;
    Ok(done)
}

/// What a module or a part of it becomes.
fn object(module: &Module<'_>, machine: &TargetMachine, options: &Options) -> Result<Vec<u8>> {
    pipeline::optimize_functions(module, machine, options)?;
    emit::machine_code(module, machine, FileType::Object)
}

/// Compiles something in a context of its own. Returns what LLVM says of loops, too.
fn in_context<Done>(
    job: &Job<'_>,
    compile: impl for<'ctx> FnOnce(&'ctx Context, &TargetMachine) -> Result<Done>,
) -> Result<(Done, Vec<String>)> {
    let context = Context::create();
    let diagnostics = Diagnostics::listen(&context);
    raw::discard_value_names(&context);
    let machine = job.target.machine(job.options.opt)?;
    let done = compile(&context, &machine);
    match diagnostics.take_errors().first() {
        Some(message) => Err(Error::llvm("generate code", message)),
        None => Ok((done?, diagnostics.take_remarks())),
    }
}
