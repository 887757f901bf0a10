//! Instances: what the runtime keeps for each, and the handles to them.

use crate::debugger::Registration;
use crate::error::{Error, Result, UseError};
use crate::externals::Extern;
use crate::func::{Func, TypedFunc, WasmParams, WasmResults};
use crate::global::{Global, VmGlobal};
use crate::instantiate;
use crate::memory::Memory;
use crate::module::{Module, entity};
use crate::shared_memory::SharedMemory;
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};
use crate::table::Table;
use crate::tag::Tag;
use crate::trap::invoke;
use crate::vm::{Element, Image, VmMemory, VmTable};
use std::collections::BTreeSet;
use std::ptr::{NonNull, copy_nonoverlapping, null_mut};
use wasmc_abi::instance::{FuncRef, TagDef, ValRaw};
use wasmc_abi::{
    ArchivedConstExpr, ArchivedConstOp, ArchivedDataMode, ArchivedElementItems, ArchivedElementMode, DataIndex,
    ElemIndex, EntityIndex, FuncIndex, GlobalIndex, ImageOffset, TableIndex,
};

/// What the runtime keeps for an instance. Everything that it points to lives as long as the store.
pub struct InstanceData {
    pub(crate) module: Module,
    pub(crate) image: Image,
    /// As long as it is here, debuggers know its code.
    pub(crate) _debugger: Option<Registration>,
    /// All memories, imported ones first.
    pub(crate) memories: Vec<NonNull<VmMemory>>,
    /// All tables, imported ones first.
    pub(crate) tables: Vec<NonNull<VmTable>>,
    /// All globals, imported ones first; none for those that only compiled code uses.
    pub(crate) globals: Vec<Option<NonNull<VmGlobal>>>,
    /// All exception tags, imported ones first.
    pub(crate) tags: Vec<NonNull<TagDef>>,
    pub(crate) dropped_data: Dropped,
    pub(crate) dropped_elements: Dropped,
}

/// Which of an instance's data or element segments have been dropped. Modules have up to hundreds of thousands of them, almost all
/// active.
#[derive(Default)]
pub struct Dropped {
    /// The segments before this one that are not passive: instantiation is through with them.
    pub used: usize,
    /// Those that the guest has dropped.
    by_guest: BTreeSet<usize>,
}

impl Dropped {
    fn contains(&self, segment: usize, is_passive: bool) -> bool {
        (!is_passive && segment < self.used) || self.by_guest.contains(&segment)
    }
}

impl InstanceData {
    /// The function reference of a function that has one.
    pub fn func(&self, func: FuncIndex) -> NonNull<FuncRef> {
        let funcrefs = self.module.layout().symbols.funcrefs.as_ref();
        let position = self.module.info().funcs[func.index()].funcref.as_ref();
        let (Some(funcrefs), Some(position)) = (funcrefs, position) else {
            unreachable!("the artifact's checks hold that whatever is referred to has a function reference")
        };
        let offset = funcrefs.0.to_native() + position.0.to_native() * size_of::<FuncRef>() as u32;
        self.image.at(ImageOffset(offset))
    }

    /// A memory.
    pub fn memory(&self, memory: u32) -> &VmMemory {
        // SAFETY: memories live as long as the store.
        unsafe { self.memories[memory as usize].as_ref() }
    }

    /// A table.
    pub fn table(&mut self, table: u32) -> &mut VmTable {
        // SAFETY: tables live as long as the store; whoever has the instance mutably has the store's right to them.
        unsafe { self.tables[table as usize].as_mut() }
    }

    /// `memory.init`. None, and no effect, when out of bounds.
    pub fn memory_init(
        &mut self,
        memory: u32,
        segment: DataIndex,
        destination: u64,
        source: u64,
        len: u64,
    ) -> Option<()> {
        let target = self.memory(memory).slice(destination, len)?;
        let bytes = self.data_segment(segment);
        let end = source.checked_add(len).filter(|&end| end <= bytes.len() as u64)?;
        let bytes = &bytes[source as usize..end as usize];
        // SAFETY: `slice` has checked that so many bytes are writable there; the artifact's mapping is no guest's memory. Of a
        // shared memory, other guests may see some of the bytes before others, as of a guest's own accesses.
        unsafe { copy_nonoverlapping(bytes.as_ptr(), target, bytes.len()) };
        Some(())
    }

    fn data_segment(&self, segment: DataIndex) -> &[u8] {
        let index = segment.index();
        let segment = &self.module.info().data[index];
        if self.dropped_data.contains(index, matches!(segment.mode, ArchivedDataMode::Passive)) {
            return &[];
        }
        &self.module.data()[segment.start.to_native() as usize..][..segment.len.to_native() as usize]
    }

    /// `data.drop`
    pub fn data_drop(&mut self, segment: DataIndex) {
        self.dropped_data.by_guest.insert(segment.index());
    }

    /// `table.init`. None, and no effect, when out of bounds.
    pub fn table_init(
        &mut self,
        table: u32,
        segment: ElemIndex,
        destination: u64,
        source: u64,
        len: u64,
    ) -> Option<()> {
        let end = source.checked_add(len).filter(|&end| end <= self.element_count(segment))?;
        let mut table = self.tables[table as usize];
        // SAFETY: as in `table`; evaluating elements below does not touch tables.
        let target = unsafe { table.as_mut() }.slice(destination, len)?;
        for (slot, position) in target.iter_mut().zip(source as usize..end as usize) {
            *slot = self.element(segment, position);
        }
        Some(())
    }

    /// The number of elements that are left of a segment.
    pub fn element_count(&self, segment: ElemIndex) -> u64 {
        let index = segment.index();
        let segment = &self.module.info().elements[index];
        if self.dropped_elements.contains(index, matches!(segment.mode, ArchivedElementMode::Passive)) {
            return 0;
        }
        match &segment.items {
            ArchivedElementItems::Funcs(funcs) => funcs.len() as u64,
            ArchivedElementItems::Exprs(exprs) => exprs.len() as u64,
        }
    }

    fn element(&self, segment: ElemIndex, position: usize) -> Element {
        match &self.module.info().elements[segment.index()].items {
            ArchivedElementItems::Funcs(funcs) => self.func(FuncIndex::from_archived(&funcs[position])).as_ptr().cast(),
            // SAFETY: the artifact's checks hold that the expression is a reference; both kinds are pointers.
            ArchivedElementItems::Exprs(exprs) => unsafe { self.evaluate(&exprs[position]).externref },
        }
    }

    /// What the elements of a table are before segments are applied.
    pub fn table_init_value(&self, table: TableIndex) -> Element {
        match self.module.info().tables[table.index()].init.as_ref() {
            // SAFETY: the artifact's checks hold that the expression is a reference; all kinds are pointers.
            Some(init) => unsafe { self.evaluate(init).externref },
            None => null_mut(),
        }
    }

    /// `elem.drop`
    pub fn elem_drop(&mut self, segment: ElemIndex) {
        self.dropped_elements.by_guest.insert(segment.index());
    }

    /// `table.copy` from the second table and position to the first. None, and no effect, when out of bounds.
    pub fn table_copy(&mut self, to: (u32, u64), from: (u32, u64), len: u64) -> Option<()> {
        let (mut target, mut source) = (self.tables[to.0 as usize], self.tables[from.0 as usize]);
        if target == source {
            return self.table(to.0).copy_within(to.1, from.1, len);
        }
        // SAFETY: as in `table`, and these are two tables.
        let (target, source) = unsafe { (target.as_mut().slice(to.1, len)?, source.as_mut().slice(from.1, len)?) };
        target.copy_from_slice(source);
        Some(())
    }

    /// The value of a constant expression.
    pub fn evaluate(&self, expr: &ArchivedConstExpr) -> ValRaw {
        let mut stack = Vec::new();
        for op in expr.0.iter() {
            let value = match op {
                ArchivedConstOp::I32Const(value) => ValRaw { i32: value.to_native() },
                ArchivedConstOp::I64Const(value) => ValRaw { i64: value.to_native() },
                ArchivedConstOp::F32Const(bits) => ValRaw { f32: bits.to_native() },
                ArchivedConstOp::F64Const(bits) => ValRaw { f64: bits.to_native() },
                ArchivedConstOp::V128Const(bytes) => ValRaw { v128: *bytes },
                ArchivedConstOp::RefNull(_) => ValRaw { externref: null_mut() },
                ArchivedConstOp::RefFunc(func) => {
                    ValRaw { funcref: self.func(FuncIndex::from_archived(func)).as_ptr() }
                }
                ArchivedConstOp::GlobalGet(global) => self.global_value(GlobalIndex::from_archived(global)),
                ArchivedConstOp::I32Add => binary_i32(&mut stack, i32::wrapping_add),
                ArchivedConstOp::I32Sub => binary_i32(&mut stack, i32::wrapping_sub),
                ArchivedConstOp::I32Mul => binary_i32(&mut stack, i32::wrapping_mul),
                ArchivedConstOp::I64Add => binary_i64(&mut stack, i64::wrapping_add),
                ArchivedConstOp::I64Sub => binary_i64(&mut stack, i64::wrapping_sub),
                ArchivedConstOp::I64Mul => binary_i64(&mut stack, i64::wrapping_mul),
            };
            stack.push(value);
        }
        pop(&mut stack)
    }

    /// The value of a global that comes before the one that is being initialized.
    fn global_value(&self, global: GlobalIndex) -> ValRaw {
        match self.globals.get(global.index()) {
            // SAFETY: globals live as long as the store, and this one has been initialized.
            Some(&Some(global)) => unsafe { global.as_ref().value.read() },
            _ => match self.module.info().globals[global.index()].init.as_ref() {
                Some(init) => self.evaluate(init),
                None => unreachable!("an imported global has an address"),
            },
        }
    }

    /// What an export is.
    fn extern_of(&self, store: &StoreOpaque, entity: EntityIndex) -> Extern {
        match entity {
            EntityIndex::Func(func) => Func::from_vm(store, self.func(func)).into(),
            EntityIndex::Table(table) => Table::from_vm(store, self.tables[table.index()]).into(),
            EntityIndex::Memory(memory) => store.extern_memory(self.memories[memory.index()]),
            EntityIndex::Global(global) => {
                let global = self.globals[global.index()];
                Global::from_vm(store, global.expect("the artifact's checks hold that exported globals are exposed"))
                    .into()
            }
            EntityIndex::Tag(tag) => Tag::from_vm(store, self.tags[tag.index()]).into(),
        }
    }
}

fn pop(stack: &mut Vec<ValRaw>) -> ValRaw {
    stack.pop().expect("the artifact's checks hold that expressions are well-formed")
}

fn binary_i32(stack: &mut Vec<ValRaw>, op: fn(i32, i32) -> i32) -> ValRaw {
    let (right, left) = (pop(stack), pop(stack));
    // SAFETY: the artifact's checks hold that both are of this type.
    ValRaw { i32: unsafe { op(left.i32, right.i32) } }
}

fn binary_i64(stack: &mut Vec<ValRaw>, op: fn(i64, i64) -> i64) -> ValRaw {
    let (right, left) = (pop(stack), pop(stack));
    // SAFETY: the artifact's checks hold that both are of this type.
    ValRaw { i64: unsafe { op(left.i64, right.i64) } }
}

/// An instance of a module. A handle: cheap to copy, and only valid with its store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Instance {
    store: StoreId,
    instance: NonNull<InstanceData>,
}

// SAFETY: the pointer is only followed with its store at hand (`StoreId::check`), which is `Send` and `Sync` itself.
unsafe impl Send for Instance {}
// SAFETY: as above.
unsafe impl Sync for Instance {}

impl Instance {
    /// Instantiates a module with its imports, in their order, and runs its start function.
    ///
    /// # Errors
    /// When an import has the wrong type, when the system has not enough memory or addresses left, when a segment does not
    /// fit its table or memory, or when the start function ends in an error. What has been written before stays written.
    pub fn new(mut store: impl AsContextMut, module: &Module, imports: &[Extern]) -> Result<Self> {
        let mut context = store.as_context_mut();
        let (instance, start) = instantiate::instantiate(context.opaque(), module, imports)?;
        if let Some(start) = start {
            // SAFETY: the store is borrowed mutably, and validation has found the function to have no parameters or results.
            unsafe { invoke(context.as_ptr(), start, NonNull::dangling().as_ptr()) }?;
        }
        Ok(instance)
    }

    pub(crate) fn from_vm(store: &StoreOpaque, instance: NonNull<InstanceData>) -> Self {
        Self { store: store.id, instance }
    }

    fn get<'a>(&self, store: &'a StoreOpaque) -> &'a InstanceData {
        self.store.check(store);
        // SAFETY: the instance lives as long as its store, which is borrowed.
        unsafe { self.instance.as_ref() }
    }

    /// Its module.
    pub fn module<'a, T: 'static>(&self, store: impl Into<crate::StoreContext<'a, T>>) -> &'a Module {
        &self.get(store.into().opaque()).module
    }

    pub(crate) fn export_in(&self, store: &StoreOpaque, name: &str) -> Option<Extern> {
        let instance = self.get(store);
        Some(instance.extern_of(store, instance.module.export(name)?))
    }

    /// An export by its name.
    pub fn get_export(&self, store: impl AsContext, name: &str) -> Option<Extern> {
        self.export_in(store.as_context().opaque(), name)
    }

    /// All exports, in order.
    pub fn exports<'a, T: 'static>(
        &self,
        store: impl Into<crate::StoreContext<'a, T>>,
    ) -> impl ExactSizeIterator<Item = (&'a str, Extern)> {
        let store = store.into().opaque();
        let instance = self.get(store);
        let exports = instance.module.info().exports.iter();
        exports.map(move |export| (export.name.as_str(), instance.extern_of(store, entity(&export.entity))))
    }

    /// An exported function.
    pub fn get_func(&self, store: impl AsContext, name: &str) -> Option<Func> {
        self.get_export(store, name)?.into_func()
    }

    /// An exported function, for calls with arguments `P` and results `R`.
    ///
    /// # Errors
    /// When there is no such function, or its type is another one.
    pub fn get_typed_func<P: WasmParams, R: WasmResults>(
        &self,
        store: impl AsContext,
        name: &str,
    ) -> Result<TypedFunc<P, R>> {
        let func = self.get_func(&store, name);
        func.ok_or_else(|| Error::from(UseError::NoExport { kind: "function", name: name.to_owned() }))?.typed(store)
    }

    /// An exported memory.
    pub fn get_memory(&self, store: impl AsContext, name: &str) -> Option<Memory> {
        self.get_export(store, name)?.into_memory()
    }

    /// An exported shared memory.
    pub fn get_shared_memory(&self, store: impl AsContext, name: &str) -> Option<SharedMemory> {
        self.get_export(store, name)?.into_shared_memory()
    }

    /// An exported table.
    pub fn get_table(&self, store: impl AsContext, name: &str) -> Option<Table> {
        self.get_export(store, name)?.into_table()
    }

    /// An exported exception tag.
    pub fn get_tag(&self, store: impl AsContext, name: &str) -> Option<Tag> {
        self.get_export(store, name)?.into_tag()
    }

    /// An exported global.
    pub fn get_global(&self, store: impl AsContext, name: &str) -> Option<Global> {
        self.get_export(store, name)?.into_global()
    }
}
