//! WASI preview 1 for the wasmc runtime.
//!
//! ```text
//! guest ─snapshots─► calls: numbers and addresses ─► table, dir, file, poll: descriptors, paths, bytes ─► the system
//! ```
//! [`WasiCtxBuilder`] says what a guest may reach, [`add_to_linker`] defines the host functions. [`WasiThreads`] starts threads for
//! guests that ask for them. Paths are resolved by cap-std; nothing here takes a path apart. [`preview1`] is for interfaces other
//! than WASI that guests use on the same files.

#![warn(missing_docs)]

mod calls;
mod ctx;
mod dir;
mod errno;
mod file;
mod memory;
mod poll;
pub mod preview1;
mod rights;
mod snapshots;
mod table;
mod threads;

pub use ctx::{DirAccess, WasiCtx, WasiCtxBuilder};
pub use snapshots::add_to_linker;
pub use threads::{WasiThreads, add_threads_to_linker, define_shared_memories, starts_threads};

use std::fmt;

/// The guest called `proc_exit`: the error with which its host call ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct I32Exit(pub i32);

impl fmt::Display for I32Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exited with status {}", self.0)
    }
}

impl std::error::Error for I32Exit {}
