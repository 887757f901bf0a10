//! Code generation on all cores: a module becomes several objects, each of which holds the code of some of its functions, in
//! their order. The linker puts them together again.
//!
//! LLVM's contexts belong to one thread each. There are two ways to divide a module:
//! - At the levels that optimize it as a whole, it is optimized and then written down once, as bitcode; each thread reads it
//!   into a context of its own, for each part anew, and of the functions only those of its part.
//! - At the levels that look at one function at a time, and at all levels if it is large, each part is translated, optimized and compiled
//!   in a context of its own. There is never more LLVM IR than of one part for each thread, and nothing for one thread alone to do. The parts
//!   of a large module also have those functions of others that may be inlined into their own ([`share`]).
//!
//! How a module is divided depends on the module alone, and a part's object on the part alone: the number of threads changes no byte.
//! What is left to do here looks at one function at a time; that internal functions and variables become hidden ones, which the parts share,
//! costs nothing: calls and addresses are the same instructions for both.

mod load;
mod plan;
mod share;
mod threads;

use crate::emit;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::options::{Options, Phase, Progress};
use crate::pipeline::{self, Extent};
use crate::portion::{Definition, Demands, Portion};
use crate::raw::{self, Diagnostics};
use crate::remarks::{self, Remark};
use inkwell::context::Context;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::Module;
use inkwell::targets::{FileType, TargetMachine};
pub use share::Part;
use std::ops::Range;
use wasmc_frontend::Body;

/// What is left to do once the module is no longer needed.
pub enum Prepared {
    /// Nothing: the module has one part.
    Object(Vec<u8>),
    /// All that looks at a function alone: the module's bitcode, and ranges of positions among its defined functions.
    Parts(MemoryBuffer<'static>, Vec<Range<usize>>),
}

/// Optimizes a module and divides it. A small one is compiled at once.
pub fn prepare(
    module: &Module<'_>,
    machine: &TargetMachine,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Prepared> {
    pipeline::optimize(module, machine, options, Extent::Whole)?;
    progress.phase(Phase::Codegen);
    let ranges = plan::divide(module, options.part_bytes);
    if ranges.len() == 1 {
        return Ok(Prepared::Object(object(module, machine, options)?));
    }
    plan::share(module);
    Ok(Prepared::Parts(module.write_bitcode_to_memory(), ranges))
}

/// Generates the code of what was prepared: one object for each part.
pub fn generate(prepared: Prepared, job: &Job<'_>, progress: &dyn Progress) -> Result<Vec<Vec<u8>>> {
    let (bitcode, ranges) = match prepared {
        Prepared::Object(object) => return Ok(vec![object]),
        Prepared::Parts(bitcode, ranges) => (bitcode, ranges),
    };
    let bitcode = bitcode.as_slice();
    threads::map(ranges, job.options.jobs, progress, |own| {
        let (object, _) = in_context(job, |context, machine| {
            let module = load::part(context, bitcode, &own, machine)?;
            object(&module, machine, job.options)
        })?;
        Ok(object)
    })
}

/// The parts of a module that are compiled separately; none if it is to be optimized as a whole. `bodies` are those of its functions.
pub fn separate(job: &Job<'_>, bodies: &[Body<'_>]) -> Option<Vec<Part>> {
    let parts = match job.options.looks_at_functions_alone() {
        true => plan::separate(bodies, job.options.part_bytes).into_iter().map(Part::alone).collect(),
        false => share::parts(job, bodies, plan::divide_large(bodies, job.options.part_bytes)?),
    };
    (parts.len() > 1).then_some(parts)
}

/// Compiles these parts of a module. The instance data is an object of its own, the last. Returns what passes say of the code, too.
pub fn compile(
    job: &Job<'_>,
    bodies: &[Body<'_>],
    parts: Vec<Part>,
    progress: &dyn Progress,
) -> Result<(Vec<Vec<u8>>, Vec<Remark>)> {
    let compiled = threads::map(parts, job.options.jobs, progress, |part| {
        portion(job, Portion::Code, &part.definitions(bodies), &Demands::default())
    })?;
    let mut demands = Demands::default();
    compiled.iter().for_each(|(code, _)| demands.add(&code.demands));
    let data = portion(job, Portion::Data, &[], &demands)?;
    let (portions, messages): (Vec<_>, Vec<_>) = compiled.into_iter().chain([data]).unzip();
    let (objects, found): (_, Vec<_>) = portions.into_iter().map(|portion| (portion.object, portion.remarks)).unzip();
    let mut remarks = found.concat();
    // Copies are looked at as often as they are made.
    remarks.sort_by(|a, b| (a.offset, &a.text).cmp(&(b.offset, &b.text)));
    remarks.dedup();
    remarks::add(&mut remarks, remarks::of_llvm(&messages.concat(), &job.info, job::file_name(&job.info)));
    Ok((objects, remarks))
}

/// What a portion of a module becomes.
struct Compiled {
    object: Vec<u8>,
    /// What it asks for in other portions.
    demands: Demands,
    remarks: Vec<Remark>,
}

/// Compiles a portion of a module. Returns what LLVM says of loops, too.
fn portion(
    job: &Job<'_>,
    portion: Portion,
    definitions: &[Definition<'_, '_>],
    demands: &Demands,
) -> Result<(Compiled, Vec<String>)> {
    in_context(job, |context, machine| {
        let module = job.new_module(context, machine);
        let demands = job.translate(context, &module, portion, definitions, demands, || {})?;
        let remarks = pipeline::prepare(&module, machine, job.options)?;
        pipeline::optimize(&module, machine, job.options, Extent::Part)?;
        Ok(Compiled { object: object(&module, machine, job.options)?, demands, remarks })
    })
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
