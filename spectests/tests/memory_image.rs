//! Active data segments that are laid out in the artifact as the memory has them, and mapped: what instances see must be what the
//! specification's copying, segment by segment, gives them.

#![allow(clippy::unwrap_used, reason = "test code")]

use wasmc::{OptLevel, Options};
use wasmc_runtime::{
    Config, Engine, Error, Extern, Global, GlobalType, Instance, Memory, Module, Mutability, RefType, Store, Table,
    TableType, Val, ValType,
};

/// A data segment's bytes: a line of text, so many times.
fn bytes(line: &str, times: usize) -> String {
    line.repeat(times)
}

fn module(engine: &Engine, wat: &str) -> Module {
    let options = Options { opt: OptLevel::O1, features: wasmparser::WasmFeatures::all(), ..Options::default() };
    let artifact = wasmc::compile_to_artifact(wat.as_bytes(), &options, &()).unwrap();
    Module::from_bytes(engine, &artifact).unwrap()
}

fn memory(store: &Store<()>, instance: Instance) -> Memory {
    instance.get_memory(store, "m").unwrap()
}

/// Instantiates a module, whose memory is exported as `m`, with and without mapping its image, and compares the memory with what is
/// expected of it from an address on.
fn expect(wat: &str, is_mapped: bool, address: usize, expected: &[u8]) {
    for huge_pages in [false, true] {
        let engine = Engine::new(Config::new().huge_pages(huge_pages));
        let module = module(&engine, wat);
        assert_eq!(module.sizes().memory_image > 0, is_mapped);
        let mut store = Store::new(&engine, ());
        let instances = [(); 2].map(|()| Instance::new(&mut store, &module, &[]).unwrap());
        for instance in instances {
            let data = memory(&store, instance).data_mut(&mut store);
            assert_eq!(&data[address..][..expected.len()], expected);
            let (before, after) = (&data[..address], &data[address + expected.len()..]);
            assert!(before.iter().chain(after).all(|&byte| byte == 0));
            data.fill(0xff);
        }
    }
}

#[test]
fn segments_are_where_they_belong() {
    let (many, few) = (bytes("0123456789", 500), bytes("abc", 5));
    let whole = format!(r#"(module (memory (export "m") 1) (data (i32.const 4095) "{many}"))"#);
    expect(&whole, true, 4095, many.as_bytes());
    let to_the_end = format!(r#"(module (memory (export "m") 3) (data (i32.const 191608) "{many}"))"#);
    expect(&to_the_end, true, 191608, many.as_bytes());
    let small = format!(r#"(module (memory (export "m") 1) (data (i32.const 7) "{few}"))"#);
    expect(&small, false, 7, few.as_bytes());
    let mut overlaid = many.clone().into_bytes();
    overlaid[10..25].copy_from_slice(few.as_bytes());
    let overlapping = format!(
        r#"(module (memory (export "m") 2)
             (data (i32.const 100) "{many}") (data "passive") (data (i32.const 110) "{few}") (data (i32.const 131072)))"#
    );
    expect(&overlapping, true, 100, &overlaid);
    let wide = format!(r#"(module (memory (export "m") i64 1) (data (i64.const 9) "{many}"))"#);
    expect(&wide, true, 9, many.as_bytes());
    let small_pages = format!(r#"(module (memory (export "m") 5000 (pagesize 1)) (data (i32.const 0) "{many}"))"#);
    expect(&small_pages, true, 0, many.as_bytes());
}

#[test]
fn an_image_in_the_middle_has_to_be_large() {
    for (times, is_mapped) in [(500, false), (20_000, true)] {
        let data = bytes("0123456789", times);
        let wat = format!(r#"(module (memory (export "m") 20) (data (i32.const 200000) "{data}"))"#);
        expect(&wat, is_mapped, 200_000, data.as_bytes());
    }
}

#[test]
fn segments_far_apart_are_copied() {
    let many = bytes("0123456789", 500);
    let wat =
        format!(r#"(module (memory (export "m") 20) (data (i32.const 0) "{many}") (data (i32.const 1300000) "end"))"#);
    let engine = Engine::default();
    let module = module(&engine, &wat);
    assert_eq!(module.sizes().memory_image, 0);
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    let data = memory(&store, instance).data(&store);
    assert_eq!((&data[..5000], &data[1_300_000..][..3]), (many.as_bytes(), &b"end"[..]));
}

#[test]
fn what_depends_on_imports_is_copied_over_the_image() {
    let many = bytes("0123456789", 500);
    let wat = format!(
        r#"(module (import "" "at" (global $at i32)) (memory (export "m") 1)
             (data (i32.const 0) "{many}") (data (global.get $at) "moving") (data (i32.const 3) "last"))"#
    );
    let engine = Engine::default();
    let module = module(&engine, &wat);
    assert!(module.sizes().memory_image > 0);
    let mut store = Store::new(&engine, ());
    let ty = GlobalType { value: ValType::I32, mutability: Mutability::Const };
    let at = Global::new(&mut store, ty, Val::I32(1)).unwrap();
    let instance = Instance::new(&mut store, &module, &[at.into()]).unwrap();
    assert_eq!(&memory(&store, instance).data(&store)[..10], b"0molast789");
}

/// What a module's first function finds in its memory, after it was put into a table by an instantiation that failed.
fn after_failure(rest: &str) -> (Error, Vec<i32>) {
    let many = bytes("0123456789", 500);
    let wat = format!(
        r#"(module (import "" "t" (table 1 funcref)) (memory 1)
             (func $load (param i32) (result i32) (i32.load8_u (local.get 0)))
             (elem (i32.const 0) $load) (data (i32.const 0) "{many}") {rest})"#
    );
    let engine = Engine::default();
    let module = module(&engine, &wat);
    let mut store = Store::new(&engine, ());
    let ty = TableType {
        limits: wasmc_runtime::Limits { min: 1, max: None },
        index: wasmc_runtime::IndexType::I32,
        element: RefType::FUNCREF,
    };
    let table = Table::new(&mut store, ty, Val::FuncRef(None)).unwrap();
    let error = Instance::new(&mut store, &module, &[Extern::from(table)]).unwrap_err();
    let Some(Val::FuncRef(Some(load))) = table.get(&mut store, 0) else { panic!("it was put there") };
    let load = load.typed::<i32, i32>(&store).unwrap();
    let found = [1, 4999, 8000].map(|address| load.call(&mut store, address).unwrap());
    (error, found.to_vec())
}

#[test]
fn a_trap_leaves_what_came_before_it() {
    let (error, found) = after_failure(r#"(data (i32.const 65535) "xx") (data (i32.const 8000) "y")"#);
    assert_eq!(error.to_string(), "wasm trap: out of bounds memory access");
    assert_eq!(found, [i32::from(b'1'), i32::from(b'9'), 0], "what comes after the trap is not there");
    let (error, found) = after_failure("(elem (i32.const 1) $load)");
    assert_eq!(error.to_string(), "wasm trap: out of bounds table access");
    assert_eq!(found, [0, 0, 0], "elements come before data");
}

#[test]
fn segments_in_the_image_are_dropped() {
    let many = bytes("0123456789", 500);
    let wat = format!(
        r#"(module (memory (export "m") 1) (data $a (i32.const 0) "{many}") (data $p "passive")
             (func (export "active") (param i32) (memory.init $a (i32.const 0) (i32.const 0) (local.get 0)))
             (func (export "passive") (param i32) (memory.init $p (i32.const 0) (i32.const 0) (local.get 0))))"#
    );
    let engine = Engine::default();
    let module = module(&engine, &wat);
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    let mut call = |name: &str, len: i32| {
        let func = instance.get_typed_func::<i32, ()>(&store, name).unwrap();
        func.call(&mut store, len).is_ok()
    };
    assert_eq!(
        [call("active", 0), call("active", 1), call("passive", 7), call("passive", 8)],
        [true, false, true, false]
    );
    assert_eq!(&memory(&store, instance).data(&store)[..10], b"passive789");
}
