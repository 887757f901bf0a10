//! Handles to linear memories.

use crate::error::{LinkError, Result, UseError};
use crate::store::{AsContext, AsContextMut, StoreContext, StoreContextMut, StoreId, StoreOpaque};
use crate::vm::VmMemory;
use std::ptr::NonNull;
use std::slice;
use wasmc_abi::MemoryType;

/// A linear memory. A handle: cheap to copy, and only valid with its store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Memory {
    store: StoreId,
    memory: NonNull<VmMemory>,
}

// SAFETY: the pointer is only followed with its store at hand (`StoreId::check`), which is `Send` and `Sync` itself.
unsafe impl Send for Memory {}
// SAFETY: as above.
unsafe impl Sync for Memory {}

/// An access of the host beyond the end of a memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("access beyond the end of the memory")]
pub struct MemoryAccessError;

impl Memory {
    /// A memory of zeros.
    ///
    /// # Errors
    /// When the type is that of a shared memory, or the system has not enough addresses or memory left.
    pub fn new(mut store: impl AsContextMut, ty: MemoryType) -> Result<Self> {
        if ty.shared {
            return Err(UseError::MemoryType { problem: "a shared memory is a `SharedMemory`" }.into());
        }
        let mut context = store.as_context_mut();
        let store = context.opaque();
        let memory = VmMemory::new(ty).map_err(|error| LinkError::Map { what: "a memory", error })?;
        if store.engine.config().huge_pages {
            memory.advise_huge_pages();
        }
        store.addresses.add_memory(memory.range());
        Ok(Self { store: store.id, memory: store.memories.add(memory) })
    }

    pub(crate) fn from_vm(store: &StoreOpaque, memory: NonNull<VmMemory>) -> Self {
        Self { store: store.id, memory }
    }

    /// What the handle stands for.
    pub(crate) fn vm(&self, store: &StoreOpaque) -> NonNull<VmMemory> {
        self.store.check(store);
        self.memory
    }

    fn get<'a>(&self, store: &'a StoreOpaque) -> &'a VmMemory {
        // SAFETY: the memory lives as long as its store, which is borrowed.
        unsafe { self.vm(store).as_ref() }
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> MemoryType {
        self.get(store).present_type()
    }

    /// Its type, with the present size as the least one.
    pub fn ty(&self, store: impl AsContext) -> MemoryType {
        self.ty_in(store.as_context().opaque())
    }

    /// Its size in pages.
    pub fn size(&self, store: impl AsContext) -> u64 {
        self.get(store.as_context().opaque()).size_pages()
    }

    /// Its size in bytes.
    pub fn data_size(&self, store: impl AsContext) -> usize {
        self.get(store.as_context().opaque()).size_bytes() as usize
    }

    /// Adds pages. Returns the size before, in pages.
    ///
    /// # Errors
    /// When the memory would pass its maximum, or the system has no memory left. The memory is unchanged then.
    pub fn grow(&self, mut store: impl AsContextMut, delta_pages: u64) -> Result<u64> {
        let grown = self.get(store.as_context_mut().opaque()).grow(delta_pages);
        Ok(grown.ok_or(UseError::Grow { what: "memory", delta: delta_pages, unit: "pages" })?)
    }

    /// All its bytes.
    pub fn data<'a, T: 'static>(&self, store: impl Into<StoreContext<'a, T>>) -> &'a [u8] {
        let memory = self.get(store.into().opaque());
        // SAFETY: so many bytes are readable from the base on; no guest writes them while the store is borrowed.
        unsafe { slice::from_raw_parts(memory.base(), memory.size_bytes() as usize) }
    }

    /// All its bytes, to change them.
    pub fn data_mut<'a, T: 'static>(&self, store: impl Into<StoreContextMut<'a, T>>) -> &'a mut [u8] {
        self.data_and_store_mut(store).0
    }

    /// All its bytes, to change them, together with the embedder's data.
    pub fn data_and_store_mut<'a, T: 'static>(
        &self,
        store: impl Into<StoreContextMut<'a, T>>,
    ) -> (&'a mut [u8], &'a mut T) {
        let store = store.into().0;
        let memory = self.get(&store.opaque);
        // SAFETY: so many bytes are writable from the base on; nobody else uses them while the store is borrowed mutably, which
        // it is as long as either result is, and the embedder's data lies elsewhere.
        let bytes = unsafe { slice::from_raw_parts_mut(memory.base(), memory.size_bytes() as usize) };
        (bytes, &mut store.data)
    }

    /// Reads bytes from `offset` on.
    ///
    /// # Errors
    /// When they are not all inside. `buffer` is unchanged then.
    pub fn read(&self, store: impl AsContext, offset: usize, buffer: &mut [u8]) -> Result<(), MemoryAccessError> {
        let context = store.as_context();
        let data = self.data(&context);
        let source = data.get(offset..).and_then(|rest| rest.get(..buffer.len())).ok_or(MemoryAccessError)?;
        buffer.copy_from_slice(source);
        Ok(())
    }

    /// Writes bytes from `offset` on.
    ///
    /// # Errors
    /// When they do not all fit inside. The memory is unchanged then.
    pub fn write(&self, mut store: impl AsContextMut, offset: usize, bytes: &[u8]) -> Result<(), MemoryAccessError> {
        let mut context = store.as_context_mut();
        let data = self.data_mut(&mut context);
        let target = data.get_mut(offset..).and_then(|rest| rest.get_mut(..bytes.len())).ok_or(MemoryAccessError)?;
        target.copy_from_slice(bytes);
        Ok(())
    }
}
