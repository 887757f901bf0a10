//! Stores. Each handle owns a share of its store. The functions of the header take no store where they take a handle, and are
//! called from host functions too, so that a store is borrowed for a moment by each of them, from whoever has it then.

use crate::error::guard;
use crate::info::Info;
use crate::reference::Key;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::HashMap;
use std::ptr::{NonNull, null_mut};
use std::rc::{Rc, Weak};
use wasmc_runtime::{AsContextMut, Caller, Engine, Store, StoreContextMut};

/// What a store holds for its host functions: they have their own.
pub type Data = ();

/// A store with all that belongs to it.
pub struct StoreCell {
    store: UnsafeCell<Store<Data>>,
    /// The innermost host function that runs now: it has borrowed the store from the guest that called it. Null if there is none.
    caller: Cell<*mut Caller<'static, Data>>,
    engine: Engine,
    /// What the host has attached to functions, memories and other things that live as long as the store.
    pub infos: RefCell<HashMap<Key, Info>>,
}

/// A share of a store.
pub type StoreRef = Rc<StoreCell>;

impl StoreCell {
    pub fn new(engine: &Engine) -> StoreRef {
        Rc::new(Self {
            store: UnsafeCell::new(Store::new(engine, ())),
            caller: Cell::new(null_mut()),
            engine: engine.clone(),
            infos: RefCell::default(),
        })
    }

    /// Its engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Borrows the store for `f`.
    pub fn with<R>(&self, f: impl FnOnce(StoreContextMut<'_, Data>) -> R) -> R {
        match NonNull::new(self.caller.get()) {
            // SAFETY: `enter` waits for the host function to return that the caller was made for, and nobody else uses the caller
            // meanwhile: what `f` calls that leads to the host again has made a caller of its own, which is then the innermost.
            Some(mut caller) => f(unsafe { caller.as_mut() }.as_context_mut()),
            // SAFETY: no host function of the store runs, so nobody has borrowed it: the other borrows are those of outer `with`s,
            // which wait in a call of a guest or for the system. By the header, one thread at a time uses a store.
            None => f(unsafe { &mut *self.store.get() }.as_context_mut()),
        }
    }

    /// Runs a host function, which finds the store where its caller has it.
    pub fn enter<R>(&self, caller: &mut Caller<'_, Data>, f: impl FnOnce() -> R) -> R {
        self.enter_at((&raw mut *caller).cast(), f)
    }

    /// The same with the caller's address, for whoever needs it meanwhile.
    pub fn enter_at<R>(&self, caller: *mut Caller<'static, Data>, f: impl FnOnce() -> R) -> R {
        struct Leave<'a>(&'a StoreCell, *mut Caller<'static, Data>);
        impl Drop for Leave<'_> {
            fn drop(&mut self) {
                self.0.caller.set(self.1);
            }
        }
        let _leave = Leave(self, self.caller.replace(caller));
        f()
    }
}

/// A host function's share of its store, which owns the function and so must not be owned by it.
pub struct WeakStore(Weak<StoreCell>);

// SAFETY: a store and all that belongs to it is used on one thread at a time; the header asks for that.
unsafe impl Send for WeakStore {}
// SAFETY: as above.
unsafe impl Sync for WeakStore {}

impl WeakStore {
    pub fn new(store: &StoreRef) -> Self {
        Self(Rc::downgrade(store))
    }

    /// The store of the function that runs.
    pub fn get(&self) -> StoreRef {
        self.0.upgrade().expect("whoever calls a guest holds its store")
    }
}

/// As C has it.
pub struct StoreC(pub StoreRef);

#[unsafe(no_mangle)]
extern "C" fn wasm_store_new(engine: &Engine) -> Option<Box<StoreC>> {
    guard(None, || Some(Box::new(StoreC(StoreCell::new(engine)))))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_store_delete(store: Option<Box<StoreC>>) {
    guard((), || drop(store));
}
