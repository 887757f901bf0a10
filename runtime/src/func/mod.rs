//! Functions: handles to them, and calls with values whose types are known only at run time.

mod forward;
mod host;
mod typed;
mod unchecked;

pub use forward::Forward;
pub use host::{Caller, HostCode, HostFunc, IntoFunc, WasmRet};
pub use typed::{TypedFunc, WasmParams, WasmResults, WasmTy};

use crate::error::{Error, Result, UseError};
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};
use crate::trap::invoke;
use crate::val::Val;
use std::marker::PhantomData;
use std::ptr::{NonNull, null_mut};
use std::sync::Arc;
use wasmc_abi::instance::{FuncRef, ValRaw};
use wasmc_abi::{FuncType, ValType};

/// A function of a guest or of the host. A handle: cheap to copy, and only valid with its store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Func {
    store: StoreId,
    func: NonNull<FuncRef>,
}

// SAFETY: the pointer is only followed with its store at hand (`StoreId::check`), which is `Send` and `Sync` itself.
unsafe impl Send for Func {}
// SAFETY: as above.
unsafe impl Sync for Func {}

/// Calls with at most so many arguments and results need no allocation.
const INLINE_VALUES: usize = 16;

impl Func {
    /// A host function of a type that is known only at run time. It gets its arguments, and leaves its results in the slice
    /// that comes after them, which has one zero or null of each result's type. It must replace a null that its type does
    /// not have.
    pub fn new<T: 'static>(
        store: impl AsContextMut<Data = T>,
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::from_code(store, Arc::new(HostCode::untyped(ty, func)))
    }

    /// A host function whose type is that of a closure.
    ///
    /// Host functions run on the guest's stack, of which they have at least 256 KiB; a guest that has left less traps. An
    /// error of a closure, or what it panics with, passes through the guest, to whoever has called it; but a
    /// [`ThrownException`](crate::ThrownException) of the same store is thrown there, and the guest may catch it.
    pub fn wrap<T: 'static, Params, Results>(
        store: impl AsContextMut<Data = T>,
        func: impl IntoFunc<T, Params, Results>,
    ) -> Self {
        Self::from_code(store, Arc::new(func.into_code()))
    }

    /// A function of the store that runs a host function's code. The code must have been made for the store's type of data.
    pub(crate) fn from_code(mut store: impl AsContextMut, code: Arc<HostCode>) -> Self {
        let mut context = store.as_context_mut();
        let store = context.opaque();
        let type_id = store.engine.type_id(code.ty());
        let host = store.host_funcs.add(HostFunc::new(code, type_id));
        // SAFETY: the arena has just put it there; its reference lives as long as the store, like itself.
        let func = unsafe { HostFunc::publish(host) };
        Self { store: store.id, func }
    }

    /// As `from_code`, but the same code is the same function of the store each time.
    pub(crate) fn linked(mut store: impl AsContextMut, code: &Arc<HostCode>) -> Self {
        let key = Arc::as_ptr(code) as usize;
        if let Some(&func) = store.as_context_mut().opaque().linked_funcs.get(&key) {
            return func;
        }
        let func = Self::from_code(store.as_context_mut(), code.clone());
        store.as_context_mut().opaque().linked_funcs.insert(key, func);
        func
    }

    pub(crate) fn from_vm(store: &StoreOpaque, func: NonNull<FuncRef>) -> Self {
        Self { store: store.id, func }
    }

    /// What the handle stands for.
    #[inline]
    pub(crate) fn vm(&self, store: &StoreOpaque) -> NonNull<FuncRef> {
        self.store.check(store);
        self.func
    }

    /// As guests hold it.
    pub(crate) fn to_pointer(func: Option<Self>, store: &StoreOpaque) -> *mut FuncRef {
        func.map_or(null_mut(), |func| func.vm(store).as_ptr())
    }

    pub(crate) fn from_pointer(pointer: *mut FuncRef, store: &StoreOpaque) -> Option<Self> {
        NonNull::new(pointer).map(|func| Self { store: store.id, func })
    }

    /// The engine's identity of its type.
    pub(crate) fn type_id(&self, store: &StoreOpaque) -> u32 {
        // SAFETY: the function reference lives as long as its store, which is borrowed.
        unsafe { self.vm(store).as_ref() }.type_id
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> Arc<FuncType> {
        store.engine.func_type(self.type_id(store))
    }

    /// Its type.
    pub fn ty(&self, store: impl AsContext) -> FuncType {
        FuncType::clone(&self.ty_in(store.as_context().opaque()))
    }

    /// A view of it for calls with arguments `P` and results `R`, which checks the type once.
    ///
    /// # Errors
    /// When it does not take all such arguments, or may return other results.
    pub fn typed<P: WasmParams, R: WasmResults>(&self, store: impl AsContext) -> Result<TypedFunc<P, R>> {
        let context = store.as_context();
        let actual = self.ty_in(context.opaque());
        let wanted = FuncType { params: P::types(), results: R::types() };
        if !context.engine().signature_fits(&actual, &wanted) {
            return Err(UseError::FuncType { actual: actual.to_string(), wanted: wanted.to_string() }.into());
        }
        Ok(TypedFunc { func: *self, types: PhantomData })
    }

    /// Calls it, and leaves its results in `results`, whatever was there.
    ///
    /// # Errors
    /// A trap, an exception that the guest does not catch, or the error of a host function; and when the arguments do not fit
    /// the function's type.
    pub fn call(&self, mut store: impl AsContextMut, params: &[Val], results: &mut [Val]) -> Result<()> {
        let mut context = store.as_context_mut();
        let ty = self.ty_in(context.opaque());
        check_count("arguments", ty.params.len(), params.len())?;
        check_count("results", ty.results.len(), results.len())?;
        with_values(params.len().max(results.len()), |values| {
            for ((slot, value), &ty) in values.iter_mut().zip(params).zip(&ty.params) {
                *slot = checked_raw(value, ty, context.opaque())?;
            }
            // SAFETY: the store is borrowed mutably, the function is its own (`ty_in` has checked), and the values are of
            // the parameters' types (checked above).
            unsafe { invoke(context.as_ptr(), self.func, values.as_mut_ptr()) }?;
            for ((result, raw), &ty) in results.iter_mut().zip(values).zip(&ty.results) {
                // SAFETY: the call has left results of these types.
                *result = unsafe { Val::from_raw(*raw, ty, context.opaque()) };
            }
            Ok(())
        })
    }
}

/// Calls `f` with so many zeros.
fn with_values<R>(count: usize, f: impl FnOnce(&mut [ValRaw]) -> R) -> R {
    if count <= INLINE_VALUES {
        f(&mut [ValRaw::default(); INLINE_VALUES][..count])
    } else {
        f(&mut vec![ValRaw::default(); count])
    }
}

pub(crate) fn check_count(what: &'static str, expected: usize, found: usize) -> Result<(), UseError> {
    if expected == found { Ok(()) } else { Err(UseError::Count { what, expected, found }) }
}

/// The value as guests hold it, if it has this type.
pub(crate) fn checked_raw(value: &Val, ty: ValType, store: &mut StoreOpaque) -> Result<ValRaw, Error> {
    if value.fits(ty, store) {
        return Ok(value.to_raw(store));
    }
    Err(UseError::ValueType { expected: ty.to_string(), found: value.ty().to_string() }.into())
}
