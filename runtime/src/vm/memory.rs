//! Linear memories. A memory never moves: its whole range of addresses is reserved, and growing makes more of it accessible.
//! Several threads may use one: its size is published once the bytes are accessible, and only becomes larger.

use super::Reservation;
use std::io;
use std::ops::Range;
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use wasmc_abi::image::{
    GUARD_ALIGN, MAX_IMAGE_BYTES, MEMORY_GUARD_BEFORE_BYTES, MEMORY_MOST_BYTES, MEMORY32_GROW_LIMIT_BYTES,
    MEMORY32_RESERVED_BYTES, MEMORY64_GUARD_BYTES,
};
use wasmc_abi::instance::MemoryDef;
use wasmc_abi::{IndexType, Limits, MemoryType};

/// Alignment of memories, in bytes: so that the system may back them with pages of this size.
pub const MEMORY_ALIGN: usize = 2 << 20;

const _: () = assert!((MEMORY_ALIGN as u64).is_multiple_of(GUARD_ALIGN));

/// Addresses reserved for a memory with 64-bit indices that does not declare a smaller maximum, in bytes.
const MEMORY64_RESERVED_BYTES: u64 = 64 << 30;

/// The addresses that a memory of this type needs from its base on, in bytes.
pub fn reservation_bytes(ty: &MemoryType) -> u64 {
    match ty.index {
        IndexType::I32 => MEMORY32_RESERVED_BYTES,
        // Compiled code compares only the index where offset and width do not pass this.
        IndexType::I64 => size_limit(ty).next_multiple_of(GUARD_ALIGN).saturating_add(MEMORY64_GUARD_BYTES),
    }
}

/// The size that a memory of this type never passes, in bytes.
fn size_limit(ty: &MemoryType) -> u64 {
    let bytes = |pages: u64| pages.checked_shl(ty.page_log2.into()).filter(|bytes| bytes >> ty.page_log2 == pages);
    let most = match ty.index {
        IndexType::I32 => MEMORY32_GROW_LIMIT_BYTES,
        IndexType::I64 => MEMORY64_RESERVED_BYTES,
    };
    let declared = ty.limits.max.and_then(bytes).unwrap_or(u64::MAX);
    most.min(declared).max(bytes(ty.limits.min).unwrap_or(u64::MAX))
}

/// A definition that lives as long as this.
struct OwnDef(NonNull<MemoryDef>);

impl Drop for OwnDef {
    fn drop(&mut self) {
        // SAFETY: `VmMemory::new` made it of a box; whoever was given it has promised not to outlive the memory.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// A linear memory, in its instance's image or with a reservation of its own.
pub struct VmMemory {
    /// What compiled code sees of it.
    def: NonNull<MemoryDef>,
    ty: MemoryType,
    /// The reservation, if it is not the image's: held as long as the memory.
    _own: Option<Reservation>,
    /// The definition, if it is no instance's.
    _own_def: Option<OwnDef>,
    /// All its addresses, guards included.
    range: Range<usize>,
    /// The size it never passes, in bytes.
    limit: u64,
    /// Held while it grows.
    growing: Mutex<()>,
}

// SAFETY: the definition's size is atomic, and nothing else of it changes; whoever follows the base to the memory's bytes
// answers for that.
unsafe impl Send for VmMemory {}
// SAFETY: as above; growing is done by one thread at a time.
unsafe impl Sync for VmMemory {}

impl VmMemory {
    /// A memory that lies in `image` from `base` on: a module's own memory 0.
    ///
    /// # Safety
    /// `def` and the image's reservation must outlive the memory, and nothing else may write `def`.
    pub unsafe fn in_image(
        ty: MemoryType,
        image: &Reservation,
        base: u64,
        def: NonNull<MemoryDef>,
    ) -> io::Result<Self> {
        let start = image.start().as_ptr().wrapping_add(base as usize);
        // What the image has lies below its bound; from there to the memory there is guard.
        let guard = image.start().as_ptr().wrapping_add(MAX_IMAGE_BYTES as usize);
        let range = guard as usize..image.range().end;
        // SAFETY: the caller's promise.
        unsafe { Self::at(start, ty, def, range, None) }
    }

    /// A memory that belongs to no instance.
    pub fn new(ty: MemoryType) -> io::Result<Self> {
        let def = MemoryDef { base: null_mut(), size_bytes: AtomicU64::new(0) };
        let def = OwnDef(NonNull::from(Box::leak(Box::new(def))));
        // SAFETY: the memory keeps it.
        let memory = unsafe { Self::with_def(ty, def.0) }?;
        Ok(Self { _own_def: Some(def), ..memory })
    }

    /// A memory with a reservation of its own.
    ///
    /// # Safety
    /// `def` must outlive the memory, and nothing else may write it.
    pub unsafe fn with_def(ty: MemoryType, def: NonNull<MemoryDef>) -> io::Result<Self> {
        let bytes = reservation_bytes(&ty).checked_add(MEMORY_GUARD_BEFORE_BYTES).ok_or(io::ErrorKind::OutOfMemory)?;
        let own = Reservation::new(bytes, MEMORY_GUARD_BEFORE_BYTES, MEMORY_ALIGN)?;
        let start = own.start().as_ptr().wrapping_add(MEMORY_GUARD_BEFORE_BYTES as usize);
        let range = own.range();
        // SAFETY: the caller's promise.
        unsafe { Self::at(start, ty, def, range, Some(own)) }
    }

    /// # Safety
    /// As for `with_def`; and `start` must be followed by the addresses that `reservation_bytes` asks for.
    unsafe fn at(
        start: *mut u8,
        ty: MemoryType,
        def: NonNull<MemoryDef>,
        range: Range<usize>,
        own: Option<Reservation>,
    ) -> io::Result<Self> {
        let limit = size_limit(&ty).min(MEMORY_MOST_BYTES);
        let memory = Self { def, ty, _own: own, _own_def: None, range, limit, growing: Mutex::new(()) };
        // SAFETY: `def` is valid for writes: the caller's promise.
        unsafe { def.write(MemoryDef { base: start, size_bytes: AtomicU64::new(0) }) };
        memory.grow(ty.limits.min).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(memory)
    }

    /// Asks the system to back the memory with huge pages. A system that has none goes on as it is.
    pub fn advise_huge_pages(&self) {
        let advice = rustix::mm::Advice::LinuxHugepage;
        // SAFETY: the bytes from the base to the limit lie in this memory's reservation, and the advice changes none of them.
        let _ = unsafe { rustix::mm::madvise(self.base().cast(), self.limit as usize, advice) };
    }

    /// What compiled code sees of it.
    pub fn def(&self) -> NonNull<MemoryDef> {
        self.def
    }

    /// Its type, with the present size as the least one.
    pub fn present_type(&self) -> MemoryType {
        MemoryType { limits: Limits { min: self.size_pages(), ..self.ty.limits }, ..self.ty }
    }

    /// All its addresses, guards included.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Its first byte.
    pub fn base(&self) -> *mut u8 {
        // SAFETY: `def` is valid as long as `self` (the constructors' condition).
        unsafe { (*self.def.as_ptr()).base }
    }

    fn published_size(&self) -> &AtomicU64 {
        // SAFETY: as above; nobody writes it but `grow`.
        unsafe { &(*self.def.as_ptr()).size_bytes }
    }

    /// Its size in bytes.
    pub fn size_bytes(&self) -> u64 {
        self.published_size().load(Ordering::Acquire)
    }

    /// Its size in pages.
    pub fn size_pages(&self) -> u64 {
        self.size_bytes() >> self.ty.page_log2
    }

    /// Adds pages of zeros, or does nothing and returns none. Returns the size before, in pages.
    pub fn grow(&self, delta_pages: u64) -> Option<u64> {
        let _growing = self.growing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.size_bytes();
        let delta =
            delta_pages.checked_shl(self.ty.page_log2.into()).filter(|d| d >> self.ty.page_log2 == delta_pages)?;
        let after = before.checked_add(delta).filter(|&after| after <= self.limit)?;
        self.commit(before, after).ok()?;
        // Whoever sees the size finds the bytes accessible.
        self.published_size().store(after, Ordering::Release);
        Some(before >> self.ty.page_log2)
    }

    /// Makes the pages accessible that hold the bytes from `before` to `after`.
    fn commit(&self, before: u64, after: u64) -> io::Result<()> {
        let page = rustix::param::page_size() as u64;
        let (before, after) = (before.next_multiple_of(page), after.next_multiple_of(page));
        if after <= before {
            return Ok(());
        }
        let start = self.base().wrapping_add(before as usize);
        let flags = rustix::mm::MprotectFlags::READ | rustix::mm::MprotectFlags::WRITE;
        // SAFETY: `limit` keeps the pages inside of this memory's reservation, which nobody else maps into.
        unsafe { rustix::mm::mprotect(start.cast(), (after - before) as usize, flags) }?;
        Ok(())
    }

    /// A pointer to `len` bytes at `offset`, if all of them are inside.
    pub fn slice(&self, offset: u64, len: u64) -> Option<*mut u8> {
        let end = offset.checked_add(len)?;
        (end <= self.size_bytes()).then(|| self.base().wrapping_add(offset as usize))
    }
}
