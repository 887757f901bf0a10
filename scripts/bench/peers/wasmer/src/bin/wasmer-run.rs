//! wasmer-run FILE ARGUMENTS...: runs a WASI command that wasmer-compile compiled. There is no compiler in this program,
//! so that starting it does not load LLVM.

use std::error::Error;

use wasmer::sys::EngineBuilder;
use wasmer::{Engine, Instance, Module, Store};
use wasmer_host::wasi;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file = arguments.first().ok_or("usage: wasmer-run FILE ARGUMENTS...")?.clone();
    let mut store = Store::new(Engine::from(EngineBuilder::headless()));
    // SAFETY: the file is of the wasmer-compile that was built with this program; whoever runs a benchmark made it.
    let module = unsafe { Module::deserialize_from_file(&store, &file) }?;
    let (imports, host) = wasi::imports(&mut store, &module, arguments);
    let instance = Instance::new(&mut store, &module, &imports)?;
    host.as_mut(&mut store).memory = Some(instance.exports.get_memory("memory")?.clone());
    instance.exports.get_function("_start")?.call(&mut store, &[])?;
    Ok(())
}
