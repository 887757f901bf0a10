//! Calls from host to guest and back: values of all types, errors, panics, nesting.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use support::{Guest, store};
use wasmc_runtime::{
    Caller, Engine, Error, Extern, ExternRef, Func, FuncType, Linker, Module, RefType, Store, Trap, TrapCode, UseError,
    Val, ValType,
};

const FUNCREF: ValType = ValType::Ref(RefType::FUNCREF);
const EXTERNREF: ValType = ValType::Ref(RefType::EXTERNREF);

fn module(engine: &Engine) -> Module {
    use ValType::{F32, F64, I32, I64};
    Guest::new("calls.c")
        .import("host", &[I32], &[I32])
        .func("add", &[I32, I32], &[I32])
        .func("mix", &[I32, I64, F32, F64], &[F64, F32, I64, I32])
        .func("same_func", &[FUNCREF], &[FUNCREF])
        .func("same_extern", &[EXTERNREF], &[EXTERNREF])
        .func("to_host", &[I32], &[I32])
        .func("sum17", &[I64; 17], &[I64])
        .func("nothing", &[], &[])
        .load(engine)
}

/// An instance whose import is this function.
fn instance<T: 'static>(store: &mut Store<T>, host: Func) -> wasmc_runtime::Instance {
    let module = module(&store.engine().clone());
    wasmc_runtime::Instance::new(store, &module, &[host.into()]).unwrap()
}

#[test]
fn typed_calls_carry_all_types() {
    let (_, mut store) = store();
    let host = Func::wrap(&mut store, |x: i32| x);
    let instance = instance(&mut store, host);
    let add = instance.get_typed_func::<(i32, i32), i32>(&store, "add").unwrap();
    assert_eq!(add.call(&mut store, (i32::MAX, 1)).unwrap(), i32::MIN);
    let mix = instance.get_typed_func::<(u32, u64, f32, f64), (f64, f32, i64, i32)>(&store, "mix").unwrap();
    let results = mix.call(&mut store, (7, u64::MAX, 1.5, -0.0)).unwrap();
    assert_eq!(results, (0.0, 1.5, -1, 7));
    assert!(results.0.is_sign_negative());
    let nothing = instance.get_typed_func::<(), ()>(&store, "nothing").unwrap();
    nothing.call(&mut store, ()).unwrap();
}

#[test]
fn untyped_calls_carry_all_types() {
    let (_, mut store) = store();
    let host = Func::wrap(&mut store, |x: i32| x);
    let instance = instance(&mut store, host);
    let mix = instance.get_func(&store, "mix").unwrap();
    let mut results = vec![Val::I32(0); 4];
    let arguments = [Val::I32(1), Val::I64(2), Val::F32(0x7fa0_0000), Val::F64(4)];
    mix.call(&mut store, &arguments, &mut results).unwrap();
    assert!(matches!(results[..], [Val::F64(4), Val::F32(0x7fa0_0000), Val::I64(2), Val::I32(1)]));

    let sum = instance.get_func(&store, "sum17").unwrap();
    let arguments: Vec<Val> = (1..=17).map(Val::I64).collect();
    sum.call(&mut store, &arguments, &mut results[..1]).unwrap();
    assert_eq!(results[0].i64(), Some(153));
}

#[test]
fn references_come_back_the_same() {
    let (_, mut store) = store();
    let host = Func::wrap(&mut store, |x: i32| x + 10);
    let instance = instance(&mut store, host);
    let same = instance.get_typed_func::<Option<Func>, Option<Func>>(&store, "same_func").unwrap();
    assert_eq!(same.call(&mut store, Some(host)).unwrap(), Some(host));
    assert_eq!(same.call(&mut store, None).unwrap(), None);
    let add = instance.get_func(&store, "add");
    let returned = same.call(&mut store, add).unwrap().unwrap();
    let returned = returned.typed::<(i32, i32), i32>(&store).unwrap();
    assert_eq!(returned.call(&mut store, (1, 2)).unwrap(), 3);

    let same = instance.get_typed_func::<Option<ExternRef>, Option<ExternRef>>(&store, "same_extern").unwrap();
    let value = ExternRef::new("a value".to_owned());
    let returned = same.call(&mut store, Some(value.clone())).unwrap().unwrap();
    assert!(ExternRef::same(&value, &returned));
    assert_eq!(returned.data().downcast_ref::<String>().unwrap(), "a value");
    assert!(same.call(&mut store, None).unwrap().is_none());
}

#[test]
fn host_functions_can_be_called_by_the_host() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, 5);
    let host = Func::wrap(&mut store, |caller: Caller<'_, i32>, a: i32, b: i64| (*caller.data() + a, b));
    let typed = host.typed::<(i32, i64), (i32, i64)>(&store).unwrap();
    assert_eq!(typed.call(&mut store, (1, 2)).unwrap(), (6, 2));
}

#[test]
fn untyped_host_functions_must_return_what_they_declare() {
    let (_, mut store) = store();
    let ty = FuncType { params: vec![ValType::I32], results: vec![ValType::I32] };
    let good = Func::new(&mut store, ty.clone(), |_, arguments, results| {
        results[0] = Val::I32(arguments[0].i32().unwrap() * 2);
        Ok(())
    });
    assert_eq!(good.typed::<i32, i32>(&store).unwrap().call(&mut store, 21).unwrap(), 42);
    let bad = Func::new(&mut store, ty, |_, _, results| {
        results[0] = Val::I64(0);
        Ok(())
    });
    let error = bad.typed::<i32, i32>(&store).unwrap().call(&mut store, 21).unwrap_err();
    assert_eq!(error.to_string(), "expected a value of type i32, found one of type i64");
}

#[test]
fn wrong_uses_are_errors() {
    let (_, mut store) = store();
    let host = Func::wrap(&mut store, |x: i32| x);
    let instance = instance(&mut store, host);
    let message = |error: Error| error.to_string();
    let error = instance.get_typed_func::<i32, i32>(&store, "add").map(|_| ()).unwrap_err();
    assert_eq!(message(error), "the function has type (i32, i32) -> (i32), not (i32) -> (i32)");
    let error = instance.get_typed_func::<i32, i32>(&store, "sub").map(|_| ()).unwrap_err();
    assert_eq!(message(error), "no exported function named \"sub\"");
    let add = instance.get_func(&store, "add").unwrap();
    let error = add.call(&mut store, &[Val::I32(1)], &mut [Val::I32(0)]).unwrap_err();
    assert_eq!(message(error), "expected 2 arguments, but 1 were given");
    let error = add.call(&mut store, &[Val::I32(1), Val::F32(0)], &mut [Val::I32(0)]).unwrap_err();
    assert!(error.is::<UseError>());
}

#[test]
#[should_panic(expected = "another store")]
fn a_handle_of_another_store_is_refused() {
    let (_, mut store) = store();
    let host = Func::wrap(&mut store, |x: i32| x);
    let mut other = Store::new(store.engine(), ());
    let _ = host.call(&mut other, &[Val::I32(0)], &mut [Val::I32(0)]);
}

#[derive(Debug, thiserror::Error)]
#[error("exit {0}")]
struct Exit(i32);

#[test]
fn errors_of_host_functions_pass_through_guests() {
    let (_, mut store) = store();
    let dropped = std::sync::Arc::new(());
    let witness = dropped.clone();
    let host = Func::wrap(&mut store, move |x: i32| -> Result<i32, Error> {
        let _held = witness.clone();
        if x < 0 { Err(Error::host(Exit(x))) } else { Ok(x) }
    });
    let instance = instance(&mut store, host);
    let to_host = instance.get_typed_func::<i32, i32>(&store, "to_host").unwrap();
    for _ in 0..3 {
        assert_eq!(to_host.call(&mut store, 4).unwrap(), 5);
        let error = to_host.call(&mut store, -4).unwrap_err();
        assert_eq!(error.downcast_ref::<Exit>().unwrap().0, -4);
        assert_eq!(error.backtrace().unwrap().frames()[0].func_name(), Some("to_host"));
        assert_eq!(error.downcast::<Exit>().unwrap().0, -4);
    }
    assert_eq!(std::sync::Arc::strong_count(&dropped), 2, "what host functions hold is dropped on the way");
}

#[test]
fn host_functions_can_trap() {
    let (_, mut store) = store();
    let host = Func::wrap(&mut store, |_: i32| -> Result<i32, Error> { Err(Trap::new(TrapCode::Unreachable).into()) });
    let instance = instance(&mut store, host);
    let to_host = instance.get_typed_func::<i32, i32>(&store, "to_host").unwrap();
    let error = to_host.call(&mut store, 0).unwrap_err();
    assert_eq!(error.trap().unwrap().code(), TrapCode::Unreachable);
    assert_eq!(error.trap().unwrap().backtrace().unwrap().frames().len(), 1);
}

#[test]
fn panics_of_host_functions_pass_through_guests() {
    let (_, mut store) = store();
    let host = Func::wrap(&mut store, |x: i32| if x == 0 { std::panic::panic_any("from the host") } else { x });
    let instance = instance(&mut store, host);
    let to_host = instance.get_typed_func::<i32, i32>(&store, "to_host").unwrap();
    let payload = catch_unwind(AssertUnwindSafe(|| to_host.call(&mut store, 0))).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"from the host"));
    assert_eq!(to_host.call(&mut store, 1).unwrap(), 2, "the store is as good as before");
}

#[test]
fn callers_reach_their_instance_and_call_back() {
    let engine = Engine::default();
    let mut linker = Linker::new(&engine);
    let host = |mut caller: Caller<'_, Vec<i32>>, x: i32| -> Result<i32, Error> {
        caller.data_mut().push(x);
        assert!(caller.get_export("absent").is_none());
        let Some(Extern::Func(to_host)) = caller.get_export("to_host") else { panic!("it is exported") };
        let to_host = to_host.typed::<i32, i32>(&caller)?;
        if x == 0 { Ok(0) } else { to_host.call(&mut caller, x - 1) }
    };
    linker.func_wrap("env", "host", host).unwrap();
    let mut store = Store::new(&engine, Vec::new());
    let instance = linker.instantiate(&mut store, &module(&engine)).unwrap();
    let to_host = instance.get_typed_func::<i32, i32>(&store, "to_host").unwrap();
    assert_eq!(to_host.call(&mut store, 3).unwrap(), 4);
    assert_eq!(store.data()[..], [3, 2, 1, 0]);
}

#[test]
fn closures_of_many_shapes_are_host_functions() {
    let (_, mut store) = store();
    let types = [
        Func::wrap(&mut store, || {}),
        Func::wrap(&mut store, || -> Result<(), Error> { Ok(()) }),
        Func::wrap(&mut store, |_: Caller<'_, ()>| 1u32),
        Func::wrap(&mut store, |_: f32, _: f64, _: u128| (1i64, 2u64)),
        Func::wrap(&mut store, |_: Caller<'_, ()>, _: Option<Func>| -> Result<(i32,), Error> { Ok((1,)) }),
        Func::wrap(
            &mut store,
            |_: i32, _: i32, _: i32, _: i32, _: i32, _: i32, _: i32, _: i32, _: i32, _: i32, _: i32, _: i32| {},
        ),
    ]
    .map(|func| func.ty(&store).to_string());
    assert_eq!(types[..4], ["() -> ()", "() -> ()", "() -> (i32)", "(f32, f64, v128) -> (i64, i64)"]);
    assert_eq!(types[4], "(funcref) -> (i32)");
    assert_eq!(types[5].matches("i32").count(), 12);
}
