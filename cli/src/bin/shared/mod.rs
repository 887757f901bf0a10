//! What `wasmc` and `wasmc-llvm` have in common: the arguments that one hands to the other, inputs, and errors.
//! Both programs include this module; nothing in it may name a crate that needs LLVM.

pub mod args;
pub mod artifact;
pub mod failure;
pub mod output;
#[allow(dead_code, reason = "`wasmc-llvm` makes no programs")]
pub mod program;
pub mod source;
