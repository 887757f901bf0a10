//! WASI preview 1 for the wasmc runtime.
//!
//! A boundary around the `wasi-common` library, which has no engine in it: [`WasiCtxBuilder`] says what a guest may reach,
//! [`add_to_linker`] defines the host functions. No type of the library is part of this crate's interface. [`WasiThreads`]
//! starts threads for guests that ask for them.

mod ctx;
pub mod preview1;
mod snapshots;
mod stdio;
mod threads;

pub use ctx::{WasiCtx, WasiCtxBuilder};
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
