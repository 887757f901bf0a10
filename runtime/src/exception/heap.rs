//! Where a store's exceptions lie: in blocks of slots of one size, so that any address can be taken for a reference and
//! looked up. An exception is found through every address within its slot.
//!
//! The runtime's word of an exception tells what its slot is: zero, free; otherwise the number of the collection that has
//! last found it in use, or after which it was made.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::mem::MaybeUninit;
use std::ops::Range;
use std::ptr::{NonNull, null, null_mut};
use wasmc_abi::instance::{Exception, TagDef, ValRaw};

/// Size of a block, in bytes, unless its one slot is larger.
const BLOCK_BYTES: usize = 64 << 10;

/// Exceptions of so many bytes are made between two collections at least: few enough to stay in the CPU's caches.
const LEAST_BYTES: usize = 256 << 10;

/// The number of slot sizes: enough for as many values as a tag can count.
const CLASSES: usize = 40;

/// The classes below this have slots for one value more each; those from it on, slots of twice as many bytes each.
const FIRST_POWER: usize = 9;

/// The size of a value, in words.
const VALUE_WORDS: usize = size_of::<ValRaw>() / size_of::<usize>();

/// The class of the smallest slots that an exception with so many values fits into.
fn class_of(values: usize) -> usize {
    if values < FIRST_POWER {
        return values;
    }
    FIRST_POWER + (values / 16 + 1).next_power_of_two().trailing_zeros() as usize
}

/// The size of a class's slots, in bytes: those of the first power have room for 15 values.
fn slot_bytes(class: usize) -> usize {
    let values = if class < FIRST_POWER { class } else { (16 << (class - FIRST_POWER)) - 1 };
    size_of::<Exception>() + values * size_of::<ValRaw>()
}

/// Slots of one size.
struct Block {
    addresses: Range<usize>,
    class: usize,
    /// How many of its slots the present collection has found in use.
    live: usize,
}

impl Block {
    fn new(class: usize) -> Self {
        let layout = Self::layout(class);
        // SAFETY: the size is not zero.
        let start = unsafe { alloc(layout) };
        if start.is_null() {
            handle_alloc_error(layout);
        }
        let start = start as usize;
        Self { addresses: start..start + layout.size(), class, live: 0 }
    }

    fn layout(class: usize) -> Layout {
        let slots = (BLOCK_BYTES / slot_bytes(class)).max(1);
        Layout::from_size_align(slots * slot_bytes(class), align_of::<Exception>()).expect("a block's size fits")
    }

    fn bytes(&self) -> usize {
        self.addresses.len()
    }

    /// Its slots, by their addresses.
    fn slots(&self) -> impl DoubleEndedIterator<Item = *mut Exception> + use<> {
        let (start, bytes) = (self.addresses.start, slot_bytes(self.class));
        (0..self.bytes() / bytes).map(move |slot| (start + slot * bytes) as *mut Exception)
    }

    /// The slot that an address of the block is in.
    fn slot_at(&self, address: usize) -> NonNull<Exception> {
        let offset = address - self.addresses.start;
        let bytes = slot_bytes(self.class);
        NonNull::new((self.addresses.start + offset / bytes * bytes) as *mut Exception).expect("a block is allocated")
    }

    /// Puts all free slots, the first one in front, before `next`, and returns the first.
    ///
    /// # Safety
    /// Each slot must hold an exception, or what is left of one; or anything, if `epoch` is none.
    unsafe fn link(&self, epoch: Option<usize>, mut next: *mut Exception) -> *mut Exception {
        for slot in self.slots().rev() {
            // SAFETY: the slot is in the block; the caller says that its word has been written.
            unsafe {
                if epoch.is_none_or(|epoch| (*slot).runtime != epoch) {
                    (*slot).runtime = 0;
                    (*slot).tag = next.cast();
                    next = slot;
                }
            }
        }
        next
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: `new` has made it with this layout; whoever drops a block knows that none of its slots is in use.
        unsafe { dealloc(self.addresses.start as *mut u8, Self::layout(self.class)) };
    }
}

/// A store's exceptions.
pub struct Heap {
    /// By their addresses.
    blocks: Vec<Block>,
    /// The first free slot of each class; a free slot's tag is the next one.
    free: [*const Exception; CLASSES],
    /// The number of the last collection.
    epoch: usize,
    /// Bytes that have been handed out since then.
    used_bytes: usize,
    /// So many may be before the next collection.
    limit_bytes: usize,
    /// Exceptions found in use by the present collection, whose values it has not looked at.
    pending: Vec<NonNull<Exception>>,
    /// Bytes that the present collection has looked through.
    scanned_bytes: usize,
}

impl Default for Heap {
    fn default() -> Self {
        Self {
            blocks: Vec::new(),
            free: [null(); CLASSES],
            epoch: 1,
            used_bytes: 0,
            limit_bytes: LEAST_BYTES,
            pending: Vec::new(),
            scanned_bytes: 0,
        }
    }
}

impl Heap {
    /// Whether so many exceptions have been made that it is time to look for those that are not in use any more.
    #[inline]
    pub fn is_due(&self) -> bool {
        self.used_bytes >= self.limit_bytes
    }

    /// Makes an exception.
    ///
    /// # Safety
    /// The tag must outlive it, and `values` hold as many values as it says.
    #[inline]
    pub unsafe fn make(&mut self, tag: NonNull<TagDef>, values: *const ValRaw) -> NonNull<Exception> {
        // SAFETY: the caller's promise.
        let count = unsafe { tag.as_ref() }.values as usize;
        let class = class_of(count);
        let slot = match NonNull::new(self.free[class].cast_mut()) {
            Some(slot) => slot,
            None => self.add_block(class),
        };
        self.used_bytes += slot_bytes(class);
        // SAFETY: the slot is free, so it is nobody else's, and has room for so many values; free slots hold the next one's
        // address, or null.
        unsafe {
            self.free[class] = slot.as_ref().tag.cast();
            (*slot.as_ptr()).tag = tag.as_ptr();
            (*slot.as_ptr()).runtime = self.epoch;
            copy_words(values.cast(), (&raw mut (*slot.as_ptr()).values).cast(), count * VALUE_WORDS);
        }
        slot
    }

    #[cold]
    fn add_block(&mut self, class: usize) -> NonNull<Exception> {
        let block = Block::new(class);
        // SAFETY: nothing is in the block yet.
        let first = unsafe { block.link(None, null_mut()) };
        let position = self.blocks.partition_point(|other| other.addresses.start < block.addresses.start);
        self.blocks.insert(position, block);
        NonNull::new(first).expect("a block has a slot")
    }

    /// Begins a collection: from here on, exceptions are in use only if `mark` says so.
    pub fn begin(&mut self) {
        self.epoch += 1;
        self.scanned_bytes = 0;
        self.blocks.iter_mut().for_each(|block| block.live = 0);
    }

    /// Says that the exception that a word refers to is in use, if it refers to one.
    #[inline]
    pub fn mark(&mut self, word: usize) {
        let addresses = self.addresses();
        if addresses.contains(&word) {
            self.mark_within(word);
        }
    }

    /// The addresses between which all exceptions lie.
    #[inline]
    fn addresses(&self) -> Range<usize> {
        match (self.blocks.first(), self.blocks.last()) {
            (Some(first), Some(last)) => first.addresses.start..last.addresses.end,
            _ => 0..0,
        }
    }

    fn mark_within(&mut self, word: usize) {
        let position = self.blocks.partition_point(|block| block.addresses.end <= word);
        let Some(block) = self.blocks.get_mut(position).filter(|block| block.addresses.contains(&word)) else { return };
        let slot = block.slot_at(word);
        // SAFETY: each slot of a block holds an exception with the runtime's word, or did.
        unsafe {
            if (*slot.as_ptr()).runtime != 0 && (*slot.as_ptr()).runtime != self.epoch {
                (*slot.as_ptr()).runtime = self.epoch;
                block.live += 1;
                self.pending.push(slot);
            }
        }
    }

    /// Says that the exceptions are in use that words of memory refer to, whatever else these words are.
    ///
    /// # Safety
    /// The memory must be readable, and nobody else may be writing it.
    pub unsafe fn mark_words(&mut self, memory: Range<usize>) {
        self.scanned_bytes += memory.len();
        let addresses = self.addresses();
        for address in memory.step_by(size_of::<usize>()) {
            // SAFETY: the caller's promise. Volatile: what lies there may never have been written.
            let word = unsafe { (address as *const usize).read_volatile() };
            if addresses.contains(&word) {
                self.mark_within(word);
            }
        }
    }

    /// Says the same of what the values refer to of the exceptions in use.
    ///
    /// # Safety
    /// Their tags must be alive.
    pub unsafe fn mark_values(&mut self) {
        while let Some(exception) = self.pending.pop() {
            // SAFETY: an exception in use has been made with a tag, which is alive, and with as many values as it says.
            unsafe {
                let start = (&raw const (*exception.as_ptr()).values) as usize;
                let count = (*exception.as_ref().tag).values as usize;
                self.mark_words(start..start + count * size_of::<ValRaw>());
            }
        }
    }

    /// Ends the collection: frees the exceptions that are not in use.
    ///
    /// # Safety
    /// `mark` must have been called for every reference to one that is still to be followed, and `mark_values` after that.
    pub unsafe fn sweep(&mut self) {
        let live_bytes: usize = self.blocks.iter().map(|block| block.live * slot_bytes(block.class)).sum();
        // Looking for exceptions again is to cost no more than making them has.
        self.limit_bytes = live_bytes.max(self.scanned_bytes).max(LEAST_BYTES);
        self.used_bytes = 0;
        let mut spare_bytes = self.limit_bytes;
        self.blocks.retain(|block| {
            let is_spare = block.live == 0 && block.bytes() <= spare_bytes;
            spare_bytes -= if is_spare { block.bytes() } else { 0 };
            is_spare || block.live > 0
        });
        self.free = [null(); CLASSES];
        for block in self.blocks.iter().rev() {
            // SAFETY: each slot of a block holds an exception with the runtime's word, or did; those with another number than
            // the present one are not in use.
            self.free[block.class] = unsafe { block.link(Some(self.epoch), self.free[block.class].cast_mut()) };
        }
    }
}

/// Copies memory by words: most of them have just been written as such, and the CPU makes a wider load wait for these
/// writes.
///
/// # Safety
/// The memory must be readable and writable, and not the same.
#[inline]
unsafe fn copy_words(from: *const MaybeUninit<usize>, to: *mut MaybeUninit<usize>, count: usize) {
    for word in 0..count {
        // SAFETY: the caller's promise. Volatile, so that the compiler does not make a `memcpy` of the loop.
        unsafe { to.add(word).write_volatile(from.add(word).read_volatile()) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_have_room_for_their_values() {
        for values in (0..5000).chain([1 << 20, u32::MAX as usize]) {
            let class = class_of(values);
            assert!(class < CLASSES);
            assert!(slot_bytes(class) >= size_of::<Exception>() + values * size_of::<ValRaw>());
            assert!(class == 0 || slot_bytes(class - 1) < size_of::<Exception>() + values * size_of::<ValRaw>());
        }
    }
}
