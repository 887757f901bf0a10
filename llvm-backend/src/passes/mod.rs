//! Passes of our own over LLVM IR.

pub mod anchor;
mod build;
mod dominators;
pub mod giant;
pub mod group;
pub mod product;
pub mod reroll;
pub mod resume;
pub mod saturate;
pub mod value;
pub mod widen;
