//! Translates WebAssembly into LLVM IR: `parse` reads and validates what a module declares, `translate` lowers one
//! function body, validating it in the same pass and asking a [`FuncEnvironment`] for all that depends on the runtime.

pub mod environ;

pub use environ::{FuncEnvironment, Global, Heap, Place, Table};
