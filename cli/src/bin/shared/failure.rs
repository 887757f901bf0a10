//! How a program ends when it cannot do its work: one line with the place, what is wrong, and where possible a way out.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;

/// Exit status of an error.
pub const STATUS_ERROR: u8 = 1;

/// The result of what a program does.
pub type Result<T> = std::result::Result<T, Failure>;

/// Why a program gave up.
#[derive(Debug)]
pub struct Failure {
    place: Option<String>,
    what: Box<dyn Error + Send + Sync>,
    hint: Option<Cow<'static, str>>,
}

impl Failure {
    /// Something is wrong that has no place.
    pub fn new(what: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { place: None, what: what.into(), hint: None }
    }

    /// Something is wrong with a file.
    pub fn at(path: &Path, what: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { place: Some(path.display().to_string()), ..Self::new(what) }
    }

    /// The system refused to do something with a file; `what` begins the message.
    pub fn io(path: &Path, what: &str, error: &io::Error) -> Self {
        let hint = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Some("free some space, or choose another place")
            }
            io::ErrorKind::ReadOnlyFilesystem => Some("choose another place"),
            io::ErrorKind::PermissionDenied => Some("check who may do that with `ls -ld`"),
            _ => None,
        };
        Self { hint: hint.map(Cow::Borrowed), ..Self::at(path, format!("{what}: {}", describe(error))) }
    }

    /// Adds a way out.
    pub fn hint(self, hint: impl Into<Cow<'static, str>>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Tells the user. A standard error stream that is gone changes nothing.
    pub fn report(&self) {
        _ = writeln!(io::stderr(), "wasmc: error: {self}");
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        let what = self.what.to_string();
        f.write_str(what.trim_end())?;
        match &self.hint {
            Some(hint) if what.trim_end().contains('\n') => write!(f, "\nhint: {hint}"),
            Some(hint) => write!(f, " (hint: {hint})"),
            None => Ok(()),
        }
    }
}

/// The system's words for an error, without its number.
pub fn describe(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error ") {
        Some((words, _)) => words.to_owned(),
        None => text,
    }
}
