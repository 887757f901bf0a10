//! The artifact that a command works on: a file, or what becomes of a module that is compiled first.

use crate::compiler;
use crate::guest::Javascript;
use crate::shared::args::Codegen;
use crate::shared::failure::{Failure, Result};
use crate::shared::source::{self, Kind};
use std::fs::{self, File};
use std::io::Read;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasmc_runtime::Module;

/// What comes of a file that the user named.
pub enum Found {
    /// The artifact.
    Artifact(Artifact),
    /// The status to end with after the compiler has reported an error.
    Failed(ExitCode),
}

/// An artifact, on disk or in memory.
pub enum Artifact {
    /// A file.
    File(PathBuf),
    /// One without a name.
    Memory(File),
}

impl Artifact {
    /// A name by which it can be opened while this is there.
    pub fn path(&self) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Memory(file) => format!("/proc/self/fd/{}", file.as_raw_fd()).into(),
        }
    }
}

/// Finds the artifact in a file, or compiles the module in it, to a file if one is named.
pub fn find(file: &Path, codegen: &Codegen, save: Option<&Path>) -> Result<Found> {
    match source::sniff(file, &read_start(file)?)? {
        Kind::Artifact => {
            refuse_options(file, codegen, save)?;
            Ok(Found::Artifact(Artifact::File(file.to_owned())))
        }
        Kind::Binary | Kind::Text => Ok(match compiler::compile(file, codegen, save)? {
            Ok(artifact) => {
                Found::Artifact(save.map_or(Artifact::Memory(artifact), |save| Artifact::File(save.to_owned())))
            }
            Err(status) => Found::Failed(status),
        }),
    }
}

/// What is compiled already is not compiled otherwise.
fn refuse_options(file: &Path, codegen: &Codegen, save: Option<&Path>) -> Result<()> {
    let save = save.map(|_| "--save".to_owned());
    match compiler::codegen_arguments(codegen).into_iter().chain(save).next() {
        Some(option) => {
            let hint = "give the option to `wasmc compile`, or run the module itself";
            Err(Failure::at(file, format!("{option} changes nothing about an artifact")).hint(hint))
        }
        None => Ok(()),
    }
}

/// Reads enough of a file to tell its kind.
fn read_start(file: &Path) -> Result<Vec<u8>> {
    /// More than this is only needed for text that begins with a long comment.
    const BYTES: u64 = 4096;
    let mut start = Vec::with_capacity(BYTES as usize);
    match File::open(file).and_then(|file| file.take(BYTES).read_to_end(&mut start)) {
        Ok(_) => Ok(start),
        Err(error) => Err(source::read_error(file, &error)),
    }
}

/// Reads the JavaScript beside a module that cannot do without it.
pub fn javascript(file: &Path, module: &Module) -> Result<Option<Javascript>> {
    if !wasmc_emscripten::is_emscripten(module) || !wasmc_emscripten::minified(module) {
        return Ok(None);
    }
    for extension in ["js", "mjs", "cjs"] {
        let file = file.with_extension(extension);
        if let Ok(bytes) = fs::read(&file) {
            return Ok(Some(Javascript { file, text: String::from_utf8_lossy(&bytes).into_owned() }));
        }
    }
    let javascript = file.with_extension("js");
    let what =
        format!("the names of its imports were made short, and {} is not there, which has them", javascript.display());
    Err(Failure::at(file, what).hint(Javascript::KEEP_NAMES))
}
