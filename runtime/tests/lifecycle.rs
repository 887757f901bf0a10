//! Instances come and go: on several threads, in great numbers, and leave nothing behind. Alone in its process, because it
//! counts what is mapped.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use support::entities;
use wasmc_runtime::{Engine, Func, Instance, Module, Store};

/// How many mappings this process has.
fn mappings() -> usize {
    std::fs::read_to_string("/proc/self/maps").unwrap().lines().count()
}

fn use_instance(engine: &Engine, module: &Module) {
    let mut store = Store::new(engine, ());
    let imports = entities::imports(&mut store);
    let instance = Instance::new(&mut store, module, &imports.all()).unwrap();
    let globals = instance.get_typed_func::<(), i32>(&store, "globals").unwrap();
    assert_eq!(globals.call(&mut store, ()).unwrap(), 5 + 7 + 6, "each instance has globals of its own");
    let memory = instance.get_memory(&store, "memory").unwrap();
    assert!(memory.data(&store).iter().all(|&byte| byte == 0), "each instance has a memory of its own");
    memory.data_mut(&mut store).fill(1);
    let load = instance.get_typed_func::<(i32, i32), i32>(&store, "memory_load").unwrap();
    assert_eq!(load.call(&mut store, (1, 65535)).unwrap(), 1);
    assert!(load.call(&mut store, (1, 65536)).is_err());
}

#[test]
fn nothing_is_left_behind() {
    let engine = Engine::default();
    let module = entities::guest().load(&engine);
    let held = std::sync::Arc::new(());
    use_instance(&engine, &module);
    let before = mappings();
    for _ in 0..300 {
        use_instance(&engine, &module);
    }
    for _ in 0..10 {
        let threads = [(); 4].map(|()| {
            let (engine, module) = (engine.clone(), module.clone());
            std::thread::spawn(move || (0..20).for_each(|_| use_instance(&engine, &module)))
        });
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    }
    let after = mappings();
    assert!(after < before + 20, "{before} mappings before, {after} after");

    let mut store = Store::new(&engine, held.clone());
    let captured = held.clone();
    Func::wrap(&mut store, move || drop(captured.clone()));
    drop(store);
    assert_eq!(std::sync::Arc::strong_count(&held), 1, "host functions and data go with the store");

    // Many at once.
    let mut store = Store::new(&engine, ());
    let imports = entities::imports(&mut store);
    for _ in 0..500 {
        let instance = Instance::new(&mut store, &module, &imports.all()).unwrap();
        let globals = instance.get_typed_func::<(), i32>(&store, "globals").unwrap();
        assert_eq!(globals.call(&mut store, ()).unwrap(), 5 + 7 + 6);
    }
    drop(store);
    drop(module);
    assert!(mappings() <= after);
}
