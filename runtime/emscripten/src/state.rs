//! The state of one guest, and the ways in which it ends.

use crate::descriptors::Descriptors;
use crate::guest::Handles;
use crate::paths::Paths;
use std::time::Instant;
use wasmc_runtime::Error;
use wasmc_wasi::WasiCtx;

/// What the host functions of one guest know: the embedder keeps it in the store's data.
#[derive(Debug)]
pub struct Emscripten {
    pub(crate) wasi: WasiCtx,
    pub(crate) descriptors: Descriptors,
    pub(crate) paths: Paths,
    /// The guest's memory and what it exports, once there is an instance.
    pub(crate) handles: Option<Handles>,
    pub(crate) exceptions: Exceptions,
    /// The upper half of a 64-bit result, for guests that leave it with the host.
    pub(crate) upper_half: i32,
    pub(crate) layout: Layout,
    /// Whether it can be told to write out what it holds back.
    pub(crate) flushes: bool,
    pub(crate) started: Instant,
}

/// How the guest's C library lays out structures with times in them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// That of Emscripten 3.1.6: times have 32 bits.
    Time32,
    /// That of the versions between: times have 64 bits, and what had padding before has it still.
    Padded,
    /// That of present versions.
    Time64,
}

/// The exceptions of C++ that are on their way, or caught. Exceptions are known by their objects' addresses.
#[derive(Default, Debug)]
pub struct Exceptions {
    /// The one that was thrown last.
    pub last: u32,
    /// Those that handlers have caught and not finished with, the innermost one last.
    pub caught: Vec<u32>,
    /// How many have been thrown and not caught.
    pub uncaught: i32,
}

impl Emscripten {
    /// The state of a guest that is to reach what `wasi` does.
    pub fn new(wasi: WasiCtx) -> Self {
        let mut wasi = wasi;
        Self {
            paths: Paths::new(&mut wasi),
            wasi,
            descriptors: Descriptors::default(),
            handles: None,
            exceptions: Exceptions::default(),
            upper_half: 0,
            layout: Layout::Time64,
            flushes: false,
            started: Instant::now(),
        }
    }
}

/// The guest gave up: by `abort`, by an assertion that failed, or by what its C library takes for the end.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("aborted: {0}")]
pub struct Aborted(pub String);

impl Aborted {
    pub(crate) fn into_error(self) -> Error {
        Error::host(self)
    }
}

/// The guest has thrown what it does not catch. It passes host functions on its way to one that catches it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Uncaught {
    /// An exception of C++.
    #[error("uncaught C++ exception{}", what.as_ref().map(|what| format!(" of type {what}")).unwrap_or_default())]
    Exception {
        /// The address of its object.
        object: u32,
        /// The mangled name of its type.
        what: Option<String>,
    },
    /// `longjmp`.
    #[error("longjmp to where the program is no more")]
    Longjmp,
}

/// Whether an error is one of these ways to end abnormally.
pub fn is_abort(error: &Error) -> bool {
    error.is::<Aborted>() || error.is::<Uncaught>()
}

/// The guest called `exit`, which leaves it to the host to run what is registered for that.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("exited with status {0}")]
pub(crate) struct Exit(pub i32);
