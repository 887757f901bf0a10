//! Functions, called with values as guests have them: nothing is allocated, and no value looked at.

use crate::error::guard;
use crate::func::{Env, func_of, func_type};
use crate::info::Finalizer;
use crate::reference::{Item, Ref};
use crate::store::{Data, StoreC, StoreRef, WeakStore};
use crate::trap;
use crate::types::ExternTypeC;
use std::cell::Cell;
use std::ffi::{c_char, c_void};
use std::mem::MaybeUninit;
use std::ptr::{null_mut, slice_from_raw_parts_mut};
use wasmc_runtime::{Caller, Error, ExternRef, Func, ValRaw};

/// What a host function can ask about the guest that has called it.
pub struct CallerC {
    store: StoreC,
    caller: Cell<*mut Caller<'static, Data>>,
}

/// A host function of `wasmc.h`.
type Callback = unsafe extern "C" fn(*mut c_void, &CallerC, *mut MaybeUninit<ValRaw>) -> Option<Box<Ref>>;

#[unsafe(no_mangle)]
extern "C" fn wasmc_func_new_raw(
    store: &StoreC,
    ty: &ExternTypeC,
    callback: Callback,
    env: *mut c_void,
    finalizer: Finalizer,
) -> Option<Box<Ref>> {
    let env = Env::new(env, finalizer);
    guard(None, || {
        let ty = crate::error::noted(func_type(ty))?;
        let store = &store.0;
        let weak = WeakStore::new(store);
        let run = move |mut caller: Caller<'_, Data>, values: &mut [MaybeUninit<ValRaw>]| {
            let store = weak.get();
            let address = (&raw mut caller).cast();
            let shown = CallerC { store: StoreC(store.clone()), caller: Cell::new(address) };
            // SAFETY: the program has given the function to be called like this, with room for so many values as its type has.
            let trap = store.enter_at(address, || unsafe { callback(env.get(), &shown, values.as_mut_ptr()) });
            trap.map_or(Ok(()), |trap| Err(trap::into_error(*trap)))
        };
        // SAFETY: the header asks for results of the type that the program has given.
        let func = store.with(|context| unsafe { Func::new_unchecked(context, ty, run) });
        Some(Ref::new(store, Item::Func(func)))
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_caller_store(caller: &CallerC) -> &StoreC {
    &caller.store
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_caller_export(caller: &CallerC, name: *const c_char) -> Option<Box<Ref>> {
    guard(None, || {
        // SAFETY: the header asks for text with a zero byte at its end.
        let name = unsafe { crate::error::text("the name", name) }?;
        // SAFETY: the host function that has got it is running, so the caller is alive, and nobody else uses it now.
        let found = unsafe { &mut *caller.caller.get() }.get_export(name)?;
        Some(Ref::new(&caller.store.0, found))
    })
}

/// How many values a call of a function has.
fn value_count(reference: &Ref, func: Func, store: &StoreRef) -> usize {
    *reference.values.get_or_init(|| {
        let ty = store.with(|context| func.ty(context));
        ty.params.len().max(ty.results.len())
    })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_func_call_raw(reference: &Ref, values: *mut ValRaw, size: usize) -> Option<Box<Ref>> {
    trap::guarded(|| {
        let func = func_of(reference)?;
        // The program may delete its handles while the guest runs.
        let store = reference.store().clone();
        let needed = value_count(reference, func, &store);
        if size < needed {
            return Err(Error::host(format!("the call has {needed} values, but there is room for {size}")));
        }
        // SAFETY: the header asks for so many values (compared above), of the function's parameters' types.
        store.with(|context| unsafe { func.call_unchecked(context, slice_from_raw_parts_mut(values, size)) })
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_func_to_raw(reference: Option<&Ref>) -> *mut c_void {
    guard(null_mut(), || match reference.map(|reference| (&reference.item, reference)) {
        Some((Item::Func(func), reference)) => reference.store().with(|context| func.to_raw(context)),
        _ => null_mut(),
    })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_func_from_raw(store: &StoreC, raw: *mut c_void) -> Option<Box<Ref>> {
    guard(None, || {
        // SAFETY: the header asks for a reference of the store.
        let func = store.0.with(|context| unsafe { Func::from_raw(context, raw) })?;
        Some(Ref::new(&store.0, Item::Func(func)))
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_externref_to_raw(store: &StoreC, reference: Option<&Ref>) -> *mut c_void {
    guard(null_mut(), || match reference {
        Some(reference) => store.0.with(|context| reference.item.to_externref().to_raw(context)),
        None => null_mut(),
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_externref_from_raw(store: &StoreC, raw: *mut c_void) -> Option<Box<Ref>> {
    guard(None, || {
        let value = store.0.with(|context| ExternRef::from_raw(context, raw))?;
        Some(Ref::new(&store.0, Item::from_externref(value)))
    })
}
