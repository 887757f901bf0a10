//! Numbers of errors. Emscripten's C library has taken those of WASI for its own.

use crate::bytes::Fault;

/// The number of an error; never 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Errno(pub i32);

impl Errno {
    /// Nothing to read or no room to write now.
    pub const AGAIN: Self = Self(6);
    /// No open file has this number.
    pub const BADF: Self = Self(8);
    /// An address outside of memory.
    pub const FAULT: Self = Self(21);
    /// An argument that makes no sense.
    pub const INVAL: Self = Self(28);
    /// Too many open files.
    pub const MFILE: Self = Self(33);
    /// A path that is too long.
    pub const NAMETOOLONG: Self = Self(37);
    /// No such file or directory.
    pub const NOENT: Self = Self(44);
    /// Not enough memory.
    pub const NOMEM: Self = Self(48);
    /// Not implemented.
    pub const NOSYS: Self = Self(52);
    /// Not a directory.
    pub const NOTDIR: Self = Self(54);
    /// Not a terminal.
    pub const NOTTY: Self = Self(59);
    /// Not permitted.
    pub const PERM: Self = Self(63);
    /// Nobody reads what is written.
    pub const PIPE: Self = Self(64);
    /// A result that does not fit.
    pub const RANGE: Self = Self(68);
    /// Not something that has a position.
    pub const SPIPE: Self = Self(70);
    /// The guest may do less with this than it tries to.
    const NOTCAPABLE: Self = Self(76);
}

/// What preview 1 returned: 0, or the number of an error. Emscripten's library does not know the last of these.
pub fn check(number: i32) -> Result<(), Errno> {
    match Errno(number) {
        Errno(0) => Ok(()),
        Errno::NOTCAPABLE => Err(Errno::PERM),
        errno => Err(errno),
    }
}

/// What a system call returns: a number from 0 on, or the number of an error.
pub type Sys = Result<i32, SysError>;

/// Why a system call did not do what it was asked for.
#[derive(Debug)]
pub enum SysError {
    /// The guest gets the number of an error.
    Errno(Errno),
    /// The guest ends.
    End(wasmc_runtime::Error),
}

impl From<Errno> for SysError {
    fn from(errno: Errno) -> Self {
        Self::Errno(errno)
    }
}

impl From<Fault> for SysError {
    fn from(fault: Fault) -> Self {
        Self::Errno(fault.into())
    }
}

impl From<wasmc_runtime::Error> for SysError {
    fn from(error: wasmc_runtime::Error) -> Self {
        Self::End(error)
    }
}
