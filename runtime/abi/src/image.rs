//! The image: the one address range of an instance, in which every distance is known at link time.
//!
//! ```text
//! base ─► [ text RX ][ rodata R ][ instance data RW ][ guard … ][ memory 0: 4 GiB + guard ]
//!         0                                                     MEMORY0_OFFSET
//! ```
//! Code reaches instance data and memory 0 by references relative to the instruction pointer and is never relocated at load.

/// Where a module's own memory 0 begins, in bytes from the image's base.
///
/// Code anywhere in the image must reach it, and LLVM folds constant offsets below 16 MiB into the reference (small code
/// model), so 2 GiB − 16 MiB is the most. As far away as that, almost 2 GiB of guard lie before the memory.
pub const MEMORY0_OFFSET: u64 = (2 << 30) - (16 << 20) - GUARD_ALIGN;

/// Alignment of a memory's base, in bytes. At least every page size that Linux uses on our targets.
pub const GUARD_ALIGN: u64 = 64 << 10;

/// The most that text, rodata and instance data may take together, in bytes; the rest before memory 0 is guard.
pub const MAX_IMAGE_BYTES: u64 = 1 << 30;

/// Bytes reserved from the base of a memory with 32-bit addresses: 4 GiB of index, 4 GiB of constant offset, and more than
/// the widest access. An access through such an address needs no compare: it hits the memory or a guard page.
pub const MEMORY32_RESERVED_BYTES: u64 = (8 << 30) + GUARD_ALIGN;

/// Bytes of inaccessible addresses behind the largest size of a memory with 64-bit addresses: an index inside the memory plus
/// a constant offset and the access's width that together do not pass this needs only the index compared.
pub const MEMORY64_GUARD_BYTES: u64 = 2 << 30;

/// No memory ever has more bytes than this. No address space has as many; said here because compiled code relies on it: a loop
/// whose addresses rise to a memory's size passes it without wrapping.
pub const MEMORY_MOST_BYTES: u64 = 1 << 62;

/// Bytes of inaccessible addresses before a memory that has a reservation of its own.
pub const MEMORY_GUARD_BEFORE_BYTES: u64 = 2 << 30;

/// No memory with 32-bit addresses grows past this many bytes, unless it was declared larger: growing may always fail, and
/// this makes `lo + c` with c < 64 Ki safe from wrapping once an access at `lo` has succeeded (address grouping).
pub const MEMORY32_GROW_LIMIT_BYTES: u64 = (4 << 30) - (64 << 10);

/// Alignment of the image's segments in the artifact and in memory, in bytes, on this machine.
pub const SEGMENT_ALIGN: u64 = if cfg!(target_arch = "aarch64") { AARCH64_SEGMENT_ALIGN } else { X86_64_SEGMENT_ALIGN };

/// The same of artifacts for x86-64: its pages.
pub const X86_64_SEGMENT_ALIGN: u64 = 4 << 10;

/// The same of artifacts for AArch64: the largest pages of its kernels, which have 4, 16 or 64 KiB.
pub const AARCH64_SEGMENT_ALIGN: u64 = 64 << 10;

/// Smallest guarded part of a guest stack, in bytes. Frames larger than a page probe each of their pages.
pub const STACK_GUARD_BYTES: u64 = 64 << 10;
