//! The guest `entities.c`, which imports and defines one thing of each kind, and what it imports.

use super::{Guest, memory_type};
use wasmc_abi::{
    ConstExpr, ConstOp, EntityIndex, GlobalIndex, GlobalInfo, GlobalSlot, Import, MemoryIndex, TableIndex,
};
use wasmc_runtime::{
    Extern, Func, Global, GlobalType, IndexType, Limits, Memory, Mutability, RefType, Store, Table, TableType, Val,
    ValType,
};

/// What the guest imports.
pub struct Imports {
    pub func: Func,
    pub table: Table,
    pub memory: Memory,
    pub global: Global,
}

impl Imports {
    /// In the order of the module's imports.
    pub fn all(&self) -> [Extern; 4] {
        [self.func.into(), self.table.into(), self.memory.into(), self.global.into()]
    }
}

/// The type of a table of functions.
pub fn table_type(min: u64, max: Option<u64>) -> TableType {
    TableType { limits: Limits { min, max }, index: IndexType::I32, element: RefType::FUNCREF }
}

/// The type of the imported global, and of the defined ones.
pub fn global_type(mutability: Mutability) -> GlobalType {
    GlobalType { value: ValType::I32, mutability }
}

/// A function that adds one to the first byte of the memory, a table of two, a memory of one page, and a constant 5.
pub fn imports(store: &mut Store<()>) -> Imports {
    let memory = Memory::new(&mut *store, memory_type(1, Some(4))).unwrap();
    let func = Func::wrap(&mut *store, move |mut caller: wasmc_runtime::Caller<'_, ()>| {
        memory.data_mut(&mut caller)[0] += 1;
    });
    let table = Table::new(&mut *store, table_type(2, Some(10)), Val::FuncRef(None)).unwrap();
    let global = Global::new(&mut *store, global_type(Mutability::Const), Val::I32(5)).unwrap();
    Imports { func, table, memory, global }
}

/// The guest. Its first defined global is 7 and can be changed, the second one more than the imported one.
pub fn guest() -> Guest {
    use ValType::{I32, I64};
    const FUNCREF: ValType = ValType::Ref(RefType::FUNCREF);
    Guest::new("entities.c")
        .import("func", &[], &[])
        .with(|module| {
            let mut import = |name: &str, entity| {
                module.imports.push(Import { module: "env".into(), name: name.into(), entity });
            };
            import("table", EntityIndex::Table(TableIndex(0)));
            import("memory", EntityIndex::Memory(MemoryIndex(0)));
            import("global", EntityIndex::Global(GlobalIndex(0)));
            (module.imported_tables, module.imported_memories, module.imported_globals) = (1, 1, 1);
            module.tables = vec![table_type(2, None).into(), table_type(2, Some(20)).into()];
            module.memories = vec![memory_type(1, None), memory_type(1, Some(3))];
            let init = |ops: &[ConstOp]| Some(ConstExpr(ops.to_vec()));
            let more = init(&[ConstOp::GlobalGet(GlobalIndex(0)), ConstOp::I32Const(1), ConstOp::I32Add]);
            let seven = init(&[ConstOp::I32Const(7)]);
            module.globals = vec![
                GlobalInfo { ty: global_type(Mutability::Const), init: None, slot: None },
                GlobalInfo { ty: global_type(Mutability::Var), init: seven, slot: Some(GlobalSlot(0)) },
                GlobalInfo { ty: global_type(Mutability::Const), init: more, slot: Some(GlobalSlot(1)) },
            ];
        })
        .func("globals", &[], &[I32])
        .func("memory_size", &[I32], &[I64])
        .func("memory_load", &[I32, I32], &[I32])
        .func("memory_grow", &[I32, I64], &[I64])
        .func("memory_init", &[I32, I32, I64, I64, I64], &[I32])
        .func("data_drop", &[I32], &[])
        .func("table_grow", &[I32, I64, FUNCREF], &[I64])
        .func("table_fill", &[I32, I64, FUNCREF, I64], &[I32])
        .func("table_copy", &[I32, I32, I64, I64, I64], &[I32])
        .func("table_init", &[I32, I32, I64, I64, I64], &[I32])
        .func("elem_drop", &[I32], &[])
        .func("call_indirect", &[I32], &[I32])
        .export("memory", EntityIndex::Memory(MemoryIndex(1)))
        .export("table", EntityIndex::Table(TableIndex(1)))
        .export("global", EntityIndex::Global(GlobalIndex(1)))
}
