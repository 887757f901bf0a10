//! Many instances of one module in one process: `instances FILE.wcart [COUNT]` loads an artifact, makes COUNT instances of it, each
//! in a store of its own, holds all of them, and drops them. It prints what loading and instantiating take, and what an idle
//! instance costs. Imports are functions that trap when they are called.

use std::time::Instant;
use wasmc_runtime::{Engine, Error, ExternType, Func, Instance, Module, Store, Trap, TrapCode};

fn instantiate(engine: &Engine, module: &Module) -> Result<Store<()>, Error> {
    let mut store = Store::new(engine, ());
    let mut imports = Vec::new();
    for import in module.imports() {
        let ExternType::Func(ty) = import.ty() else { continue };
        let trap =
            |_: wasmc_runtime::Caller<'_, ()>, _: &[_], _: &mut [_]| Err(Trap::new(TrapCode::Unreachable).into());
        imports.push(Func::new(&mut store, ty.clone(), trap).into());
    }
    Instance::new(&mut store, module, &imports)?;
    Ok(store)
}

/// A line of a file of `/proc/self`, in KiB.
fn kib(file: &str, key: &str) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/self/{file}")).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// What nobody else shares, page tables included.
fn private_kib() -> u64 {
    kib("smaps_rollup", "Private_Dirty:") + kib("smaps_rollup", "Private_Clean:") + kib("status", "VmPTE:")
}

fn mappings() -> usize {
    std::fs::read_to_string("/proc/self/maps").map_or(0, |maps| maps.lines().count())
}

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("an artifact is named");
    let count: usize = arguments.next().map_or(10_000, |count| count.parse().expect("COUNT is a number"));
    let engine = Engine::default();
    let start = Instant::now();
    let module = Module::from_file(&engine, &path)?;
    println!("load            {:10.1} us", start.elapsed().as_secs_f64() * 1e6);
    let start = Instant::now();
    // SAFETY: the file has just been checked.
    drop(unsafe { Module::deserialize_file(&engine, &path) }?);
    println!("load, trusted   {:10.1} us", start.elapsed().as_secs_f64() * 1e6);
    let start = Instant::now();
    drop(instantiate(&engine, &module)?);
    println!("first instance  {:10.1} us", start.elapsed().as_secs_f64() * 1e6);

    let (memory, maps) = (private_kib(), mappings());
    let start = Instant::now();
    let stores = (0..count).map(|_| instantiate(&engine, &module)).collect::<Result<Vec<_>, _>>()?;
    let taken = start.elapsed().as_secs_f64();
    println!("instantiate     {:10.1} us each, {:.0} per second", taken / count as f64 * 1e6, count as f64 / taken);
    println!("private memory  {:10.1} KiB each", (private_kib() - memory) as f64 / count as f64);
    println!("mappings        {:10.2} each", (mappings() - maps) as f64 / count as f64);
    let start = Instant::now();
    drop(stores);
    println!("drop            {:10.1} us each", start.elapsed().as_secs_f64() / count as f64 * 1e6);
    println!(
        "left            {:10} KiB, {} mappings",
        private_kib().saturating_sub(memory),
        mappings() as i64 - maps as i64
    );
    Ok(())
}
