//! Ten thousand instances of one module, alive at the same time. Alone in its process, because a process can have only so many
//! mappings, and this needs most of them.

#![allow(clippy::unwrap_used, reason = "test code")]

use wasmc::Options;
use wasmc_runtime::{Engine, Instance, Module, Store};

/// As much as Linux allows by default: 65,530 mappings. A system that allows fewer gets fewer instances.
fn count() -> usize {
    let mappings: usize = std::fs::read_to_string("/proc/sys/vm/max_map_count").unwrap().trim().parse().unwrap();
    (mappings.saturating_sub(1000) / 6).min(10_000)
}

fn mappings() -> usize {
    std::fs::read_to_string("/proc/self/maps").unwrap().lines().count()
}

#[test]
fn ten_thousand_are_alive_at_once() {
    let data = "0123456789".repeat(1000);
    // Its data lies behind its stack, as linkers place it.
    let wat = format!(
        r#"(module
             (memory (export "memory") 17)
             (data (i32.const 1100000) "{data}")
             (global $count (mut i32) (i32.const 0))
             (table 4 funcref) (elem (i32.const 1) $next)
             (func $next (export "next") (result i32)
               (global.set $count (i32.add (global.get $count) (i32.load8_u (i32.const 1100001))))
               (i32.store8 (i32.const 1100001) (i32.const 1))
               (global.get $count))
             (func (export "indirect") (param i32) (result i32)
               (call_indirect (result i32) (local.get 0))))"#
    );
    let artifact = wasmc::compile_to_artifact(wat.as_bytes(), &Options::default(), &()).unwrap();
    let engine = Engine::default();
    let module = Module::from_bytes(&engine, &artifact).unwrap();
    let before = mappings();
    let mut all: Vec<_> = (0..count())
        .map(|_| {
            let mut store = Store::new(&engine, ());
            let instance = Instance::new(&mut store, &module, &[]).unwrap();
            (store, instance)
        })
        .collect();
    for turn in 0..2 {
        for (store, instance) in all.iter_mut().step_by(97) {
            let next = instance.get_typed_func::<i32, i32>(&*store, "indirect").unwrap();
            assert_eq!(
                next.call(&mut *store, 1).unwrap(),
                i32::from(b'1') + turn,
                "each has a memory and globals of its own"
            );
        }
    }
    drop(all);
    let after = mappings();
    assert!(after < before + 20, "{before} mappings before, {after} after");
}
