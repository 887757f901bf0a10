//! Handles to globals.

use crate::error::{Result, UseError};
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};
use crate::val::Val;
use std::ptr::NonNull;
use wasmc_abi::instance::ValRaw;
use wasmc_abi::{GlobalType, Mutability};

/// A global that has an address.
pub struct VmGlobal {
    /// Its value, in instance data or in the store.
    pub value: NonNull<ValRaw>,
    /// Its type.
    pub ty: GlobalType,
}

/// A global. A handle: cheap to copy, and only valid with its store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Global {
    store: StoreId,
    global: NonNull<VmGlobal>,
}

// SAFETY: the pointer is only followed with its store at hand (`StoreId::check`), which is `Send` and `Sync` itself.
unsafe impl Send for Global {}
// SAFETY: as above.
unsafe impl Sync for Global {}

impl Global {
    /// A global with this value.
    ///
    /// # Errors
    /// When the value has another type.
    pub fn new(mut store: impl AsContextMut, ty: GlobalType, value: Val) -> Result<Self> {
        let mut context = store.as_context_mut();
        let store = context.opaque();
        check(&value, &ty, store)?;
        let raw = value.to_raw(store);
        let value = store.global_values.add(raw);
        Ok(Self { store: store.id, global: store.globals.add(VmGlobal { value, ty }) })
    }

    pub(crate) fn from_vm(store: &StoreOpaque, global: NonNull<VmGlobal>) -> Self {
        Self { store: store.id, global }
    }

    /// What the handle stands for.
    pub(crate) fn vm(&self, store: &StoreOpaque) -> NonNull<VmGlobal> {
        self.store.check(store);
        self.global
    }

    fn get_vm<'a>(&self, store: &'a StoreOpaque) -> &'a VmGlobal {
        // SAFETY: the global lives as long as its store, which is borrowed.
        unsafe { self.vm(store).as_ref() }
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> GlobalType {
        self.get_vm(store).ty
    }

    /// Its type.
    pub fn ty(&self, store: impl AsContext) -> GlobalType {
        self.ty_in(store.as_context().opaque())
    }

    /// Its value.
    pub fn get(&self, store: impl AsContext) -> Val {
        let context = store.as_context();
        let global = self.get_vm(context.opaque());
        // SAFETY: the value is in the store or in an instance of it, and no guest writes it while the store is borrowed.
        let raw = unsafe { global.value.read() };
        // SAFETY: globals hold values of their type, of their store.
        unsafe { Val::from_raw(raw, global.ty.value, context.opaque()) }
    }

    /// Sets its value.
    ///
    /// # Errors
    /// When the global is constant, or the value has another type.
    pub fn set(&self, mut store: impl AsContextMut, value: Val) -> Result<()> {
        let mut context = store.as_context_mut();
        let &VmGlobal { value: target, ty } = self.get_vm(context.opaque());
        if ty.mutability == Mutability::Const {
            return Err(UseError::Immutable.into());
        }
        check(&value, &ty, context.opaque())?;
        let raw = value.to_raw(context.opaque());
        // SAFETY: the value is in the store or in an instance of it, and nobody else uses it while the store is borrowed mutably.
        unsafe { target.write(raw) };
        Ok(())
    }
}

fn check(value: &Val, ty: &GlobalType, store: &StoreOpaque) -> Result<(), UseError> {
    if value.fits(ty.value, store) {
        return Ok(());
    }
    Err(UseError::ValueType { expected: ty.value.to_string(), found: value.ty().to_string() })
}
