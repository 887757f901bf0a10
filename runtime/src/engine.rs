//! What several stores share: the configuration, and the identities of types.

use crate::artifact::HostCpu;
use crate::types::Types;
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use wasmc_abi::{FuncType, HeapType, SubType, TypeIndex, ValType};

/// Settings of an [`Engine`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// Size of each thread's guest stack, in bytes.
    pub(crate) stack_bytes: usize,
    /// Whether memories ask the system for huge pages.
    pub(crate) huge_pages: bool,
    /// The CPU that code is chosen for.
    pub(crate) cpu: HostCpu,
    /// Whether debuggers are told of instances.
    pub(crate) debug_info: bool,
}

/// The least size of a guest stack in bytes: host functions want some of it.
const MIN_STACK_BYTES: usize = 1 << 20;

impl Default for Config {
    fn default() -> Self {
        Self { stack_bytes: 8 << 20, huge_pages: false, cpu: HostCpu::default(), debug_info: false }
    }
}

impl Config {
    /// The default settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the size of each thread's guest stack, in bytes. At least 1 MiB is used.
    pub fn max_wasm_stack(&mut self, bytes: usize) -> &mut Self {
        self.stack_bytes = bytes.max(MIN_STACK_BYTES);
        self
    }

    /// Sets whether memories ask the system for huge pages. Random accesses to much memory miss fewer translations of addresses
    /// then; but the first touch of a page clears all of it, and a process may hold more than its guests ever touch.
    pub fn huge_pages(&mut self, wanted: bool) -> &mut Self {
        self.huge_pages = wanted;
        self
    }

    /// Sets whether debuggers are told of each instance's functions and frames, by GDB's JIT interface: then `gdb` names the guest's
    /// functions and walks through their frames. Takes as long as reading the artifact's symbol table, for each instance.
    pub fn debug_info(&mut self, wanted: bool) -> &mut Self {
        self.debug_info = wanted;
        self
    }

    /// Treats this machine's CPU as one that has only these of its features, by LLVM's names (`avx2`), or those of levels
    /// (`x86-64-v3`): artifacts that need others are refused, and of those for several CPUs, code is chosen that needs no others.
    pub fn cpu_features<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> &mut Self {
        self.cpu = HostCpu::only(names);
        self
    }
}

/// The context in which modules are loaded and stores live. Cheap to clone; clones are the same engine.
#[derive(Clone, Default)]
pub struct Engine(Arc<Inner>);

#[derive(Default)]
struct Inner {
    config: Config,
    types: RwLock<Types>,
}

impl Engine {
    /// An engine with these settings.
    pub fn new(config: &Config) -> Self {
        Self(Arc::new(Inner { config: config.clone(), types: RwLock::default() }))
    }

    /// Its settings.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The engine that the whole process shares, with the default settings: that of modules which are linked into the program
    /// ([`Module::from_ptr`](crate::Module::from_ptr)).
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Engine> = OnceLock::new();
        SHARED.get_or_init(Self::default)
    }

    /// The CPU that code is chosen for.
    pub(crate) fn host_cpu(&self) -> &HostCpu {
        &self.0.config.cpu
    }

    /// Whether two engines are the same one.
    pub fn same(a: &Self, b: &Self) -> bool {
        Arc::ptr_eq(&a.0, &b.0)
    }

    /// References to functions of just this type, as host functions have it. Types that mention it are for this engine only.
    ///
    /// # Panics
    /// If the type refers to a type of another engine.
    pub fn heap_type(&self, ty: &FuncType) -> HeapType {
        HeapType::Concrete(TypeIndex(self.type_id(ty)))
    }

    /// The number that stands for a function type: equal exactly for equal types.
    pub(crate) fn type_id(&self, ty: &FuncType) -> u32 {
        self.types_mut().add_func_type(ty)
    }

    /// The numbers of a module's types, which come in recursion groups of these sizes.
    pub(crate) fn type_ids(&self, types: &[SubType], groups: impl Iterator<Item = u32>) -> Vec<u32> {
        self.types_mut().add_module(types, groups)
    }

    /// The function type that a number stands for.
    pub(crate) fn func_type(&self, id: u32) -> Arc<FuncType> {
        self.types().signature(id)
    }

    /// Whether functions of the first type are functions of the second, too.
    pub(crate) fn is_subtype(&self, found: u32, wanted: u32) -> bool {
        found == wanted || self.types().is_subtype(found, wanted)
    }

    /// Whether a place of type `wanted` can take all values of type `found`.
    pub(crate) fn fits(&self, found: ValType, wanted: ValType) -> bool {
        found == wanted || self.types().fits(found, wanted)
    }

    /// Whether a function of type `found` can be called as one of type `wanted`.
    pub(crate) fn signature_fits(&self, found: &FuncType, wanted: &FuncType) -> bool {
        found == wanted || self.types().signature_fits(found, wanted)
    }

    fn types(&self) -> RwLockReadGuard<'_, Types> {
        self.0.types.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn types_mut(&self) -> RwLockWriteGuard<'_, Types> {
        self.0.types.write().unwrap_or_else(PoisonError::into_inner)
    }
}
