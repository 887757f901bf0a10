//! What test scripts cannot show, through the whole pipeline: exceptions that pass between compiled modules and the host.

#![allow(clippy::unwrap_used, reason = "test code")]

use wasmc::{OptLevel, Options};
use wasmc_runtime::{
    Caller, Engine, Error, ExnRef, ExternRef, Func, FuncType, Instance, Module, RefType, Store, Tag, Trap, TrapCode,
    Val, ValType,
};

const MODULE: &str = r#"
    (module
      (type $f (func (param i32) (result i32)))
      (import "host" "f" (func $host (type $f)))
      (import "host" "tag" (tag $imported (param i32 f64 v128 externref funcref exnref)))
      (export "imported" (tag $imported))
      (tag $own (export "own") (param i64))
      (table funcref (elem $host))

      (func $throw (export "throw") (type $f) (throw $own (i64.extend_i32_s (local.get 0))))
      (func (export "pass") (type $f) (i32.add (call $host (local.get 0)) (i32.const 1)))
      (func (export "tail") (type $f)
        (block $own (result i64)
          (try_table (catch $own $own) (return_call $host (local.get 0)))
          (unreachable))
        (i32.wrap_i64))
      (func (export "catch") (type $f)
        (block $own (result i64)
          (return (try_table (result i32) (catch $own $own) (call $host (local.get 0)))))
        (i32.mul (i32.wrap_i64) (i32.const -1)))
      (func (export "catch_indirect") (type $f)
        (block $own (result i64)
          (return (try_table (result i32) (catch $own $own)
            (call_indirect (type $f) (local.get 0) (i32.const 0)))))
        (i32.mul (i32.wrap_i64) (i32.const -1)))
      (func (export "catch_values") (param i32) (result i32 f64 v128 externref funcref exnref exnref)
        (block $imported (result i32 f64 v128 externref funcref exnref exnref)
          (try_table (catch_ref $imported $imported) (drop (call $host (local.get 0))))
          (unreachable)))
      (func (export "throw_ref") (param exnref) (throw_ref (local.get 0))))"#;

type Host = fn(Caller<'_, Option<Instance>>, i32) -> Result<i32, Error>;

struct Test {
    store: Store<Option<Instance>>,
    instance: Instance,
    tag: Tag,
}

/// Runs a test with an instance that imports this function, compiled in every way.
fn with_host(host: Host, test: impl Fn(&mut Test)) {
    for opt in [OptLevel::O0, OptLevel::O1, OptLevel::O3] {
        let options = Options { opt, ..Options::default() };
        let artifact = wasmc::compile_to_artifact(MODULE.as_bytes(), &options, &()).unwrap();
        let engine = Engine::default();
        let module = Module::from_bytes(&engine, &artifact).unwrap();
        let mut store = Store::new(&engine, None);
        let func = Func::wrap(&mut store, host);
        let refs = [RefType::EXTERNREF, RefType::FUNCREF, RefType::EXNREF].map(ValType::Ref);
        let params = [&[ValType::I32, ValType::F64, ValType::V128], &refs[..]].concat();
        let tag = Tag::new(&mut store, &FuncType { params, results: vec![] });
        let instance = Instance::new(&mut store, &module, &[func.into(), tag.into()]).unwrap();
        *store.data_mut() = Some(instance);
        test(&mut Test { store, instance, tag });
    }
}

impl Test {
    fn call(&mut self, name: &str, x: i32) -> Result<i32, Error> {
        let func = self.instance.get_typed_func::<i32, i32>(&self.store, name)?;
        func.call(&mut self.store, x)
    }
}

/// Calls a function of the store's instance from a host function.
fn call_back(caller: &mut Caller<'_, Option<Instance>>, name: &str, x: i32) -> Result<i32, Error> {
    let func = caller.data().unwrap().get_typed_func::<i32, i32>(&*caller, name)?;
    func.call(caller, x)
}

#[test]
fn guests_catch_what_the_host_throws() {
    let host: Host = |mut caller, x| {
        let own = caller.data().unwrap().get_tag(&caller, "own").unwrap();
        ExnRef::new(&mut caller, &own, &[Val::I64(x.into())])?.throw(&caller)
    };
    with_host(host, |test| {
        for x in [5, -7] {
            assert_eq!(test.call("catch", x).unwrap(), -x);
            assert_eq!(test.call("catch_indirect", x).unwrap(), -x);
            // A tail call has left the handler behind.
            for name in ["pass", "tail"] {
                let error = test.call(name, x).unwrap_err();
                assert_eq!(error.to_string(), format!("uncaught exception: tag \"own\" ({x})"), "{name}");
            }
        }
    });
}

#[test]
fn exceptions_pass_host_functions() {
    with_host(
        |mut caller, x| call_back(&mut caller, if x == 0 { "throw" } else { "pass" }, x - i32::from(x != 0)),
        |test| {
            for depth in 0..20 {
                assert_eq!(test.call("catch", depth).unwrap(), 0);
                let error = test.call("pass", depth).unwrap_err();
                assert_eq!(error.backtrace().unwrap().frames().len() as i32, depth + 2);
            }
        },
    );
}

#[test]
fn traps_and_errors_pass_every_handler() {
    with_host(
        |_, x| match x {
            0 => Err(Trap::new(TrapCode::Unreachable).into()),
            _ => Err(Error::host(std::fmt::Error)),
        },
        |test| {
            for name in ["catch", "catch_indirect", "pass", "tail"] {
                assert_eq!(test.call(name, 0).unwrap_err().trap().unwrap().code(), TrapCode::Unreachable);
                assert!(test.call(name, 1).unwrap_err().is::<std::fmt::Error>());
            }
        },
    );
}

#[test]
fn values_and_references_arrive_as_they_were_sent() {
    let host: Host = |mut caller, x| {
        let instance = caller.data().unwrap();
        let inner = call_back(&mut caller, "throw", x).unwrap_err().exception().unwrap().exception().clone();
        let func = instance.get_func(&caller, "throw").unwrap();
        let [value, float] = [ExternRef::new(x).into(), Val::F64(0x7ff4_0000_0000_0001)];
        let tag = instance.get_tag(&caller, "imported").unwrap();
        let values = [Val::I32(x), float, Val::V128(3), value, func.into(), inner.into()];
        ExnRef::new(&mut caller, &tag, &values)?.throw(&caller)
    };
    with_host(host, |test| {
        let catch = test.instance.get_func(&test.store, "catch_values").unwrap();
        let mut found = vec![Val::I32(0); 7];
        catch.call(&mut test.store, &[Val::I32(42)], &mut found).unwrap();
        assert!(matches!(found[..3], [Val::I32(42), Val::F64(0x7ff4_0000_0000_0001), Val::V128(3)]));
        assert_eq!(found[3].extern_ref().unwrap().unwrap().data().downcast_ref(), Some(&42));
        assert_eq!(found[4].func_ref().unwrap(), test.instance.get_func(&test.store, "throw"));
        let [inner, caught] = [5, 6].map(|index: usize| found[index].exn_ref().unwrap().unwrap());
        assert_eq!(inner.field(&test.store, 0).unwrap().i64(), Some(42));
        assert_eq!(caught.tag(&test.store), test.tag);
        assert!(ExnRef::same(&caught.field(&test.store, 5).unwrap().exn_ref().unwrap().unwrap(), &inner));

        let throw = test.instance.get_typed_func::<Option<ExnRef>, ()>(&test.store, "throw_ref").unwrap();
        let error = throw.call(&mut test.store, Some(caught.clone())).unwrap_err();
        assert!(ExnRef::same(error.exception().unwrap().exception(), &caught));
        let error = throw.call(&mut test.store, None).unwrap_err();
        assert_eq!(error.trap().unwrap().code(), TrapCode::NullExceptionReference);
    });
}

#[test]
fn calls_are_passed_on() {
    const TEXT: &str = r#"
        (module
          (import "host" "f" (func $forward (param i32 i64 f32) (result f32 i64)))
          (table (export "table") funcref (elem $both $throws $other))
          (tag $tag)
          (func $both (param i64 f32) (result f32 i64) (local.get 1) (local.get 0))
          (func $throws (param i64 f32) (result f32 i64) (throw $tag))
          (func $other (param i64))
          (func (export "run") (param i32) (result f32 i64) (call $forward (local.get 0) (i64.const -7) (f32.const 2.5))))"#;
    let artifact = wasmc::compile_to_artifact(TEXT.as_bytes(), &Options::default(), &()).unwrap();
    let engine = Engine::default();
    let module = Module::from_bytes(&engine, &artifact).unwrap();
    let mut store = Store::new(&engine, ());
    let ty = module.imports().next().unwrap().ty().func().unwrap().clone();
    // Returns zeros for what is not called or throws.
    let forward = Func::forwarding(&mut store, ty, |mut caller, call| {
        let table = caller.get_export("table").unwrap().into_table().unwrap();
        let Some(element) = table.get(&caller, call.first().cast_unsigned().into()) else { return Ok(()) };
        let func = element.func_ref().flatten().unwrap();
        match call.fits(&caller, &func) {
            true => call.call(caller, &func).or_else(|error| error.exception().map(|_| ()).ok_or(error)),
            false => call.call(caller, &func),
        }
    });
    let instance = Instance::new(&mut store, &module, &[forward.into()]).unwrap();
    let run = instance.get_typed_func::<i32, (f32, i64)>(&store, "run").unwrap();
    assert_eq!(run.call(&mut store, 0).unwrap(), (2.5, -7));
    assert_eq!(run.call(&mut store, 1).unwrap(), (0.0, 0));
    assert_eq!(run.call(&mut store, 3).unwrap(), (0.0, 0));
    assert!(run.call(&mut store, 2).unwrap_err().is::<wasmc_runtime::UseError>());
}

#[test]
fn linkers_prepare_instances_and_stand_in_for_what_is_missing() {
    let wat = r#"(module
        (import "host" "present" (func $present (result i32)))
        (import "host" "missing" (func $missing (param i64)))
        (func (export "present") (result i32) (call $present))
        (func (export "missing") (call $missing (i64.const 1))))"#;
    let engine = Engine::default();
    let artifact = wasmc::compile_to_artifact(wat.as_bytes(), &Options::default(), &()).unwrap();
    let module = Module::from_bytes(&engine, &artifact).unwrap();
    let mut linker = wasmc_runtime::Linker::<i32>::new(&engine);
    linker.func_wrap("host", "present", |caller: Caller<'_, i32>| *caller.data()).unwrap();
    let error = linker.instantiate_pre(&module).err().unwrap();
    assert_eq!(error.to_string(), r#"unknown import: "host"."missing" has not been defined"#);
    linker.define_unknown_imports_as_traps(&module).unwrap();
    let prepared = linker.instantiate_pre(&module).unwrap();
    for data in [1, 2] {
        let mut store = Store::new(&engine, data);
        let instance = prepared.instantiate(&mut store).unwrap();
        let present = instance.get_typed_func::<(), i32>(&store, "present").unwrap();
        assert_eq!(present.call(&mut store, ()).unwrap(), data);
        let missing = instance.get_typed_func::<(), ()>(&store, "missing").unwrap();
        assert_eq!(missing.call(&mut store, ()).unwrap_err().to_string(), error.to_string());
    }
    // What the module brings along is defined by its name, so that others find it.
    let mut store = Store::new(&engine, 3);
    linker.module(&mut store, "guest", &module).unwrap();
    let present = linker.get(&mut store, "guest", "present").and_then(wasmc_runtime::Extern::into_func).unwrap();
    assert_eq!(present.typed::<(), i32>(&store).unwrap().call(&mut store, ()).unwrap(), 3);
}
