//! Exceptions: where they live, what keeps them alive, and how the host refers to them.

mod collect;
mod heap;
mod thrown;

pub use thrown::ThrownException;

use crate::error::Result;
use crate::func::{check_count, checked_raw};
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};
use crate::tag::Tag;
use crate::val::Val;
use heap::Heap;
use std::collections::HashMap;
use std::fmt;
use std::ptr::{NonNull, null_mut};
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use wasmc_abi::instance::{Exception, TagDef, ValRaw};
use wasmc_abi::{HeapType, ValType};

/// A store's exceptions. Nobody counts the references that guests have: every so often, `collect` looks for those that
/// are left.
#[derive(Default)]
pub struct Exceptions {
    heap: Heap,
    /// Those that the host refers to, by their addresses; and some that it has referred to since the last collection.
    pins: Mutex<HashMap<usize, Weak<Pin>>>,
}

impl Exceptions {
    fn pins(&self) -> MutexGuard<'_, HashMap<usize, Weak<Pin>>> {
        self.pins.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Whether a place of this type may hold a reference to an exception.
pub fn is_exnref(ty: ValType) -> bool {
    matches!(ty, ValType::Ref(ty) if ty.heap.top() == HeapType::Exn)
}

/// Makes an exception of a store.
///
/// # Safety
/// The tag must be the store's, and `values` hold as many values of the store as it says, of its types.
#[inline]
pub unsafe fn make(store: &mut StoreOpaque, tag: NonNull<TagDef>, values: *const ValRaw) -> NonNull<Exception> {
    if store.exceptions.heap.is_due() {
        collect::collect(store);
    }
    // SAFETY: the caller's promise; tags live as long as their store, which outlives its exceptions.
    unsafe { store.exceptions.heap.make(tag, values) }
}

/// A reference to an exception. Clones are the same reference. It keeps the exception alive, but no longer than its store.
#[derive(Clone)]
pub struct ExnRef(Arc<Pin>);

/// That the host refers to an exception.
struct Pin {
    store: StoreId,
    exception: NonNull<Exception>,
}

// SAFETY: the pointer is only followed with its store at hand (`StoreId::check`), which is `Send` and `Sync` itself.
unsafe impl Send for Pin {}
// SAFETY: as above.
unsafe impl Sync for Pin {}

impl ExnRef {
    /// A new exception, which nobody has thrown yet.
    ///
    /// # Errors
    /// When the fields are not those of the tag's type.
    pub fn new(mut store: impl AsContextMut, tag: &Tag, fields: &[Val]) -> Result<Self> {
        let mut context = store.as_context_mut();
        let store = context.opaque();
        let ty = tag.ty_in(store);
        check_count("values", ty.params.len(), fields.len())?;
        let raw = fields.iter().zip(&ty.params).map(|(field, &ty)| checked_raw(field, ty, store));
        let values = raw.collect::<Result<Vec<_>>>()?;
        let tag = tag.vm(store);
        // SAFETY: the tag is the store's (`vm` has checked), and the values are as many as its type's parameters, of these
        // types. The host refers to all exceptions among them.
        let exception = unsafe { make(store, tag, values.as_ptr()) };
        Ok(Self::pinned(exception, store))
    }

    /// Its tag.
    pub fn tag(&self, store: impl AsContext) -> Tag {
        self.tag_in(store.as_context().opaque())
    }

    fn tag_in(&self, store: &StoreOpaque) -> Tag {
        // SAFETY: the exception is alive, since we refer to it.
        let tag = unsafe { self.vm(store).as_ref() }.tag;
        Tag::from_vm(store, NonNull::new(tag.cast_mut()).expect("an exception has a tag"))
    }

    /// Its values, in order.
    pub fn fields(&self, store: impl AsContext) -> Vec<Val> {
        self.fields_in(store.as_context().opaque())
    }

    fn fields_in(&self, store: &StoreOpaque) -> Vec<Val> {
        let ty = self.tag_in(store).ty_in(store);
        // SAFETY: the exception is alive, since we refer to it.
        let values = unsafe { &raw const (*self.vm(store).as_ptr()).values }.cast::<ValRaw>();
        let load = |(index, &ty)| {
            // SAFETY: an exception has as many values as its tag's type has parameters, of these types, and of its store.
            unsafe { Val::from_raw(values.add(index).read(), ty, store) }
        };
        ty.params.iter().enumerate().map(load).collect()
    }

    /// One of its values.
    pub fn field(&self, store: impl AsContext, index: usize) -> Option<Val> {
        self.fields(store).into_iter().nth(index)
    }

    /// Whether two references are to the same exception. The address alone would not say so: another store may have it later.
    pub fn same(a: &Self, b: &Self) -> bool {
        a.0.store == b.0.store && a.0.exception == b.0.exception
    }

    /// What the reference is to, if it is of this store.
    pub(crate) fn in_store(&self, store: &StoreOpaque) -> Option<NonNull<Exception>> {
        (self.0.store == store.id).then_some(self.0.exception)
    }

    /// The exception.
    fn vm(&self, store: &StoreOpaque) -> NonNull<Exception> {
        self.0.store.check(store);
        self.0.exception
    }

    /// The reference to a living exception of the store.
    pub(crate) fn pinned(exception: NonNull<Exception>, store: &StoreOpaque) -> Self {
        let mut pins = store.exceptions.pins();
        let weak = pins.entry(exception.as_ptr() as usize).or_default();
        let pin = weak.upgrade().unwrap_or_else(|| {
            let pin = Arc::new(Pin { store: store.id, exception });
            *weak = Arc::downgrade(&pin);
            pin
        });
        Self(pin)
    }

    /// As guests hold it.
    pub(crate) fn to_pointer(value: Option<&Self>, store: &StoreOpaque) -> *mut Exception {
        value.map_or(null_mut(), |value| value.vm(store).as_ptr())
    }

    pub(crate) fn from_pointer(pointer: *mut Exception, store: &StoreOpaque) -> Option<Self> {
        NonNull::new(pointer).map(|exception| Self::pinned(exception, store))
    }
}

impl fmt::Debug for ExnRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExnRef({:?})", self.0.exception)
    }
}
