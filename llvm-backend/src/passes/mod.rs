//! Passes of our own over LLVM IR.

pub mod anchor;
mod value;
pub mod widen;
