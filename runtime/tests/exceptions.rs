//! Exceptions: thrown by guests and hosts, caught near and far, across modules and host functions, or by nobody.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use object::{Object, ObjectSection};
use std::sync::OnceLock;
use support::{Guest, rehash};
use wasmc_abi::{EntityIndex, FuncIndex, TagIndex};
use wasmc_runtime::{
    Caller, Engine, Error, ExnRef, ExternRef, Func, FuncType, Instance, Module, RefType, Store, Tag, Trap, TrapCode,
    Val, ValType,
};

const FUNCREF: ValType = ValType::Ref(RefType::FUNCREF);
const EXTERNREF: ValType = ValType::Ref(RefType::EXTERNREF);
const EXNREF: ValType = ValType::Ref(RefType::EXNREF);

/// The types of the values that the second tag's exceptions have.
const MANY: [ValType; 20] = {
    use ValType::{F32, F64, I32, I64, V128};
    [
        I32, I64, F32, F64, V128, FUNCREF, EXTERNREF, EXNREF, I32, I32, I64, I64, F32, F64, V128, V128, FUNCREF,
        EXTERNREF, EXNREF, I32,
    ]
};

fn guest() -> Guest {
    use ValType::{F64, I32, I64};
    Guest::new("exceptions.cpp")
        .import("func", &[I32], &[I32])
        .import_tag("tag", &[I32])
        .tag(&[I32])
        .tag(&MANY)
        .memory(1, Some(3))
        .func("catch_here", &[I32], &[I32])
        .func("catch_deep", &[I32], &[I32])
        .func("throw_int", &[I32], &[I32])
        .func("throw_all", &MANY, &[])
        .func("catch_import", &[I32], &[I32])
        .func("to_host", &[I32], &[I32])
        .func("keep_values", &[I32], &[I64, F64])
        .func("throw_at_depth", &[I32], &[I32])
        .func("trap", &[I32], &[I32])
        .func("throw_often", &[I32], &[I32])
        .func("caught_ref", &[I32], &[EXNREF])
        .func("throw_ref", &[EXNREF], &[])
        .func("throw_imported", &[I32], &[I32])
        .func("throw_times", &[I64, I32], &[I64])
        .func("throw_deep_down", &[I32], &[I32])
        .export("e", EntityIndex::Tag(TagIndex(1)))
}

/// The guest's artifact. Compiling it takes a while.
fn artifact(opt_level: usize) -> &'static [u8] {
    static ARTIFACTS: [OnceLock<Vec<u8>>; 4] = [const { OnceLock::new() }; 4];
    ARTIFACTS[opt_level].get_or_init(|| {
        let mut guest = guest();
        guest.opt_level = ["0", "1", "2", "3"][opt_level];
        guest.artifact()
    })
}

/// The type of the imported function, and of most exported ones.
type IntFunc = wasmc_runtime::TypedFunc<i32, i32>;

/// A store with an instance whose import is this function.
struct Test {
    store: Store<Option<Instance>>,
    instance: Instance,
    /// The tag that the instance imports.
    tag: Tag,
}

impl Test {
    fn new(host: impl Fn(Caller<'_, Option<Instance>>, i32) -> Result<i32, Error> + Send + Sync + 'static) -> Self {
        Self::optimized(1, host)
    }

    fn optimized(
        opt_level: usize,
        host: impl Fn(Caller<'_, Option<Instance>>, i32) -> Result<i32, Error> + Send + Sync + 'static,
    ) -> Self {
        Self::of(artifact(opt_level), host)
    }

    fn of(
        artifact: &[u8],
        host: impl Fn(Caller<'_, Option<Instance>>, i32) -> Result<i32, Error> + Send + Sync + 'static,
    ) -> Self {
        let engine = Engine::default();
        let mut store = Store::new(&engine, None);
        let host = Func::wrap(&mut store, host);
        let tag = Tag::new(&mut store, &int_tag());
        let module = Module::from_bytes(&engine, artifact).unwrap();
        let instance = Instance::new(&mut store, &module, &[host.into(), tag.into()]).unwrap();
        *store.data_mut() = Some(instance);
        Self { store, instance, tag }
    }

    fn func(&self, name: &str) -> IntFunc {
        self.instance.get_typed_func(&self.store, name).unwrap()
    }

    fn call(&mut self, name: &str, x: i32) -> Result<i32, Error> {
        self.func(name).call(&mut self.store, x)
    }
}

fn int_tag() -> FuncType {
    FuncType { params: vec![ValType::I32], results: vec![] }
}

/// A host function that does nothing.
fn idle(_: Caller<'_, Option<Instance>>, x: i32) -> Result<i32, Error> {
    Ok(x)
}

/// Calls a function of the store's instance from a host function.
fn call_back(caller: &mut Caller<'_, Option<Instance>>, name: &str, x: i32) -> Result<i32, Error> {
    let instance = caller.data().unwrap();
    let func: IntFunc = instance.get_typed_func(&*caller, name)?;
    func.call(caller, x)
}

fn frames(error: &Error) -> Vec<String> {
    error.backtrace().unwrap().frames().iter().map(ToString::to_string).collect()
}

#[test]
fn exceptions_are_caught_in_the_frame_that_throws() {
    for opt_level in [0, 1, 3] {
        let mut test = Test::optimized(opt_level, idle);
        for x in 0..100 {
            assert_eq!(test.call("catch_here", x).unwrap(), x + 1);
        }
    }
}

#[test]
fn exceptions_pass_frames_and_their_pads() {
    for opt_level in [0, 1, 3] {
        let mut test = Test::optimized(opt_level, idle);
        for depth in [0, 1, 2, 9, 10, 100, 1000] {
            assert_eq!(test.call("catch_deep", depth).unwrap(), 7000 + (depth + 1) / 2);
        }
    }
}

#[test]
fn registers_and_frames_are_as_before_the_call() {
    for opt_level in 0..4 {
        let mut test = Test::optimized(opt_level, idle);
        let keep = test.instance.get_typed_func::<i32, (i64, f64)>(&test.store, "keep_values").unwrap();
        for x in [1, 2, 10, 100] {
            let (n, d) = keep.call(&mut test.store, x).unwrap();
            let expected = (0..20).fold(0i64, |sum, i| sum.wrapping_mul(31).wrapping_add(i64::from(x) * (i + 3)));
            assert_eq!(n, expected + i64::from(x));
            assert_eq!(d, (0..12).fold(0.0, |sum, i| sum * 3.0 + f64::from(x) * (f64::from(i) + 0.5)));
        }
    }
}

#[test]
fn what_nobody_catches_ends_the_call() {
    let mut test = Test::new(idle);
    for x in [5, -5] {
        let error = test.call("throw_int", x).unwrap_err();
        let thrown = error.exception().unwrap();
        assert_eq!(thrown.exception().fields(&test.store)[..].len(), 1);
        assert_eq!(thrown.exception().field(&test.store, 0).unwrap().i32(), Some(x));
        assert!(thrown.exception().field(&test.store, 1).is_none());
        assert_eq!(thrown.exception().tag(&test.store), test.instance.get_tag(&test.store, "e").unwrap());
        assert_eq!(error.to_string(), format!("uncaught exception: tag \"e\" ({x})"));
        assert!(error.trap().is_none());
    }
    let error = test.call("throw_int", 1).unwrap_err();
    assert_eq!(format!("{error:#}"), "uncaught exception: tag \"e\" (1)\n    0: 0x136 - throw_int[3]");
    let error = test.call("throw_imported", 1).unwrap_err();
    assert_eq!(error.to_string(), "uncaught exception: tag \"tag\" (1)");
    assert_eq!(error.exception().unwrap().exception().tag(&test.store), test.tag);
}

#[test]
fn exceptions_carry_values_of_all_types() {
    let mut test = Test::new(idle);
    let func = test.func("throw_int").func().to_owned();
    let inner = test.call("throw_int", 42).unwrap_err().exception().unwrap().exception().clone();
    let value = ExternRef::new("a value");
    let sent = [
        Val::I32(-1),
        Val::I64(i64::MIN),
        Val::F32(0x7fa0_0001),
        Val::F64(4),
        Val::V128(u128::MAX - 5),
        Val::FuncRef(Some(func)),
        Val::ExternRef(Some(value.clone())),
        Val::ExnRef(Some(inner.clone())),
        Val::I32(9),
        Val::I32(10),
        Val::I64(11),
        Val::I64(12),
        Val::F32(13),
        Val::F64(14),
        Val::V128(15),
        Val::V128(16),
        Val::FuncRef(None),
        Val::ExternRef(None),
        Val::ExnRef(None),
        Val::I32(20),
    ];
    let throw_all = test.instance.get_func(&test.store, "throw_all").unwrap();
    let by_guest = throw_all.call(&mut test.store, &sent, &mut []).unwrap_err();
    let tag = by_guest.exception().unwrap().exception().tag(&test.store);
    let by_host = ExnRef::new(&mut test.store, &tag, &sent).unwrap().throw::<()>(&test.store).unwrap_err();
    for error in [by_guest, by_host] {
        let found = error.exception().unwrap().exception().fields(&test.store);
        assert_eq!(found.len(), sent.len());
        for (found, sent) in found.iter().zip(&sent) {
            match (found, sent) {
                (Val::FuncRef(found), Val::FuncRef(sent)) => assert_eq!(found, sent),
                (Val::ExternRef(Some(found)), Val::ExternRef(Some(_))) => assert!(ExternRef::same(found, &value)),
                (Val::ExnRef(Some(found)), Val::ExnRef(Some(_))) => assert!(ExnRef::same(found, &inner)),
                _ => assert_eq!(format!("{found:?}"), format!("{sent:?}")),
            }
        }
        let text = "uncaught exception: tag 2 (-1, -9223372036854775808, nan:0x200001, 2e-323, \
            0xfffffffffffffffffffffffffffffffa, funcref, externref, exnref, 9, 10, 11, 12, 1.8e-44, 7e-323, \
            0x0000000000000000000000000000000f, 0x00000000000000000000000000000010, null, null, null, 20)";
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn exceptions_need_the_values_of_their_tag() {
    let mut test = Test::new(idle);
    let error = ExnRef::new(&mut test.store, &test.tag, &[]).unwrap_err();
    assert_eq!(error.to_string(), "expected 1 values, but 0 were given");
    let error = ExnRef::new(&mut test.store, &test.tag, &[Val::I64(0)]).unwrap_err();
    assert_eq!(error.to_string(), "expected a value of type i32, found one of type i64");
}

#[test]
fn guests_catch_what_host_functions_throw() {
    let mut test = Test::new(|mut caller, x| {
        let instance = caller.data().unwrap();
        let tag = instance.get_tag(&caller, "e").unwrap();
        ExnRef::new(&mut caller, &tag, &[Val::I32(x * 2)])?.throw(&caller)
    });
    for x in 1..5 {
        assert_eq!(test.call("catch_import", x).unwrap(), -2 * x);
    }
    let error = test.call("to_host", 3).unwrap_err();
    assert_eq!(error.to_string(), "uncaught exception: tag \"e\" (6)");
    assert_eq!(frames(&error), ["0x263 - to_host[6]"]);
}

#[test]
fn host_functions_pass_on_what_they_do_not_catch() {
    let mut test = Test::new(|mut caller, x| call_back(&mut caller, "throw_int", x));
    assert_eq!(test.call("catch_import", 3).unwrap(), -3);
    let error = test.call("to_host", 3).unwrap_err();
    assert_eq!(frames(&error), ["0x136 - throw_int[3]", "0x263 - to_host[6]"], "where it was thrown");
}

#[test]
fn host_functions_can_catch() {
    let mut test = Test::new(|mut caller, x| {
        let error = call_back(&mut caller, "throw_int", x).unwrap_err();
        let exception = error.exception().unwrap().exception();
        Ok(exception.field(&caller, 0).unwrap().i32().unwrap() + 100)
    });
    assert_eq!(test.call("catch_import", 3).unwrap(), 103);
}

#[derive(Debug, thiserror::Error)]
#[error("wrapped: {0}")]
struct Wrapped(Error);

#[test]
fn errors_and_traps_are_no_exceptions() {
    let mut test = Test::new(|mut caller, x| match x {
        0 => Err(Trap::new(TrapCode::Unreachable).into()),
        1 => Err(Error::host(std::fmt::Error)),
        2 => call_back(&mut caller, "throw_int", x).map_err(|error| Error::host(Wrapped(error))),
        _ => call_back(&mut caller, "trap", x - 2),
    });
    let mut message = |x| test.call("catch_import", x).unwrap_err().to_string();
    assert_eq!(message(0), "wasm trap: unreachable");
    assert_eq!(message(1), std::fmt::Error.to_string());
    assert_eq!(message(2), "wrapped: uncaught exception: tag \"e\" (2)");
    assert_eq!(message(3), "wasm trap: integer divide by zero");
    assert_eq!(message(4), "wasm trap: out of bounds memory access");
    assert_eq!(test.call("trap", 1).unwrap_err().trap().unwrap().code(), TrapCode::IntegerDivideByZero);
    assert_eq!(test.call("trap", 2).unwrap_err().trap().unwrap().code(), TrapCode::MemoryOutOfBounds);
    assert_eq!(test.call("trap", 3).unwrap(), 0, "what it throws itself, it catches");
}

#[test]
fn exceptions_pass_many_activations() {
    // Guest and host call each other so often; the last one throws.
    let mut test = Test::new(|mut caller, x| match x {
        0 => call_back(&mut caller, "throw_int", 77),
        _ => call_back(&mut caller, "to_host", x - 1),
    });
    assert_eq!(test.call("catch_import", 20).unwrap(), -77);
    let error = test.call("to_host", 20).unwrap_err();
    assert_eq!(frames(&error).len(), 22);
    // Every call catches and returns what the guest makes of it.
    let mut test = Test::new(|mut caller, x| match x {
        0 => call_back(&mut caller, "throw_int", 1),
        _ => Ok(call_back(&mut caller, "catch_import", x - 1)? - 1),
    });
    assert_eq!(test.call("catch_import", 10).unwrap(), -11);
}

/// A store with two instances of the guest, the second of which imports a function of the first.
fn two_instances(import: &str) -> (Store<()>, Instance, Instance) {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let module = Module::from_bytes(&engine, artifact(1)).unwrap();
    let tag = Tag::new(&mut store, &int_tag());
    let host = Func::wrap(&mut store, |x: i32| x);
    let inner = Instance::new(&mut store, &module, &[host.into(), tag.into()]).unwrap();
    let import = inner.get_func(&store, import).unwrap();
    let outer = Instance::new(&mut store, &module, &[import.into(), tag.into()]).unwrap();
    (store, inner, outer)
}

#[test]
fn exceptions_cross_modules() {
    // The tag that both import is caught; their own ones are different, even though they are of one module.
    let (mut store, _, outer) = two_instances("throw_imported");
    let catch: IntFunc = outer.get_typed_func(&store, "catch_import").unwrap();
    assert_eq!(catch.call(&mut store, 5).unwrap(), -5);
    let (mut store, inner, outer) = two_instances("throw_int");
    let catch: IntFunc = outer.get_typed_func(&store, "catch_import").unwrap();
    let error = catch.call(&mut store, 5).unwrap_err();
    let exception = error.exception().unwrap().exception();
    assert_eq!(exception.tag(&store), inner.get_tag(&store, "e").unwrap());
    assert_ne!(exception.tag(&store), outer.get_tag(&store, "e").unwrap());
}

#[test]
fn references_are_the_exception() {
    let mut test = Test::new(|mut caller, x| call_back(&mut caller, "throw_int", x));
    let caught = test.instance.get_typed_func::<i32, Option<ExnRef>>(&test.store, "caught_ref").unwrap();
    let throw = test.instance.get_typed_func::<Option<ExnRef>, ()>(&test.store, "throw_ref").unwrap();
    let [first, second] = [1, 1].map(|x| caught.call(&mut test.store, x).unwrap().unwrap());
    assert!(!ExnRef::same(&first, &second));
    for exception in [first, second] {
        let error = throw.call(&mut test.store, Some(exception.clone())).unwrap_err();
        assert!(ExnRef::same(&exception, error.exception().unwrap().exception()));
    }
}

#[test]
fn exceptions_of_another_store_are_errors() {
    let mut test = Test::new(|_, x| Test::new(idle).call("throw_int", x));
    let error = test.call("catch_import", 5).unwrap_err();
    assert_eq!(error.to_string(), "uncaught exception: tag \"e\" (5)");
}

#[test]
fn start_functions_can_throw() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let guest = Guest::from_source(
        "PART InstanceHeader wasmc_instance[1];
        PART unsigned wasmc_type_ids[1];
        PART TagDef wasmc_tags[1];
        _Noreturn void wasmc_throw(volatile void *instance, volatile void *tag, Value *values);
        static void start(void *env, Value *v) { wasmc_throw(wasmc_instance, wasmc_tags, v); }
        PART FuncRef wasmc_funcrefs[] = {FUNC(start)};",
    );
    let guest = guest.tag(&[]).func("start", &[], &[]).with(|module| module.start = Some(FuncIndex(0)));
    let error = Instance::new(&mut store, &guest.load(&engine), &[]).unwrap_err();
    assert_eq!(error.to_string(), "uncaught exception: tag 0");
}

#[test]
fn throwing_needs_little_of_the_stack() {
    let stack_bytes = 8 << 20;
    let (mut traps, mut uncaught_traps) = (0, 0);
    for bytes in (stack_bytes - 60_000..stack_bytes).step_by(251) {
        // Each in a new store of a new engine, which know of no frame yet.
        let mut test = Test::new(idle);
        match test.call("throw_at_depth", bytes) {
            Ok(result) => assert_eq!((result, traps), (bytes - 1, 0)),
            Err(error) => {
                assert_eq!(error.trap().unwrap().code(), TrapCode::StackOverflow);
                traps += 1;
            }
        }
        let error = test.call("throw_deep_down", bytes).unwrap_err();
        match error.trap() {
            None => assert_eq!((error.to_string(), uncaught_traps), ("uncaught exception: tag \"e\" (1)".into(), 0)),
            Some(trap) => {
                assert_eq!(trap.code(), TrapCode::StackOverflow);
                uncaught_traps += 1;
            }
        }
    }
    for traps in [traps, uncaught_traps] {
        assert!(traps > 100 && traps < 200, "{traps}");
    }
}

#[test]
fn every_thread_throws() {
    let threads: Vec<_> = (0..4)
        .map(|_| {
            std::thread::spawn(|| {
                for _ in 0..5 {
                    let mut test = Test::new(|mut caller, x| call_back(&mut caller, "throw_int", x));
                    for x in 0..1000 {
                        assert_eq!(test.call("catch_import", x).unwrap(), -x);
                    }
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

#[test]
fn exceptions_are_thrown_again() {
    let mut test = Test::new(idle);
    for times in [0, 1, 50] {
        let error = test.call("throw_often", times).unwrap_err();
        assert_eq!(error.to_string(), "uncaught exception: tag \"e\" (3)");
        assert_eq!(
            frames(&error)[..],
            ["0x3f7 - throw_often[10]", "0x424 - throw_often[10]"],
            "where it was thrown last"
        );
    }
}

#[test]
fn tables_that_make_no_sense_are_no_danger() {
    let range = |section: &str| {
        let file = object::File::parse(artifact(1)).unwrap();
        file.section_by_name(section).unwrap().file_range().unwrap()
    };
    for (section, byte) in
        [(".gcc_except_table", 0xff), (".gcc_except_table", 0), (".eh_frame", 0xff), (".eh_frame", 0)]
    {
        let (start, len) = range(section);
        let mut bytes = artifact(1).to_vec();
        bytes[start as usize..][..len as usize].fill(byte);
        rehash(&mut bytes);
        let mut test = Test::of(&bytes, idle);
        let error = test.call("catch_deep", 10).unwrap_err();
        assert_eq!(error.to_string(), "uncaught exception: tag \"e\" (7)");
        assert!(test.call("trap", 1).unwrap_err().trap().unwrap().backtrace().is_some());
    }
}
