//! `run`: an artifact, or a module that is compiled first, as a WASI program or function by function.

use crate::shared::args::Codegen;
use crate::shared::failure::{Failure, Result, STATUS_ERROR, describe};
use crate::shared::source::{self, Kind};
use crate::{compiler, emscripten, interrupt, invoke, print, profile};
use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use wasmc_runtime::{Config, Engine, Error, Instance, Linker, Module, Store};
use wasmc_wasi::{DirAccess, I32Exit, WasiCtx, WasiCtxBuilder, WasiThreads};

/// Exit status of a guest that trapped, or threw what it does not catch: a shell's for a process that aborted.
const STATUS_ABORT: u8 = 134;

/// To this a shell adds the number of the signal that ended a process.
const STATUS_SIGNAL: i32 = 128;

/// `wasmc run`
#[derive(clap::Args, Debug)]
#[command(override_usage = "wasmc run [OPTIONS] FILE [ARGS]...")]
#[command(after_help = "What follows FILE belongs to the guest.\n\n\
    Exit status: the guest's own; 134 after a trap or an uncaught exception, 130 after an\n\
    interrupt, 1 on an error, 2 on wrong usage.")]
pub struct Args {
    /// Let the guest reach the directory HOST, under the name GUEST [default: HOST]
    #[arg(long, value_name = "HOST[::GUEST]")]
    dir: Vec<String>,
    /// As --dir, but the guest cannot change anything there
    #[arg(long, value_name = "HOST[::GUEST]")]
    dir_ro: Vec<String>,
    /// Set the guest's environment variable K, to its value here if none is given
    #[arg(long, value_name = "K[=V]")]
    env: Vec<String>,
    /// The guest's name for itself [default: FILE without its folder]
    #[arg(long, value_name = "NAME")]
    argv0: Option<String>,
    /// Call the exported function FUNC with ARGS and print its results, one per line
    #[arg(long, value_name = "FUNC")]
    invoke: Option<String>,
    /// Ask the system for huge pages: for guests that reach all over hundreds of megabytes
    #[arg(long)]
    huge_pages: bool,
    #[command(flatten)]
    codegen: Codegen,
    /// An artifact (.wcart) or a module, binary or text, and the guest's arguments
    #[arg(value_name = "FILE", required = true, num_args = 1.., trailing_var_arg = true)]
    command: Vec<OsString>,
}

/// Runs the guest to its end.
pub fn run(args: &Args) -> Result<ExitCode> {
    let (file, arguments) = command(args)?;
    let engine = Engine::new(Config::new().huge_pages(args.huge_pages));
    let module = match load(&engine, file, &args.codegen)? {
        Ok(module) => module,
        Err(status) => return Ok(status),
    };
    let guest = Guest { file: file.to_owned(), module };
    let interrupted = guest.clone();
    interrupt::on_signal(move |signal| interrupted.exit(STATUS_SIGNAL + signal));
    if wasmc_emscripten::is_emscripten(&guest.module) {
        return emscripten::run(&guest, wasi(args, file, &arguments)?, args.invoke.as_deref(), &arguments);
    }
    let mut linker = Linker::new(&engine);
    wasmc_wasi::add_to_linker(&mut linker, |host: &mut Host| &mut host.wasi).map_err(Failure::new)?;
    let mut store = Store::new(&engine, Host { wasi: wasi(args, file, &arguments)?, threads: None });
    guest.allow_threads(&mut linker, &mut store).map_err(|error| Failure::at(file, error))?;
    let instance = linker.instantiate(&mut store, &guest.module).unwrap_or_else(|error| guest.end(&error));
    match &args.invoke {
        Some(function) => {
            call(&mut store, instance, "_initialize").unwrap_or_else(|error| guest.end(&error));
            let ended = invoke::call(file, &mut store, instance, function, &arguments)?;
            print(&ended.unwrap_or_else(|error| guest.end(&error)))?;
        }
        None => guest.start(&mut store, instance)?,
    }
    profile::save(file, &guest.module)?;
    // The process ends with its first thread, whatever its others do.
    Ok(ExitCode::SUCCESS)
}

/// What the stores of a guest's threads hold.
#[derive(Clone)]
struct Host {
    wasi: WasiCtx,
    /// For guests that start threads.
    threads: Option<Arc<WasiThreads<Host>>>,
}

/// Splits the file from the guest's arguments.
fn command(args: &Args) -> Result<(&Path, Vec<String>)> {
    let (file, arguments) = args.command.split_first().expect("clap requires at least one value");
    let file = Path::new(file);
    let utf8 = |argument: &OsString| {
        let argument = argument.to_str().map(str::to_owned);
        argument.ok_or_else(|| Failure::new("WASI takes only arguments that are UTF-8"))
    };
    Ok((file, arguments.iter().map(utf8).collect::<Result<_>>()?))
}

/// Maps an artifact, or compiles a module. The inner error is the status to end with after the compiler reported an error.
fn load(engine: &Engine, file: &Path, codegen: &Codegen) -> Result<std::result::Result<Module, ExitCode>> {
    let module = match source::sniff(file, &read_start(file)?)? {
        Kind::Artifact => {
            refuse_options(file, codegen)?;
            Module::from_file(engine, file)
        }
        Kind::Binary | Kind::Text => match compiler::compile(file, codegen)? {
            Ok(artifact) => Module::from_file(engine, Path::new(&format!("/proc/self/fd/{}", artifact.as_raw_fd()))),
            Err(status) => return Ok(Err(status)),
        },
    };
    module.map(Ok).map_err(|error| Failure::at(file, error))
}

/// What is compiled already is not compiled otherwise.
fn refuse_options(file: &Path, codegen: &Codegen) -> Result<()> {
    match compiler::codegen_arguments(codegen).first() {
        Some(option) => {
            let hint = "give the option to `wasmc compile`, or run the module itself";
            Err(Failure::at(file, format!("{option} changes nothing about an artifact")).hint(hint))
        }
        None => Ok(()),
    }
}

/// Reads enough of a file to tell its kind.
fn read_start(file: &Path) -> Result<Vec<u8>> {
    /// More than this is only needed for text that begins with a long comment.
    const BYTES: u64 = 4096;
    let mut start = Vec::with_capacity(BYTES as usize);
    match File::open(file).and_then(|file| file.take(BYTES).read_to_end(&mut start)) {
        Ok(_) => Ok(start),
        Err(error) => Err(source::read_error(file, &error)),
    }
}

/// What the guest may reach.
fn wasi(args: &Args, file: &Path, arguments: &[String]) -> Result<WasiCtx> {
    let mut wasi = WasiCtxBuilder::new();
    let name = match &args.argv0 {
        Some(name) => name.clone(),
        None => file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    };
    for argument in std::iter::once(&name).chain(arguments) {
        wasi.arg(argument).map_err(|error| Failure::new(format!("argument {argument:?}: {}", describe(&error))))?;
    }
    for variable in &args.env {
        let (name, value) = match variable.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (variable.as_str(), std::env::var(variable).ok()),
        };
        if let Some(value) = value {
            wasi.env(name, &value).map_err(|error| Failure::new(format!("--env {name}: {}", describe(&error))))?;
        }
    }
    wasi.inherit_stdio().map_err(|error| Failure::new(format!("standard streams: {}", describe(&error))))?;
    let dirs = args.dir.iter().map(|dir| (dir, DirAccess::ReadWrite));
    for (dir, access) in dirs.chain(args.dir_ro.iter().map(|dir| (dir, DirAccess::ReadOnly))) {
        let (host, guest) = dir.split_once("::").unwrap_or((dir, dir));
        wasi.preopened_dir_with(host, guest, access)
            .map_err(|error| Failure::io(host.as_ref(), "cannot open the directory", &error))?;
    }
    Ok(wasi.build())
}

/// Calls a function without parameters and results, if there is one of that name.
fn call(store: &mut Store<Host>, instance: Instance, function: &str) -> std::result::Result<(), Error> {
    match instance.get_func(&mut *store, function) {
        Some(function) => function.typed::<(), ()>(&*store)?.call(store, ()),
        None => Ok(()),
    }
}

/// What is being run.
#[derive(Clone)]
pub struct Guest {
    pub file: PathBuf,
    pub module: Module,
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
    pub fn end(&self, error: &Error) -> ! {
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
