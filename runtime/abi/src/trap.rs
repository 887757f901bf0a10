//! The ways in which Wasm code ends abruptly (core specification, 4.4, "trap").
//!
//! A trap is one trapping instruction that carries its code: LLVM's `llvm.ubsantrap(i8 code)`, which is
//! `ud1l code(%eax), %eax` on x86-64 (bytes `67 0f b9 40 code`) and `brk 0x5500 | code` on AArch64.

use std::fmt;

macro_rules! traps {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $message:literal;)*) => {
        /// Why a trap happened. The number is the immediate of the trapping instruction.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum TrapCode {
            $($(#[$doc])* $name = $code,)*
        }

        impl TrapCode {
            /// The trap that a trapping instruction's immediate stands for.
            pub fn from_immediate(immediate: u8) -> Option<Self> {
                match immediate {
                    $($code => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// The words of the specification's test suite for this trap.
            pub fn message(self) -> &'static str {
                match self {
                    $(Self::$name => $message,)*
                }
            }
        }
    };
}

traps! {
    /// `unreachable` was executed.
    Unreachable = 1, "unreachable";
    /// An access beyond the end of a memory.
    MemoryOutOfBounds = 2, "out of bounds memory access";
    /// An access beyond the end of a table by `table.*`.
    TableOutOfBounds = 3, "out of bounds table access";
    /// `call_indirect` beyond the end of its table.
    UndefinedElement = 4, "undefined element";
    /// `call_indirect` of a null element.
    UninitializedElement = 5, "uninitialized element";
    /// `call_indirect` of a function with another type.
    IndirectCallTypeMismatch = 6, "indirect call type mismatch";
    /// Integer division or remainder by zero.
    IntegerDivideByZero = 7, "integer divide by zero";
    /// A quotient or a conversion that its type cannot hold.
    IntegerOverflow = 8, "integer overflow";
    /// A conversion of NaN to an integer.
    InvalidConversionToInteger = 9, "invalid conversion to integer";
    /// The guest's stack is used up.
    StackOverflow = 10, "call stack exhausted";
    /// A null reference where another one was needed.
    NullReference = 11, "null reference";
    /// An atomic access at an address that is no multiple of its width.
    UnalignedAtomic = 12, "unaligned atomic";
    /// `memory.atomic.wait` on a memory that is not shared, which nobody could end.
    NotShared = 13, "expected shared memory";
    /// `call_ref` of a null reference.
    NullFunctionReference = 14, "null function reference";
    /// `ref.cast` to a type that the reference does not have.
    CastFailure = 15, "cast failure";
    /// `throw_ref` of a null reference.
    NullExceptionReference = 16, "null exception reference";
}

impl fmt::Display for TrapCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}
