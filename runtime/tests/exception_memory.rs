//! The memory of exceptions: freed when nothing refers to them, and not before.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use std::sync::OnceLock;
use support::Guest;
use wasmc_abi::{ConstExpr, ConstOp, GlobalInfo, GlobalSlot};
use wasmc_runtime::{
    Caller, Engine, Error, ExnRef, Func, FuncType, Global, GlobalType, HeapType, IndexType, Instance, Limits, Module,
    Mutability, RefType, Store, Table, TableType, Tag, TypedFunc, Val, ValType,
};

const EXNREF: ValType = ValType::Ref(RefType::EXNREF);

/// How many elements the guest's table has.
const TABLE: u64 = 1000;

/// Exceptions that are thrown to have others collected many times. Not freed, they would be 32 MB.
const MANY: i32 = 1_000_000;

fn artifact() -> &'static [u8] {
    static ARTIFACT: OnceLock<Vec<u8>> = OnceLock::new();
    use ValType::I32;
    let null = || Some(ConstExpr(vec![ConstOp::RefNull(HeapType::Exn)]));
    let ty = GlobalType { value: EXNREF, mutability: Mutability::Var };
    ARTIFACT.get_or_init(|| {
        Guest::new("exception_memory.cpp")
            .import("func", &[], &[])
            .tag(&[I32])
            .tag(&[EXNREF])
            .with(|module| {
                let limits = Limits { min: TABLE, max: None };
                module.tables = vec![TableType { limits, index: IndexType::I32, element: RefType::EXNREF }.into()];
                module.globals = vec![
                    GlobalInfo { ty, init: null(), slot: Some(GlobalSlot(0)) },
                    GlobalInfo { ty, init: null(), slot: None },
                ];
            })
            .func("churn", &[I32], &[])
            .func("keep", &[I32], &[])
            .func("check", &[I32], &[I32])
            .func("keep_in_frames", &[I32, I32], &[I32])
            .func("keep_inside", &[I32, I32], &[I32])
            .func("throw_int", &[I32], &[])
            .artifact()
    })
}

struct Test {
    store: Store<Option<Instance>>,
    instance: Instance,
}

impl Test {
    /// An instance whose import is this function.
    fn new(host: impl Fn(Caller<'_, Option<Instance>>) -> Result<(), Error> + Send + Sync + 'static) -> Self {
        let engine = Engine::default();
        let mut store = Store::new(&engine, None);
        let host = Func::wrap(&mut store, host);
        let module = Module::from_bytes(&engine, artifact()).unwrap();
        let instance = Instance::new(&mut store, &module, &[host.into()]).unwrap();
        *store.data_mut() = Some(instance);
        Self { store, instance }
    }

    fn func(&mut self, name: &str) -> TypedFunc<i32, ()> {
        self.instance.get_typed_func(&self.store, name).unwrap()
    }

    fn churn(&mut self) {
        self.func("churn").call(&mut self.store, MANY).unwrap();
    }

    fn keep_in_frames(&mut self, depth: i32, times: i32) -> i32 {
        let keep = self.instance.get_typed_func::<(i32, i32), i32>(&self.store, "keep_in_frames").unwrap();
        keep.call(&mut self.store, (depth, times)).unwrap()
    }
}

/// Throws many exceptions from within a host function.
fn churn_in(caller: &mut Caller<'_, Option<Instance>>) -> Result<(), Error> {
    let churn = caller.data().unwrap().get_typed_func::<i32, ()>(&*caller, "churn")?;
    churn.call(caller, MANY)
}

/// The memory that the process uses, in bytes.
fn resident_bytes() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

/// What the other tests may use meanwhile.
const OTHERS_BYTES: usize = 64 << 20;

#[test]
fn ten_million_exceptions_need_little_memory() {
    let mut test = Test::new(|_| Ok(()));
    let before = resident_bytes();
    for _ in 0..10 {
        test.churn();
    }
    let after = resident_bytes();
    assert!(after < before + OTHERS_BYTES, "{before} {after}");
}

#[test]
fn guests_keep_exceptions_everywhere() {
    const DEPTH: i32 = 1000;
    let mut test = Test::new(|_| Ok(()));
    test.func("keep").call(&mut test.store, DEPTH).unwrap();
    test.churn();
    let check = test.instance.get_typed_func::<i32, i32>(&test.store, "check").unwrap();
    assert_eq!(check.call(&mut test.store, DEPTH).unwrap(), TABLE as i32 - 1 + 2 + DEPTH + 1);
    assert_eq!(test.keep_in_frames(DEPTH, MANY), DEPTH);
    assert_eq!(check.call(&mut test.store, DEPTH).unwrap(), TABLE as i32 - 1 + 2 + DEPTH + 1);
    let inside = test.instance.get_typed_func::<(i32, i32), i32>(&test.store, "keep_inside").unwrap();
    assert_eq!(inside.call(&mut test.store, (5, MANY)).unwrap(), 5);
}

#[test]
fn frames_around_host_functions_keep_exceptions() {
    let mut test = Test::new(|mut caller| churn_in(&mut caller));
    assert_eq!(test.keep_in_frames(10, 0), 10);
    // The frames are on another stack than the guest that throws.
    let mut test =
        Test::new(|mut caller| std::thread::scope(|scope| scope.spawn(|| churn_in(&mut caller)).join()).unwrap());
    assert_eq!(test.keep_in_frames(10, 0), 10);
}

#[test]
fn the_host_keeps_exceptions() {
    let mut test = Test::new(|_| Ok(()));
    let throw = test.func("throw_int");
    let mut thrown = |x| throw.call(&mut test.store, x).unwrap_err().exception().unwrap().exception().clone();
    let mut kept: Vec<ExnRef> = (0..100).map(&mut thrown).collect();
    // Two are kept by what the host has made: a global and a table.
    let ty = GlobalType { value: EXNREF, mutability: Mutability::Var };
    let global = Global::new(&mut test.store, ty, kept.pop().unwrap().into()).unwrap();
    let limits = Limits { min: 1, max: None };
    let ty = TableType { limits, index: IndexType::I32, element: RefType::EXNREF };
    let table = Table::new(&mut test.store, ty, kept.pop().unwrap().into()).unwrap();
    test.churn();
    kept.push(table.get(&test.store, 0).unwrap().exn_ref().unwrap().unwrap());
    kept.push(global.get(&test.store).exn_ref().unwrap().unwrap());
    for (x, exception) in kept.iter().enumerate() {
        assert_eq!(exception.field(&test.store, 0).unwrap().i32(), Some(x as i32));
    }
}

#[test]
fn what_the_host_has_seen_is_freed_too() {
    let mut test = Test::new(|_| Ok(()));
    let throw = test.func("throw_int");
    let before = resident_bytes();
    for x in 0..300_000 {
        assert!(throw.call(&mut test.store, x).unwrap_err().exception().is_some());
    }
    let after = resident_bytes();
    assert!(after < before + OTHERS_BYTES, "{before} {after}");
}

#[test]
fn large_exceptions_are_freed() {
    let mut test = Test::new(|_| Ok(()));
    let ty = FuncType { params: vec![ValType::I64; 1000], results: vec![] };
    let tag = Tag::new(&mut test.store, &ty);
    let values: Vec<Val> = (0..1000).map(Val::I64).collect();
    let kept = ExnRef::new(&mut test.store, &tag, &values).unwrap();
    let before = resident_bytes();
    for _ in 0..20_000 {
        ExnRef::new(&mut test.store, &tag, &values).unwrap();
    }
    let after = resident_bytes();
    assert!(after < before + OTHERS_BYTES, "{before} {after}");
    assert_eq!(kept.field(&test.store, 999).unwrap().i64(), Some(999));
}
