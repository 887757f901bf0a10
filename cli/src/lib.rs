//! The pipeline, from a module's bytes to an artifact: frontend and backend, then the linker.
//!
//! This library is what `wasmc-llvm` and the test suites are made of. `wasmc` itself has no LLVM in it and uses none of this.
//! Without the feature `llvm`, all that is left is [`wast`], with a compiler that is elsewhere.

#[cfg(feature = "llvm")]
mod debug;
#[cfg(feature = "llvm")]
mod header;
#[cfg(feature = "llvm")]
mod pipeline;
#[cfg(feature = "llvm")]
pub mod remarks;
pub mod wast;

#[cfg(feature = "llvm")]
pub use header::header;
#[cfg(feature = "llvm")]
pub use pipeline::{Compiled, Product, compile, compile_to_artifact, to_binary, validate};
#[cfg(feature = "llvm")]
pub use wasmc_frontend::{MissingFeature, WasmFeatures, choose_features};
#[cfg(feature = "llvm")]
pub use wasmc_linker::{SymbolNames, embed};
#[cfg(feature = "llvm")]
pub use wasmc_llvm_backend::{Disassembler, OptLevel, Options, Phase, ProfileOption, Progress, llvm_version};
