//! What the operators mean, by family. Each file has a table of rows, one per instruction, and the shapes that the rows
//! name: one function per kind of semantics. `visit.rs` puts the tables together.

/// Turns rows into visitor methods. A row's shape is only called where control can reach the operator.
macro_rules! operators {
    ($($visit:ident($($arg:ident: $ty:ty),*) => $shape:ident($($param:expr),*);)*) => {$(
        fn $visit(&mut self $(, $arg: $ty)*) -> Self::Output {
            if self.reachable {
                self.$shape($($param),*);
            }
        }
    )*};
}
pub(super) use operators;

/// Rows for operators that open, divide or close a frame: called whether or not control can reach them.
macro_rules! frame_operators {
    ($($visit:ident($($arg:ident: $ty:ty),*) => $shape:ident($($param:expr),*);)*) => {$(
        fn $visit(&mut self $(, $arg: $ty)*) -> Self::Output {
            self.$shape($($param),*);
        }
    )*};
}
pub(super) use frame_operators;

pub(super) mod atomic;
pub(super) mod call;
mod call_constant;
pub(super) mod control;
pub(super) mod convert;
pub(super) mod exception;
pub(super) mod float;
pub(super) mod gc;
pub(super) mod int;
pub(super) mod memory;
pub(super) mod reference;
pub(super) mod simd;
pub(super) mod table;
pub(super) mod variable;

/// Whether an integer operation takes its operands as signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sign {
    /// `_s`
    Signed,
    /// `_u`
    Unsigned,
}
