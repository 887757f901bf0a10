//! Globals, tables and memories.

use crate::error::{guard, noted, set};
use crate::externs;
use crate::reference::{Item, Ref, base_functions, conversions};
use crate::store::StoreC;
use crate::types::ExternTypeC;
use crate::value::{ValC, reference_val, val_reference};
use crate::vector::Element;
use std::mem::MaybeUninit;
use std::ptr::null_mut;
use wasmc_runtime::{Error, Global, Memory, SharedMemory, Table, ValType};

base_functions!(wasm_global_delete wasm_global_copy wasm_global_same wasm_global_get_host_info wasm_global_set_host_info wasm_global_set_host_info_with_finalizer);
conversions!(Item::Global(_) => wasm_global_as_ref wasm_ref_as_global wasm_global_as_ref_const wasm_ref_as_global_const);
base_functions!(wasm_table_delete wasm_table_copy wasm_table_same wasm_table_get_host_info wasm_table_set_host_info wasm_table_set_host_info_with_finalizer);
conversions!(Item::Table(_) => wasm_table_as_ref wasm_ref_as_table wasm_table_as_ref_const wasm_ref_as_table_const);
base_functions!(wasm_memory_delete wasm_memory_copy wasm_memory_same wasm_memory_get_host_info wasm_memory_set_host_info wasm_memory_set_host_info_with_finalizer);
conversions!(
    Item::Memory(_) | Item::SharedMemory(_)
    => wasm_memory_as_ref wasm_ref_as_memory wasm_memory_as_ref_const wasm_ref_as_memory_const
);

/// The type of something that can be imported, as C has it.
fn type_of(reference: &Ref) -> Option<Box<ExternTypeC>> {
    guard(None, || externs::type_of(reference).map(|ty| Box::new(ExternTypeC::new(ty))))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_global_new(store: &StoreC, ty: &ExternTypeC, value: &ValC) -> Option<Box<Ref>> {
    guard(None, || {
        let ty = *ty.ty.global()?;
        let value = noted(value.to_val(ty.value))?;
        let global = noted(store.0.with(|context| Global::new(context, ty, value)))?;
        Some(Ref::new(&store.0, Item::Global(global)))
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasm_global_type(reference: &Ref) -> Option<Box<ExternTypeC>> {
    type_of(reference)
}

#[unsafe(no_mangle)]
extern "C" fn wasm_global_get(reference: &Ref, out: &mut MaybeUninit<ValC>) {
    let value = guard(None, || {
        let Item::Global(global) = reference.item else { return None };
        let value = reference.store().with(|context| global.get(context));
        noted(ValC::new(value, reference.store()))
    });
    out.write(value.unwrap_or_else(ValC::unset));
}

#[unsafe(no_mangle)]
extern "C" fn wasm_global_set(reference: &Ref, value: &ValC) {
    guard((), || {
        let Item::Global(global) = reference.item else { return };
        let store = reference.store();
        let ty = store.with(|context| global.ty(context));
        noted(value.to_val(ty.value).and_then(|value| store.with(|context| global.set(context, value))));
    });
}

#[unsafe(no_mangle)]
extern "C" fn wasm_table_new(store: &StoreC, ty: &ExternTypeC, init: Option<&Ref>) -> Option<Box<Ref>> {
    guard(None, || {
        let ty = *ty.ty.table()?;
        let init = noted(reference_val(init, ValType::Ref(ty.element)))?;
        let table = noted(store.0.with(|context| Table::new(context, ty, init)))?;
        Some(Ref::new(&store.0, Item::Table(table)))
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasm_table_type(reference: &Ref) -> Option<Box<ExternTypeC>> {
    type_of(reference)
}

/// Does something with a table.
fn with_table<R>(reference: &Ref, otherwise: R, f: impl FnOnce(Table) -> Result<R, Error>) -> R {
    let done = guard(None, || match reference.item {
        Item::Table(table) => noted(f(table)),
        _ => None,
    });
    done.unwrap_or(otherwise)
}

#[unsafe(no_mangle)]
extern "C" fn wasm_table_get(reference: &Ref, index: u32) -> Option<Box<Ref>> {
    with_table(reference, None, |table| {
        let value = reference.store().with(|context| table.get(context, index.into()));
        value.map_or(Ok(None), |value| val_reference(value, reference.store()))
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasm_table_set(reference: &Ref, index: u32, value: Option<&Ref>) -> bool {
    with_table(reference, false, |table| {
        reference.store().with(|mut context| {
            let value = reference_val(value, ValType::Ref(table.ty(&context).element))?;
            table.set(&mut context, index.into(), value).map(|()| true)
        })
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasm_table_size(reference: &Ref) -> u32 {
    let size = with_table(reference, 0, |table| Ok(reference.store().with(|context| table.size(context))));
    u32::try_from(size).unwrap_or(u32::MAX)
}

#[unsafe(no_mangle)]
extern "C" fn wasm_table_grow(reference: &Ref, delta: u32, init: Option<&Ref>) -> bool {
    with_table(reference, false, |table| {
        reference.store().with(|mut context| {
            let init = reference_val(init, ValType::Ref(table.ty(&context).element))?;
            table.grow(&mut context, delta.into(), init).map(|_| true)
        })
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasm_memory_new(store: &StoreC, ty: &ExternTypeC) -> Option<Box<Ref>> {
    guard(None, || {
        let ty = *ty.ty.memory()?;
        let item = match ty.shared {
            true => Item::SharedMemory(noted(SharedMemory::new(store.0.engine(), ty))?),
            false => Item::Memory(noted(store.0.with(|context| Memory::new(context, ty)))?),
        };
        Some(Ref::new(&store.0, item))
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasm_memory_type(reference: &Ref) -> Option<Box<ExternTypeC>> {
    type_of(reference)
}

#[unsafe(no_mangle)]
extern "C" fn wasm_memory_data(reference: &Ref) -> *mut u8 {
    guard(null_mut(), || match &reference.item {
        Item::Memory(memory) => reference.store().with(|mut context| memory.data_mut(&mut context).as_mut_ptr()),
        Item::SharedMemory(memory) => memory.data().as_ptr() as *mut u8,
        _ => null_mut(),
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasm_memory_data_size(reference: &Ref) -> usize {
    guard(0, || match &reference.item {
        Item::Memory(memory) => reference.store().with(|context| memory.data_size(context)),
        Item::SharedMemory(memory) => memory.data().len(),
        _ => 0,
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasm_memory_size(reference: &Ref) -> u32 {
    let pages = guard(0, || match &reference.item {
        Item::Memory(memory) => reference.store().with(|context| memory.size(context)),
        Item::SharedMemory(memory) => memory.size(),
        _ => 0,
    });
    u32::try_from(pages).unwrap_or(u32::MAX)
}

#[unsafe(no_mangle)]
extern "C" fn wasm_memory_grow(reference: &Ref, delta: u32) -> bool {
    wasmc_memory_grow(reference, delta.into())
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_memory_grow(reference: &Ref, delta: u64) -> bool {
    guard(false, || match &reference.item {
        Item::Memory(memory) => noted(reference.store().with(|context| memory.grow(context, delta))).is_some(),
        Item::SharedMemory(memory) => noted(memory.grow(delta)).is_some(),
        _ => {
            set("the handle is no memory's");
            false
        }
    })
}
