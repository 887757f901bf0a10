//! Scripts with the compiler in this process.

use super::{NoArtifact, Report, run_with};
use crate::{Product, compile};
use anyhow::Context;
use std::path::Path;
use wasmc_frontend::{Unsupported, WasmFeatures};
use wasmc_llvm_backend::Options;

/// Runs a script, compiling each of its modules with `options`.
///
/// # Errors
/// If the script cannot be parsed; the error shows the place and names `path`. What fails after that is in the report.
pub fn run(path: &Path, text: &str, options: &Options) -> Result<Report, wast::Error> {
    run_with(path, text, &|wasm| artifact(wasm, options))
}

/// The artifact of a binary module. What does not look like one is malformed; here it is not taken for text.
///
/// # Errors
/// If there is none.
pub fn artifact(wasm: &[u8], options: &Options) -> Result<Vec<u8>, NoArtifact> {
    let compiled = compile(wasm, &[Product::Wcart], std::slice::from_ref(options), &()).map_err(classify)?;
    compiled.products.into_iter().next().context("the compiler returned nothing").map_err(NoArtifact::Failed)
}

fn classify(error: anyhow::Error) -> NoArtifact {
    let unsupported = error.chain().find_map(|cause| cause.downcast_ref::<Unsupported>());
    match unsupported.is_some_and(|unsupported| unsupported.feature() == Some(WasmFeatures::GC)) {
        true => NoArtifact::Refused,
        false if error.chain().any(|cause| cause.is::<wasmparser::BinaryReaderError>()) => NoArtifact::Invalid(error),
        false => NoArtifact::Failed(error),
    }
}
