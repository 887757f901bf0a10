//! Maps artifacts and runs them: the last stage of the flow, and the embedding API.
//!
//! ```text
//! .wcart ─artifact─► Module ─instantiate─► Instance in a Store ─func─► guest code, ended early by a trap
//! ```
//! The names and shapes are those of wasmtime's synchronous API. What differs: types are plain structures (`FuncType::new` takes no
//! engine, `MemoryType` and others have public fields), a [`Trap`] is a structure with a [`TrapCode`], an [`Error`] tells its kind by
//! [`Error::trap`], [`Error::exception`] and [`Error::backtrace`], and shared memories need no unsafe code to be imported. What is left out:
//! asynchronous calls, components, fuel and epochs, limits of a store, and the structs and arrays of garbage collection.
//!
//! Nothing here knows LLVM or the linker, unless the feature `compile` is on, which no other crate of the repository asks for: then
//! [`Module::compile`](crate::Module#method.compile) and `Module::new` take modules that are not compiled yet, and `Module::from_file`
//! does so too, in the host's own process. Programs for wasmtime need little change then; but the host has 100 MB of LLVM in it, and
//! ends with it, should LLVM abort. The programs in `examples` are of this kind.
//!
//! A signature is checked once, by [`Instance::get_typed_func`] or [`Func::typed`]; calls of a [`TypedFunc`] compare the store only.
//!
//! ```no_run
//! use wasmc_runtime::{Engine, Error, Linker, Module, Store};
//! # fn main() -> Result<(), Error> {
//! let engine = Engine::default();
//! let module = Module::from_file(&engine, "add.wcart")?;
//! let mut store = Store::new(&engine, ());
//! let mut linker = Linker::new(&engine);
//! linker.func_wrap("env", "print", |value: i32| println!("{value}"))?;
//! let instance = linker.instantiate(&mut store, &module)?;
//! let add = instance.get_typed_func::<(i32, i32), i32>(&mut store, "add")?;
//! assert_eq!(add.call(&mut store, (1, 2))?, 3);
//! # Ok(())
//! # }
//! ```

#![warn(missing_docs)]

mod artifact;
#[cfg(feature = "compile")]
pub mod compile;
mod debugger;
mod engine;
mod error;
mod exception;
mod externals;
mod func;
mod global;
mod instance;
mod instantiate;
mod libcalls;
mod linker;
mod memory;
mod module;
mod profile;
mod shared_memory;
mod store;
mod table;
mod tag;
mod trap;
mod types;
mod val;
mod vm;

pub use artifact::ArtifactError;
pub use engine::{Config, Engine};
pub use error::{Error, LinkError, Result, UseError};
pub use exception::{ExnRef, ThrownException};
pub use externals::{ExportType, Extern, ExternType, ImportType};
pub use func::{Caller, Forward, Func, IntoFunc, TypedFunc, WasmParams, WasmResults, WasmRet, WasmTy};
pub use global::Global;
pub use instance::Instance;
pub use linker::{InstancePre, Linker};
pub use memory::{Memory, MemoryAccessError};
pub use module::{Module, Sizes};
pub use shared_memory::SharedMemory;
pub use store::{AsContext, AsContextMut, Store, StoreContext, StoreContextMut};
pub use table::Table;
pub use tag::Tag;
pub use trap::{FrameInfo, FrameSymbol, Trap, WasmBacktrace};
pub use val::{ExternRef, Val};
pub use vm::waiting::WaitResult;
pub use wasmc_abi::artifact::{BuildInfo, CpuInfo, FORMAT_VERSION, ProfileInfo};
pub use wasmc_abi::instance::ValRaw;
pub use wasmc_abi::profile::{Profile, ProfileError};
pub use wasmc_abi::{
    FuncType, GlobalType, HeapType, IndexType, Limits, MemoryType, Mutability, RefType, TableType, TrapCode, ValType,
};
