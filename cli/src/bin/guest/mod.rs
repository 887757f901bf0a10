//! Running a guest: as a WASI program, as one of Emscripten's, or function by function. `wasmc run` does this, and so do the
//! standalone programs of `wasmc link`; both programs include this module.

mod emscripten;
mod interrupt;
mod invoke;
mod options;
mod profile;

pub use emscripten::Javascript;
pub use options::Options;

use crate::shared::failure::{Failure, Result, STATUS_ERROR};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use wasmc_runtime::{Error, Instance, Linker, Module, Store};
use wasmc_wasi::{I32Exit, WasiCtx, WasiThreads};

/// Exit status of a guest that trapped, or threw what it does not catch: a shell's for a process that aborted.
const STATUS_ABORT: u8 = 134;

/// To this a shell adds the number of the signal that ended a process.
const STATUS_SIGNAL: i32 = 128;

/// What is being run.
#[derive(Clone)]
pub struct Guest {
    /// The file that it is in, by the name that the user knows.
    pub file: PathBuf,
    pub module: Module,
    /// The JavaScript that Emscripten made with it, if the module cannot do without.
    pub javascript: Option<Javascript>,
}

/// Runs a guest to its end.
pub fn run(guest: &Guest, options: &Options, arguments: &[String]) -> Result<ExitCode> {
    let interrupted = guest.clone();
    interrupt::on_signal(move |signal| interrupted.exit(STATUS_SIGNAL + signal));
    let wasi = options.wasi(&guest.file, arguments)?;
    if wasmc_emscripten::is_emscripten(&guest.module) {
        return emscripten::run(guest, wasi, options.invoke.as_deref(), arguments);
    }
    let engine = guest.module.engine();
    let mut linker = Linker::new(engine);
    wasmc_wasi::add_to_linker(&mut linker, |host: &mut Host| &mut host.wasi).map_err(Failure::new)?;
    let mut store = Store::new(engine, Host { wasi, threads: None });
    guest.allow_threads(&mut linker, &mut store).map_err(|error| Failure::at(&guest.file, error))?;
    let instance = linker.instantiate(&mut store, &guest.module).unwrap_or_else(|error| guest.end(&error));
    match &options.invoke {
        Some(function) => {
            call(&mut store, instance, "_initialize").unwrap_or_else(|error| guest.end(&error));
            let ended = invoke::call(&guest.file, &mut store, instance, function, arguments)?;
            print(&ended.unwrap_or_else(|error| guest.end(&error)))?;
        }
        None => guest.start(&mut store, instance)?,
    }
    profile::save(&guest.file, &guest.module)?;
    // The process ends with its first thread, whatever its others do.
    Ok(ExitCode::SUCCESS)
}

/// The guest's arguments as text.
pub fn utf8(arguments: &[OsString]) -> Result<Vec<String>> {
    let utf8 = |argument: &OsString| {
        let argument = argument.to_str().map(str::to_owned);
        argument.ok_or_else(|| Failure::new("WASI takes only arguments that are UTF-8"))
    };
    arguments.iter().map(utf8).collect()
}

/// Writes a result to standard output. A reader that has gone away wants no more of it, which is no error.
pub fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::io("standard output".as_ref(), "cannot write", &error))
        }
        _ => Ok(()),
    }
}

/// What the stores of a guest's threads hold.
#[derive(Clone)]
struct Host {
    wasi: WasiCtx,
    /// For guests that start threads.
    threads: Option<Arc<WasiThreads<Host>>>,
}

/// Calls a function without parameters and results, if there is one of that name.
fn call(store: &mut Store<Host>, instance: Instance, function: &str) -> std::result::Result<(), Error> {
    match instance.get_func(&mut *store, function) {
        Some(function) => function.typed::<(), ()>(&*store)?.call(store, ()),
        None => Ok(()),
    }
}

impl Guest {
    /// Lets it start threads, if it wants any. An error in one of them ends the process.
    fn allow_threads(&self, linker: &mut Linker<Host>, store: &mut Store<Host>) -> std::result::Result<(), Error> {
        wasmc_wasi::define_shared_memories(linker, store, &self.module)?;
        if wasmc_wasi::starts_threads(&self.module) {
            wasmc_wasi::add_threads_to_linker(linker, |host| {
                host.threads.as_ref().expect("set before the guest runs")
            })?;
            let guest = self.clone();
            store.data_mut().threads = Some(WasiThreads::new(&self.module, linker, move |error| guest.end(&error))?);
        }
        Ok(())
    }

    /// Runs a WASI command's `_start`, or initializes a reactor. A module with neither has run when it is instantiated.
    fn start(&self, store: &mut Store<Host>, instance: Instance) -> Result<()> {
        for function in ["_start", "_initialize"] {
            if instance.get_func(&mut *store, function).is_some() {
                call(store, instance, function).unwrap_or_else(|error| self.end(&error));
                return Ok(());
            }
        }
        if self.module.exports().any(|export| export.ty().func().is_some()) {
            return Err(Failure::at(&self.file, "no function `_start` to run").hint("--invoke FUNC calls another one"));
        }
        Ok(())
    }

    /// Ends the process as the guest ended: with its own status, with that of a trap or an exception, or with an error's.
    fn end(&self, error: &Error) -> ! {
        let status = match error.downcast_ref() {
            Some(I32Exit(status)) => *status,
            None => {
                // The other form of the message shows where the guest was.
                Failure::at(&self.file, format!("{error:#}")).report();
                let aborted =
                    error.trap().is_some() || error.exception().is_some() || wasmc_emscripten::is_abort(error);
                if aborted { STATUS_ABORT } else { STATUS_ERROR }.into()
            }
        };
        self.exit(status)
    }

    /// Ends the process with this status, after its profile has been written.
    fn exit(&self, status: i32) -> ! {
        let saved = profile::save(&self.file, &self.module);
        if let Err(failure) = &saved {
            failure.report();
        }
        std::process::exit(if status == 0 && saved.is_err() { STATUS_ERROR.into() } else { status })
    }
}
