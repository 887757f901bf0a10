//! What can be wrong with a module.

use crate::features::names;
use crate::missing::{MissingFeature, Source};
use std::fmt;
use wasmc_abi::WasmOffset;
use wasmparser::WasmFeatures;

/// Why a module was refused. One word wide.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

#[derive(Debug)]
enum ErrorKind {
    /// The module is malformed or invalid.
    Invalid(wasmparser::BinaryReaderError),
    /// The module needs a feature that is off.
    MissingFeature(MissingFeature),
    Unsupported(Unsupported),
}

/// The module is valid, but wasmc has no translation for a part of it.
#[derive(Debug)]
pub struct Unsupported {
    what: String,
    feature: Option<WasmFeatures>,
    at: WasmOffset,
}

impl Unsupported {
    /// The feature that the part belongs to, where we translate other parts of it.
    pub fn feature(&self) -> Option<WasmFeatures> {
        self.feature
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not supported: {}", self.what)?;
        if let Some(feature) = self.feature {
            write!(f, " of the feature `{}`", names(feature))?;
        }
        write!(f, " (at offset {:#x})", self.at.0)
    }
}

impl std::error::Error for Unsupported {}

impl Error {
    /// An error for a valid but untranslatable part of a module.
    pub fn unsupported(what: impl Into<String>, at: WasmOffset) -> Self {
        Self(Box::new(ErrorKind::Unsupported(Unsupported { what: what.into(), feature: None, at })))
    }

    /// An error for an untranslatable part of a feature that we otherwise translate.
    pub(crate) fn unsupported_of(feature: WasmFeatures, what: impl Into<String>, at: WasmOffset) -> Self {
        Self(Box::new(ErrorKind::Unsupported(Unsupported { what: what.into(), feature: Some(feature), at })))
    }

    /// Turns "invalid" into the feature that the module needs, if turning one on helps; and "unsupported", where the rest
    /// of the module has not been looked at yet, into "invalid" if it is that.
    pub(crate) fn explain(self, source: Source<'_>) -> Self {
        let error = match *self.0 {
            ErrorKind::Invalid(error) => error,
            ErrorKind::Unsupported(unsupported) => match source.validate() {
                Err(error) => error,
                Ok(()) => return Self(Box::new(ErrorKind::Unsupported(unsupported))),
            },
            ErrorKind::MissingFeature(_) => return self,
        };
        Self(Box::new(match source.missing_feature(error) {
            Ok(missing) => ErrorKind::MissingFeature(missing),
            Err(error) => ErrorKind::Invalid(error),
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
            ErrorKind::Unsupported(unsupported) => unsupported.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Invalid(error) => Some(error),
            ErrorKind::MissingFeature(missing) => Some(missing),
            ErrorKind::Unsupported(unsupported) => Some(unsupported),
        }
    }
}

/// The result of this crate's fallible functions.
pub type Result<T> = std::result::Result<T, Error>;
