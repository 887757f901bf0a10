//! Two modules: the second imports what the first exports, found by a linker.

use wasmc_runtime::*;

const LIBRARY: &str = r#"
    (module
      (import "host" "log" (func $log (param i32 i32)))
      (memory (export "memory") 1)
      (func (export "log") (param $at i32) (param $len i32) (call $log (local.get $at) (local.get $len)))
      (func (export "double") (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1))))"#;

const PROGRAM: &str = r#"
    (module
      (import "library" "double" (func $double (param i32) (result i32)))
      (import "library" "log" (func $log (param i32 i32)))
      (import "library" "memory" (memory 1))
      (data (i32.const 16) "hello from the program")
      (func (export "run") (call $log (i32.const 16) (call $double (i32.const 11)))))"#;

/// What has been logged.
type Log = Vec<String>;

fn main() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, Log::new());
    let mut linker = Linker::new(&engine);
    linker.func_wrap("host", "log", |mut caller: Caller<'_, Log>, at: u32, len: u32| -> Result<()> {
        let memory = caller.get_export("memory").and_then(Extern::into_memory).ok_or(MemoryAccessError)?;
        let (bytes, log) = memory.data_and_store_mut(&mut caller);
        let text = bytes.get(at as usize..).and_then(|rest| rest.get(..len as usize)).ok_or(MemoryAccessError)?;
        log.push(String::from_utf8_lossy(text).into_owned());
        Ok(())
    })?;

    let library = Module::new(&engine, LIBRARY)?;
    linker.module(&mut store, "library", &library)?;
    let program = Module::new(&engine, PROGRAM)?;
    // Names are looked up once, for all instances.
    let program = linker.instantiate_pre(&program)?;
    let instance = program.instantiate(&mut store)?;
    instance.get_typed_func::<(), ()>(&mut store, "run")?.call(&mut store, ())?;
    println!("{:?}", store.data());
    assert_eq!(*store.data(), ["hello from the program"]);
    Ok(())
}
