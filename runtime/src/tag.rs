//! Handles to exception tags.

use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};
use std::ptr::NonNull;
use std::sync::Arc;
use wasmc_abi::FuncType;
use wasmc_abi::instance::TagDef;

/// An exception tag: what kind of exception one is, and which values it carries. A handle: cheap to copy, and only valid
/// with its store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Tag {
    store: StoreId,
    tag: NonNull<TagDef>,
}

// SAFETY: the pointer is only followed with its store at hand (`StoreId::check`), which is `Send` and `Sync` itself.
unsafe impl Send for Tag {}
// SAFETY: as above.
unsafe impl Sync for Tag {}

impl Tag {
    /// A new tag for exceptions with values of these types. It differs from all others, whatever their types.
    ///
    /// # Panics
    /// If the type has results, which an exception cannot have.
    pub fn new(mut store: impl AsContextMut, ty: &FuncType) -> Self {
        assert!(ty.results.is_empty(), "an exception has no results");
        let mut context = store.as_context_mut();
        let store = context.opaque();
        let def = TagDef { type_id: store.engine.type_id(ty), values: ty.params.len() as u32 };
        Self { store: store.id, tag: store.tags.add(def) }
    }

    pub(crate) fn from_vm(store: &StoreOpaque, tag: NonNull<TagDef>) -> Self {
        Self { store: store.id, tag }
    }

    /// What the handle stands for.
    pub(crate) fn vm(&self, store: &StoreOpaque) -> NonNull<TagDef> {
        self.store.check(store);
        self.tag
    }

    /// The engine's identity of its type.
    pub(crate) fn type_id(&self, store: &StoreOpaque) -> u32 {
        // SAFETY: the tag lives as long as its store, which is borrowed.
        unsafe { self.vm(store).as_ref() }.type_id
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> Arc<FuncType> {
        store.engine.func_type(self.type_id(store))
    }

    /// Its type: the parameters are the values that its exceptions carry.
    pub fn ty(&self, store: impl AsContext) -> FuncType {
        FuncType::clone(&self.ty_in(store.as_context().opaque()))
    }
}
