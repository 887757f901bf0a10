//! Starts `wasmc-llvm` for modules that are not compiled yet. This library has no LLVM in it: its time, its memory and its crashes
//! belong to a process of their own.

use rustix::fs::{MemfdFlags, memfd_create};
use std::env;
use std::ffi::{CStr, OsStr};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::mem::MaybeUninit;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The compiler's name.
const NAME: &str = "wasmc-llvm";

/// The variable that says where it is.
const VARIABLE: &str = "WASMC_COMPILER";

/// Why a module could not be compiled.
#[derive(Debug, thiserror::Error)]
pub enum CompilerError {
    /// It is not there, or the system does not start it.
    #[error("cannot start the compiler {}: {error}; install wasmc-llvm, or say by WASMC_COMPILER where it is", path.display())]
    Start { path: PathBuf, error: io::Error },
    /// It does not like the module.
    #[error("{0}")]
    Refused(String),
    /// A file in memory for the module or the artifact.
    #[error("cannot hand the module to the compiler: {0}")]
    Files(#[from] io::Error),
}

/// Whether bytes are those of a module, binary or text.
pub fn is_wasm(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start();
    bytes.starts_with(b"\0asm") || text.starts_with(b"(") || text.starts_with(b";;")
}

/// Whether a file is that of a module.
pub fn is_module(path: &Path) -> io::Result<bool> {
    /// More than this is only needed for text that begins with a long comment.
    const BYTES: u64 = 4096;
    let mut start = Vec::new();
    File::open(path)?.take(BYTES).read_to_end(&mut start)?;
    Ok(is_wasm(&start))
}

/// Compiles a module to an artifact.
pub fn compile(wasm: &[u8]) -> Result<Vec<u8>, CompilerError> {
    let mut artifact = memory_file("wasmc-artifact")?;
    let output = start(wasm, &["compile", "--quiet", "-o", "-", "-"], artifact.try_clone()?.into())?;
    check(&output)?;
    let mut bytes = Vec::new();
    artifact.seek(SeekFrom::Start(0))?;
    artifact.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Checks that a module is valid.
pub fn validate(wasm: &[u8]) -> Result<(), CompilerError> {
    check(&start(wasm, &["validate", "-"], Stdio::null())?)
}

/// Runs the compiler with a module as its standard input.
fn start(wasm: &[u8], arguments: &[&str], stdout: Stdio) -> Result<Output, CompilerError> {
    let mut input = memory_file("wasmc-module")?;
    input.write_all(wasm)?;
    input.seek(SeekFrom::Start(0))?;
    let path = path();
    let started = Command::new(&path).args(arguments).stdin(input).stdout(stdout).stderr(Stdio::piped()).spawn();
    let child = started.map_err(|error| CompilerError::Start { path, error })?;
    Ok(child.wait_with_output()?)
}

fn memory_file(name: &str) -> io::Result<File> {
    Ok(memfd_create(name, MemfdFlags::CLOEXEC)?.into())
}

fn check(output: &Output) -> Result<(), CompilerError> {
    if output.status.success() {
        return Ok(());
    }
    let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(CompilerError::Refused(if message.is_empty() {
        format!("the compiler ended with {}", output.status)
    } else {
        message
    }))
}

/// Where the compiler is: where the variable says, else beside this library or the program that it is part of, else in the
/// folder for programs that belongs to the library's, else wherever the system looks for programs.
fn path() -> PathBuf {
    if let Some(path) = env::var_os(VARIABLE) {
        return path.into();
    }
    let beside = [own_file(), env::current_exe().ok()].into_iter().flatten().flat_map(|file| {
        let folder = file.parent().map(Path::to_owned).unwrap_or_default();
        [folder.join(NAME), folder.join("../bin").join(NAME)]
    });
    beside.into_iter().find(|path| path.is_file()).unwrap_or_else(|| NAME.into())
}

/// The file that this code was loaded from.
fn own_file() -> Option<PathBuf> {
    let mut info = MaybeUninit::<libc::Dl_info>::zeroed();
    let address = own_file as fn() -> Option<PathBuf>;
    // SAFETY: the address is that of a function, and there is room for what is said about it.
    let known = unsafe { libc::dladdr(address as *const libc::c_void, info.as_mut_ptr()) } != 0;
    // SAFETY: all zeros are a value of the structure, which the call may have overwritten by another.
    let info = unsafe { info.assume_init() };
    if !known || info.dli_fname.is_null() {
        return None;
    }
    // SAFETY: the name ends with a zero byte, and lives as long as the file is loaded, which runs this.
    let name = unsafe { CStr::from_ptr(info.dli_fname) };
    std::fs::canonicalize(OsStr::from_bytes(name.to_bytes())).ok()
}
