//! What several stores share: the configuration, and the identities of function types.

use std::collections::HashMap;
use std::sync::{Arc, RwLock, RwLockReadGuard};
use wasmc_abi::FuncType;

/// Settings of an [`Engine`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// Size of each thread's guest stack, in bytes.
    pub(crate) stack_bytes: usize,
}

/// The least size of a guest stack in bytes: host functions want some of it.
const MIN_STACK_BYTES: usize = 1 << 20;

impl Default for Config {
    fn default() -> Self {
        Self { stack_bytes: 8 << 20 }
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
}

/// The context in which modules are loaded and stores live. Cheap to clone; clones are the same engine.
#[derive(Clone, Default)]
pub struct Engine(Arc<Inner>);

#[derive(Default)]
struct Inner {
    config: Config,
    types: RwLock<Types>,
}

#[derive(Default)]
struct Types {
    ids: HashMap<FuncType, u32>,
    by_id: Vec<Arc<FuncType>>,
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

    /// Whether two engines are the same one.
    pub fn same(a: &Self, b: &Self) -> bool {
        Arc::ptr_eq(&a.0, &b.0)
    }

    /// The number that stands for a function type: equal exactly for equal types.
    pub(crate) fn type_id(&self, ty: &FuncType) -> u32 {
        if let Some(&id) = self.types().ids.get(ty) {
            return id;
        }
        let mut types = self.0.types.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(&id) = types.ids.get(ty) {
            return id;
        }
        let id = u32::try_from(types.by_id.len()).expect("memory ends before 2^32 types do");
        types.by_id.push(Arc::new(ty.clone()));
        types.ids.insert(ty.clone(), id);
        id
    }

    /// The function type that a number stands for.
    pub(crate) fn func_type(&self, id: u32) -> Arc<FuncType> {
        self.types().by_id[id as usize].clone()
    }

    fn types(&self) -> RwLockReadGuard<'_, Types> {
        self.0.types.read().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
