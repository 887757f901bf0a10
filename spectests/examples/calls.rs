//! What it costs to cross the edge of an instance, in nanoseconds: `cargo run --release -p wasmc-spectests --example calls`.
//! Each figure is the median of several rounds.

use std::time::Instant;

use wasmc_runtime::{Engine, Linker, Module, Store};

const MODULE: &str = r#"
    (module
        (import "host" "add" (func $add (param i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "some bytes")
        (table 1 funcref)
        (elem (i32.const 0) $add)
        (func (export "add") (param i32 i32) (result i32)
            local.get 0
            local.get 1
            i32.add)
        (func (export "call_host") (param $times i32) (result i32) (local $sum i32)
            loop $again
                (local.set $sum (call $add (local.get $sum) (local.get $times)))
                (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))
            end
            local.get $sum))"#;

const ROUNDS: usize = 21;
const CALLS: i32 = 1_000_000;
const INSTANCES: u32 = 1_000;

fn main() -> anyhow::Result<()> {
    let artifact = wasmc::compile_to_artifact(MODULE.as_bytes(), &wasmc::Options::default(), &())?;
    let engine = Engine::default();
    let module = Module::from_bytes(&engine, &artifact)?;
    let mut linker = Linker::new(&engine);
    linker.func_wrap("host", "add", |a: i32, b: i32| a.wrapping_add(b))?;

    let instantiation = median(INSTANCES, || {
        for _ in 0..INSTANCES {
            linker.instantiate(&mut Store::new(&engine, ()), &module)?;
        }
        Ok(())
    })?;
    println!("a store, an instance in it, and the end of both: {instantiation:.0} ns");

    let mut store = Store::new(&engine, ());
    let instance = linker.instantiate(&mut store, &module)?;
    let add = instance.get_typed_func::<(i32, i32), i32>(&mut store, "add")?;
    let into_guest = median(CALLS.unsigned_abs(), || {
        let mut sum = 0;
        for times in 0..CALLS {
            sum = add.call(&mut store, (sum, times))?;
        }
        std::hint::black_box(sum);
        Ok(())
    })?;
    println!("host to guest: {into_guest:.1} ns");

    let call_host = instance.get_typed_func::<i32, i32>(&mut store, "call_host")?;
    let into_host = median(CALLS.unsigned_abs(), || call_host.call(&mut store, CALLS).map(drop).map_err(Into::into))?;
    println!("guest to host: {into_host:.1} ns");
    Ok(())
}

/// Nanoseconds for each of the `count` things that `round` does.
fn median(count: u32, mut round: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        round()?;
        times.push(begin.elapsed().as_nanos() as f64 / f64::from(count));
    }
    times.sort_by(f64::total_cmp);
    Ok(times[ROUNDS / 2])
}
