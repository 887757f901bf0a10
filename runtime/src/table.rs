//! Handles to tables.

use crate::error::{LinkError, Result, UseError};
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};
use crate::val::Val;
use crate::vm::{Element, MAX_TABLE_ELEMENTS, VmTable};
use std::ptr::{NonNull, null_mut};
use wasmc_abi::instance::{TableDef, ValRaw};
use wasmc_abi::{Limits, RefType, TableType, ValType};

/// A table. A handle: cheap to copy, and only valid with its store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Table {
    store: StoreId,
    table: NonNull<VmTable>,
}

// SAFETY: the pointer is only followed with its store at hand (`StoreId::check`), which is `Send` and `Sync` itself.
unsafe impl Send for Table {}
// SAFETY: as above.
unsafe impl Sync for Table {}

impl Table {
    /// A table whose elements are all `init`.
    ///
    /// # Errors
    /// When the table is too large, or `init` has another type than its elements.
    pub fn new(mut store: impl AsContextMut, ty: TableType, init: Val) -> Result<Self> {
        let mut context = store.as_context_mut();
        let store = context.opaque();
        let element = element(&init, ty.element, store)?;
        let def = store.table_defs.add(TableDef { base: null_mut(), size: 0 });
        // SAFETY: the definition lives as long as the store, and is this table's alone.
        let table = unsafe { VmTable::new(ty, def, element) };
        let table = table.ok_or_else(|| too_large(&ty))?;
        Ok(Self { store: store.id, table: store.tables.add(table) })
    }

    pub(crate) fn from_vm(store: &StoreOpaque, table: NonNull<VmTable>) -> Self {
        Self { store: store.id, table }
    }

    /// What the handle stands for.
    pub(crate) fn vm(&self, store: &StoreOpaque) -> NonNull<VmTable> {
        self.store.check(store);
        self.table
    }

    fn get_vm<'a>(&self, store: &'a StoreOpaque) -> &'a VmTable {
        // SAFETY: the table lives as long as its store, which is borrowed.
        unsafe { self.vm(store).as_ref() }
    }

    fn vm_mut<'a>(&self, store: &'a mut StoreOpaque) -> &'a mut VmTable {
        // SAFETY: the table lives as long as its store, which is borrowed mutably.
        unsafe { self.vm(store).as_mut() }
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> TableType {
        let table = self.get_vm(store);
        let declared = table.declared_type();
        TableType { limits: Limits { min: table.size(), ..declared.limits }, ..declared }
    }

    /// Its type, with the present size as the least one.
    pub fn ty(&self, store: impl AsContext) -> TableType {
        self.ty_in(store.as_context().opaque())
    }

    /// Its size in elements.
    pub fn size(&self, store: impl AsContext) -> u64 {
        self.get_vm(store.as_context().opaque()).size()
    }

    /// An element; none beyond the end.
    pub fn get(&self, store: impl AsContext, index: u64) -> Option<Val> {
        let context = store.as_context();
        let table = self.get_vm(context.opaque());
        let raw = ValRaw { externref: table.get(index)? };
        let ty = ValType::Ref(table.declared_type().element);
        // SAFETY: the table holds references of this type, of this store; both kinds are pointers.
        Some(unsafe { Val::from_raw(raw, ty, context.opaque()) })
    }

    /// Sets an element.
    ///
    /// # Errors
    /// Beyond the end, or when the value has another type than the table's elements.
    pub fn set(&self, mut store: impl AsContextMut, index: u64, value: Val) -> Result<()> {
        let mut context = store.as_context_mut();
        let ty = self.get_vm(context.opaque()).declared_type().element;
        let element = element(&value, ty, context.opaque())?;
        let slot = self.vm_mut(context.opaque()).slice(index, 1).ok_or(UseError::TableIndex { index })?;
        slot[0] = element;
        Ok(())
    }

    /// Adds elements, all of them `init`. Returns the size before.
    ///
    /// # Errors
    /// When the table would pass its maximum, or `init` has another type than its elements. The table is unchanged then.
    pub fn grow(&self, mut store: impl AsContextMut, delta: u64, init: Val) -> Result<u64> {
        let mut context = store.as_context_mut();
        let ty = self.get_vm(context.opaque()).declared_type().element;
        let element = element(&init, ty, context.opaque())?;
        let grown = self.vm_mut(context.opaque()).grow(delta, element);
        Ok(grown.ok_or(UseError::Grow { what: "table", delta, unit: "elements" })?)
    }
}

/// The error for a table that is larger than we allow.
pub fn too_large(ty: &TableType) -> LinkError {
    LinkError::TooLarge { what: "a table", size: ty.limits.min, unit: "elements", limit: MAX_TABLE_ELEMENTS }
}

/// The value as a table holds it.
fn element(value: &Val, ty: RefType, store: &mut StoreOpaque) -> Result<Element, UseError> {
    let expected = ValType::Ref(ty);
    if !value.fits(expected, store) {
        return Err(UseError::ValueType { expected: expected.to_string(), found: value.ty().to_string() });
    }
    let raw = value.to_raw(store);
    // SAFETY: the value is a reference (checked above); both kinds are pointers.
    Ok(unsafe { raw.externref })
}
