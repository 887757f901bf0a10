//! Passes of our own over LLVM IR.

pub mod anchor;
pub mod resume;
pub mod value;
pub mod widen;
