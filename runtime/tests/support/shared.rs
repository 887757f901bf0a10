//! The guest `shared.c`, which has two shared memories: an imported one, and one of its own.

use super::{Guest, memory_type};
use wasmc_abi::{EntityIndex, Import, MemoryIndex};
use wasmc_runtime::{Engine, Instance, MemoryType, Module, SharedMemory, Store, ValType, WasmParams, WasmResults};

/// The memory that the guest imports.
pub const IMPORTED: i32 = 0;

/// The memory that it defines.
pub const OWN: i32 = 1;

/// The type of a shared memory, of so many pages.
pub fn shared_type(min: u64, max: u64) -> MemoryType {
    MemoryType { shared: true, ..memory_type(min, Some(max)) }
}

/// The guest. Its memories have one page and at most a hundred.
pub fn guest() -> Guest {
    use ValType::{I32, I64};
    let memory = |index| EntityIndex::Memory(MemoryIndex(index));
    Guest::new("shared.c")
        .with(|module| {
            module.imports.push(Import { module: "env".into(), name: "memory".into(), entity: memory(0) });
            module.imported_memories = 1;
            module.memories = vec![shared_type(1, 100), shared_type(1, 100)];
        })
        .func("add", &[I32, I32, I32], &[])
        .func("load", &[I32, I32], &[I32])
        .func("store", &[I32, I32, I32], &[])
        .func("grow", &[I32, I64], &[I64])
        .func("touch_last", &[I32], &[I64])
        .func("notify", &[I32, I32, I32], &[I32])
        .func("wait32", &[I32, I32, I32, I64], &[I32])
        .func("wait64", &[I32, I32, I64, I64], &[I32])
        .export("imported", memory(0))
        .export("own", memory(1))
}

/// An instance of the guest, in a store of its own.
pub struct World {
    pub store: Store<()>,
    pub instance: Instance,
}

impl World {
    pub fn new(engine: &Engine, module: &Module, memory: &SharedMemory) -> Self {
        let mut store = Store::new(engine, ());
        let instance = Instance::new(&mut store, module, &[memory.clone().into()]).unwrap();
        Self { store, instance }
    }

    pub fn try_call<P: WasmParams, R: WasmResults>(
        &mut self,
        name: &str,
        params: P,
    ) -> Result<R, wasmc_runtime::Error> {
        self.instance.get_typed_func::<P, R>(&self.store, name)?.call(&mut self.store, params)
    }

    pub fn call<P: WasmParams, R: WasmResults>(&mut self, name: &str, params: P) -> R {
        self.try_call(name, params).unwrap()
    }

    pub fn memory(&self, name: &str) -> SharedMemory {
        self.instance.get_shared_memory(&self.store, name).unwrap()
    }
}
