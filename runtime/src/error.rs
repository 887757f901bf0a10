//! The one error of this crate: an artifact that cannot be used, an import that does not fit, a trap, an exception, or
//! whatever a host function returned. `{}` prints one line; `{:#}` and `{:?}` add the guest's frames.

use crate::exception::ThrownException;
use crate::trap::{Trap, WasmBacktrace};
use std::error::Error as StdError;
use std::fmt;

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something failed. One machine word; [`Error::downcast_ref`] tells the kinds apart.
pub struct Error(Box<Inner>);

const _: () = assert!(size_of::<Error>() == size_of::<usize>());

struct Inner {
    source: Box<dyn StdError + Send + Sync>,
    /// Where the guest was when it threw, or when a host function failed; a [`Trap`] has its own.
    backtrace: Option<WasmBacktrace>,
}

impl Error {
    /// An error of the host's own, which travels through guest frames as it is.
    pub fn host(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(Box::new(Inner { source: error.into(), backtrace: None }))
    }

    /// The error as an `E`, if it is one: a [`Trap`], a [`ThrownException`], an [`ArtifactError`](crate::ArtifactError), a [`LinkError`], a
    /// [`UseError`], or what the host put in.
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        self.0.source.downcast_ref()
    }

    /// Takes an `E` out of the error, or gives the error back.
    ///
    /// # Errors
    /// The error itself, if it is no `E`.
    pub fn downcast<E: StdError + 'static>(self) -> Result<E, Self> {
        let Inner { source, backtrace } = *self.0;
        match source.downcast() {
            Ok(error) => Ok(*error),
            Err(source) => Err(Self(Box::new(Inner { source, backtrace }))),
        }
    }

    /// Whether the error is an `E`.
    pub fn is<E: StdError + 'static>(&self) -> bool {
        self.0.source.is::<E>()
    }

    /// The trap, if it is one.
    pub fn trap(&self) -> Option<&Trap> {
        self.downcast_ref()
    }

    /// The exception, if it is one that a guest has thrown, or that a host function is to throw.
    pub fn exception(&self) -> Option<&ThrownException> {
        self.downcast_ref()
    }

    /// Where the guest was, if the error comes from inside a call of one.
    pub fn backtrace(&self) -> Option<&WasmBacktrace> {
        self.0.backtrace.as_ref().or_else(|| self.trap()?.backtrace())
    }

    /// Notes where the guest is that called the host function that failed, unless an inner call has noted it.
    pub(crate) fn with_backtrace(mut self, capture: impl FnOnce() -> WasmBacktrace) -> Self {
        if self.backtrace().is_none() {
            match self.0.source.downcast_mut::<Trap>() {
                Some(trap) => trap.set_backtrace(capture()),
                None => self.0.backtrace = Some(capture()),
            }
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.source)?;
        match self.backtrace() {
            Some(backtrace) if f.alternate() => write!(f, "{backtrace}"),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:#}")
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.source()
    }
}

macro_rules! from_kinds {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Error {
            fn from(error: $kind) -> Self {
                Self::host(error)
            }
        }
    )*};
}

from_kinds!(
    Trap,
    ThrownException,
    LinkError,
    UseError,
    crate::artifact::ArtifactError,
    crate::memory::MemoryAccessError,
    std::io::Error
);

/// Why a module could not be linked with what it imports.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// Nothing has the imported name.
    #[error("unknown import: \"{module}\".\"{name}\" has not been defined")]
    UnknownImport {
        /// The module name of the import.
        module: String,
        /// The name in that module.
        name: String,
    },
    /// What has the imported name is something else.
    #[error("incompatible import type: \"{module}\".\"{name}\": expected {expected}, found {found}")]
    IncompatibleImport {
        /// The module name of the import.
        module: String,
        /// The name in that module.
        name: String,
        /// What the module asks for.
        expected: String,
        /// What it would get.
        found: String,
    },
    /// A memory that reaches up to 4 GiB, where the module's code relies on that no sum of an index and a small distance wraps.
    #[error(
        "a memory of {pages} pages cannot be \"{module}\".\"{name}\" of a module that asks for at most 4 GiB - 64 KiB there"
    )]
    LargeMemory {
        /// The module name of the import.
        module: String,
        /// The name in that module.
        name: String,
        /// The memory's size.
        pages: u64,
    },
    /// The number of imports is not the module's.
    #[error("the module has {expected} imports, but {found} were given")]
    ImportCount {
        /// The module's imports.
        expected: usize,
        /// Those given.
        found: usize,
    },
    /// A linker's name is taken.
    #[error("\"{module}\".\"{name}\" is already defined")]
    Duplicate {
        /// The module name.
        module: String,
        /// The name in that module.
        name: String,
    },
    /// The system refused addresses or memory.
    #[error("cannot map {what}: {error}")]
    Map {
        /// What was to be mapped.
        what: &'static str,
        /// What the system says.
        error: std::io::Error,
    },
    /// A table or memory that is larger than we allow.
    #[error("{what} of {size} {unit} is larger than the limit of {limit}")]
    TooLarge {
        /// A table or a memory.
        what: &'static str,
        /// Its least size.
        size: u64,
        /// Elements or bytes.
        unit: &'static str,
        /// The most there may be.
        limit: u64,
    },
}

/// A call of the embedding API that does not fit what it is called on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UseError {
    /// Another number of arguments, results, or values of an exception.
    #[error("expected {expected} {what}, but {found} were given")]
    Count {
        /// Arguments, results or values.
        what: &'static str,
        /// What there have to be.
        expected: usize,
        /// What was given.
        found: usize,
    },
    /// A value of another type.
    #[error("expected a value of type {expected}, found one of type {found}")]
    ValueType {
        /// The type required.
        expected: String,
        /// The type of the value.
        found: String,
    },
    /// A typed view of a function that has another type.
    #[error("the function has type {actual}, not {wanted}")]
    FuncType {
        /// The function's type.
        actual: String,
        /// The one asked for.
        wanted: String,
    },
    /// No export with this name and kind.
    #[error("no exported {kind} named \"{name}\"")]
    NoExport {
        /// Function, memory, table or global.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A global that is constant was written.
    #[error("the global is immutable")]
    Immutable,
    /// A type that a memory cannot have.
    #[error("not a type for this memory: {problem}")]
    MemoryType {
        /// Why not.
        problem: &'static str,
    },
    /// A memory or table would grow past its limits, or the system has no memory left.
    #[error("cannot grow the {what} by {delta} {unit}")]
    Grow {
        /// Memory or table.
        what: &'static str,
        /// By how much.
        delta: u64,
        /// Pages or elements.
        unit: &'static str,
    },
    /// A table access beyond its end.
    #[error("element {index} is beyond the end of the table")]
    TableIndex {
        /// The position.
        index: u64,
    },
    /// A guest was called from a stack that is neither the thread's own nor its guest stack, during another call.
    #[error("a guest cannot be called from a foreign stack inside of a host function")]
    ForeignStack,
    /// A call of a guest while the thread's local variables are being destroyed.
    #[error("a guest cannot be called while its thread ends")]
    ThreadEnds,
}
