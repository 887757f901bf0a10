//! `validate`: whether modules are valid, and of the language that wasmc compiles.

use crate::shared::args::Validate;
use crate::shared::failure::{Failure, Result, STATUS_ERROR};
use crate::shared::source::{self, Kind};
use std::path::Path;
use std::process::ExitCode;

/// Reports every module that is invalid.
pub fn run(args: &Validate) -> Result<ExitCode> {
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
    wasmc::to_binary(&bytes, Some(file))
        .and_then(|wasm| wasmc::validate(&wasm))
        .map_err(|error| Failure::at(file, error))
}
