//! The functions that compiled code calls outside itself: one row each, in the C calling convention.
//!
//! Each is reached through a slot of instance data that the runtime fills: an object calls the symbol, the linker makes a
//! stub `jmp *slot(%rip)` for it. Libcalls never trap themselves: those that can fail return `0` for failure and the
//! compiled code traps, so that a trap always has a Wasm offset.

/// The type of a libcall's parameter or result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LibcallType {
    /// A pointer.
    Ptr,
    /// A 32-bit integer.
    I32,
    /// A 64-bit integer.
    I64,
    /// A 128-bit integer, in two registers.
    I128,
    /// A 32-bit float.
    F32,
    /// A 64-bit float.
    F64,
}

macro_rules! libcalls {
    ($($(#[$doc:meta])* $name:ident = $symbol:literal ($($param:ident),*) $(-> $result:ident)?;)*) => {
        /// A function of the runtime or of the C library that compiled code may call.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Libcall {
            $($(#[$doc])* $name,)*
        }

        impl Libcall {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name by which an object refers to it.
            pub fn symbol(self) -> &'static str {
                match self { $(Self::$name => $symbol,)* }
            }

            /// The types of its parameters.
            pub fn params(self) -> &'static [LibcallType] {
                match self { $(Self::$name => &[$(LibcallType::$param),*],)* }
            }

            /// The type of its result, if it has one.
            pub fn result(self) -> Option<LibcallType> {
                match self { $(Self::$name => libcalls!(@result $($result)?),)* }
            }
        }
    };
    (@result) => { None };
    (@result $result:ident) => { Some(LibcallType::$result) };
}

libcalls! {
    /// `(instance, memory, delta_pages)` → the size before, in pages, or −1.
    MemoryGrow = "wasmc_memory_grow" (Ptr, I32, I64) -> I64;
    /// `(instance, memory, data segment, destination, source, length)` → 1, or 0 when out of bounds.
    MemoryInit = "wasmc_memory_init" (Ptr, I32, I32, I64, I64, I64) -> I32;
    /// `(instance, data segment)`
    DataDrop = "wasmc_data_drop" (Ptr, I32);
    /// `(instance, table, delta, initial element)` → the size before, or −1.
    TableGrow = "wasmc_table_grow" (Ptr, I32, I64, Ptr) -> I64;
    /// `(instance, table, start, element, length)` → 1, or 0 when out of bounds.
    TableFill = "wasmc_table_fill" (Ptr, I32, I64, Ptr, I64) -> I32;
    /// `(instance, destination table, source table, destination, source, length)` → 1, or 0 when out of bounds.
    TableCopy = "wasmc_table_copy" (Ptr, I32, I32, I64, I64, I64) -> I32;
    /// `(instance, table, element segment, destination, source, length)` → 1, or 0 when out of bounds.
    TableInit = "wasmc_table_init" (Ptr, I32, I32, I64, I64, I64) -> I32;
    /// `(instance, element segment)`
    ElemDrop = "wasmc_elem_drop" (Ptr, I32);
    /// `(instance, type, type)` → 1 if all functions of the first type are functions of the second, or 0. The types are
    /// the engine's identities of them.
    IsSubtype = "wasmc_is_subtype" (Ptr, I32, I32) -> I32;

    /// `(instance, tag, values)`: throws a new exception with a tag and as many values as it says. Never returns.
    Throw = "wasmc_throw" (Ptr, Ptr, Ptr);
    /// `(exception)`: throws an exception that has been thrown before. Never returns.
    ThrowRef = "wasmc_throw_ref" (Ptr);
    /// The same, by the name that LLVM gives to what follows a landing pad that catches nothing.
    UnwindResume = "_Unwind_Resume" (Ptr);

    // Compiled code has checked these addresses: that they are inside of their memory, and aligned.
    /// `(address, count)` → how many of the threads that wait at the address go on now: at most so many.
    AtomicNotify = "wasmc_atomic_notify" (Ptr, I32) -> I32;
    /// `(address, expected value, nanoseconds)` → 0 when notified, 1 when there is another value, 2 when the time is over. A
    /// negative time has no end.
    AtomicWait32 = "wasmc_atomic_wait32" (Ptr, I32, I64) -> I32;
    /// The same for 64 bits.
    AtomicWait64 = "wasmc_atomic_wait64" (Ptr, I64, I64) -> I32;

    /// `(call, callee)`: counts a call in its `wasmc_abi::profile::Call`.
    ProfileCall = "wasmc_profile_call" (Ptr, I64);

    /// C's `memcpy`. LLVM makes these of copies, fills and comparisons that it recognises.
    Memcpy = "memcpy" (Ptr, Ptr, I64) -> Ptr;
    /// C's `memmove`.
    Memmove = "memmove" (Ptr, Ptr, I64) -> Ptr;
    /// C's `memset`.
    Memset = "memset" (Ptr, I32, I64) -> Ptr;
    /// C's `memcmp`.
    Memcmp = "memcmp" (Ptr, Ptr, I64) -> I32;
    /// POSIX' `bcmp`.
    Bcmp = "bcmp" (Ptr, Ptr, I64) -> I32;
    /// C's `strlen`.
    Strlen = "strlen" (Ptr) -> I64;

    /// C's `ceilf`: where the CPU has no rounding instruction.
    CeilF32 = "ceilf" (F32) -> F32;
    /// C's `ceil`.
    CeilF64 = "ceil" (F64) -> F64;
    /// C's `floorf`.
    FloorF32 = "floorf" (F32) -> F32;
    /// C's `floor`.
    FloorF64 = "floor" (F64) -> F64;
    /// C's `truncf`.
    TruncF32 = "truncf" (F32) -> F32;
    /// C's `trunc`.
    TruncF64 = "trunc" (F64) -> F64;
    /// C's `roundevenf`.
    NearestF32 = "roundevenf" (F32) -> F32;
    /// C's `roundeven`.
    NearestF64 = "roundeven" (F64) -> F64;

    /// Unsigned 128-bit division (compiler-rt).
    UdivI128 = "__udivti3" (I128, I128) -> I128;
    /// Unsigned 128-bit remainder.
    UremI128 = "__umodti3" (I128, I128) -> I128;
    /// Signed 128-bit division.
    SdivI128 = "__divti3" (I128, I128) -> I128;
    /// Signed 128-bit remainder.
    SremI128 = "__modti3" (I128, I128) -> I128;
}

impl Libcall {
    /// The libcall with this symbol.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|libcall| libcall.symbol() == symbol)
    }

    /// The libcall with this number.
    pub fn from_number(number: u16) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}
