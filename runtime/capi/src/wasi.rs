//! WASI and Emscripten programs in one call: what `wasmc run` does, for C.

use crate::error::{guard, noted, set, text};
use crate::module::module_of;
use crate::reference::Ref;
use crate::trap;
use std::ffi::{c_char, c_int};
use std::process;
use std::slice;
use std::sync::Arc;
use wasmc_emscripten::{Emscripten, Names, Program};
use wasmc_runtime::{Error, Instance, Linker, Module, Store};
use wasmc_wasi::{DirAccess, I32Exit, WasiCtx, WasiCtxBuilder, WasiThreads};

/// What a guest is to reach, as C has it.
#[derive(Default)]
struct ConfigC(WasiCtxBuilder);

#[unsafe(no_mangle)]
extern "C" fn wasmc_wasi_config_new() -> Box<ConfigC> {
    Box::default()
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_wasi_config_delete(config: Option<Box<ConfigC>>) {
    guard((), || drop(config));
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_wasi_config_argv(config: &mut ConfigC, argc: c_int, argv: *const *const c_char) -> bool {
    let arguments = match usize::try_from(argc) {
        // SAFETY: the header asks for so many texts.
        Ok(count) if count > 0 && !argv.is_null() => unsafe { slice::from_raw_parts(argv, count) },
        _ => &[],
    };
    guard(false, || {
        arguments.iter().all(|&argument| {
            // SAFETY: the header asks for texts with a zero byte at their ends.
            let argument = unsafe { text("an argument", argument) };
            argument.is_some_and(|argument| noted(config.0.arg(argument)).is_some())
        })
    })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_wasi_config_env(config: &mut ConfigC, name: *const c_char, value: *const c_char) -> bool {
    guard(false, || {
        // SAFETY: the header asks for texts with a zero byte at their ends.
        let texts = unsafe { text("a variable's name", name).zip(text("a variable's value", value)) };
        texts.is_some_and(|(name, value)| noted(config.0.env(name, value)).is_some())
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_wasi_config_inherit_stdio(config: &mut ConfigC) -> bool {
    guard(false, || noted(config.0.inherit_stdio()).is_some())
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_wasi_config_dir(
    config: &mut ConfigC,
    host: *const c_char,
    guest: *const c_char,
    read_only: bool,
) -> bool {
    let access = if read_only { DirAccess::ReadOnly } else { DirAccess::ReadWrite };
    guard(false, || {
        // SAFETY: the header asks for texts with a zero byte at their ends.
        let texts = unsafe { text("a directory", host).zip(text("a directory's name", guest)) };
        texts.is_some_and(|(host, guest)| {
            let opened = config.0.preopened_dir_with(host, guest, access);
            noted(opened.map_err(|error| format!("{host}: {error}"))).is_some()
        })
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_wasi_run(
    module: &Ref,
    config: Option<Box<ConfigC>>,
    status: Option<&mut c_int>,
) -> Option<Box<Ref>> {
    trap::guarded(|| {
        let wasi = config.unwrap_or_default().0.build();
        let ended = run(&module_of(module)?.module, wasi)?;
        if let Some(status) = status {
            *status = ended;
        }
        Ok(())
    })
}

/// Runs a program to its end. Returns its status.
fn run(module: &Module, wasi: WasiCtx) -> Result<i32, Error> {
    let ended =
        if wasmc_emscripten::is_emscripten(module) { run_emscripten(module, wasi) } else { run_wasi(module, wasi) };
    ended.or_else(|error| match error.downcast_ref() {
        Some(&I32Exit(status)) => Ok(status),
        None => Err(error),
    })
}

fn run_emscripten(module: &Module, wasi: WasiCtx) -> Result<i32, Error> {
    if wasmc_emscripten::minified(module) {
        let keep = "to keep them, link with -g or with -sDECLARE_ASM_MODULE_EXPORTS=0";
        return Err(Error::host(format!("the names of the module's imports were made short; {keep}")));
    }
    let mut store = Store::new(module.engine(), Emscripten::new(wasi));
    let linker = Linker::new(module.engine());
    let program = Program::new(&linker, &mut store, module, &Names::default(), |state| state)?;
    if program.is_command(&mut store) {
        return program.run(&mut store);
    }
    program.initialize(&mut store)?;
    Ok(0)
}

/// What the stores of a guest's threads hold.
#[derive(Clone)]
struct Host {
    wasi: WasiCtx,
    /// For guests that start threads.
    threads: Option<Arc<WasiThreads<Host>>>,
}

fn run_wasi(module: &Module, wasi: WasiCtx) -> Result<i32, Error> {
    let mut linker = Linker::new(module.engine());
    wasmc_wasi::add_to_linker(&mut linker, |host: &mut Host| &mut host.wasi)?;
    let mut store = Store::new(module.engine(), Host { wasi, threads: None });
    wasmc_wasi::define_shared_memories(&mut linker, &mut store, module)?;
    if wasmc_wasi::starts_threads(module) {
        wasmc_wasi::add_threads_to_linker(&mut linker, |host: &Host| {
            host.threads.as_ref().expect("set before the guest runs")
        })?;
        store.data_mut().threads = Some(WasiThreads::new(module, &linker, end_process)?);
    }
    let instance = linker.instantiate(&mut store, module)?;
    start(&mut store, instance)
}

/// Runs a command's `_start`, or initializes a reactor. A module with neither has run when it is instantiated.
fn start(store: &mut Store<Host>, instance: Instance) -> Result<i32, Error> {
    for name in ["_start", "_initialize"] {
        if let Some(function) = instance.get_func(&mut *store, name) {
            function.typed::<(), ()>(&*store)?.call(&mut *store, ())?;
            return Ok(0);
        }
    }
    Ok(0)
}

/// Ends the process after one of a guest's threads has ended in an error, because the others cannot be ended.
fn end_process(error: Error) {
    /// A shell's status of a process that aborted.
    const STATUS_ABORT: i32 = 134;
    if let Some(&I32Exit(status)) = error.downcast_ref() {
        process::exit(status);
    }
    set(&error);
    eprintln!("{error:#}");
    process::exit(STATUS_ABORT);
}
