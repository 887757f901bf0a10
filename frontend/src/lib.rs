//! Translates WebAssembly into LLVM IR: [`parse`] reads and validates what a module declares, [`translate`] lowers one
//! function body, validating it in the same pass and asking a [`FuncEnvironment`] for all that depends on the runtime.

mod convert;
pub mod environ;
mod error;
mod func;
pub mod ir;
mod module;

pub use environ::{FuncEnvironment, Global, Heap, Place, Table};
pub use error::{Error, Result};
pub use func::translate;
pub use module::{Body, FEATURES, ParsedModule, parse};
pub use wasmparser::WasmFeatures;
