//! A store owns everything that guests use: instances, memories, tables, globals, host functions. Handles to these are only
//! valid with their store. Nothing is freed before the store is.

use crate::engine::Engine;
use crate::exception::Exceptions;
use crate::externals::Extern;
use crate::func::{Func, HostFunc};
use crate::global::VmGlobal;
use crate::instance::InstanceData;
use crate::memory::Memory;
use crate::shared_memory::SharedMemory;
use crate::trap::{Activation, AddressMap, FrameCache};
use crate::val::ExternRef;
use crate::vm::{VmMemory, VmTable};
use std::collections::HashMap;
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::{AtomicU64, Ordering};
use wasmc_abi::instance::{TableDef, TagDef, ValRaw};

/// Which store something belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct StoreId(u64);

impl StoreId {
    /// Checks that a handle is used with its store: only then is what it points to alive.
    ///
    /// # Panics
    /// If it is not.
    #[inline]
    pub fn check(self, store: &StoreOpaque) {
        #[cold]
        fn wrong_store() -> ! {
            panic!("a function, memory, table, global, reference or instance was used with another store than its own");
        }
        if self != store.id {
            wrong_store();
        }
    }
}

/// Things that stay where they are until the store is dropped.
pub struct Arena<T>(Vec<NonNull<T>>);

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Arena<T> {
    /// Adds a thing.
    pub fn add(&mut self, value: T) -> NonNull<T> {
        let pointer = NonNull::from(Box::leak(Box::new(value)));
        self.0.push(pointer);
        pointer
    }

    /// All things, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        // SAFETY: they live until the arena is dropped, and whoever changes one has borrowed the store that owns them.
        self.0.iter().map(|pointer| unsafe { pointer.as_ref() })
    }
}

impl<T> Drop for Arena<T> {
    fn drop(&mut self) {
        for pointer in self.0.drain(..) {
            // SAFETY: `add` made it of a box; nobody has it any more when the store is dropped.
            drop(unsafe { Box::from_raw(pointer.as_ptr()) });
        }
    }
}

/// A store, but for the embedder's data. Public in name only: no path leads here from outside.
pub struct StoreOpaque {
    pub(crate) id: StoreId,
    pub(crate) engine: Engine,
    pub(crate) addresses: AddressMap,
    pub(crate) instances: Arena<InstanceData>,
    pub(crate) memories: Arena<VmMemory>,
    pub(crate) tables: Arena<VmTable>,
    pub(crate) globals: Arena<VmGlobal>,
    pub(crate) host_funcs: Arena<HostFunc>,
    /// Those that linkers have put there, by the address of their code, which they keep alive.
    pub(crate) linked_funcs: HashMap<usize, Func>,
    /// Those that its guests use.
    pub(crate) shared_memories: Vec<SharedMemory>,
    /// What guests see of tables and globals that no instance defines.
    pub(crate) table_defs: Arena<TableDef>,
    pub(crate) global_values: Arena<ValRaw>,
    /// Exception tags that no instance defines.
    pub(crate) tags: Arena<TagDef>,
    pub(crate) exceptions: Exceptions,
    /// The innermost call into one of its guests.
    pub(crate) activation: *mut Activation,
    pub(crate) frames: FrameCache,
    /// The host's values that guests refer to, and where each is in this list, by its address.
    pub(crate) externrefs: Vec<ExternRef>,
    pub(crate) externref_positions: HashMap<usize, usize>,
}

impl StoreOpaque {
    /// Keeps a shared memory as long as the store, whose guests may now use it.
    pub fn adopt(&mut self, memory: &SharedMemory) -> NonNull<VmMemory> {
        assert!(Engine::same(&self.engine, memory.engine()), "a shared memory is used in stores of its engine");
        let vm = memory.vm();
        if self.shared_memory(vm).is_none() {
            // SAFETY: the memory lives as long as `memory`.
            self.addresses.add_memory(unsafe { vm.as_ref() }.range());
            self.shared_memories.push(memory.clone());
        }
        vm
    }

    /// The shared memory that this is, if it is one.
    fn shared_memory(&self, vm: NonNull<VmMemory>) -> Option<&SharedMemory> {
        self.shared_memories.iter().find(|shared| shared.vm() == vm)
    }

    /// A memory of an instance, for the embedder.
    pub fn extern_memory(&self, vm: NonNull<VmMemory>) -> Extern {
        match self.shared_memory(vm) {
            Some(shared) => shared.clone().into(),
            None => Memory::from_vm(self, vm).into(),
        }
    }
}

/// A store: first what does not depend on the type of the embedder's data.
#[repr(C)]
pub struct StoreInner<T> {
    pub(crate) opaque: StoreOpaque,
    pub(crate) data: T,
}

/// Owns instances and what they use, and the embedder's data of type `T`, which host functions can reach.
pub struct Store<T>(Box<StoreInner<T>>);

// SAFETY: the pointers in a store are to what it owns, which moves along with it; host functions and references to host
// values are `Send` and `Sync`; a guest runs only while the store is borrowed, on the thread that has borrowed it.
unsafe impl<T: Send> Send for StoreInner<T> {}
// SAFETY: a shared store only hands out copies and reads what nobody can write meanwhile.
unsafe impl<T: Sync> Sync for StoreInner<T> {}

impl<T> Store<T> {
    /// An empty store.
    pub fn new(engine: &Engine, data: T) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let opaque = StoreOpaque {
            id: StoreId(NEXT.fetch_add(1, Ordering::Relaxed)),
            engine: engine.clone(),
            addresses: AddressMap::default(),
            instances: Arena::default(),
            memories: Arena::default(),
            shared_memories: Vec::new(),
            tables: Arena::default(),
            globals: Arena::default(),
            host_funcs: Arena::default(),
            linked_funcs: HashMap::new(),
            table_defs: Arena::default(),
            global_values: Arena::default(),
            tags: Arena::default(),
            exceptions: Exceptions::default(),
            activation: null_mut(),
            frames: FrameCache::default(),
            externrefs: Vec::new(),
            externref_positions: HashMap::new(),
        };
        Self(Box::new(StoreInner { opaque, data }))
    }

    /// Its engine.
    pub fn engine(&self) -> &Engine {
        &self.0.opaque.engine
    }

    /// The embedder's data.
    pub fn data(&self) -> &T {
        &self.0.data
    }

    /// The embedder's data, to change it.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.0.data
    }

    /// Drops the store, but for the embedder's data.
    pub fn into_data(self) -> T {
        self.0.data
    }
}

/// An empty store in an engine of its own.
impl<T: Default> Default for Store<T> {
    fn default() -> Self {
        Self::new(&Engine::default(), T::default())
    }
}

/// A borrowed store.
pub struct StoreContext<'a, T>(pub(crate) &'a StoreInner<T>);

/// A mutably borrowed store.
pub struct StoreContextMut<'a, T>(pub(crate) &'a mut StoreInner<T>);

impl<'a, T> StoreContext<'a, T> {
    pub(crate) fn opaque(&self) -> &'a StoreOpaque {
        &self.0.opaque
    }

    /// Its engine.
    pub fn engine(&self) -> &'a Engine {
        &self.0.opaque.engine
    }

    /// The embedder's data.
    pub fn data(&self) -> &'a T {
        &self.0.data
    }
}

impl<T> StoreContextMut<'_, T> {
    pub(crate) fn opaque(&mut self) -> &mut StoreOpaque {
        &mut self.0.opaque
    }

    /// The store as `invoke` takes it: with the right to all of it.
    pub(crate) fn as_ptr(&mut self) -> *mut StoreOpaque {
        (&raw mut *self.0).cast()
    }

    /// Its engine.
    pub fn engine(&self) -> &Engine {
        &self.0.opaque.engine
    }

    /// The embedder's data.
    pub fn data(&self) -> &T {
        &self.0.data
    }

    /// The embedder's data, to change it.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.0.data
    }
}

/// Whatever gives access to a store.
pub trait AsContext {
    /// The type of the embedder's data.
    type Data: 'static;

    /// The store.
    fn as_context(&self) -> StoreContext<'_, Self::Data>;
}

/// Whatever gives access to change a store.
pub trait AsContextMut: AsContext {
    /// The store.
    fn as_context_mut(&mut self) -> StoreContextMut<'_, Self::Data>;
}

impl<T: 'static> AsContext for Store<T> {
    type Data = T;

    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(&self.0)
    }
}

impl<T: 'static> AsContextMut for Store<T> {
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        StoreContextMut(&mut self.0)
    }
}

impl<T: 'static> AsContext for StoreContext<'_, T> {
    type Data = T;

    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(self.0)
    }
}

impl<T: 'static> AsContext for StoreContextMut<'_, T> {
    type Data = T;

    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(self.0)
    }
}

impl<T: 'static> AsContextMut for StoreContextMut<'_, T> {
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        StoreContextMut(self.0)
    }
}

impl<C: AsContext> AsContext for &C {
    type Data = C::Data;

    fn as_context(&self) -> StoreContext<'_, C::Data> {
        C::as_context(self)
    }
}

impl<C: AsContext> AsContext for &mut C {
    type Data = C::Data;

    fn as_context(&self) -> StoreContext<'_, C::Data> {
        C::as_context(self)
    }
}

impl<C: AsContextMut> AsContextMut for &mut C {
    fn as_context_mut(&mut self) -> StoreContextMut<'_, C::Data> {
        C::as_context_mut(self)
    }
}

impl<'a, C: AsContext> From<&'a C> for StoreContext<'a, C::Data> {
    fn from(store: &'a C) -> Self {
        store.as_context()
    }
}

impl<'a, C: AsContext> From<&'a mut C> for StoreContext<'a, C::Data> {
    fn from(store: &'a mut C) -> Self {
        let store: &'a C = store;
        store.as_context()
    }
}

impl<'a, C: AsContextMut> From<&'a mut C> for StoreContextMut<'a, C::Data> {
    fn from(store: &'a mut C) -> Self {
        store.as_context_mut()
    }
}
