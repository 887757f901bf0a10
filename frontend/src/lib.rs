//! Translates WebAssembly into LLVM IR: [`parse`] reads and validates what a module declares, [`translate`] lowers one
//! function body, validating it in the same pass and asking a [`FuncEnvironment`] for all that depends on the runtime.

mod convert;
pub mod environ;
mod error;
mod features;
mod func;
mod hints;
pub mod ir;
mod missing;
mod module;
pub mod routines;
mod tables;

pub use environ::{FuncEnvironment, Global, Heap, Place, Table, View};
pub use error::{Error, Result, Unsupported};
pub use features::{ChoiceError, DEFAULT_FEATURES, FEATURES, choose_features, list_features};
pub use func::{Profiling, translate};
pub use missing::MissingFeature;
pub use module::{Body, ParsedModule, parse, validate};
pub use tables::{Candidate, ConstantTable};
pub use wasmparser::WasmFeatures;
