//! The host module `spectest`, from which the official test suite imports.

use wasmc_runtime::{
    Func, FuncType, Global, GlobalType, IndexType, Limits, Linker, Memory, MemoryType, Mutability, RefType, Result,
    SharedMemory, Store, Table, TableType, Val, ValType,
};

/// Name of the module.
const NAME: &str = "spectest";

/// Defines all of the module's items in `linker`. What is printed goes nowhere.
pub fn define(linker: &mut Linker<()>, store: &mut Store<()>) -> Result<()> {
    functions(linker, store)?;
    for (name, value) in [
        ("global_i32", Val::I32(666)),
        ("global_i64", Val::I64(666)),
        ("global_f32", Val::F32(666.6_f32.to_bits())),
        ("global_f64", Val::F64(666.6_f64.to_bits())),
    ] {
        let ty = GlobalType { value: value.ty(), mutability: Mutability::Const };
        let global = Global::new(&mut *store, ty, value)?;
        linker.define(&mut *store, NAME, name, global)?;
    }
    for (name, index) in [("table", IndexType::I32), ("table64", IndexType::I64)] {
        let ty = TableType { limits: Limits { min: 10, max: Some(20) }, index, element: RefType::FUNCREF };
        let table = Table::new(&mut *store, ty, Val::FuncRef(None))?;
        linker.define(&mut *store, NAME, name, table)?;
    }
    let ty =
        MemoryType { limits: Limits { min: 1, max: Some(2) }, index: IndexType::I32, page_log2: 16, shared: false };
    let memory = Memory::new(&mut *store, ty)?;
    linker.define(&mut *store, NAME, "memory", memory)?;
    let shared = SharedMemory::new(store.engine(), MemoryType { shared: true, ..ty })?;
    linker.define(&mut *store, NAME, "shared_memory", shared)?;
    Ok(())
}

fn functions(linker: &mut Linker<()>, store: &mut Store<()>) -> Result<()> {
    use ValType::{F32, F64, I32, I64};
    let signatures: [(&str, &[ValType]); 7] = [
        ("print", &[]),
        ("print_i32", &[I32]),
        ("print_i64", &[I64]),
        ("print_f32", &[F32]),
        ("print_f64", &[F64]),
        ("print_i32_f32", &[I32, F32]),
        ("print_f64_f64", &[F64, F64]),
    ];
    for (name, params) in signatures {
        let ty = FuncType { params: params.to_vec(), results: Vec::new() };
        let func = Func::new(&mut *store, ty, |_, _, _| Ok(()));
        linker.define(&mut *store, NAME, name, func)?;
    }
    Ok(())
}
