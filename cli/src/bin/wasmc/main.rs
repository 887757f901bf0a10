//! `wasmc`: runs and shows artifacts. It has no LLVM in it and starts in about a millisecond; to compile, it starts
//! `wasmc-llvm`, which is installed beside it.

#[path = "../shared/mod.rs"]
mod shared;

#[path = "../guest/mod.rs"]
mod guest;

mod compiler;
mod inspect;
mod link;
mod module;
mod run;

use clap::{Parser, Subcommand};
use shared::args;
use shared::failure::STATUS_ERROR;
use std::ffi::OsString;
use std::process::ExitCode;

/// Compiles WebAssembly modules to native code with LLVM, and runs them
#[derive(Parser)]
#[command(version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compile a module
    Compile(args::Compile),
    /// Run an artifact or a module
    Run(run::Args),
    /// Make a program of an artifact or a module that runs without wasmc
    Link(link::Args),
    /// Check that modules are valid
    Validate(args::Validate),
    /// Check that an artifact is what comes of a module, by compiling it again
    Verify(args::Verify),
    /// Show what is in an artifact or a module
    Inspect(inspect::Args),
    /// Show the code of an artifact, with where in the module and its source it comes from
    Objdump(args::Objdump),
    /// Run scripts of the official test suite's format
    Wast(args::Wast),
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let result = match Cli::parse_from(&arguments).command {
        Command::Compile(_) | Command::Validate(_) | Command::Verify(_) | Command::Objdump(_) | Command::Wast(_) => {
            compiler::hand_over(&arguments[1..])
        }
        Command::Run(args) => run::run(&args),
        Command::Link(args) => link::run(&args),
        Command::Inspect(args) => inspect::run(&args),
    };
    match result {
        Ok(status) => status,
        Err(failure) => {
            failure.report();
            STATUS_ERROR.into()
        }
    }
}
