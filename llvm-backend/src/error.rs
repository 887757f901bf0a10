//! What can go wrong on the way from a Wasm binary to an object.

use std::fmt;

/// Why a module was not compiled. One word wide.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

#[derive(Debug)]
enum ErrorKind {
    /// The module is at fault, or uses what we do not translate.
    Frontend(wasmc_frontend::Error),
    /// The options ask for a target or CPU that we do not know.
    Target(String),
    /// A profile does not belong to the module.
    Profile(&'static str),
    /// LLVM gave up in this step: our own mistake or a limit of LLVM.
    Llvm { step: &'static str, message: String },
}

impl Error {
    /// An error in the options that choose the target.
    pub(crate) fn target(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Target(message.into())))
    }

    /// What is wrong with the profile.
    pub(crate) fn profile(message: &'static str) -> Self {
        Self(Box::new(ErrorKind::Profile(message)))
    }

    /// An error that LLVM reported while it did `step`.
    pub(crate) fn llvm(step: &'static str, message: impl fmt::Display) -> Self {
        Self(Box::new(ErrorKind::Llvm { step, message: message.to_string() }))
    }
}

impl From<wasmc_frontend::Error> for Error {
    fn from(error: wasmc_frontend::Error) -> Self {
        Self(Box::new(ErrorKind::Frontend(error)))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Frontend(error) => error.fmt(f),
            ErrorKind::Target(message) => f.write_str(message),
            ErrorKind::Profile(message) => write!(f, "the profile {message}"),
            ErrorKind::Llvm { step, message } => write!(f, "LLVM failed to {step}: {message}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Frontend(error) => error.source(),
            ErrorKind::Target(_) | ErrorKind::Profile(_) | ErrorKind::Llvm { .. } => None,
        }
    }
}

/// The result of this crate's fallible functions.
pub type Result<T> = std::result::Result<T, Error>;
