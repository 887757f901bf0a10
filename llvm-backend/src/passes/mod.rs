//! Passes of our own over LLVM IR.

pub mod anchor;
pub mod resume;
mod value;
pub mod widen;
