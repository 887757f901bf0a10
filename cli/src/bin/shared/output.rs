//! Output files: complete or not there. The bytes go to a temporary file beside the output, which then takes its name.

use crate::shared::failure::{Failure, Result};
use rustix::fs::{Access, access};
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// An output that can probably be written.
pub struct Output {
    /// The name that the user knows.
    path: PathBuf,
    place: Place,
}

enum Place {
    Stdout,
    /// A device or pipe: written as it is.
    Special,
    /// A file of this name, which need not exist yet.
    File(PathBuf),
}

impl Output {
    /// Checks, before any work is done, that `path` can be written.
    pub fn new(path: &Path) -> Result<Self> {
        let place = Place::of(path).map_err(|error| cannot_write(path, &error))?;
        Ok(Self { path: path.to_owned(), place })
    }

    /// The name of the file; none for standard output.
    pub fn path(&self) -> Option<&Path> {
        match self.place {
            Place::Stdout => None,
            Place::Special | Place::File(_) => Some(&self.path),
        }
    }

    /// Writes the output. On an error, there is no new file.
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        self.write_with_mode(bytes, 0o666)
    }

    /// As [`Output::write`]; those who may read the file may execute it, too.
    #[allow(dead_code, reason = "only `wasmc` makes programs")]
    pub fn write_program(&self, bytes: &[u8]) -> Result<()> {
        self.write_with_mode(bytes, 0o777)
    }

    /// Writes with those permissions that the user's umask leaves of `mode`.
    fn write_with_mode(&self, bytes: &[u8], mode: u32) -> Result<()> {
        let result = match &self.place {
            Place::Stdout => io::stdout().write_all(bytes).and_then(|()| io::stdout().flush()),
            Place::Special => {
                OpenOptions::new().write(true).open(&self.path).and_then(|mut file| file.write_all(bytes))
            }
            Place::File(file) => replace(file, bytes, mode),
        };
        result.map_err(|error| cannot_write(&self.path, &error))
    }
}

impl Place {
    fn of(path: &Path) -> io::Result<Self> {
        if path == Path::new("-") {
            return Ok(Self::Stdout);
        }
        let file = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(metadata) if !metadata.is_file() => return Ok(Self::Special),
            // The file that a symbolic link leads to is replaced, not the link.
            Ok(_) => path.canonicalize()?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(error),
        };
        access(folder(&file), Access::WRITE_OK | Access::EXEC_OK)?;
        Ok(Self::File(file))
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::io(path, "cannot write", error);
    match error.kind() {
        io::ErrorKind::NotFound => failure.hint("create the folder first"),
        _ => failure,
    }
}

fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Writes a temporary file in the same folder, then gives it the name. It is removed if that fails.
fn replace(file: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut temporary = tempfile::Builder::new()
        .prefix(".wasmc-")
        .permissions(Permissions::from_mode(mode))
        .tempfile_in(folder(file))?;
    temporary.write_all(bytes)?;
    temporary.persist(file)?;
    Ok(())
}
