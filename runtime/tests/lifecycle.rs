//! Instances come and go: on several threads, in great numbers, and leave nothing behind. Alone in its process, because it
//! counts what is mapped.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use support::{entities, shared};
use wasmc_runtime::{Engine, Func, Instance, Module, SharedMemory, Store};

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

/// Two instances on two threads share two memories; who drops what, and when, depends on the round.
fn share_memory(engine: &Engine, module: &Module, round: usize) {
    let memory = SharedMemory::new(engine, shared::shared_type(1, 100)).unwrap();
    let mut first = shared::World::new(engine, module, &memory);
    let own = first.memory("own");
    let kept = round.is_multiple_of(2).then_some(memory);
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            let mut second = shared::World::new(engine, module, &own);
            second.call::<_, ()>("add", (shared::IMPORTED, 0, 1000));
            second
        });
        first.call::<_, ()>("add", (shared::OWN, 0, 1000));
        if round.is_multiple_of(3) {
            drop((first, kept));
        }
        let mut second = thread.join().unwrap();
        assert_eq!(second.call::<_, i32>("load", (shared::IMPORTED, 0)), 2000);
    });
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
    let sharing = shared::guest().load(&engine);
    for round in 0..200 {
        share_memory(&engine, &sharing, round);
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
