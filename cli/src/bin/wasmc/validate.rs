//! `validate`: whether modules are valid, and of the language that wasmc compiles.

use crate::features::FEATURES;
use crate::shared::failure::{Failure, Result, STATUS_ERROR};
use crate::shared::source::{self, Kind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasmparser::Validator;

/// `wasmc validate`
#[derive(clap::Args, Debug)]
#[command(after_help = "Exit status: 0 when all modules are valid, 1 otherwise, 2 on wrong usage.")]
pub struct Args {
    /// Modules, binary or text; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Reports every module that is invalid.
pub fn run(args: &Args) -> Result<ExitCode> {
    let mut status = ExitCode::SUCCESS;
    for file in &args.files {
        if let Err(failure) = validate(file) {
            failure.report();
            status = STATUS_ERROR.into();
        }
    }
    Ok(status)
}

fn validate(file: &Path) -> Result<()> {
    let bytes = source::read(file)?;
    if source::sniff(file, &bytes)? == Kind::Artifact {
        return Err(Failure::at(file, "an artifact, not a module").hint("`wasmc inspect` shows it"));
    }
    let wasm = wat::Parser::new().parse_bytes(Some(file), &bytes).map_err(|error| Failure::at(file, error))?;
    Validator::new_with_features(FEATURES).validate_all(&wasm).map_err(|error| Failure::at(file, error))?;
    Ok(())
}
