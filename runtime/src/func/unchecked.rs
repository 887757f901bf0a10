//! Calls that check nothing and allocate nothing: values stay where the caller has put them, in the form in which guests have
//! them. For bindings that are generated from a module's types, and for those of other languages.

use super::Func;
use super::host::{Caller, HostCode};
use crate::error::Result;
use crate::store::{AsContext, AsContextMut};
use crate::trap::invoke;
use crate::val::ExternRef;
use std::ffi::c_void;
use std::mem::MaybeUninit;
use std::slice;
use std::sync::Arc;
use wasmc_abi::FuncType;
use wasmc_abi::instance::ValRaw;

impl Func {
    /// A host function that finds its arguments where the guest has left them, and leaves its results there: in a slice
    /// that is as long as the longer of the two lists. What is behind the arguments is undefined.
    ///
    /// # Safety
    /// The closure must take the arguments for what the type says, and when it returns `Ok`, must have left results of the
    /// type's types, of which references come from [`Func::to_raw`] or [`ExternRef::to_raw`] with the same store.
    pub unsafe fn new_unchecked<T: 'static>(
        store: impl AsContextMut<Data = T>,
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, &mut [MaybeUninit<ValRaw>]) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        let len = ty.params.len().max(ty.results.len());
        let run = move |caller: Caller<'_, T>, values: *mut ValRaw| {
            // SAFETY: a guest passes as many values as the type has parameters or results, and uses them no more until the call
            // returns. Without any, it passes an address all the same.
            func(caller, unsafe { slice::from_raw_parts_mut(values.cast::<MaybeUninit<ValRaw>>(), len) })
        };
        Self::from_code(store, Arc::new(HostCode::raw(ty, run)))
    }

    /// Calls it with the arguments that are in `values`, and leaves its results there.
    ///
    /// # Errors
    /// As [`Func::call`]. What is in `values` then is undefined.
    ///
    /// # Safety
    /// `values` must point to as many values as the longer of the lists of the function's parameters and results has, and hold
    /// arguments of the parameters' types, of which references come from [`Func::to_raw`] or [`ExternRef::to_raw`] with the
    /// same store.
    ///
    /// # Panics
    /// If the function is of another store.
    #[inline]
    pub unsafe fn call_unchecked(&self, mut store: impl AsContextMut, values: *mut [ValRaw]) -> Result<()> {
        let mut context = store.as_context_mut();
        let func = self.vm(context.opaque());
        // SAFETY: the store is borrowed mutably; the function is its own (`vm` has checked). The rest is the caller's promise.
        unsafe { invoke(context.as_ptr(), func, values.cast::<ValRaw>()) }
    }

    /// The reference as guests have it: the field `funcref` of a [`ValRaw`]. It is valid as long as the store.
    pub fn to_raw(&self, store: impl AsContext) -> *mut c_void {
        self.vm(store.as_context().opaque()).as_ptr().cast()
    }

    /// The function that a guest's reference stands for; none for null.
    ///
    /// # Safety
    /// The reference must come from a guest of the store, or from [`Func::to_raw`] with it.
    pub unsafe fn from_raw(store: impl AsContext, raw: *mut c_void) -> Option<Self> {
        Self::from_pointer(raw.cast(), store.as_context().opaque())
    }
}

impl ExternRef {
    /// The reference as guests have it: the field `externref` of a [`ValRaw`]. It is valid as long as the store, which keeps
    /// the value.
    pub fn to_raw(&self, mut store: impl AsContextMut) -> *mut c_void {
        Self::to_pointer(Some(self), store.as_context_mut().opaque())
    }

    /// What a guest's reference stands for; none for null.
    ///
    /// # Panics
    /// If the reference is of another store that has handed out more of them. It is never followed.
    pub fn from_raw(store: impl AsContext, raw: *mut c_void) -> Option<Self> {
        Self::from_pointer(raw, store.as_context().opaque())
    }
}
