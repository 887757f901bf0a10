//! The linker's error: what is wrong with the object, and where.

use std::fmt;

/// Why an object cannot be linked. One machine word wide.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

impl Error {
    /// What is wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl From<object::read::Error> for Error {
    fn from(error: object::read::Error) -> Self {
        ErrorKind::Malformed(error).into()
    }
}

impl From<object::write::Error> for Error {
    fn from(error: object::write::Error) -> Self {
        ErrorKind::Write(error).into()
    }
}

impl From<rkyv::rancor::Error> for Error {
    fn from(error: rkyv::rancor::Error) -> Self {
        ErrorKind::Metadata(error).into()
    }
}

/// The place of a relocation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site {
    /// The section it is in.
    pub section: String,
    /// Where in the section, in bytes.
    pub offset: u64,
    /// The symbol it refers to.
    pub symbol: String,
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{:#x}, symbol `{}`", self.section, self.offset, self.symbol)
    }
}

/// What can be wrong with an object.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The object's structure is broken.
    #[error("malformed object")]
    Malformed(#[source] object::read::Error),
    /// Another kind of ELF file.
    #[error("not a relocatable ELF object for x86-64 or AArch64, or not for the same one as others")]
    WrongTarget,
    /// Something else where an artifact is expected.
    #[error("not an artifact of this version")]
    NotAnArtifact,
    /// No program that sections can be added to.
    #[error("not an ELF program of 64 bits with a table of sections")]
    NotAProgram,
    /// A section that is to be added is there.
    #[error("it has a section `{0}` already")]
    SectionExists(String),
    /// A section that has no place in an artifact.
    #[error("section `{0}` has no place in an artifact")]
    UnknownSection(String),
    /// A section whose type, flags or size contradict its name.
    #[error("section `{section}`: {problem}")]
    BadSection {
        /// Its name.
        section: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A symbol that nothing defines.
    #[error("undefined symbol `{0}`")]
    UndefinedSymbol(String),
    /// A symbol of a kind that has no place in an artifact.
    #[error("symbol `{symbol}`: {problem}")]
    BadSymbol {
        /// Its name.
        symbol: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// No CPU, or more than an artifact can have code for.
    #[error("code for {count} CPUs; there must be one, and at most {}", crate::MAX_SLICES)]
    SliceCount {
        /// How many.
        count: usize,
    },
    /// The same CPU twice.
    #[error("code for the CPU `{cpu}` twice")]
    SameCpu {
        /// Its name.
        cpu: String,
    },
    /// Text, rodata and instance data are too large together.
    #[error(
        "the image is too large: section `{section}` ends {bytes:#x} bytes from its start, and {limit:#x} is the most"
    )]
    ImageTooLarge {
        /// The section that does not fit.
        section: String,
        /// Where it would end.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// A relocation of a kind that the linker does not know.
    #[error("{site}: unknown relocation kind {kind}{}", .name.map(|name| format!(" ({name})")).unwrap_or_default())]
    UnknownRelocation {
        /// Where.
        site: Site,
        /// Its number.
        kind: u32,
        /// ELF's name of it.
        name: Option<&'static str>,
    },
    /// A value that its field cannot hold.
    #[error("{site}: the value {}{:#x} does not fit in the relocated field", if *.value < 0 { "-" } else { "" }, .value.unsigned_abs())]
    RelocationOverflow {
        /// Where.
        site: Site,
        /// The value.
        value: i128,
    },
    /// A relocation that makes no sense where it is.
    #[error("{site}: {problem}")]
    BadRelocation {
        /// Where.
        site: Site,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The ELF tables could not be written.
    #[error("cannot write the artifact's ELF tables")]
    Write(#[source] object::write::Error),
    /// The metadata could not be written.
    #[error("cannot write the artifact's metadata")]
    Metadata(#[source] rkyv::rancor::Error),
}
