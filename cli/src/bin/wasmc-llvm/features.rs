//! The option `--features`: what it chooses, and what to say to a module that needs what is off.

use crate::shared::args::Features;
use crate::shared::failure::Failure;
use clap::error::ErrorKind;
use std::path::Path;
use wasmc::{MissingFeature, WasmFeatures};

/// The features that the option chooses. Ends the program as clap does if it names what there is not.
pub fn choose(features: &Features) -> WasmFeatures {
    let list = features.lists.join(",");
    wasmc::choose_features(&list).unwrap_or_else(|error| {
        let message = format!("invalid value '{list}' for '--features <NAMES>': {error}");
        clap::Error::raw(ErrorKind::ValueValidation, format!("{message}\n\nFor more information, try '--help'.\n"))
            .exit()
    })
}

/// Refuses a module, with the option that helps if it needs a feature that is off.
pub fn refusal(file: &Path, error: anyhow::Error) -> Failure {
    let missing = error.chain().find_map(|cause| cause.downcast_ref::<MissingFeature>());
    let name = missing.filter(|missing| missing.is_supported()).map(MissingFeature::name);
    let failure = Failure::at(file, error);
    match name {
        Some(name) => failure.hint(format!("turn it on with --features {name}")),
        None => failure,
    }
}
