//! Checks what the metadata says about the module: every index is in its index space, every constant expression has the
//! type that its place asks for. The compiler has validated the module; this keeps a damaged artifact from reaching further.

use super::image::ensure;
use super::types::{self, same_representation};
use wasmc_abi::{
    ArchivedConstExpr, ArchivedConstOp, ArchivedDataMode, ArchivedElementItems, ArchivedElementMode,
    ArchivedEntityIndex, ArchivedIndexType, ArchivedModuleInfo, FromArchived, HeapType, Mutability, RefType, ValType,
};

type Check = Result<(), &'static str>;

/// Checks a module whose data segments have so many bytes in all.
pub fn check(module: &ArchivedModuleInfo, data_bytes: u64) -> Check {
    types::check(module)?;
    counts(module)?;
    funcs(module)?;
    globals(module)?;
    memories_and_tables(module)?;
    tags(module)?;
    for export in module.exports.iter() {
        entity(module, &export.entity, Edge::Export)?;
    }
    elements(module)?;
    data(module, data_bytes)
}

/// The imports are as many as the module says, and come first in their index spaces.
fn counts(module: &ArchivedModuleInfo) -> Check {
    let mut found = [0u32; 5];
    for import in module.imports.iter() {
        let (kind, index) = match &import.entity {
            ArchivedEntityIndex::Func(index) => (0, index.0),
            ArchivedEntityIndex::Table(index) => (1, index.0),
            ArchivedEntityIndex::Memory(index) => (2, index.0),
            ArchivedEntityIndex::Global(index) => (3, index.0),
            ArchivedEntityIndex::Tag(index) => (4, index.0),
        };
        ensure(index == found[kind], "imports are not in order")?;
        found[kind] += 1;
        entity(module, &import.entity, Edge::Import)?;
    }
    let said = [
        module.imported_funcs,
        module.imported_tables,
        module.imported_memories,
        module.imported_globals,
        module.imported_tags,
    ];
    ensure(found == said.map(|count| count.to_native()), "imports are not as many as it says")
}

#[derive(PartialEq, Eq)]
enum Edge {
    Import,
    Export,
}

fn entity(module: &ArchivedModuleInfo, entity: &ArchivedEntityIndex, edge: Edge) -> Check {
    let exists = match entity {
        ArchivedEntityIndex::Func(index) => has_funcref(module, index.0.to_native()),
        ArchivedEntityIndex::Table(index) => index.0 < module.tables.len() as u32,
        ArchivedEntityIndex::Memory(index) => index.0 < module.memories.len() as u32,
        ArchivedEntityIndex::Global(index) => module
            .globals
            .get(index.0.to_native() as usize)
            .is_some_and(|global| edge == Edge::Import || index.0 < module.imported_globals || global.slot.is_some()),
        ArchivedEntityIndex::Tag(index) => index.0 < module.tags.len() as u32,
    };
    ensure(exists, "an import or export is of something that the module does not have")
}

fn has_funcref(module: &ArchivedModuleInfo, func: u32) -> bool {
    module.funcs.get(func as usize).is_some_and(|func| func.funcref.is_some())
}

fn funcs(module: &ArchivedModuleInfo) -> Check {
    for (index, func) in module.funcs.iter().enumerate() {
        ensure(func.ty.0 < module.types.len() as u32, "a function's type does not exist")?;
        if let Some(funcref) = func.funcref.as_ref() {
            let back = module.funcrefs.get(funcref.0.to_native() as usize);
            ensure(back.is_some_and(|func| func.0 == index as u32), "a function's reference is another's")?;
        }
    }
    for (position, func) in module.funcrefs.iter().enumerate() {
        let func = module.funcs.get(func.0.to_native() as usize);
        let back = func.and_then(|func| func.funcref.as_ref());
        ensure(back.is_some_and(|back| back.0 == position as u32), "a function reference is of no function")?;
    }
    let imported = module.imported_funcs.to_native() as usize;
    let in_place = module.funcrefs.iter().take(imported).enumerate().all(|(at, func)| func.0 == at as u32);
    ensure(in_place && imported <= module.funcrefs.len(), "references of imported functions are not the first")?;
    let start = module.start.as_ref();
    ensure(start.is_none_or(|start| has_funcref(module, start.0.to_native())), "the start function does not exist")
}

fn globals(module: &ArchivedModuleInfo) -> Check {
    let imported = module.imported_globals.to_native() as usize;
    let mut slots = 0;
    for (index, global) in module.globals.iter().enumerate() {
        if let Some(slot) = global.slot.as_ref() {
            ensure(slot.0 == slots, "exposed globals are not in order")?;
            slots += 1;
        }
        match global.init.as_ref() {
            None => ensure(index < imported && global.slot.is_none(), "a global has no initial value")?,
            Some(init) => {
                ensure(index >= imported, "an imported global has an initial value")?;
                const_expr(module, init, ValType::from_archived(&global.ty.value), index)?;
            }
        }
    }
    Ok(())
}

fn memories_and_tables(module: &ArchivedModuleInfo) -> Check {
    for memory in module.memories.iter() {
        let bits = if memory.index == ArchivedIndexType::I32 { 32 } else { 64 };
        let min = memory.limits.min.to_native();
        let max = memory.limits.max.as_ref().map(|max| max.to_native());
        ensure(max.is_none_or(|max| min <= max), "a memory is larger than its maximum")?;
        ensure(!memory.shared || max.is_some(), "a shared memory has no maximum")?;
        ensure(memory.page_log2 <= 16 && u128::from(min) << memory.page_log2 <= 1 << bits, "a memory is too large")?;
    }
    let imported = module.imported_tables.to_native() as usize;
    let imported_globals = module.imported_globals.to_native() as usize;
    for (index, table) in module.tables.iter().enumerate() {
        match table.init.as_ref() {
            None => ensure(index < imported || table.ty.element.nullable, "a table has no initial value")?,
            Some(init) => {
                ensure(index >= imported, "an imported table has an initial value")?;
                const_expr(module, init, ValType::Ref(RefType::from_archived(&table.ty.element)), imported_globals)?;
            }
        }
    }
    Ok(())
}

fn tags(module: &ArchivedModuleInfo) -> Check {
    let no_results = |ty: &wasmc_abi::ArchivedTypeIndex| {
        module.types.get(ty.0.to_native() as usize).is_some_and(|ty| ty.func().results.is_empty())
    };
    ensure(module.tags.iter().all(no_results), "a tag's type does not exist, or has results")
}

fn elements(module: &ArchivedModuleInfo) -> Check {
    for segment in module.elements.iter() {
        let ty = RefType::from_archived(&segment.ty);
        if let ArchivedElementMode::Active { table, offset } = &segment.mode {
            let table =
                module.tables.get(table.0.to_native() as usize).ok_or("an element segment's table does not exist")?;
            let same = same_representation(ValType::Ref(RefType::from_archived(&table.ty.element)), ValType::Ref(ty));
            ensure(same, "an element segment has another type than its table")?;
            const_expr(module, offset, address_type(&table.ty.index), module.globals.len())?;
        }
        match &segment.items {
            ArchivedElementItems::Funcs(funcs) => {
                let refer = funcs.iter().all(|func| has_funcref(module, func.0.to_native()));
                ensure(
                    refer && ty.heap.top() == HeapType::Func,
                    "an element segment names a function that has no reference",
                )?;
            }
            ArchivedElementItems::Exprs(exprs) => {
                for expr in exprs.iter() {
                    const_expr(module, expr, ValType::Ref(ty), module.globals.len())?;
                }
            }
        }
    }
    Ok(())
}

fn data(module: &ArchivedModuleInfo, data_bytes: u64) -> Check {
    for segment in module.data.iter() {
        let end = segment.start.to_native().checked_add(segment.len.to_native());
        ensure(end.is_some_and(|end| end <= data_bytes), "a data segment lies outside of the artifact's data")?;
        if let ArchivedDataMode::Active { memory, offset } = &segment.mode {
            let memory =
                module.memories.get(memory.0.to_native() as usize).ok_or("a data segment's memory does not exist")?;
            const_expr(module, offset, address_type(&memory.index), module.globals.len())?;
        }
    }
    Ok(())
}

fn address_type(index: &ArchivedIndexType) -> ValType {
    match index {
        ArchivedIndexType::I32 => ValType::I32,
        ArchivedIndexType::I64 => ValType::I64,
    }
}

/// Checks an expression that may read the globals before `globals_before`.
fn const_expr(module: &ArchivedModuleInfo, expr: &ArchivedConstExpr, ty: ValType, globals_before: usize) -> Check {
    const PROBLEM: &str = "a constant expression is malformed";
    let mut stack = Vec::new();
    for op in expr.0.iter() {
        let result = match op {
            ArchivedConstOp::I32Const(_) => ValType::I32,
            ArchivedConstOp::I64Const(_) => ValType::I64,
            ArchivedConstOp::F32Const(_) => ValType::F32,
            ArchivedConstOp::F64Const(_) => ValType::F64,
            ArchivedConstOp::V128Const(_) => ValType::V128,
            ArchivedConstOp::RefNull(heap) => {
                ensure(types::exists(heap, module.types.len()), PROBLEM)?;
                ValType::Ref(RefType { nullable: true, heap: HeapType::from_archived(heap) })
            }
            ArchivedConstOp::RefFunc(func) => {
                ensure(has_funcref(module, func.0.to_native()), PROBLEM)?;
                ValType::Ref(RefType::FUNCREF)
            }
            ArchivedConstOp::GlobalGet(global) => {
                let index = global.0.to_native() as usize;
                let global = module.globals.get(index).filter(|_| index < globals_before).ok_or(PROBLEM)?;
                let ty = wasmc_abi::GlobalType::from_archived(&global.ty);
                ensure(ty.mutability == Mutability::Const, PROBLEM)?;
                ty.value
            }
            ArchivedConstOp::I32Add | ArchivedConstOp::I32Sub | ArchivedConstOp::I32Mul => {
                ensure(stack.pop() == Some(ValType::I32) && stack.pop() == Some(ValType::I32), PROBLEM)?;
                ValType::I32
            }
            ArchivedConstOp::I64Add | ArchivedConstOp::I64Sub | ArchivedConstOp::I64Mul => {
                ensure(stack.pop() == Some(ValType::I64) && stack.pop() == Some(ValType::I64), PROBLEM)?;
                ValType::I64
            }
        };
        stack.push(result);
    }
    ensure(stack.len() == 1 && same_representation(stack[0], ty), PROBLEM)
}
