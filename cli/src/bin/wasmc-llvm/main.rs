//! `wasmc-llvm`: the part of `wasmc` that has LLVM in it, and which `wasmc` starts to compile.

#[path = "../shared/mod.rs"]
mod shared;

mod compile;
mod embed;
mod features;
mod objdump;
mod profile;
mod progress;
mod validate;
mod verify;
mod wast;

use clap::Parser;
use mimalloc::MiMalloc;
use shared::args;
use shared::failure::{Result, STATUS_ERROR};
use std::process::ExitCode;

/// LLVM allocates by the million: with the C library's allocator, that takes a seventh of the time of compiling a large module. This
/// one takes the place of `malloc` for LLVM's library, too.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The compiler behind wasmc
#[derive(Parser)]
#[command(name = "wasmc-llvm", version)]
enum Command {
    /// Compile a module
    Compile(args::Compile),
    /// Check that modules are valid
    Validate(args::Validate),
    /// Check that an artifact is what comes of a module
    Verify(args::Verify),
    /// Show the code of an artifact
    Objdump(args::Objdump),
    /// Run scripts of the official test suite's format
    Wast(args::Wast),
}

fn main() -> ExitCode {
    report_file_size_limit();
    match run(&Command::parse()) {
        Ok(status) => status,
        Err(failure) => {
            failure.report();
            STATUS_ERROR.into()
        }
    }
}

fn run(command: &Command) -> Result<ExitCode> {
    match command {
        Command::Compile(args) => compile::run(args),
        Command::Validate(args) => validate::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Objdump(args) => objdump::run(args),
        Command::Wast(args) => wast::run(args),
    }
}

/// Turns the signal that a write past `ulimit -f` raises into an error of that write, so that nothing half-written stays.
fn report_file_size_limit() {
    // SAFETY: no code of ours runs when a signal is ignored, and no other thread runs yet.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
}
