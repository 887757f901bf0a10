//! `run` of a module of Emscripten's: what its JavaScript would do for it is done here.

use crate::run::Guest;
use crate::shared::failure::{Failure, Result};
use crate::{invoke, print, profile};
use std::fs;
use std::process::ExitCode;
use wasmc_emscripten::{Emscripten, Names, Program};
use wasmc_runtime::{Linker, Store};
use wasmc_wasi::WasiCtx;

/// Runs the guest's `main`, or calls one of its functions.
pub fn run(guest: &Guest, wasi: WasiCtx, function: Option<&str>, arguments: &[String]) -> Result<ExitCode> {
    let engine = guest.module.engine();
    let mut store = Store::new(engine, Emscripten::new(wasi));
    let names = names(guest)?;
    let program = Program::new(&Linker::new(engine), &mut store, &guest.module, &names, |state| state);
    let program = program.unwrap_or_else(|error| guest.end(&error));
    let mut status = 0;
    if let Some(function) = function {
        program.initialize(&mut store).unwrap_or_else(|error| guest.end(&error));
        let ended = invoke::call(&guest.file, &mut store, program.instance(), function, arguments)?;
        print(&ended.unwrap_or_else(|error| guest.end(&error)))?;
    } else if program.is_command(&mut store) {
        status = program.run(&mut store).unwrap_or_else(|error| guest.end(&error));
    } else {
        program.initialize(&mut store).unwrap_or_else(|error| guest.end(&error));
    }
    profile::save(&guest.file, &guest.module)?;
    // As a process's own: the lowest eight bits.
    Ok(ExitCode::from(status as u8))
}

/// The names of what the module imports and exports. Those that were made short are in the JavaScript beside it.
fn names(guest: &Guest) -> Result<Names> {
    /// What keeps the names, in all versions.
    const KEEP: &str = "to keep them, link with -g or with -sDECLARE_ASM_MODULE_EXPORTS=0";
    if !wasmc_emscripten::minified(&guest.module) {
        return Ok(Names::default());
    }
    for extension in ["js", "mjs", "cjs"] {
        let file = guest.file.with_extension(extension);
        if let Ok(bytes) = fs::read(&file) {
            let names = Names::from_javascript(&String::from_utf8_lossy(&bytes));
            return names.map_err(|error| Failure::at(&file, error).hint(KEEP));
        }
    }
    let javascript = guest.file.with_extension("js");
    let what =
        format!("the names of its imports were made short, and {} is not there, which has them", javascript.display());
    Err(Failure::at(&guest.file, what).hint(KEEP))
}
