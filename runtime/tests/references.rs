//! References with types of their own, as the host makes and takes them.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use support::entities::{global_type, table_type};
use support::{Guest, store};
use wasmc_abi::{EntityIndex, GlobalIndex, GlobalInfo, Import, TypeIndex};
use wasmc_runtime::{
    Engine, Func, FuncType, Global, GlobalType, HeapType, Instance, Mutability, RefType, Store, Table, TableType, Val,
    ValType,
};

fn func_type(params: &[ValType], results: &[ValType]) -> FuncType {
    FuncType { params: params.to_vec(), results: results.to_vec() }
}

fn reference(nullable: bool, heap: HeapType) -> ValType {
    ValType::Ref(RefType { nullable, heap })
}

/// References to functions from `i32` to `i32`, which cannot be null.
fn typed(engine: &Engine) -> ValType {
    reference(false, engine.heap_type(&func_type(&[ValType::I32], &[ValType::I32])))
}

fn global(store: &mut Store<()>, value: ValType, mutability: Mutability, func: Func) -> Global {
    Global::new(store, GlobalType { value, mutability }, func.into()).unwrap()
}

#[test]
fn places_hold_functions_of_their_type_only() {
    let (engine, mut store) = store();
    let ty = typed(&engine);
    let good = Func::wrap(&mut store, |x: i32| x);
    let other = Func::wrap(&mut store, |x: i64| x);
    let constant = GlobalType { value: ty, mutability: Mutability::Const };
    Global::new(&mut store, constant, good.into()).unwrap();
    for bad in [Val::FuncRef(None), other.into(), Val::ExternRef(None)] {
        assert!(Global::new(&mut store, constant, bad).is_err());
    }
    let ValType::Ref(element) = ty else { panic!("it is a reference") };
    let elements = TableType { element, ..table_type(1, None) };
    assert!(Table::new(&mut store, elements, Val::FuncRef(None)).is_err());
    let table = Table::new(&mut store, elements, good.into()).unwrap();
    assert!(table.set(&mut store, 0, other.into()).is_err());
    assert!(table.grow(&mut store, 1, Val::FuncRef(None)).is_err());
    table.set(&mut store, 0, good.into()).unwrap();
    assert_eq!(table.get(&store, 0).unwrap().func_ref(), Some(Some(good)));
}

#[test]
fn host_functions_take_and_return_what_their_types_say() {
    let (engine, mut store) = store();
    let ty = typed(&engine);
    let good = Func::wrap(&mut store, |x: i32| x);
    let other = Func::wrap(&mut store, |x: i64| x);
    let id = Func::new(&mut store, func_type(&[ty], &[ty]), |_, arguments, results| {
        results[0] = arguments[0].clone();
        Ok(())
    });
    let mut results = [Val::I32(0)];
    id.call(&mut store, &[good.into()], &mut results).unwrap();
    assert_eq!(results[0].func_ref(), Some(Some(good)));
    assert!(id.call(&mut store, &[other.into()], &mut results).is_err());
    assert!(id.call(&mut store, &[Val::FuncRef(None)], &mut results).is_err());
    let forgets = Func::new(&mut store, func_type(&[], &[ty]), |_, _, _| Ok(()));
    let error = forgets.call(&mut store, &[], &mut results).unwrap_err();
    assert!(error.to_string().ends_with("found one of type funcref"), "{error}");
}

#[test]
fn typed_views_may_say_less() {
    let (engine, mut store) = store();
    let ty = typed(&engine);
    let good = Func::wrap(&mut store, |x: i32| x);
    let gives = Func::new(&mut store, func_type(&[], &[ty]), move |_, _, results| {
        results[0] = good.into();
        Ok(())
    });
    assert_eq!(gives.typed::<(), Func>(&store).unwrap().call(&mut store, ()).unwrap(), good);
    assert_eq!(gives.typed::<(), Option<Func>>(&store).unwrap().call(&mut store, ()).unwrap(), Some(good));
    let takes = Func::wrap(&mut store, |_: Option<Func>| {});
    takes.typed::<Func, ()>(&store).unwrap().call(&mut store, good).unwrap();
    // But no more: a function of any type, or null, is not what this one takes.
    let takes = Func::new(&mut store, func_type(&[ty], &[]), |_, _, _| Ok(()));
    assert!(takes.typed::<Func, ()>(&store).is_err());
    assert!(takes.typed::<Option<Func>, ()>(&store).is_err());
    let gives = Func::wrap(&mut store, || -> Option<Func> { None });
    assert!(gives.typed::<(), Func>(&store).is_err());
}

/// A constant global may have a subtype of what is asked for, one that can be written has that very type.
#[test]
fn globals_are_imported_by_subtyping() {
    let (engine, mut store) = store();
    let func = Func::wrap(&mut store, |x: i32| x);
    let module = |mutability, heap| {
        let parts = "PART InstanceHeader wasmc_instance[1]; PART unsigned wasmc_type_ids[1];";
        let source = format!("{parts} PART Value *wasmc_global_imports[1]; PART FuncRef wasmc_funcrefs[1];");
        Guest::from_source(&source).import("host", &[ValType::I32], &[ValType::I32]).with(|module| {
            let ty = GlobalType { value: reference(true, heap), ..global_type(mutability) };
            module.globals.push(GlobalInfo { ty, init: None, slot: None });
            module.imported_globals = 1;
            let entity = EntityIndex::Global(GlobalIndex(0));
            module.imports.push(Import { module: "env".into(), name: "global".into(), entity });
        })
    };
    let concrete = HeapType::Concrete(TypeIndex(0));
    for (mutability, heap, fit) in [
        (Mutability::Const, HeapType::Func, [true, true, true]),
        (Mutability::Const, concrete, [true, true, false]),
        (Mutability::Var, HeapType::Func, [false, false, true]),
        (Mutability::Var, concrete, [false, true, false]),
    ] {
        let module = module(mutability, heap).load(&engine);
        let ValType::Ref(typed) = typed(&engine) else { panic!("it is a reference") };
        let nullable = RefType { nullable: true, ..typed };
        for (found, fits) in [typed, nullable, RefType::FUNCREF].into_iter().zip(fit) {
            let global = global(&mut store, ValType::Ref(found), mutability, func);
            let imported = Instance::new(&mut store, &module, &[func.into(), global.into()]);
            assert_eq!(imported.is_ok(), fits, "{mutability:?} {heap}: {found}");
        }
    }
}

#[test]
#[should_panic(expected = "another engine")]
fn types_of_another_engine_are_refused() {
    let (engine, mut store) = store();
    let unknown = reference(true, HeapType::Concrete(TypeIndex(1000)));
    engine.heap_type(&func_type(&[], &[]));
    let _ = Func::new(&mut store, func_type(&[unknown], &[]), |_, _, _| Ok(()));
}
