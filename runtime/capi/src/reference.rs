//! Handles. The header knows many types of them, which it converts into one another: to programs they are all addresses of a
//! [`Ref`], and a conversion looks at what it refers to.

use crate::info::{Finalizer, Info};
use crate::module::SharedModule;
use crate::store::StoreRef;
use crate::trap::TrapObject;
use std::cell::OnceCell;
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::{Arc, Mutex, PoisonError};
use wasmc_runtime::{Extern, ExternRef, Func, Global, Instance, Memory, SharedMemory, Table, Tag};

/// What a handle refers to.
#[derive(Clone)]
pub enum Item {
    Func(Func),
    Global(Global),
    Table(Table),
    Memory(Memory),
    SharedMemory(SharedMemory),
    Tag(Tag),
    Instance(Instance),
    /// A value of the host, made by it or found in a guest.
    Foreign(ExternRef),
    Module(Arc<SharedModule>),
    Trap(Arc<TrapObject>),
}

/// A handle: it owns a share of its store, but modules and traps have none.
#[derive(Clone)]
pub struct Ref {
    pub store: Option<StoreRef>,
    pub item: Item,
    /// Of a function: how many values a raw call of it has.
    pub values: OnceCell<usize>,
}

/// What tells things apart that live as long as their store.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Key {
    Func(Func),
    Global(Global),
    Table(Table),
    Memory(Memory),
    SharedMemory(usize),
    Tag(Tag),
    Instance(Instance),
}

/// A value of the host that `wasm_foreign_new` makes.
#[derive(Default)]
pub struct Foreign {
    info: Mutex<Info>,
}

/// Where the host's pointer to something is.
enum Place<'a> {
    Store(Key),
    Object(&'a Mutex<Info>),
    /// A value that the host has given to a guest by other means than this API.
    Nowhere,
}

impl Item {
    fn place(&self) -> Place<'_> {
        Place::Store(match self {
            Self::Func(func) => Key::Func(*func),
            Self::Global(global) => Key::Global(*global),
            Self::Table(table) => Key::Table(*table),
            Self::Memory(memory) => Key::Memory(*memory),
            Self::SharedMemory(memory) => Key::SharedMemory(memory.data().as_ptr() as usize),
            Self::Tag(tag) => Key::Tag(*tag),
            Self::Instance(instance) => Key::Instance(*instance),
            Self::Module(module) => return Place::Object(&module.info),
            Self::Trap(trap) => return Place::Object(&trap.info),
            Self::Foreign(foreign) => {
                let foreign = foreign.data().downcast_ref::<Foreign>();
                return foreign.map_or(Place::Nowhere, |foreign| Place::Object(&foreign.info));
            }
        })
    }

    /// Whether both refer to the same thing.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Foreign(a), Self::Foreign(b)) => ExternRef::same(a, b),
            _ => match (self.place(), other.place()) {
                (Place::Store(a), Place::Store(b)) => a == b,
                (Place::Object(a), Place::Object(b)) => std::ptr::eq(a, b),
                _ => false,
            },
        }
    }

    /// What guests have of it, if they import it.
    pub fn to_extern(&self) -> Option<Extern> {
        Some(match self {
            Self::Func(func) => (*func).into(),
            Self::Global(global) => (*global).into(),
            Self::Table(table) => (*table).into(),
            Self::Memory(memory) => (*memory).into(),
            Self::SharedMemory(memory) => memory.clone().into(),
            Self::Tag(tag) => (*tag).into(),
            _ => return None,
        })
    }

    /// As guests hold it that have no other use for it than to give it back.
    pub fn to_externref(&self) -> ExternRef {
        match self {
            Self::Foreign(foreign) => foreign.clone(),
            item => ExternRef::new(item.clone()),
        }
    }

    /// What a guest has held.
    pub fn from_externref(value: ExternRef) -> Self {
        match value.data().downcast_ref::<Self>() {
            Some(item) => item.clone(),
            None => Self::Foreign(value),
        }
    }
}

impl From<Extern> for Item {
    fn from(item: Extern) -> Self {
        match item {
            Extern::Func(func) => Self::Func(func),
            Extern::Global(global) => Self::Global(global),
            Extern::Table(table) => Self::Table(table),
            Extern::Memory(memory) => Self::Memory(memory),
            Extern::SharedMemory(memory) => Self::SharedMemory(memory),
            Extern::Tag(tag) => Self::Tag(tag),
        }
    }
}

impl Ref {
    /// A handle to something in a store.
    pub fn new(store: &StoreRef, item: impl Into<Item>) -> Box<Self> {
        Box::new(Self { store: Some(store.clone()), item: item.into(), values: OnceCell::new() })
    }

    /// A handle to something that belongs to no store.
    pub fn free(item: Item) -> Box<Self> {
        Box::new(Self { store: None, item, values: OnceCell::new() })
    }

    /// The store of something that has one.
    pub fn store(&self) -> &StoreRef {
        self.store.as_ref().expect("the header's types keep handles without a store away from here")
    }

    pub fn info(&self) -> *mut c_void {
        match self.item.place() {
            Place::Store(key) => self.store().infos.borrow().get(&key).map_or(null_mut(), Info::data),
            Place::Object(info) => info.lock().unwrap_or_else(PoisonError::into_inner).data(),
            Place::Nowhere => null_mut(),
        }
    }

    pub fn set_info(&self, data: *mut c_void, finalizer: Finalizer) {
        let info = Info::new(data, finalizer);
        // What was there before is dropped last, because its finalizer may call us.
        let _before = match self.item.place() {
            Place::Store(key) => self.store().infos.borrow_mut().insert(key, info),
            Place::Object(place) => {
                Some(std::mem::replace(&mut *place.lock().unwrap_or_else(PoisonError::into_inner), info))
            }
            Place::Nowhere => Some(info),
        };
    }
}

/// `wasm_…_same`
pub fn same(a: Option<&Ref>, b: Option<&Ref>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.item.same(&b.item),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Defines what all types of handles have.
macro_rules! base_functions {
    ($delete:ident $copy:ident $same:ident $info:ident $set_info:ident $set_info_with_finalizer:ident) => {
        #[unsafe(no_mangle)]
        extern "C" fn $delete(reference: Option<Box<$crate::reference::Ref>>) {
            $crate::error::guard((), || drop(reference));
        }

        #[unsafe(no_mangle)]
        extern "C" fn $copy(reference: Option<&$crate::reference::Ref>) -> Option<Box<$crate::reference::Ref>> {
            reference.map(|reference| Box::new(reference.clone()))
        }

        #[unsafe(no_mangle)]
        extern "C" fn $same(a: Option<&$crate::reference::Ref>, b: Option<&$crate::reference::Ref>) -> bool {
            $crate::reference::same(a, b)
        }

        #[unsafe(no_mangle)]
        extern "C" fn $info(reference: &$crate::reference::Ref) -> *mut ::std::ffi::c_void {
            $crate::error::guard(::std::ptr::null_mut(), || reference.info())
        }

        #[unsafe(no_mangle)]
        extern "C" fn $set_info(reference: &$crate::reference::Ref, info: *mut ::std::ffi::c_void) {
            $crate::error::guard((), || reference.set_info(info, None));
        }

        #[unsafe(no_mangle)]
        extern "C" fn $set_info_with_finalizer(
            reference: &$crate::reference::Ref,
            info: *mut ::std::ffi::c_void,
            finalizer: $crate::info::Finalizer,
        ) {
            $crate::error::guard((), || reference.set_info(info, finalizer));
        }
    };
}
pub(crate) use base_functions;

/// Defines the conversions between two types of handles: none loses anything in the first direction.
macro_rules! conversions {
    ($item:pat => $up:ident $down:ident $up_const:ident $down_const:ident) => {
        #[unsafe(no_mangle)]
        extern "C" fn $up(reference: Option<&mut $crate::reference::Ref>) -> Option<&mut $crate::reference::Ref> {
            reference
        }

        #[unsafe(no_mangle)]
        extern "C" fn $down(reference: Option<&mut $crate::reference::Ref>) -> Option<&mut $crate::reference::Ref> {
            reference.filter(|reference| matches!(reference.item, $item))
        }

        #[unsafe(no_mangle)]
        extern "C" fn $up_const(reference: Option<&$crate::reference::Ref>) -> Option<&$crate::reference::Ref> {
            reference
        }

        #[unsafe(no_mangle)]
        extern "C" fn $down_const(reference: Option<&$crate::reference::Ref>) -> Option<&$crate::reference::Ref> {
            reference.filter(|reference| matches!(reference.item, $item))
        }
    };
}
pub(crate) use conversions;

base_functions!(wasm_ref_delete wasm_ref_copy wasm_ref_same wasm_ref_get_host_info wasm_ref_set_host_info wasm_ref_set_host_info_with_finalizer);

base_functions!(wasm_foreign_delete wasm_foreign_copy wasm_foreign_same wasm_foreign_get_host_info wasm_foreign_set_host_info wasm_foreign_set_host_info_with_finalizer);
conversions!(Item::Foreign(_) => wasm_foreign_as_ref wasm_ref_as_foreign wasm_foreign_as_ref_const wasm_ref_as_foreign_const);

#[unsafe(no_mangle)]
extern "C" fn wasm_foreign_new(store: &crate::store::StoreC) -> Box<Ref> {
    Ref::new(&store.0, Item::Foreign(ExternRef::new(Foreign::default())))
}
