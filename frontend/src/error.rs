//! What can be wrong with a module.

use crate::missing::{MissingFeature, Source};
use std::fmt;
use wasmc_abi::WasmOffset;

/// Why a module was refused. One word wide.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

#[derive(Debug)]
enum ErrorKind {
    /// The module is malformed or invalid.
    Invalid(wasmparser::BinaryReaderError),
    /// The module needs a feature that is off.
    MissingFeature(MissingFeature),
    /// The module is valid, but wasmc has no translation for this part of it.
    Unsupported { what: String, at: WasmOffset },
}

impl Error {
    /// An error for a valid but untranslatable part of a module.
    pub fn unsupported(what: impl Into<String>, at: WasmOffset) -> Self {
        Self(Box::new(ErrorKind::Unsupported { what: what.into(), at }))
    }

    /// Turns "invalid" into the feature that the module needs, if turning one on helps.
    pub(crate) fn explain(self, source: Source<'_>) -> Self {
        Self(Box::new(match *self.0 {
            ErrorKind::Invalid(error) => match source.missing_feature(error) {
                Ok(missing) => ErrorKind::MissingFeature(missing),
                Err(error) => ErrorKind::Invalid(error),
            },
            other => other,
        }))
    }
}

impl From<wasmparser::BinaryReaderError> for Error {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self(Box::new(ErrorKind::Invalid(error)))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Invalid(error) => write!(f, "invalid module: {error}"),
            ErrorKind::MissingFeature(missing) => missing.fmt(f),
            ErrorKind::Unsupported { what, at } => write!(f, "not supported: {what} (at offset {:#x})", at.0),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Invalid(error) => Some(error),
            ErrorKind::MissingFeature(missing) => Some(missing),
            ErrorKind::Unsupported { .. } => None,
        }
    }
}

/// The result of this crate's fallible functions.
pub type Result<T> = std::result::Result<T, Error>;
