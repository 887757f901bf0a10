//! `validate`: whether modules are valid, and of the language that wasmc compiles.

use crate::features;
use crate::shared::args::Validate;
use crate::shared::failure::{Failure, Result, STATUS_ERROR};
use crate::shared::source::{self, Kind};
use std::path::Path;
use std::process::ExitCode;
use wasmc::WasmFeatures;

/// Reports every module that is invalid.
pub fn run(args: &Validate) -> Result<ExitCode> {
    let features = features::choose(&args.features);
    let mut status = ExitCode::SUCCESS;
    for file in &args.files {
        if let Err(failure) = validate(file, features) {
            failure.report();
            status = STATUS_ERROR.into();
        }
    }
    Ok(status)
}

fn validate(file: &Path, features: WasmFeatures) -> Result<()> {
    let bytes = source::read(file)?;
    if source::sniff(file, &bytes)? == Kind::Artifact {
        return Err(Failure::at(file, "an artifact, not a module").hint("`wasmc inspect` shows it"));
    }
    wasmc::to_binary(&bytes, Some(file))
        .and_then(|wasm| wasmc::validate(&wasm, features))
        .map_err(|error| features::refusal(file, error))
}
