//! Inputs: what a file is, by its first bytes. Its name says nothing.

use super::failure::{Failure, Result};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use wasmc_abi::artifact::{HEADER_OFFSET, MAGIC};

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A Wasm binary.
    Binary,
    /// A module as text.
    Text,
    /// An artifact.
    Artifact,
}

/// Whether an input is standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Reads a whole input.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let result = match is_stdin(path) {
        true => io::stdin().lock().read_to_end(&mut bytes),
        false => File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    result.map_err(|error| read_error(path, &error))?;
    Ok(bytes)
}

/// An input that could not be read.
pub fn read_error(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::io(path, "cannot read", error);
    match error.kind() {
        io::ErrorKind::IsADirectory => failure.hint("name a .wcart, .wasm or .wat file"),
        _ => failure,
    }
}

/// Tells what a file is by its beginning.
pub fn sniff(path: &Path, start: &[u8]) -> Result<Kind> {
    if start.starts_with(b"\0asm") {
        return Ok(Kind::Binary);
    }
    if start.get(HEADER_OFFSET..).is_some_and(|header| header.starts_with(&MAGIC)) {
        return Ok(Kind::Artifact);
    }
    if looks_like_text(start) {
        return Ok(Kind::Text);
    }
    Err(refuse(path, start))
}

/// A module as text begins with a parenthesis, which only white space and comments may precede.
fn looks_like_text(start: &[u8]) -> bool {
    let trimmed = start.trim_ascii_start();
    trimmed.starts_with(b"(") || trimmed.starts_with(b";;")
}

fn refuse(path: &Path, start: &[u8]) -> Failure {
    if start.is_empty() {
        return Failure::at(path, "the file is empty");
    }
    if start.len() < HEADER_OFFSET + MAGIC.len() && b"\x7fELF\0asm".windows(4).any(|magic| start.starts_with(magic)) {
        return Failure::at(path, "the file is truncated").hint("copy or compile it again");
    }
    if start.starts_with(b"\x7fELF") {
        return Failure::at(path, "an ELF file, but no artifact of wasmc").hint("make one with `wasmc compile`");
    }
    Failure::at(path, "neither an artifact nor a Wasm module, binary or text")
}
