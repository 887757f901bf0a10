//! Starts `wasmc-llvm`, and says so clearly when it dies.

use crate::shared::args::Codegen;
use crate::shared::failure::{Failure, Result, STATUS_ERROR, describe};
use clap::ValueEnum;
use rustix::fs::{MemfdFlags, memfd_create};
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};

/// The compiler's name.
const NAME: &str = "wasmc-llvm";

/// Lets the compiler do what these arguments say.
pub fn hand_over(arguments: &[OsString]) -> Result<ExitCode> {
    let path = path()?;
    let status = Command::new(&path).args(arguments).status().map_err(|error| cannot_start(&path, &error))?;
    check_alive(&path, status)?;
    Ok(exit_code(status))
}

/// Compiles a module to an artifact in memory, or in a file if one is named: then what is in memory is empty. The inner error is
/// the status to end with after the compiler has reported an error.
pub fn compile(module: &Path, codegen: &Codegen, saved: Option<&Path>) -> Result<std::result::Result<File, ExitCode>> {
    let path = path()?;
    let artifact = memfd_create("wasmc-artifact", MemfdFlags::CLOEXEC)
        .map_err(|error| Failure::new(format!("no memory for the artifact: {}", describe(&io::Error::from(error)))))?;
    let artifact = File::from(artifact);
    let output = artifact.try_clone().map_err(|error| Failure::new(describe(&error)))?;
    let status = Command::new(&path)
        .arg("compile")
        .args(codegen_arguments(codegen))
        .arg("-o")
        .arg(saved.unwrap_or("-".as_ref()))
        .arg("--")
        .arg(module)
        .stdout(output)
        .status()
        .map_err(|error| cannot_start(&path, &error))?;
    check_alive(&path, status)?;
    Ok(if status.success() { Ok(artifact) } else { Err(exit_code(status)) })
}

/// The arguments that say how to generate code, as they were given.
pub fn codegen_arguments(codegen: &Codegen) -> Vec<String> {
    let mut arguments = Vec::new();
    arguments.extend(codegen.opt.map(|level| {
        let level = level.to_possible_value().expect("every level has a name");
        format!("-O{}", level.get_name())
    }));
    arguments.extend(codegen.options.iter().map(|option| format!("-C{option}")));
    arguments.extend(codegen.target.iter().map(|target| format!("--target={target}")));
    arguments.extend(codegen.jobs.map(|jobs| format!("--jobs={jobs}")));
    arguments.extend(codegen.strict_memory.then(|| "--strict-memory".to_owned()));
    arguments.extend(codegen.strip.then(|| "--strip".to_owned()));
    arguments.extend(codegen.features.lists.iter().map(|list| format!("--features={list}")));
    arguments
}

fn path() -> Result<PathBuf> {
    match std::env::current_exe() {
        Ok(path) => Ok(path.with_file_name(NAME)),
        Err(error) => Err(Failure::new(format!("cannot tell where {NAME} is: {}", describe(&error)))),
    }
}

fn cannot_start(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::at(path, format!("cannot start the compiler: {}", describe(error)));
    match error.kind() {
        io::ErrorKind::NotFound => failure.hint(format!("install {NAME} beside wasmc, and the LLVM library it needs")),
        _ => failure,
    }
}

/// A compiler that died has said nothing, or nothing that a user could understand.
fn check_alive(path: &Path, status: ExitStatus) -> Result<()> {
    /// Set for a process that the system killed, usually for want of memory.
    const SIGKILL: i32 = 9;
    match status.signal() {
        None => Ok(()),
        Some(SIGKILL) => Err(Failure::at(path, "the compiler was killed").hint("it may need more memory, or -O1")),
        Some(signal) => Err(Failure::at(path, format!("the compiler died from signal {signal}"))
            .hint("this is a bug of wasmc or of LLVM; -O1 may avoid it")),
    }
}

fn exit_code(status: ExitStatus) -> ExitCode {
    status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(STATUS_ERROR).into()
}
