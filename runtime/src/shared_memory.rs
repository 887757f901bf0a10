//! Shared memories: linear memories that belong to no store, and that guests of several stores, and so of several threads,
//! may use at the same time.

use crate::engine::Engine;
use crate::error::{LinkError, Result, UseError};
use crate::trap::Trap;
use crate::vm::VmMemory;
use crate::vm::waiting::{self, WaitResult};
use std::cell::UnsafeCell;
use std::fmt;
use std::ptr::NonNull;
use std::slice;
use std::sync::Arc;
use std::time::Duration;
use wasmc_abi::{MemoryType, TrapCode};

/// A linear memory that can be imported into every store of its engine. Cheap to clone; clones are the same memory, which
/// lives as long as one of them or a store that has got one.
#[derive(Clone)]
pub struct SharedMemory(Arc<Inner>);

struct Inner {
    engine: Engine,
    memory: VmMemory,
}

impl SharedMemory {
    /// A shared memory of zeros.
    ///
    /// # Errors
    /// When the type is not that of a shared memory with a maximum, or the system has not enough addresses or memory left.
    pub fn new(engine: &Engine, ty: MemoryType) -> Result<Self> {
        if !ty.shared || ty.limits.max.is_none() {
            return Err(UseError::MemoryType { problem: "a shared memory must be shared and have a maximum" }.into());
        }
        let memory = VmMemory::new(ty).map_err(|error| LinkError::Map { what: "a shared memory", error })?;
        if engine.config().huge_pages {
            memory.advise_huge_pages();
        }
        Ok(Self(Arc::new(Inner { engine: engine.clone(), memory })))
    }

    /// Its engine.
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// Its type, with the present size as the least one.
    pub fn ty(&self) -> MemoryType {
        self.0.memory.present_type()
    }

    /// Its size in pages.
    pub fn size(&self) -> u64 {
        self.0.memory.size_pages()
    }

    /// Its size in bytes.
    pub fn data_size(&self) -> usize {
        self.0.memory.size_bytes() as usize
    }

    /// All its bytes. Guests may read and write them at any time: only atomic accesses are free of data races.
    pub fn data(&self) -> &[UnsafeCell<u8>] {
        let base = self.0.memory.base().cast_const().cast::<UnsafeCell<u8>>();
        // SAFETY: so many bytes are accessible from the base on as long as the memory lives, which never becomes smaller.
        unsafe { slice::from_raw_parts(base, self.data_size()) }
    }

    /// Adds pages. Returns the size before, in pages.
    ///
    /// # Errors
    /// When the memory would pass its maximum, or the system has no memory left. The memory is unchanged then.
    pub fn grow(&self, delta_pages: u64) -> Result<u64> {
        let grown = self.0.memory.grow(delta_pages);
        Ok(grown.ok_or(UseError::Grow { what: "memory", delta: delta_pages, unit: "pages" })?)
    }

    /// `memory.atomic.notify`: lets threads go on that wait at an address, at most `count`. Returns how many.
    ///
    /// # Errors
    /// The instruction's traps.
    pub fn atomic_notify(&self, address: u64, count: u32) -> Result<u32, Trap> {
        let place = self.aligned::<u32>(address)?;
        // SAFETY: the address lies in this memory.
        Ok(unsafe { waiting::notify(place.as_ptr() as usize, count) })
    }

    /// `memory.atomic.wait32`: waits while there are these 32 bits at an address, until notified, at most so long.
    ///
    /// # Errors
    /// The instruction's traps.
    pub fn atomic_wait32(&self, address: u64, expected: u32, timeout: Option<Duration>) -> Result<WaitResult, Trap> {
        let place = self.aligned::<u32>(address)?;
        // SAFETY: the address lies in this memory, which lives as long as it is borrowed, and is aligned.
        Ok(unsafe { waiting::wait32(place, expected, timeout) })
    }

    /// `memory.atomic.wait64`: the same for 64 bits.
    ///
    /// # Errors
    /// The instruction's traps.
    pub fn atomic_wait64(&self, address: u64, expected: u64, timeout: Option<Duration>) -> Result<WaitResult, Trap> {
        let place = self.aligned::<u64>(address)?;
        // SAFETY: as for 32 bits.
        Ok(unsafe { waiting::wait64(place, expected, timeout) })
    }

    /// The place of an atomic access.
    fn aligned<T>(&self, address: u64) -> Result<NonNull<T>, Trap> {
        let width = size_of::<T>() as u64;
        if !address.is_multiple_of(width) {
            return Err(Trap::new(TrapCode::UnalignedAtomic));
        }
        let place = self.0.memory.slice(address, width).and_then(NonNull::new);
        place.map(NonNull::cast).ok_or_else(|| Trap::new(TrapCode::MemoryOutOfBounds))
    }

    /// What stores and instances keep of it; only as long as they keep the shared memory.
    pub(crate) fn vm(&self) -> NonNull<VmMemory> {
        NonNull::from(&self.0.memory)
    }
}

impl fmt::Debug for SharedMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedMemory").field("ty", &self.ty()).finish_non_exhaustive()
    }
}
