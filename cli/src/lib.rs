//! The pipeline, from a module's bytes to an artifact: frontend and backend, then the linker.
//!
//! This library is what `wasmc-llvm` and the test suites are made of. `wasmc` itself has no LLVM in it and uses none of this.

mod debug;
mod header;
mod pipeline;
pub mod remarks;
pub mod wast;

pub use header::header;
pub use pipeline::{Compiled, Product, compile, compile_to_artifact, to_binary, validate};
pub use wasmc_frontend::{MissingFeature, WasmFeatures, choose_features};
pub use wasmc_linker::{SymbolNames, embed};
pub use wasmc_llvm_backend::{Disassembler, OptLevel, Options, Phase, ProfileOption, Progress, llvm_version};
