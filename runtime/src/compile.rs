//! Modules that are compiled in the host's own process: for programs that get WebAssembly and want no second program beside them.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::module::Module;
use std::fs::File;
use std::io::Read;
use std::path::Path;
pub use wasmc_llvm_backend::{OptLevel, Options};

impl Module {
    /// Compiles a module, binary or text, with the default options: those of `wasmc compile`, for this machine's CPU.
    ///
    /// ```
    /// use wasmc_runtime::{Engine, Instance, Module, Store};
    /// # fn main() -> wasmc_runtime::Result<()> {
    /// let module = Module::new(&Engine::default(), r#"(module (func (export "answer") (result i32) i32.const 42))"#)?;
    /// let mut store = Store::new(module.engine(), ());
    /// let instance = Instance::new(&mut store, &module, &[])?;
    /// let answer = instance.get_typed_func::<(), i32>(&store, "answer")?;
    /// assert_eq!(answer.call(&mut store, ())?, 42);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`Module::compile`].
    pub fn new(engine: &Engine, wasm_or_wat: impl AsRef<[u8]>) -> Result<Self> {
        Self::compile(engine, wasm_or_wat, &Options::default())
    }

    /// Compiles a module, binary or text. What comes of it can be kept: see [`Module::serialize`].
    ///
    /// # Errors
    /// When it is neither a valid binary nor valid text, uses what is not supported or not allowed by the options, or when LLVM
    /// fails.
    pub fn compile(engine: &Engine, wasm_or_wat: impl AsRef<[u8]>, options: &Options) -> Result<Self> {
        let wasm = wat::parse_bytes(wasm_or_wat.as_ref()).map_err(Error::host)?;
        let output = wasmc_llvm_backend::compile_parts(&wasm, options, &()).map_err(Error::host)?;
        let code = [wasmc_linker::Code { cpu: output.cpu.clone(), objects: &output.bytes }];
        // Traps name functions and offsets; source lines are for artifacts that `wasmc compile` makes.
        let debug = wasmc_linker::WasmDebug::default();
        let input =
            wasmc_linker::Input { code: &code, module: output.module, build: output.build, data: &output.data, debug };
        Self::from_bytes(engine, &wasmc_linker::link(input).map_err(Error::host)?)
    }

    /// Compiles a file, if it is a module; what it is, its first bytes say.
    pub(crate) fn compiled_file(engine: &Engine, path: &Path) -> Result<Option<Self>> {
        /// The length of the longest beginning below.
        const BYTES: u64 = 256;
        let mut file = File::open(path)?;
        let mut bytes = Vec::new();
        file.by_ref().take(BYTES).read_to_end(&mut bytes)?;
        let text = bytes.trim_ascii_start();
        if !(bytes.starts_with(b"\0asm") || text.starts_with(b"(") || text.starts_with(b";;")) {
            return Ok(None);
        }
        file.read_to_end(&mut bytes)?;
        Self::new(engine, bytes).map(Some)
    }
}
