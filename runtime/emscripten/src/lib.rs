//! What Emscripten's JavaScript does for the modules that it comes with, for the wasmc runtime.
//!
//! [`is_emscripten`] tells such modules. A [`Program`] is an instance of one, with the host functions that it imports: those
//! of Emscripten 3.1.6 and of its present versions, which differ in names, in the form of 64-bit integers and in the
//! layout of structures. Files are those of a [`WasiCtx`](wasmc_wasi::WasiCtx), reached by calls of WASI preview 1.
//!
//! ```no_run
//! use wasmc_emscripten::{Emscripten, Names, Program};
//! use wasmc_runtime::{Engine, Error, Linker, Module, Store};
//! use wasmc_wasi::WasiCtxBuilder;
//! # fn main() -> Result<(), Error> {
//! let engine = Engine::default();
//! let module = Module::from_file(&engine, "program.wcart")?;
//! let mut store = Store::new(&engine, Emscripten::new(WasiCtxBuilder::new().build()));
//! let program = Program::new(&Linker::new(&engine), &mut store, &module, &Names::default(), |state| state)?;
//! let status = program.run(&mut store)?;
//! # Ok(())
//! # }
//! ```

#![warn(missing_docs)]

mod bytes;
mod descriptors;
mod errno;
mod functions;
mod guest;
mod layout;
mod names;
mod paths;
mod place;
mod program;
mod row;
mod state;

pub use guest::Get;
pub use names::{Names, NamesError};
pub use program::{MissingImports, Program, is_emscripten, minified};
pub use state::{Aborted, Emscripten, Uncaught, is_abort};
