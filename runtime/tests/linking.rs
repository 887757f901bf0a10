//! Imports: found by name, matched by type.

mod support;

use support::entities::{self, global_type, table_type};
use support::{Guest, memory_type, store};
use wasmc_runtime::{
    Engine, Extern, Func, Global, GlobalType, Instance, LinkError, Linker, Memory, MemoryType, Mutability, RefType,
    SharedMemory, Store, Table, TableType, Val, ValType,
};

fn calls(engine: &Engine) -> wasmc_runtime::Module {
    Guest::new("calls.c").import("host", &[ValType::I32], &[ValType::I32]).load(engine)
}

fn message<T>(result: Result<T, wasmc_runtime::Error>) -> String {
    match result {
        Ok(_) => "accepted".into(),
        Err(error) => {
            assert!(error.is::<LinkError>());
            error.to_string()
        }
    }
}

#[test]
fn names_are_looked_up() {
    let (engine, mut store) = store();
    let module = calls(&engine);
    let mut linker = Linker::new(&engine);
    let missing = "unknown import: \"env\".\"host\" has not been defined";
    assert_eq!(message(linker.instantiate(&mut store, &module)), missing);
    linker.func_wrap("env", "other", |x: i32| x).unwrap();
    assert_eq!(message(linker.instantiate(&mut store, &module)), missing);
    assert_eq!(message(linker.alias("env", "absent", "env", "host").map(|_| ())), missing.replace("host", "absent"));
    linker.alias("env", "other", "env", "host").unwrap();
    linker.instantiate(&mut store, &module).unwrap();
    assert!(linker.get(&mut store, "env", "host").is_some());
    assert!(linker.get(&mut store, "env", "absent").is_none());
    let [once, again] = ["host", "other"].map(|name| linker.get(&mut store, "env", name).unwrap().into_func());
    assert_eq!(once, again);
}

#[test]
fn names_are_defined_once() {
    let engine = Engine::default();
    let mut linker = Linker::<()>::new(&engine);
    linker.func_wrap("env", "host", |x: i32| x).unwrap();
    let error = message(linker.func_wrap("env", "host", || {}).map(|_| ()));
    assert_eq!(error, "\"env\".\"host\" is already defined");
    linker.allow_shadowing(true);
    linker.func_wrap("env", "host", || {}).unwrap();
    linker.alias_module("env", "copy").unwrap();
    let mut store = Store::new(&engine, ());
    let Some(Extern::Func(host)) = linker.get(&mut store, "copy", "host") else { panic!("it is defined") };
    assert_eq!(host.ty(&store).to_string(), "() -> ()");
}

#[test]
fn instances_import_from_each_other() {
    let (engine, mut store) = store();
    let imports = entities::imports(&mut store);
    let module = entities::guest().load(&engine);
    let first = Instance::new(&mut store, &module, &imports.all()).unwrap();
    let mut linker = Linker::new(&engine);
    linker.instance(&store, "env", first).unwrap();
    for (name, item) in [("func", Extern::from(imports.func)), ("global", imports.global.into())] {
        linker.allow_shadowing(true).define(&store, "env", name, item).unwrap();
    }
    let second = linker.instantiate(&mut store, &module).unwrap();
    let sizes = |store: &mut Store<()>, instance: Instance| {
        let size = instance.get_typed_func::<i32, i64>(&*store, "memory_size").unwrap();
        [0, 1].map(|index| size.call(&mut *store, index).unwrap() >> 16)
    };
    first.get_memory(&store, "memory").unwrap().grow(&mut store, 2).unwrap();
    assert_eq!(sizes(&mut store, first), [1, 3]);
    assert_eq!(sizes(&mut store, second), [3, 1]);
    // The second instance calls the first one's function through the first one's table.
    let globals = first.get_func(&store, "globals").unwrap();
    first.get_table(&store, "table").unwrap().set(&mut store, 0, globals.into()).unwrap();
    let call = second.get_typed_func::<i32, i32>(&store, "call_indirect").unwrap();
    assert_eq!(call.call(&mut store, 0).unwrap(), 5 + 7 + 6);
    assert_eq!(call.call(&mut store, 0).unwrap(), 5 + 8 + 6);
}

#[test]
fn types_must_match() {
    let (engine, mut store) = store();
    let module = entities::guest()
        .with(|module| {
            module.memories[0] = memory_type(2, Some(4));
            module.tables[0] = table_type(2, Some(10)).into();
        })
        .load(&engine);
    let good = entities::imports(&mut store);
    let memory = |store: &mut Store<()>, min, max| Extern::from(Memory::new(store, memory_type(min, max)).unwrap());
    let table = |store: &mut Store<()>, ty: TableType, null| Extern::from(Table::new(store, ty, null).unwrap());
    let global = |store: &mut Store<()>, ty: GlobalType, value| Extern::from(Global::new(store, ty, value).unwrap());
    let mut all = good.all();
    all[2] = memory(&mut store, 2, Some(4));
    assert_eq!(message(Instance::new(&mut store, &module, &all)), "accepted");

    let no_func = Func::wrap(&mut store, |x: i64| x).into();
    let externs = TableType { element: RefType::EXTERNREF, ..table_type(2, Some(10)) };
    let i64_global = GlobalType { value: ValType::I64, ..global_type(Mutability::Const) };
    let cases = [
        (0, no_func, "\"func\": expected function () -> (), found function (i64) -> (i64)"),
        (0, all[2].clone(), "\"func\": expected function () -> (), found memory 2 4"),
        (
            1,
            table(&mut store, table_type(1, Some(10)), Val::FuncRef(None)),
            "\"table\": expected table 2 10 funcref, found table 1 10 funcref",
        ),
        (
            1,
            table(&mut store, table_type(2, None), Val::FuncRef(None)),
            "\"table\": expected table 2 10 funcref, found table 2 funcref",
        ),
        (
            1,
            table(&mut store, externs, Val::ExternRef(None)),
            "\"table\": expected table 2 10 funcref, found table 2 10 externref",
        ),
        (2, memory(&mut store, 1, Some(4)), "\"memory\": expected memory 2 4, found memory 1 4"),
        (2, memory(&mut store, 2, Some(5)), "\"memory\": expected memory 2 4, found memory 2 5"),
        (
            2,
            SharedMemory::new(&engine, MemoryType { shared: true, ..memory_type(2, Some(4)) }).unwrap().into(),
            "\"memory\": expected memory 2 4, found memory 2 4 shared",
        ),
        (2, memory(&mut store, 2, None), "\"memory\": expected memory 2 4, found memory 2"),
        (3, global(&mut store, i64_global, Val::I64(0)), "\"global\": expected global i32, found global i64"),
        (
            3,
            global(&mut store, global_type(Mutability::Var), Val::I32(0)),
            "\"global\": expected global i32, found global (mut i32)",
        ),
    ];
    for (position, item, expected) in cases {
        let mut imports = all.clone();
        imports[position] = item;
        let expected = format!("incompatible import type: \"env\".{expected}");
        assert_eq!(message(Instance::new(&mut store, &module, &imports)), expected);
    }
    let error = message(Instance::new(&mut store, &module, &all[..3]));
    assert_eq!(error, "the module has 4 imports, but 3 were given");
    // What counts is the present size.
    let Extern::Memory(grown) = memory(&mut store, 1, Some(4)) else { panic!("it is a memory") };
    grown.grow(&mut store, 1).unwrap();
    all[2] = grown.into();
    assert_eq!(message(Instance::new(&mut store, &module, &all)), "accepted");
}

#[test]
fn too_large_tables_are_refused() {
    let (engine, mut store) = store();
    let imports = entities::imports(&mut store);
    let module = entities::guest().with(|module| module.tables[1] = table_type(1 << 30, None).into()).load(&engine);
    let error = message(Instance::new(&mut store, &module, &imports.all()));
    assert_eq!(error, "a table of 1073741824 elements is larger than the limit of 10000000");
}
