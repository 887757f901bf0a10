//! Host functions that pass calls on: their values stay where the guest has left them, so that this costs little more than the
//! two calls.

use super::Func;
use super::host::{Caller, HostCode};
use crate::error::{Result, UseError};
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};
use crate::trap::invoke;
use std::sync::Arc;
use wasmc_abi::instance::ValRaw;
use wasmc_abi::{FuncType, ValType};

/// A call that is to be passed on: its first argument says where to, the others are for the function that is called.
pub struct Forward<'a> {
    /// The first of the values: `first`, then the arguments. There is room for the results.
    values: *mut ValRaw,
    first: i32,
    /// The store of the guest and of the values.
    store: StoreId,
    target: &'a Target,
    called: &'a mut bool,
}

/// What a call can be passed on to.
struct Target {
    ty: FuncType,
    type_id: u32,
}

impl Func {
    /// A host function that passes calls on, with all arguments but the first, which is an `i32`. If the closure does not pass a call
    /// on, its results are zero, and so they are after an error of the callee's that the closure does not return.
    ///
    /// # Panics
    /// If the type's first parameter is another one, or if a result is a reference.
    pub fn forwarding<T: 'static>(
        mut store: impl AsContextMut<Data = T>,
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, Forward<'_>) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        let Some((ValType::I32, params)) = ty.params.split_first() else {
            panic!("the first parameter says where a call is passed on to");
        };
        assert!(!ty.results.iter().any(|result| matches!(result, ValType::Ref(_))), "results that can be zero");
        let target = FuncType { params: params.to_vec(), results: ty.results.clone() };
        let type_id = store.as_context_mut().opaque().engine.type_id(&target);
        let target = Target { ty: target, type_id };
        let run = move |mut caller: Caller<'_, T>, values: *mut ValRaw| {
            // SAFETY: the guest has left a value for each parameter, of which the first is an `i32` (checked above).
            let first = unsafe { (*values).i32 };
            let mut called = false;
            let store = caller.as_context_mut().opaque().id;
            func(caller.reborrow(), Forward { values, first, store, target: &target, called: &mut called })?;
            if !called {
                target.clear(values);
            }
            Ok(())
        };
        Self::from_code(store, Arc::new(HostCode::raw(ty, run)))
    }
}

impl Target {
    /// Makes all results zero.
    fn clear(&self, values: *mut ValRaw) {
        for index in 0..self.ty.results.len() {
            // SAFETY: there is room for each result of the host function, which are these.
            unsafe { values.add(index).write(ValRaw { v128: [0; 16] }) };
        }
    }
}

impl Forward<'_> {
    /// The first argument.
    pub fn first(&self) -> i32 {
        self.first
    }

    /// Whether the call can be passed on to a function: it has just the type that is left without the first parameter.
    pub fn fits(&self, store: impl AsContext, func: &Func) -> bool {
        func.type_id(store.as_context().opaque()) == self.target.type_id
    }

    /// Passes the call on. What the function returns is returned to the guest.
    ///
    /// # Errors
    /// What the function ends with; and if it does not fit.
    pub fn call(self, mut store: impl AsContextMut, func: &Func) -> Result<()> {
        if !self.fits(&store, func) {
            let [actual, wanted] = [func.ty(&store), self.target.ty.clone()].map(|ty| ty.to_string());
            return Err(UseError::FuncType { actual, wanted }.into());
        }
        *self.called = true;
        let mut context = store.as_context_mut();
        self.store.check(context.opaque());
        let vm = func.vm(context.opaque());
        let store: *mut StoreOpaque = context.as_ptr();
        // SAFETY: there are so many values after the first one.
        unsafe { self.values.copy_from(self.values.add(1), self.target.ty.params.len()) };
        // SAFETY: the store is borrowed mutably, the function is its own (`vm` has checked) and has the type of the values,
        // since equal types have equal numbers. The values are of that store (checked above).
        let ended = unsafe { invoke(store, vm, self.values) };
        if ended.is_err() {
            self.target.clear(self.values);
        }
        ended
    }
}
