//! The instance data that compiled code and the runtime both touch, and the symbols by which the linker finds it.
//!
//! The backend defines each symbol below as a hidden, zero-initialized variable of its object, with as many elements as the
//! module needs (none: no symbol). The linker places them in the image's data segment and records the offsets in
//! [`crate::artifact::InstanceSymbols`]. The runtime fills them when it lays out an instance.

use core::ffi::c_void;
use core::sync::atomic::AtomicU64;

/// Names of the symbols in an object that the linker and the runtime give a meaning.
pub mod symbol {
    /// Base of the module's own memory 0: undefined in the object, placed by the linker at [`crate::image::MEMORY0_OFFSET`].
    pub const MEMORY0: &str = "wasmc_memory0";
    /// One [`super::InstanceHeader`]. Its address is the first argument of every libcall that works on an instance.
    pub const INSTANCE: &str = "wasmc_instance";
    /// One [`super::MemoryDef`] per memory that the module defines and that is not shared.
    pub const MEMORIES: &str = "wasmc_memories";
    /// One `*mut MemoryDef` per memory that is not the instance's alone: the imported ones, then the shared ones that the
    /// module defines.
    pub const MEMORY_IMPORTS: &str = "wasmc_memory_imports";
    /// One [`super::TableDef`] per table that the module defines.
    pub const TABLES: &str = "wasmc_tables";
    /// One `*mut TableDef` per imported table.
    pub const TABLE_IMPORTS: &str = "wasmc_table_imports";
    /// One [`super::ValRaw`] per exposed global that the module defines: exported, or not initialized by a constant. All
    /// other globals are private to compiled code.
    pub const GLOBALS: &str = "wasmc_globals";
    /// One `*mut ValRaw` per imported global.
    pub const GLOBAL_IMPORTS: &str = "wasmc_global_imports";
    /// One [`super::TagDef`] per exception tag that the module defines.
    pub const TAGS: &str = "wasmc_tags";
    /// One `*mut TagDef` per imported exception tag.
    pub const TAG_IMPORTS: &str = "wasmc_tag_imports";
    /// One [`super::FuncRef`] per imported function, then one per function that may leave the module. Those of the
    /// latter are initialized in the object, with relocations for their addresses, and the *module's* type index in
    /// `type_id`; the runtime replaces it by the engine's and copies the imports over theirs.
    pub const FUNCREFS: &str = "wasmc_funcrefs";
    /// One `u32` per type of the module: the engine's identity for it, which is what a [`super::FuncRef`] carries.
    pub const TYPE_IDS: &str = "wasmc_type_ids";
    /// The address of the module's counters, in a module that was compiled to count: all instances share them. See
    /// [`crate::profile`].
    pub const PROFILE: &str = "wasmc_profile";
}

/// A value in the edge convention and in an exposed global. 16 bytes; unused high bytes are undefined.
#[derive(Clone, Copy)]
#[repr(C, align(16))]
pub union ValRaw {
    /// `i32`
    pub i32: i32,
    /// `i64`
    pub i64: i64,
    /// Bits of an `f32`.
    pub f32: u32,
    /// Bits of an `f64`.
    pub f64: u64,
    /// `v128`, little-endian.
    pub v128: [u8; 16],
    /// A function reference, null for the null reference.
    pub funcref: *mut FuncRef,
    /// A reference to a host value as the runtime encodes it, null for the null reference.
    pub externref: *mut c_void,
    /// A reference to an exception, null for the null reference.
    pub exnref: *mut Exception,
}

impl Default for ValRaw {
    fn default() -> Self {
        Self { v128: [0; 16] }
    }
}

/// The convention across a module's edge, for exports, imports and function references: the callee takes its arguments
/// from `values` and leaves its results there, each in one slot, as many slots as the longer of the two lists.
/// C calling convention. `env` is the [`FuncRef`]'s.
pub type EdgeFn = unsafe extern "C" fn(env: *mut c_void, values: *mut ValRaw);

/// A function that has left the module it was defined in, or may.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct FuncRef {
    /// The function as any module calls it, or null when it is a host function: LLVM's `fastcc`, parameters in order;
    /// no result: void, one: itself, up to two integers and two floats: a struct of them, more: written to slots as in the
    /// edge convention, whose address comes before the parameters. Needs no `env`: code knows its instance by its address.
    pub fast: *const c_void,
    /// The function as one that takes over its caller's frame: the same in LLVM's `tailcc`, but that no parameter comes on
    /// the stack. If there are more than six integers and references, the address of memory for results among them, or
    /// more than eight floats and vectors, those that find no register left are in slots as in the edge convention. The
    /// slots' address comes before the parameters, takes a register, too, and comes after that of the memory for results.
    /// The function reads them before it does anything else, and then the caller's instance may use them again. Null for
    /// a host function, and for functions that make no tail calls themselves.
    pub tail: *const c_void,
    /// The function in the edge convention.
    pub edge: Option<EdgeFn>,
    /// First argument of `edge`: for a compiled function this `FuncRef` itself, for a host function what the runtime likes.
    pub env: *mut c_void,
    /// The engine's identity of its type: two functions have the same exactly if their types are equal.
    pub type_id: u32,
    /// Keeps the size a multiple of the alignment; zero.
    pub reserved: u32,
}

/// A linear memory.
#[repr(C)]
pub struct MemoryDef {
    /// Its first byte. Never changes: growing only makes more of the reservation accessible.
    pub base: *mut u8,
    /// Its present size in bytes. Only of a shared memory do several threads use it.
    pub size_bytes: AtomicU64,
}

/// A table.
#[repr(C)]
pub struct TableDef {
    /// Its elements: `*mut FuncRef` or the runtime's encoding of an `externref`; null for the null reference. Moves when it grows.
    pub base: *mut *mut c_void,
    /// Its present size in elements.
    pub size: u64,
}

/// An exception tag. Its identity is its address.
#[repr(C)]
pub struct TagDef {
    /// The engine's identity of its function type, whose parameters are the values of its exceptions.
    pub type_id: u32,
    /// How many values its exceptions have.
    pub values: u32,
}

/// An exception that has been thrown. Compiled code reads it; the runtime makes it, and frees it once no reference to it is
/// left.
#[repr(C, align(16))]
pub struct Exception {
    /// What kind of exception it is.
    pub tag: *const TagDef,
    /// What the runtime keeps for it.
    pub runtime: usize,
    /// Its values, in order: as many as the tag says.
    pub values: [ValRaw; 0],
}

/// The start of instance data. Compiled code only takes its address.
#[repr(C)]
pub struct InstanceHeader {
    /// What the runtime keeps for this instance.
    pub runtime: *mut c_void,
    /// Zero.
    pub reserved: u64,
}

const _: () = assert!(size_of::<ValRaw>() == 16 && align_of::<ValRaw>() == 16);
const _: () = assert!(size_of::<FuncRef>() == 40);
const _: () = assert!(size_of::<MemoryDef>() == 16);
const _: () = assert!(size_of::<TableDef>() == 16);
const _: () = assert!(size_of::<TagDef>() == 8);
const _: () = assert!(size_of::<Exception>() == 16 && align_of::<Exception>() == 16);
const _: () = assert!(size_of::<InstanceHeader>() == 16);
