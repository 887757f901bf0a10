//! What instances are made of: address ranges, memories, tables, guest stacks.

mod image;
mod memory;
mod stack;
mod table;
pub mod waiting;

pub use image::{Image, ImageSource};
pub use memory::VmMemory;
pub use stack::GuestStack;
pub use table::{Element, MAX_ELEMENTS as MAX_TABLE_ELEMENTS, VmTable};

use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap_anonymous, mprotect, munmap};
use std::ffi::c_void;
use std::io;
use std::ops::Range;
use std::ptr::{NonNull, null_mut};

/// An owned range of addresses; nothing in it is accessible unless something was mapped over it. Unmapped on drop.
pub struct Reservation {
    start: NonNull<u8>,
    bytes: usize,
    /// What was mapped: the range, and what the alignment cost around it.
    mapped: Range<usize>,
}

// SAFETY: a range of addresses belongs to the process; no thread has more to do with it than another.
unsafe impl Send for Reservation {}
// SAFETY: as above; a shared reference only tells where the range is.
unsafe impl Sync for Reservation {}

impl Reservation {
    /// Reserves `bytes` addresses such that the one at `anchor` is a multiple of `align`, a power of two.
    pub fn new(bytes: u64, anchor: u64, align: usize) -> io::Result<Self> {
        let all = bytes.checked_add(align as u64).and_then(|all| usize::try_from(all).ok());
        let all = all.ok_or(io::ErrorKind::OutOfMemory)?;
        // SAFETY: without a fixed address, a new mapping replaces nothing.
        let mapped =
            unsafe { mmap_anonymous(null_mut(), all, ProtFlags::empty(), MapFlags::PRIVATE | MapFlags::NORESERVE) }?;
        let mapped = mapped as usize;
        let anchor = anchor as usize;
        let start = (mapped + anchor).next_multiple_of(align) - anchor;
        let bytes = bytes as usize;
        let start = NonNull::new(start as *mut u8).expect("the system maps nothing at address zero");
        Ok(Self { start, bytes, mapped: mapped..mapped + all })
    }

    /// Its first address.
    pub fn start(&self) -> NonNull<u8> {
        self.start
    }

    /// Its addresses.
    pub fn range(&self) -> Range<usize> {
        let start = self.start.as_ptr() as usize;
        start..start + self.bytes
    }

    /// Makes a part of it readable and writable; pages that were not accessible before are zero.
    pub fn commit(&self, offset: u64, bytes: u64) -> io::Result<()> {
        let end = offset.checked_add(bytes).filter(|&end| end <= self.bytes as u64);
        end.ok_or(io::ErrorKind::OutOfMemory)?;
        if bytes == 0 {
            return Ok(());
        }
        // SAFETY: the part lies in this range (checked above), which nobody else maps into.
        unsafe { mprotect(self.at(offset), bytes as usize, MprotectFlags::READ | MprotectFlags::WRITE) }?;
        Ok(())
    }

    /// The address at an offset.
    fn at(&self, offset: u64) -> *mut c_void {
        self.start.as_ptr().wrapping_add(offset as usize).cast()
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        // A failure would only leak the addresses.
        // SAFETY: the mapping is ours, and whoever was given a part of it has promised not to outlive `self`.
        let _ = unsafe { munmap(self.mapped.start as *mut c_void, self.mapped.len()) };
    }
}
