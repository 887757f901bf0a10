//! Code generation on all cores: an optimized module becomes several objects, each of which holds the code of some of its
//! functions, in their order. The linker puts them together again.
//!
//! LLVM's contexts belong to one thread each. So the module is written down once, as bitcode; each thread reads it into a context
//! of its own, for each part anew, and of the functions only those of its part.
//!
//! How a module is divided depends on the module alone, and a part's object on the part alone: the number of threads changes no byte.
//! What is left to do here looks at one function at a time; that internal functions and variables become hidden ones, which the parts share,
//! costs nothing: calls and addresses are the same instructions for both.

mod load;
mod plan;

use crate::emit;
use crate::error::{Error, Result};
use crate::options::{Options, Progress};
use crate::pipeline;
use crate::raw::{self, Diagnostics};
use crate::target::Target;
use inkwell::context::Context;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::Module;
use inkwell::targets::{FileType, TargetMachine};
use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// What is left to do once the module is no longer needed.
pub enum Prepared {
    /// Nothing: the module has one part.
    Object(Vec<u8>),
    /// The module's bitcode, and the functions of each part, by their positions among all that are defined.
    Parts(MemoryBuffer<'static>, Vec<Range<usize>>),
}

/// LLVM walks over code recursively, and functions may have megabytes. Only what is used of a stack takes memory.
const STACK_BYTES: usize = 256 << 20;

/// Divides the module. A small one is compiled at once.
pub fn prepare(module: &Module<'_>, machine: &TargetMachine, options: &Options) -> Result<Prepared> {
    let parts = plan::divide(module);
    if parts.len() == 1 {
        return Ok(Prepared::Object(object(module, machine, options)?));
    }
    plan::share(module);
    Ok(Prepared::Parts(module.write_bitcode_to_memory(), parts))
}

/// Generates the code: one object for each part.
pub fn generate(
    prepared: Prepared,
    target: &Target,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Vec<Vec<u8>>> {
    let (bitcode, parts) = match prepared {
        Prepared::Object(object) => return Ok(vec![object]),
        Prepared::Parts(bitcode, parts) => (bitcode, parts),
    };
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let jobs = options.jobs.map_or_else(cores, NonZero::get).min(parts.len());
    let bitcode = bitcode.as_slice();
    let next = AtomicUsize::new(0);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (sender, parts, next) = (sender.clone(), &parts, &next);
            let work = move || {
                while let Some((position, part)) = take(parts, next) {
                    let object = compile(bitcode, part, target, options);
                    // Once a part has failed nobody listens.
                    if sender.send((position, object)).is_err() {
                        return;
                    }
                }
            };
            let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
            thread.map_err(|error| Error::llvm("start a thread", error))?;
        }
        drop(sender);
        collect(results, parts.len(), progress)
    })
}

/// The next part that nobody has taken, and its position.
fn take<'p>(parts: &'p [Range<usize>], next: &AtomicUsize) -> Option<(usize, &'p Range<usize>)> {
    let position = next.fetch_add(1, Ordering::Relaxed);
    Some((position, parts.get(position)?))
}

/// Puts the objects into the order of their parts.
fn collect(
    results: mpsc::Receiver<(usize, Result<Vec<u8>>)>,
    count: usize,
    progress: &dyn Progress,
) -> Result<Vec<Vec<u8>>> {
    let mut objects = vec![Vec::new(); count];
    for (done, (position, object)) in results.into_iter().enumerate() {
        objects[position] = object?;
        progress.step(done as u64 + 1, count as u64);
    }
    Ok(objects)
}

/// What a module or a part of it becomes.
fn object(module: &Module<'_>, machine: &TargetMachine, options: &Options) -> Result<Vec<u8>> {
    pipeline::optimize_functions(module, machine, options)?;
    emit::machine_code(module, machine, FileType::Object)
}

/// The object of one part.
fn compile(bitcode: &[u8], part: &Range<usize>, target: &Target, options: &Options) -> Result<Vec<u8>> {
    let context = Context::create();
    let diagnostics = Diagnostics::listen(&context);
    raw::discard_value_names(&context);
    let machine = target.machine(options.opt)?;
    let object =
        load::part(&context, bitcode, part, &machine).and_then(|module| self::object(&module, &machine, options));
    match diagnostics.take_errors().first() {
        Some(message) => Err(Error::llvm("generate code", message)),
        None => object,
    }
}
