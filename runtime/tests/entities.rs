//! Memories, tables, globals and segments, defined and imported, as guests and the host see them.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use support::{DATA, Guest, entities};
use wasmc_abi::{ConstExpr, ConstOp, DataMode, DataSegment, ElementItems, ElementMode, ElementSegment, FuncIndex};
use wasmc_abi::{MemoryIndex, TableIndex};
use wasmc_runtime::{
    Engine, Error, Extern, Func, Instance, RefType, Store, Table, TrapCode, Val, WasmParams, WasmResults,
};

/// A store with an instance of `entities.c`, and what it imports.
struct World {
    store: Store<()>,
    imports: entities::Imports,
    instance: Instance,
}

impl World {
    fn new() -> Self {
        Self::with(|guest| guest).unwrap()
    }

    fn with(change: impl FnOnce(Guest) -> Guest) -> Result<Self, Error> {
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let imports = entities::imports(&mut store);
        let module = change(entities::guest()).load(&engine);
        let instance = Instance::new(&mut store, &module, &imports.all())?;
        Ok(Self { store, imports, instance })
    }

    fn call<P: WasmParams, R: WasmResults>(&mut self, name: &str, params: P) -> R {
        self.try_call(name, params).unwrap()
    }

    fn try_call<P: WasmParams, R: WasmResults>(&mut self, name: &str, params: P) -> Result<R, Error> {
        self.instance.get_typed_func::<P, R>(&self.store, name)?.call(&mut self.store, params)
    }

    fn export(&mut self, name: &str) -> Extern {
        self.instance.get_export(&self.store, name).unwrap()
    }
}

/// The segments of a module: one passive, with all of the data; and one of two functions.
fn with_segments(guest: Guest) -> Guest {
    guest.with(|module| {
        module.data.push(DataSegment { mode: DataMode::Passive, start: 0, len: DATA.len() as u64 });
        let items = ElementItems::Funcs(vec![FuncIndex(1), FuncIndex(2)]);
        module.elements.push(ElementSegment { mode: ElementMode::Passive, ty: RefType::FUNCREF, items });
    })
}

#[test]
fn globals_are_shared() {
    let mut world = World::new();
    // 5 imported; 7, and one more than the imported one, defined.
    assert_eq!(world.call::<(), i32>("globals", ()), 5 + 7 + 6);
    assert_eq!(world.call::<(), i32>("globals", ()), 5 + 8 + 6);
    let Extern::Global(global) = world.export("global") else { panic!("it is a global") };
    assert_eq!(global.get(&world.store).i32(), Some(9));
    global.set(&mut world.store, Val::I32(100)).unwrap();
    assert_eq!(world.call::<(), i32>("globals", ()), 5 + 100 + 6);
    assert_eq!(
        global.set(&mut world.store, Val::I64(0)).unwrap_err().to_string(),
        "expected a value of type i32, found one of type i64"
    );
    let constant = world.imports.global;
    assert_eq!(constant.set(&mut world.store, Val::I32(0)).unwrap_err().to_string(), "the global is immutable");
}

#[test]
fn memories_grow_in_place() {
    let mut world = World::new();
    let Extern::Memory(own) = world.export("memory") else { panic!("it is a memory") };
    let imported = world.imports.memory;
    for (index, memory, max) in [(1, own, 3), (0, imported, 4)] {
        let before = memory.data(&world.store).as_ptr();
        memory.write(&mut world.store, 65535, &[42]).unwrap();
        assert_eq!(world.call::<(i32, i64), i64>("memory_grow", (index, 1)), 1);
        assert_eq!(world.call::<i32, i64>("memory_size", index), 2 * 65536);
        assert_eq!(memory.data(&world.store).as_ptr(), before);
        assert_eq!((memory.size(&world.store), memory.data(&world.store)[65535]), (2, 42));
        assert_eq!(world.call::<(i32, i32), i32>("memory_load", (index, 2 * 65536 - 1)), 0);
        let error = world.try_call::<(i32, i32), i32>("memory_load", (index, 2 * 65536)).unwrap_err();
        assert_eq!(error.trap().unwrap().code(), TrapCode::MemoryOutOfBounds);
        for delta in [3, 65536, u64::MAX, 1 << 48] {
            assert_eq!(world.call::<(i32, u64), i64>("memory_grow", (index, delta)), -1);
            let message = memory.grow(&mut world.store, delta).unwrap_err().to_string();
            assert_eq!(message, format!("cannot grow the memory by {delta} pages"));
        }
        assert_eq!(memory.grow(&mut world.store, max - 2).unwrap(), 2);
        assert_eq!(world.call::<i32, i64>("memory_size", index), max as i64 * 65536);
        assert_eq!(memory.ty(&world.store).limits.min, max);
    }
}

#[test]
fn memory_accesses_of_the_host_stay_inside() {
    let mut world = World::new();
    let memory = world.imports.memory;
    memory.write(&mut world.store, 65532, &[1, 2, 3, 4]).unwrap();
    let mut buffer = [0; 4];
    memory.read(&world.store, 65532, &mut buffer).unwrap();
    assert_eq!(buffer, [1, 2, 3, 4]);
    for offset in [65533, 65536, 65537, usize::MAX] {
        assert!(memory.write(&mut world.store, offset, &[9; 4]).is_err());
        assert!(memory.read(&world.store, offset, &mut buffer).is_err());
    }
    assert_eq!(memory.data(&world.store)[65532..], [1, 2, 3, 4]);
    assert_eq!(buffer, [1, 2, 3, 4]);
}

#[test]
fn data_segments_are_copied_whole_or_not_at_all() {
    let mut world = World::with(with_segments).unwrap();
    type Init = (i32, i32, i64, i64, i64);
    for index in [0, 1] {
        assert_eq!(world.call::<Init, i32>("memory_init", (index, 0, 100, 7, 5)), 1);
        assert_eq!(world.call::<(i32, i32), i32>("memory_load", (index, 100)), i32::from(DATA[7]));
    }
    let memory = world.imports.memory;
    let end = DATA.len() as i64;
    for (destination, source, len) in
        [(0, 8, end - 7), (65530, 0, 7), (0, end + 1, 0), (65537, 0, 0), (0, -1, 2), (-1, 0, 2), (0, 0, -1)]
    {
        assert_eq!(world.call::<Init, i32>("memory_init", (0, 0, destination, source, len)), 0);
    }
    assert!(memory.data(&world.store)[..100].iter().chain(&memory.data(&world.store)[65500..]).all(|&byte| byte == 0));
    assert_eq!(world.call::<Init, i32>("memory_init", (0, 0, 65536, end, 0)), 1);
    world.call::<i32, ()>("data_drop", 0);
    assert_eq!(world.call::<Init, i32>("memory_init", (0, 0, 0, 0, 1)), 0);
    assert_eq!(world.call::<Init, i32>("memory_init", (0, 0, 0, 0, 0)), 1);
}

#[test]
fn tables_grow_and_fill() {
    let mut world = World::new();
    let Extern::Table(own) = world.export("table") else { panic!("it is a table") };
    let func = world.instance.get_func(&world.store, "globals").unwrap();
    type Fill = (i32, i64, Option<Func>, i64);
    for (index, table, max) in [(1, own, 20), (0, world.imports.table, 10)] {
        assert_eq!(world.call::<(i32, i64, Option<Func>), i64>("table_grow", (index, 3, Some(func))), 2);
        assert_eq!(table.size(&world.store), 5);
        assert!(matches!(table.get(&world.store, 4), Some(Val::FuncRef(Some(found))) if found == func));
        assert!(matches!(table.get(&world.store, 1), Some(Val::FuncRef(None))));
        assert!(table.get(&world.store, 5).is_none());
        assert_eq!(world.call::<(i32, i64, Option<Func>), i64>("table_grow", (index, max, None)), -1);
        assert!(table.grow(&mut world.store, u64::MAX, Val::FuncRef(None)).is_err());
        assert_eq!(world.call::<Fill, i32>("table_fill", (index, 1, Some(func), 4)), 1);
        for (start, len) in [(0, 6), (5, 1), (6, 0), (-1, 1), (1, -1)] {
            assert_eq!(world.call::<Fill, i32>("table_fill", (index, start, None, len)), 0);
        }
        assert!(matches!(table.get(&world.store, 0), Some(Val::FuncRef(None))));
        assert!((1..5).all(|at| matches!(table.get(&world.store, at), Some(Val::FuncRef(Some(_))))));
        table.set(&mut world.store, 1, Val::FuncRef(None)).unwrap();
        assert!(table.set(&mut world.store, 5, Val::FuncRef(None)).is_err());
        assert!(table.set(&mut world.store, 1, Val::ExternRef(None)).is_err());
    }
}

fn filled(table: Table, store: &Store<()>) -> String {
    let size = table.size(store);
    (0..size).map(|at| if matches!(table.get(store, at), Some(Val::FuncRef(None))) { '-' } else { 'f' }).collect()
}

#[test]
fn element_segments_are_copied_whole_or_not_at_all() {
    let mut world = World::with(with_segments).unwrap();
    let table = world.imports.table;
    let Extern::Table(own) = world.export("table") else { panic!("it is a table") };
    type Copy = (i32, i32, i64, i64, i64);
    for (destination, source, len) in [(0, 1, 2), (1, 0, 2), (0, 3, 0), (3, 0, 0), (-1, 0, 1), (0, -1, 1), (0, 0, -1)] {
        assert_eq!(world.call::<Copy, i32>("table_init", (0, 0, destination, source, len)), 0);
        assert_eq!(world.call::<Copy, i32>("table_copy", (0, 1, destination, source, len.max(3))), 0);
    }
    assert_eq!(filled(table, &world.store), "--");
    assert_eq!(world.call::<Copy, i32>("table_init", (0, 0, 1, 0, 1)), 1);
    assert_eq!(filled(table, &world.store), "-f");
    assert_eq!(world.call::<i32, i32>("call_indirect", 1), 5 + 7 + 6);
    assert_eq!(world.call::<Copy, i32>("table_copy", (1, 0, 0, 1, 1)), 1);
    assert_eq!(filled(own, &world.store), "f-");
    assert_eq!(world.call::<Copy, i32>("table_copy", (1, 1, 1, 0, 1)), 1);
    assert_eq!(filled(own, &world.store), "ff");
    world.call::<i32, ()>("elem_drop", 0);
    assert_eq!(world.call::<Copy, i32>("table_init", (0, 0, 1, 0, 1)), 0);
    assert_eq!(world.call::<Copy, i32>("table_init", (0, 0, 1, 0, 0)), 1);
}

#[test]
fn calls_through_tables_check_the_engines_types() {
    let mut world = World::new();
    let table = world.imports.table;
    let code = |world: &mut World, index| {
        world.try_call::<i32, i32>("call_indirect", index).unwrap_err().trap().unwrap().code()
    };
    assert_eq!(code(&mut world, 2), TrapCode::UndefinedElement);
    assert_eq!(code(&mut world, 1), TrapCode::UninitializedElement);
    let wrong = Func::wrap(&mut world.store, |x: i32| x);
    table.set(&mut world.store, 1, wrong.into()).unwrap();
    assert_eq!(code(&mut world, 1), TrapCode::IndirectCallTypeMismatch);
    let right = Func::wrap(&mut world.store, || 99);
    table.set(&mut world.store, 1, right.into()).unwrap();
    assert_eq!(world.call::<i32, i32>("call_indirect", 1), 99);
}

fn data_at(offset: i32) -> DataSegment {
    let mode = DataMode::Active { memory: MemoryIndex(0), offset: ConstExpr(vec![ConstOp::I32Const(offset)]) };
    DataSegment { mode, start: 0, len: 5 }
}

#[test]
fn instantiation_applies_segments_in_order_and_keeps_what_it_did() {
    let active = |offset: i32| ElementSegment {
        mode: ElementMode::Active { table: TableIndex(0), offset: ConstExpr(vec![ConstOp::I32Const(offset)]) },
        ty: RefType::FUNCREF,
        items: ElementItems::Exprs(vec![ConstExpr(vec![ConstOp::RefFunc(FuncIndex(1))])]),
    };
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let imports = entities::imports(&mut store);
    let mut fail = |change: fn(&mut Vec<DataSegment>), elements: Vec<ElementSegment>| {
        let guest = entities::guest().with(|module| {
            change(&mut module.data);
            module.elements = elements;
        });
        let module = guest.load(&engine);
        let error = Instance::new(&mut store, &module, &imports.all()).unwrap_err();
        assert!(error.backtrace().is_none());
        let memory = imports.memory.data(&store)[..5].to_vec();
        (error.to_string(), filled(imports.table, &store), memory)
    };
    let (error, table, memory) = fail(|data| data.push(data_at(0)), vec![active(2)]);
    assert_eq!((error.as_str(), table.as_str()), ("wasm trap: out of bounds table access", "--"));
    assert_eq!(memory, [0; 5], "data comes after elements");
    let (error, table, memory) = fail(|data| data.extend([data_at(0), data_at(65532)]), vec![active(1)]);
    assert_eq!((error.as_str(), table.as_str()), ("wasm trap: out of bounds memory access", "-f"));
    assert_eq!(memory, DATA[..5]);
    // The failed instance's function is in the table, and works.
    let Some(Val::FuncRef(Some(func))) = imports.table.get(&store, 1) else { panic!("it was put there") };
    assert_eq!(func.typed::<(), i32>(&store).unwrap().call(&mut store, ()).unwrap(), 5 + 7 + 6);
}

#[test]
fn the_start_function_runs_last() {
    let started = World::with(|guest| {
        guest.with(|module| {
            module.data.push(data_at(0));
            module.start = Some(FuncIndex(0));
        })
    });
    let world = started.unwrap();
    assert_eq!(world.imports.memory.data(&world.store)[0], DATA[0] + 1, "the host function adds one to the first byte");
}
