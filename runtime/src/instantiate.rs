//! Makes an instance: maps its image, fills in its instance data, and applies its segments (core specification, 4.5.4).

use crate::debugger::Registration;
use crate::engine::Engine;
use crate::error::{LinkError, Result};
use crate::externals::{Extern, ExternType};
use crate::global::VmGlobal;
use crate::instance::{Dropped, Instance, InstanceData};
use crate::module::{Module, entity};
use crate::shared_memory::SharedMemory;
use crate::store::StoreOpaque;
use crate::table::too_large;
use crate::trap::Trap;
use crate::vm::{Image, VmMemory, VmTable};
use std::ptr::NonNull;
use wasmc_abi::image::MEMORY0_OFFSET;
use wasmc_abi::instance::{FuncRef, InstanceHeader, MemoryDef, TableDef, TagDef, ValRaw};
use wasmc_abi::{
    ArchivedDataMode, ArchivedElementMode, ElemIndex, EntityIndex, FuncIndex, GlobalIndex, ImageOffset, IndexType,
    MemoryIndex, TableIndex, TrapCode, TypeIndex,
};

/// The place of a part of instance data.
macro_rules! part {
    ($data:expr, $name:ident) => {
        $data.module.layout().symbols.$name.as_ref().map(ImageOffset::from_archived)
    };
}

/// Makes an instance. Returns it with its start function, which has yet to be called.
pub fn instantiate(
    store: &mut StoreOpaque,
    module: &Module,
    imports: &[Extern],
) -> Result<(Instance, Option<NonNull<FuncRef>>)> {
    assert!(Engine::same(&store.engine, module.engine()), "a module is instantiated in a store of its engine");
    check_imports(store, module, imports)?;
    let image = Image::map(&module.image_source()).map_err(|error| LinkError::Map { what: "an image", error })?;
    let info = module.info();
    let wants_debugger = store.engine.config().debug_info;
    let debugger = if wants_debugger { Registration::new(module, image.base()) } else { None };
    let mut instance = store.instances.add(InstanceData {
        _debugger: debugger,
        module: module.clone(),
        image,
        memories: Vec::with_capacity(info.memories.len()),
        tables: Vec::with_capacity(info.tables.len()),
        globals: Vec::with_capacity(info.globals.len()),
        tags: Vec::with_capacity(info.tags.len()),
        dropped_data: Dropped::default(),
        dropped_elements: Dropped::default(),
    });
    let handle = Instance::from_vm(store, instance);
    // SAFETY: the store owns it and is borrowed mutably; no guest can reach it yet.
    let data = unsafe { instance.as_mut() };
    write_array(data, part!(data, instance), [InstanceHeader { runtime: instance.as_ptr().cast(), reserved: 0 }]);
    write_types(data);
    write_array(data, part!(data, profile), data.module.counters());
    take_imports(store, data, imports);
    define_memories(store, data)?;
    define_tables(store, data)?;
    define_globals(store, data);
    define_tags(data);
    store.addresses.add_text(data.image.text(), instance);
    apply_elements(data)?;
    let mapped = map_memory(store, data)?;
    apply_data(data, mapped)?;
    let start = data.module.info().start.as_ref().map(|func| data.func(FuncIndex::from_archived(func)));
    Ok((handle, start))
}

/// Checks each import's type.
fn check_imports(store: &StoreOpaque, module: &Module, imports: &[Extern]) -> Result<(), LinkError> {
    let expected = module.imports().len();
    if expected != imports.len() {
        return Err(LinkError::ImportCount { expected, found: imports.len() });
    }
    for (archived, item) in module.info().imports.iter().zip(imports) {
        let entity = entity(&archived.entity);
        if !matches(store, item, module, entity) {
            let (wanted, found) = (module.entity_type(entity), item.ty_in(store));
            let name =
                |ty: &ExternType| if let ExternType::Func(ty) = ty { format!("function {ty}") } else { ty.to_string() };
            return Err(LinkError::IncompatibleImport {
                module: archived.module.as_str().to_owned(),
                name: archived.name.as_str().to_owned(),
                expected: name(&wanted),
                found: name(&found),
            });
        }
        if let (Some(wanted), Some(found)) = (module.entity_type(entity).memory(), item.ty_in(store).memory())
            && wanted.stays_below_4gib()
            && !found.stays_below_4gib()
        {
            return Err(LinkError::LargeMemory {
                module: archived.module.as_str().to_owned(),
                name: archived.name.as_str().to_owned(),
                pages: found.limits.min,
            });
        }
    }
    Ok(())
}

/// Whether something can be imported (core specification, "Import Matching").
fn matches(store: &StoreOpaque, item: &Extern, module: &Module, wanted: EntityIndex) -> bool {
    match (item, wanted) {
        // Functions and tags have defined types, of which equal signatures do not make equal ones.
        (Extern::Func(func), EntityIndex::Func(wanted)) => {
            store.engine.is_subtype(func.type_id(store), module.func_type_id(wanted))
        }
        (Extern::Tag(tag), EntityIndex::Tag(wanted)) => tag.type_id(store) == module.tag_type_id(wanted),
        _ => item.ty_in(store).matches(&module.entity_type(wanted), &store.engine),
    }
}

/// Writes the elements of a part of instance data.
fn write_array<T>(data: &InstanceData, part: Option<ImageOffset>, elements: impl IntoIterator<Item = T>) {
    for (position, element) in elements.into_iter().enumerate() {
        let part = part.expect("the artifact's checks hold that a part with elements exists");
        // SAFETY: the artifact's checks hold the part within the data segment, and as long as the module's lists are, by which
        // the callers count; it is mapped writable, and no guest runs in it yet.
        unsafe { data.image.at::<T>(part).add(position).write(element) };
    }
}

/// Replaces the module's numbers of types by the engine's.
fn write_types(data: &InstanceData) {
    let info = data.module.info();
    let type_ids = data.module.type_ids();
    write_array(data, part!(data, type_ids), type_ids.iter().copied());
    for func in info.funcrefs.iter().skip(info.imported_funcs.to_native() as usize).map(FuncIndex::from_archived) {
        // SAFETY: the reference lies within instance data, and no guest runs in it yet.
        unsafe { (*data.func(func).as_ptr()).type_id = data.module.func_type_id(func) };
    }
}

/// Enters what was imported into the instance's lists, and all but memories into its instance data.
fn take_imports(store: &mut StoreOpaque, data: &mut InstanceData, imports: &[Extern]) {
    let mut funcs = Vec::new();
    for import in imports {
        match import {
            // SAFETY: functions live as long as their store.
            Extern::Func(func) => funcs.push(unsafe { func.vm(store).read() }),
            Extern::Table(table) => data.tables.push(table.vm(store)),
            Extern::Memory(memory) => data.memories.push(memory.vm(store)),
            Extern::SharedMemory(memory) => data.memories.push(store.adopt(memory)),
            Extern::Global(global) => data.globals.push(Some(global.vm(store))),
            Extern::Tag(tag) => data.tags.push(tag.vm(store)),
        }
    }
    write_array(data, part!(data, funcrefs).filter(|_| !funcs.is_empty()), funcs);
    // SAFETY: what was imported lives as long as its store.
    let tables = data.tables.iter().map(|table| unsafe { table.as_ref() }.def());
    write_array(data, part!(data, table_imports), tables);
    // SAFETY: as above.
    let globals = data.globals.iter().flatten().map(|global| unsafe { global.as_ref() }.value);
    write_array(data, part!(data, global_imports), globals);
    write_array(data, part!(data, tag_imports), data.tags.iter().copied());
}

fn define_memories(store: &mut StoreOpaque, data: &mut InstanceData) -> Result<()> {
    let imported = data.memories.len();
    let mut own = 0;
    let mut slots: Vec<_> = data.memories.clone();
    for index in imported..data.module.info().memories.len() {
        let ty = data.module.memory_type(MemoryIndex::from(index));
        if ty.shared {
            let memory = store.adopt(&SharedMemory::new(&store.engine, ty)?);
            data.memories.push(memory);
            slots.push(memory);
            continue;
        }
        let def = data.image.at::<MemoryDef>(element_offset::<MemoryDef>(part!(data, memories), own));
        own += 1;
        let memory = match index {
            // SAFETY: the image, which holds the definition and the memory, lives as long as the store.
            0 => unsafe { VmMemory::in_image(ty, data.image.reservation(), MEMORY0_OFFSET, def) },
            // SAFETY: as above.
            _ => unsafe { VmMemory::with_def(ty, def) },
        };
        let memory = memory.map_err(|error| LinkError::Map { what: "a memory", error })?;
        if store.engine.config().huge_pages {
            memory.advise_huge_pages();
        }
        store.addresses.add_memory(memory.range());
        data.memories.push(store.memories.add(memory));
    }
    // SAFETY: what was imported lives as long as its store, and so do shared memories that it has adopted.
    let slots = slots.iter().map(|memory| unsafe { memory.as_ref() }.def());
    write_array(data, part!(data, memory_imports), slots);
    Ok(())
}

fn define_tables(store: &mut StoreOpaque, data: &mut InstanceData) -> Result<(), LinkError> {
    let imported = data.tables.len();
    for index in imported..data.module.info().tables.len() {
        let ty = data.module.table_type(TableIndex::from(index));
        let init = data.table_init_value(TableIndex::from(index));
        let def = data.image.at::<TableDef>(element_offset::<TableDef>(part!(data, tables), index - imported));
        // SAFETY: the image, which holds the definition, lives as long as the store.
        let table = unsafe { VmTable::new(ty, def, init) }.ok_or_else(|| too_large(&ty))?;
        data.tables.push(store.tables.add(table));
    }
    Ok(())
}

/// Initializes the globals that have an address.
fn define_globals(store: &mut StoreOpaque, data: &mut InstanceData) {
    let imported = data.globals.len();
    for index in imported..data.module.info().globals.len() {
        let global = &data.module.info().globals[index];
        let slot = global.slot.as_ref().map(|slot| slot.0.to_native() as usize);
        let Some((slot, init)) = slot.zip(global.init.as_ref()) else {
            data.globals.push(None);
            continue;
        };
        let value = data.image.at::<ValRaw>(element_offset::<ValRaw>(part!(data, globals), slot));
        // SAFETY: the artifact's checks hold the slot within instance data; no guest runs in it yet.
        unsafe { value.write(data.evaluate(init)) };
        let ty = data.module.global_type(GlobalIndex::from(index));
        data.globals.push(Some(store.globals.add(VmGlobal { value, ty })));
    }
}

fn define_tags(data: &mut InstanceData) {
    let module = data.module.clone();
    let imported = data.tags.len();
    for (position, ty) in module.info().tags.iter().skip(imported).enumerate() {
        let ty = TypeIndex::from_archived(ty);
        let values = module.info().types[ty.index()].func().params.len() as u32;
        let tag = data.image.at::<TagDef>(element_offset::<TagDef>(part!(data, tags), position));
        // SAFETY: the artifact's checks hold the tag within instance data; no guest runs in it yet.
        unsafe { tag.write(TagDef { type_id: module.type_ids()[ty.index()], values }) };
        data.tags.push(tag);
    }
}

/// Where an element of a part of instance data is.
fn element_offset<T>(part: Option<ImageOffset>, position: usize) -> ImageOffset {
    let ImageOffset(start) = part.expect("the artifact's checks hold that a part with elements exists");
    ImageOffset(start + (position * size_of::<T>()) as u32)
}

/// Copies active element segments to their tables, in order, and drops them and the declared ones.
fn apply_elements(data: &mut InstanceData) -> Result<(), Trap> {
    let module = data.module.clone();
    for (index, segment) in module.info().elements.iter().enumerate() {
        let index = ElemIndex::from(index);
        if let ArchivedElementMode::Active { table, offset } = &segment.mode {
            let table = TableIndex::from_archived(table);
            let offset = address(data.evaluate(offset), module.table_type(table).index);
            let len = data.element_count(index);
            let done = data.table_init(table.0, index, offset, 0, len);
            done.ok_or_else(|| Trap::new(TrapCode::TableOutOfBounds))?;
        }
        data.dropped_elements.used = index.index() + 1;
    }
    Ok(())
}

/// Maps the image of memory 0. Returns how many of the first data segments it holds.
fn map_memory(store: &StoreOpaque, data: &InstanceData) -> Result<usize> {
    // Pages of a file are never huge ones.
    let image = data.module.meta().memory_image.as_ref().filter(|_| !store.engine.config().huge_pages);
    let Some(image) = image else { return Ok(0) };
    let mapped = data.image.map_memory(&data.module.image_source());
    mapped.map_err(|error| LinkError::Map { what: "a memory", error })?;
    Ok(image.segments.to_native() as usize)
}

/// Copies active data segments to their memories, in order, and drops them. The first `mapped` of them need no copying.
fn apply_data(data: &mut InstanceData, mapped: usize) -> Result<(), Trap> {
    let module = data.module.clone();
    data.dropped_data.used = mapped;
    for (index, segment) in module.info().data.iter().enumerate().skip(mapped) {
        if let ArchivedDataMode::Active { memory, offset } = &segment.mode {
            let memory = MemoryIndex::from_archived(memory);
            let offset = address(data.evaluate(offset), module.memory_type(memory).index);
            let done = data.memory_init(memory.0, index.into(), offset, 0, segment.len.to_native());
            done.ok_or_else(|| Trap::new(TrapCode::MemoryOutOfBounds))?;
        }
        data.dropped_data.used = index + 1;
    }
    Ok(())
}

/// An address or table index of this type.
fn address(value: ValRaw, index: IndexType) -> u64 {
    // SAFETY: the artifact's checks hold that offsets have the index type.
    unsafe {
        match index {
            IndexType::I32 => value.i32.cast_unsigned().into(),
            IndexType::I64 => value.i64.cast_unsigned(),
        }
    }
}
