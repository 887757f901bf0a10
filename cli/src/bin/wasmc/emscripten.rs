//! `run` of a module of Emscripten's: what its JavaScript would do for it is done here.

use crate::run::Guest;
use crate::shared::failure::Result;
use crate::{invoke, print, profile};
use std::process::ExitCode;
use wasmc_emscripten::{Emscripten, Names, Program};
use wasmc_runtime::{Linker, Store};
use wasmc_wasi::WasiCtx;

/// Runs the guest's `main`, or calls one of its functions.
pub fn run(guest: &Guest, wasi: WasiCtx, function: Option<&str>, arguments: &[String]) -> Result<ExitCode> {
    let engine = guest.module.engine();
    let mut store = Store::new(engine, Emscripten::new(wasi));
    let names = Names::default();
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
