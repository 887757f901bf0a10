//! The C API: the functions of the standard `wasm.h`, and those of `wasmc.h` for what it lacks. The headers, in `include`, say what
//! each function does; this crate is linked, not used from Rust.
//!
//! ```text
//! C program ─wasm.h, wasmc.h─► handles (reference) ─► the runtime's own, with the store that they belong to
//! ```
//! No function unwinds into C: whatever panics becomes the function's error, or the value that its header names for one. Handles
//! own a share of their store, so that the order in which a program deletes things is free. Whatever the headers call owned is a
//! `Box` here, so that the types of the functions' parameters say who frees what.

mod compiler;
mod engine;
mod entities;
mod error;
mod externs;
mod func;
mod info;
mod instance;
mod module;
mod raw;
mod reference;
mod store;
mod trap;
mod types;
mod value;
mod vector;
mod version;
mod wasi;
