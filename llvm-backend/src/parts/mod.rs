//! Code generation on all cores: a module becomes several objects, each of which holds the code of some of its functions, in
//! their order. The linker puts them together again.
//!
//! LLVM's contexts belong to one thread each. There are two ways to divide a module:
//! - At the levels that optimize it as a whole, it is optimized and then written down once, as bitcode; each thread reads it
//!   into a context of its own, for each part anew, and of the functions only those of its part.
//! - At the levels that look at one function at a time, each part is translated, optimized and compiled in a context of its
//!   own. There is never more LLVM IR than of one part for each thread.
//!
//! How a module is divided depends on the module alone, and a part's object on the part alone: the number of threads changes no byte.
//! What is left to do here looks at one function at a time; that internal functions and variables become hidden ones, which the parts share,
//! costs nothing: calls and addresses are the same instructions for both.

mod load;
mod plan;
mod threads;

pub use plan::separate;

use crate::emit;
use crate::error::{Error, Result};
use crate::job::Job;
use crate::options::{Options, Progress};
use crate::pipeline;
use crate::portion::{Demands, Portion};
use crate::raw::{self, Diagnostics};
use inkwell::context::Context;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::Module;
use inkwell::targets::{FileType, TargetMachine};
use std::ops::Range;
use wasmc_frontend::Body;

/// What is left to do once the module is no longer needed.
pub enum Prepared {
    /// Nothing: the module has one part.
    Object(Vec<u8>),
    /// The module's bitcode, and the functions of each part, by their positions among all that are defined.
    Parts(MemoryBuffer<'static>, Vec<Range<usize>>),
}

/// Divides an optimized module. A small one is compiled at once.
pub fn prepare(module: &Module<'_>, machine: &TargetMachine, options: &Options) -> Result<Prepared> {
    let parts = plan::divide(module, options.part_bytes);
    if parts.len() == 1 {
        return Ok(Prepared::Object(object(module, machine, options)?));
    }
    plan::share(module);
    Ok(Prepared::Parts(module.write_bitcode_to_memory(), parts))
}

/// Generates the code of what was prepared: one object for each part.
pub fn generate(prepared: Prepared, job: &Job<'_>, progress: &dyn Progress) -> Result<Vec<Vec<u8>>> {
    let (bitcode, parts) = match prepared {
        Prepared::Object(object) => return Ok(vec![object]),
        Prepared::Parts(bitcode, parts) => (bitcode, parts),
    };
    let bitcode = bitcode.as_slice();
    threads::map(parts, job.options.jobs, progress, |part| {
        in_context(job, |context, machine| {
            let module = load::part(context, bitcode, &part, machine)?;
            object(&module, machine, job.options)
        })
    })
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
    in_context(job, |context, machine| {
        let module = job.new_module(context, machine);
        let demanded = job.translate(context, &module, portion, functions, demands, || {})?;
        pipeline::optimize(&module, machine, job.options)?;
        Ok((object(&module, machine, job.options)?, demanded))
    })
}

/// What a module or a part of it becomes.
fn object(module: &Module<'_>, machine: &TargetMachine, options: &Options) -> Result<Vec<u8>> {
    pipeline::optimize_functions(module, machine, options)?;
    emit::machine_code(module, machine, FileType::Object)
}

/// Compiles something in a context of its own.
fn in_context<Done>(
    job: &Job<'_>,
    compile: impl for<'ctx> FnOnce(&'ctx Context, &TargetMachine) -> Result<Done>,
) -> Result<Done> {
    let context = Context::create();
    let diagnostics = Diagnostics::listen(&context);
    raw::discard_value_names(&context);
    let machine = job.target.machine(job.options.opt)?;
    let done = compile(&context, &machine);
    match diagnostics.take_errors().first() {
        Some(message) => Err(Error::llvm("generate code", message)),
        None => done,
    }
}
