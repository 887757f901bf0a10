//! wasmer-compile IN.wasm OUT: compiles a module with wasmer's LLVM compiler as wasmer's own command sets it up.

use std::error::Error;

use wasmer::sys::{EngineBuilder, LLVM};
use wasmer::{Engine, Module, Store};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, input, output] = arguments.as_slice() else { return Err("usage: wasmer-compile IN.wasm OUT".into()) };
    let store = Store::new(Engine::from(EngineBuilder::new(LLVM::default())));
    Module::from_file(&store, input)?.serialize_to_file(output)?;
    Ok(())
}
