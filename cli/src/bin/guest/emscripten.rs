//! `run` of a module of Emscripten's: what its JavaScript would do for it is done here.

use super::{Guest, invoke, print, profile};
use crate::shared::failure::{Failure, Result};
use std::path::PathBuf;
use std::process::ExitCode;
use wasmc_emscripten::{Emscripten, Names, Program};
use wasmc_runtime::{Linker, Store};
use wasmc_wasi::WasiCtx;

/// Runs the guest's `main`, or calls one of its functions.
pub fn run(guest: &Guest, wasi: WasiCtx, function: Option<&str>, arguments: &[String]) -> Result<ExitCode> {
    let engine = guest.module.engine();
    let mut store = Store::new(engine, Emscripten::new(wasi));
    let names = guest.javascript.as_ref().map(Javascript::names).transpose()?.unwrap_or_default();
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

/// The JavaScript that Emscripten made with a module: it has the names of what the module imports and exports, where those were
/// made short.
#[derive(Clone, Debug)]
pub struct Javascript {
    /// The file that it is in.
    pub file: PathBuf,
    /// What is in it.
    pub text: String,
}

impl Javascript {
    /// What keeps the names, in all versions of Emscripten.
    pub const KEEP_NAMES: &str = "to keep them, link with -g or with -sDECLARE_ASM_MODULE_EXPORTS=0";

    /// The names of what the module imports and exports.
    pub fn names(&self) -> Result<Names> {
        Names::from_javascript(&self.text).map_err(|error| Failure::at(&self.file, error).hint(Self::KEEP_NAMES))
    }
}
