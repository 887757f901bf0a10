//! Host functions: closures, in the form in which guests call them.

use super::typed::{WasmParams, WasmResults, WasmTy};
use super::{check_count, checked_raw};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::externals::Extern;
use crate::instance::Instance;
use crate::store::{AsContext, AsContextMut, StoreContext, StoreContextMut, StoreInner, StoreOpaque};
use crate::trap::{caller_pc, host_entry};
use crate::val::Val;
use std::ffi::c_void;
use std::ptr::{NonNull, null, null_mut};
use std::slice;
use std::sync::Arc;
use wasmc_abi::FuncType;
use wasmc_abi::instance::{FuncRef, ValRaw};

/// Runs a host function with a store and the values of the edge convention.
type Run = dyn Fn(*mut StoreOpaque, *mut ValRaw) -> Result<()> + Send + Sync;

/// A host function that belongs to no store yet. Public in name only: no path leads here from outside.
pub struct HostCode {
    ty: FuncType,
    run: Box<Run>,
}

impl HostCode {
    /// A function of a type that is known only at run time.
    pub fn untyped<T: 'static>(
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        let FuncType { params, results } = ty.clone();
        let run = move |store: *mut StoreOpaque, values: *mut ValRaw| {
            // SAFETY: `HostFunc::call` passes the store, of the type that this code was made for.
            let mut caller = unsafe { Caller::<T>::new(store) };
            // SAFETY: it passes as many values as the type has parameters or results.
            let values = unsafe { slice::from_raw_parts_mut(values, params.len().max(results.len())) };
            let opaque = caller.store.opaque();
            // SAFETY: the guest has passed arguments of the parameters' types.
            let load = |(raw, ty): (&ValRaw, &_)| unsafe { Val::from_raw(*raw, *ty, opaque) };
            let arguments: Vec<Val> = values.iter().zip(&params).map(load).collect();
            let mut returned: Vec<Val> = results.iter().map(|&ty| Val::zero_or_null(ty)).collect();
            func(caller.reborrow(), &arguments, &mut returned)?;
            check_count("results", results.len(), returned.len())?;
            for ((slot, value), &ty) in values.iter_mut().zip(&returned).zip(&results) {
                *slot = checked_raw(value, ty, caller.store.opaque())?;
            }
            Ok(())
        };
        Self { ty, run: Box::new(run) }
    }

    /// A function that finds its arguments where the guest has left them, and leaves its results there.
    pub fn raw<T: 'static>(
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, *mut ValRaw) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        let run = move |store: *mut StoreOpaque, values: *mut ValRaw| {
            // SAFETY: `HostFunc::call` passes the store, of the type that this code was made for.
            func(unsafe { Caller::<T>::new(store) }, values)
        };
        Self { ty, run: Box::new(run) }
    }

    /// Its type.
    pub fn ty(&self) -> &FuncType {
        &self.ty
    }
}

/// A host function of a store.
pub struct HostFunc {
    /// How guests refer to it.
    func: FuncRef,
    code: Arc<HostCode>,
}

impl HostFunc {
    /// A host function whose type has this identity.
    pub fn new(code: Arc<HostCode>, type_id: u32) -> Self {
        let func =
            FuncRef { fast: null(), tail: null(), edge: Some(host_entry), env: null_mut(), type_id, reserved: 0 };
        Self { func, code }
    }

    /// Completes the function's reference and returns it.
    ///
    /// # Safety
    /// The pointer must be valid, and stay so as long as the reference is used.
    pub unsafe fn publish(this: NonNull<Self>) -> NonNull<FuncRef> {
        // SAFETY: the caller's promise.
        unsafe {
            (*this.as_ptr()).func.env = this.as_ptr().cast::<c_void>();
            NonNull::from(&mut (*this.as_ptr()).func)
        }
    }

    /// Runs it.
    ///
    /// # Safety
    /// The store must be the function's, of the type of data that its code was made for, and the guest's that has left its
    /// arguments in `values`.
    pub unsafe fn call(&self, store: *mut StoreOpaque, values: *mut ValRaw) -> Result<()> {
        (self.code.run)(store, values)
    }
}

/// A host function's access to the store, and to the instance that has called it.
pub struct Caller<'a, T: 'static> {
    store: StoreContextMut<'a, T>,
}

impl<'a, T: 'static> Caller<'a, T> {
    /// # Safety
    /// `store` must be a `StoreInner<T>` that nobody else uses during `'a`.
    unsafe fn new(store: *mut StoreOpaque) -> Self {
        // SAFETY: the caller's promise.
        Self { store: StoreContextMut(unsafe { &mut *store.cast::<StoreInner<T>>() }) }
    }

    pub(super) fn reborrow(&mut self) -> Caller<'_, T> {
        Caller { store: self.store.as_context_mut() }
    }

    /// The embedder's data.
    pub fn data(&self) -> &T {
        self.store.data()
    }

    /// The embedder's data, to change it.
    pub fn data_mut(&mut self) -> &mut T {
        self.store.data_mut()
    }

    /// The store's engine.
    pub fn engine(&self) -> &Engine {
        self.store.engine()
    }

    /// An export of the instance that called. None if there is no such export, or if the host called.
    pub fn get_export(&mut self, name: &str) -> Option<Extern> {
        // SAFETY: a `Caller` exists during a host function only.
        let pc = unsafe { caller_pc() }?;
        let store = self.store.opaque();
        let instance = store.addresses.text(pc)?;
        Instance::from_vm(store, instance).export_in(store, name)
    }
}

impl<T: 'static> AsContext for Caller<'_, T> {
    type Data = T;

    fn as_context(&self) -> StoreContext<'_, T> {
        self.store.as_context()
    }
}

impl<T: 'static> AsContextMut for Caller<'_, T> {
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        self.store.as_context_mut()
    }
}

/// What a host function may return: nothing, a value, a tuple of values, or a [`Result`] of these.
pub trait WasmRet {
    /// The values.
    #[doc(hidden)]
    type Values: WasmResults;

    #[doc(hidden)]
    fn into_result(self) -> Result<Self::Values>;
}

impl<R: WasmResults> WasmRet for R {
    type Values = R;

    #[inline]
    fn into_result(self) -> Result<R> {
        Ok(self)
    }
}

impl<R: WasmResults> WasmRet for Result<R, Error> {
    type Values = R;

    #[inline]
    fn into_result(self) -> Result<R> {
        self
    }
}

/// A closure that can be a host function: of up to sixteen values, before which it may take a [`Caller`].
pub trait IntoFunc<T, Params, Results> {
    #[doc(hidden)]
    fn into_code(self) -> HostCode;
}

macro_rules! into_func {
    ($($param:ident)*) => {
        impl<T: 'static, F, $($param: WasmTy,)* R: WasmRet> IntoFunc<T, ($($param,)*), R> for F
        where
            F: Fn($($param),*) -> R + Send + Sync + 'static,
        {
            fn into_code(self) -> HostCode {
                let func = move |_: Caller<'_, T>, $($param: $param),*| self($($param),*);
                IntoFunc::<T, (Caller<'_, T>, $($param,)*), R>::into_code(func)
            }
        }

        impl<T: 'static, F, $($param: WasmTy,)* R: WasmRet> IntoFunc<T, (Caller<'_, T>, $($param,)*), R> for F
        where
            F: Fn(Caller<'_, T>, $($param),*) -> R + Send + Sync + 'static,
        {
            fn into_code(self) -> HostCode {
                let ty = FuncType { params: vec![$($param::val_type()),*], results: R::Values::types() };
                let run = move |store: *mut StoreOpaque, values: *mut ValRaw| {
                    // SAFETY: `HostFunc::call` passes the store, of the type that this code was made for.
                    let mut caller = unsafe { Caller::<T>::new(store) };
                    #[allow(unused_mut, unused_variables, reason = "functions without parameters")]
                    let mut position = 0;
                    $(
                        // SAFETY: it passes a value for each parameter, of the parameter's type.
                        let $param = unsafe { $param::from_raw(*values.add(position), caller.store.opaque()) };
                        position += 1;
                    )*
                    let results = self(caller.reborrow(), $($param),*).into_result()?;
                    // SAFETY: it passes room for each result.
                    unsafe { results.store(values, caller.store.opaque()) };
                    Ok(())
                };
                HostCode { ty, run: Box::new(run) }
            }
        }
    };
}

macro_rules! for_all_prefixes {
    ($macro:ident!) => { $macro!(); };
    ($macro:ident! $first:ident $($rest:ident)*) => {
        $macro!($first $($rest)*);
        for_all_prefixes!($macro! $($rest)*);
    };
}
pub(super) use for_all_prefixes;

#[allow(non_snake_case, unused_assignments, reason = "a parameter and its type have one name")]
mod closures {
    use super::*;
    for_all_prefixes!(into_func! A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15 A16);
}
