//! Functions, called with values of the header.

use crate::error::guard;
use crate::reference::{Item, Ref, base_functions, conversions};
use crate::store::{Data, StoreC, StoreRef, WeakStore};
use crate::trap;
use crate::types::ExternTypeC;
use crate::value::ValC;
use crate::vector::Vector;
use std::ffi::c_void;
use std::mem::MaybeUninit;
use wasmc_runtime::{Caller, Error, Func, FuncType, Val};

base_functions!(wasm_func_delete wasm_func_copy wasm_func_same wasm_func_get_host_info wasm_func_set_host_info wasm_func_set_host_info_with_finalizer);
conversions!(Item::Func(_) => wasm_func_as_ref wasm_ref_as_func wasm_func_as_ref_const wasm_ref_as_func_const);

/// A host function of the header.
type Callback = unsafe extern "C" fn(&Vector<ValC>, &mut Vector<ValC>) -> Option<Box<Ref>>;

/// The same with a pointer of the host's.
type CallbackWithEnv = unsafe extern "C" fn(*mut c_void, &Vector<ValC>, &mut Vector<ValC>) -> Option<Box<Ref>>;

/// The function that a handle refers to.
pub fn func_of(reference: &Ref) -> Result<Func, Error> {
    if let Item::Func(func) = reference.item { Ok(func) } else { Err(Error::host("the handle is no function's")) }
}

/// The function type that a program has given.
pub fn func_type(ty: &ExternTypeC) -> Result<FuncType, Error> {
    ty.ty.func().cloned().ok_or_else(|| Error::host("the type is no function's"))
}

/// A host function that hands values of the header to `callback`.
fn new(
    store: &StoreC,
    ty: &ExternTypeC,
    callback: impl Fn(&Vector<ValC>, &mut Vector<ValC>) -> Option<Box<Ref>> + Send + Sync + 'static,
) -> Option<Box<Ref>> {
    let ty = crate::error::noted(func_type(ty))?;
    let store = &store.0;
    let weak = WeakStore::new(store);
    let results = ty.results.clone();
    let run = move |mut caller: Caller<'_, Data>, params: &[Val], returned: &mut [Val]| {
        let store = weak.get();
        let values: Vec<ValC> =
            params.iter().map(|value| ValC::new(value.clone(), &store)).collect::<Result<_, _>>()?;
        let mut params = Vector::from(values);
        let mut values = Vector::from(results.iter().map(|&ty| ValC::zero(ty)).collect::<Vec<_>>());
        let trap = store.enter(&mut caller, || callback(&params, &mut values));
        // SAFETY: both were made above; the header lends the first one, and the second is given back.
        let (_, values) = unsafe { (params.take(), values.take()) };
        if let Some(trap) = trap {
            return Err(trap::into_error(*trap));
        }
        for ((slot, value), &ty) in returned.iter_mut().zip(&values).zip(&results) {
            *slot = value.to_val(ty)?;
        }
        Ok(())
    };
    let func = store.with(|context| Func::new(context, ty, run));
    Some(Ref::new(store, Item::Func(func)))
}

/// A pointer of the host's that a host function gets, and the function that is called when the store has no use for it any more.
pub struct Env(crate::info::Info);

impl Env {
    pub fn new(data: *mut c_void, finalizer: crate::info::Finalizer) -> Self {
        Self(crate::info::Info::new(data, finalizer))
    }

    pub fn get(&self) -> *mut c_void {
        self.0.data()
    }
}

#[unsafe(no_mangle)]
extern "C" fn wasm_func_new(store: &StoreC, ty: &ExternTypeC, callback: Callback) -> Option<Box<Ref>> {
    // SAFETY: the program has given the function to be called like this.
    guard(None, || new(store, ty, move |params, results| unsafe { callback(params, results) }))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_func_new_with_env(
    store: &StoreC,
    ty: &ExternTypeC,
    callback: CallbackWithEnv,
    env: *mut c_void,
    finalizer: crate::info::Finalizer,
) -> Option<Box<Ref>> {
    let env = Env::new(env, finalizer);
    // SAFETY: the program has given the function to be called like this.
    guard(None, || new(store, ty, move |params, results| unsafe { callback(env.get(), params, results) }))
}

/// The type of a function.
fn type_of(reference: &Ref) -> Result<FuncType, Error> {
    let func = func_of(reference)?;
    Ok(reference.store().with(|context| func.ty(context)))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_func_type(reference: &Ref) -> Option<Box<ExternTypeC>> {
    guard(None, || type_of(reference).ok().map(|ty| Box::new(ExternTypeC::func(ty))))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_func_param_arity(reference: &Ref) -> usize {
    guard(0, || type_of(reference).map_or(0, |ty| ty.params.len()))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_func_result_arity(reference: &Ref) -> usize {
    guard(0, || type_of(reference).map_or(0, |ty| ty.results.len()))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_func_call(
    reference: &Ref,
    params: Option<&Vector<ValC>>,
    results: Option<&mut Vector<MaybeUninit<ValC>>>,
) -> Option<Box<Ref>> {
    trap::guarded(|| {
        let slots = results.map_or(&mut [][..], |results| results.as_mut_slice());
        let store = reference.store().clone();
        call(&store, func_of(reference)?, params.map_or(&[], |params| params.as_slice()), slots)
    })
}

fn call(store: &StoreRef, func: Func, params: &[ValC], results: &mut [MaybeUninit<ValC>]) -> Result<(), Error> {
    let ty = store.with(|context| func.ty(context));
    check_count("arguments", ty.params.len(), params.len())?;
    let params: Vec<Val> =
        params.iter().zip(&ty.params).map(|(value, &ty)| value.to_val(ty)).collect::<Result<_, _>>()?;
    let mut values = vec![Val::I32(0); ty.results.len()];
    store.with(|context| func.call(context, &params, &mut values))?;
    // Programs that expect a trap may have no room for results, so that this is looked at only now.
    check_count("results", ty.results.len(), results.len())?;
    // None is written unless all can be.
    let values: Vec<ValC> = values.into_iter().map(|value| ValC::new(value, store)).collect::<Result<_, _>>()?;
    for (slot, value) in results.iter_mut().zip(values) {
        slot.write(value);
    }
    Ok(())
}

fn check_count(what: &str, expected: usize, found: usize) -> Result<(), Error> {
    match expected == found {
        true => Ok(()),
        false => Err(Error::host(format!("the function has {expected} {what}, but {found} were given"))),
    }
}
