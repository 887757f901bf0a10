//! What a guest may reach: arguments, environment, standard streams, directories.

use crate::stdio::Stdio;
use std::fmt;
use std::io;
use std::path::Path;
use wasi_common::StringArrayError;
use wasi_common::file::FileAccessMode;
use wasi_common::sync::{Dir, ambient_authority, clocks_ctx, random_ctx, sched_ctx};
use wasi_common::table::Table;

/// The state of one guest: what it may reach, and the files it has open. Clones are the same state.
#[derive(Clone)]
pub struct WasiCtx(pub(crate) wasi_common::WasiCtx);

impl fmt::Debug for WasiCtx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WasiCtx").finish_non_exhaustive()
    }
}

/// Makes a [`WasiCtx`]. A guest starts with nothing but clocks and random numbers; its standard streams are empty.
pub struct WasiCtxBuilder(wasi_common::WasiCtx);

impl Default for WasiCtxBuilder {
    fn default() -> Self {
        Self(wasi_common::WasiCtx::new(random_ctx(), clocks_ctx(), sched_ctx(), Table::new()))
    }
}

impl fmt::Debug for WasiCtxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WasiCtxBuilder").finish_non_exhaustive()
    }
}

impl WasiCtxBuilder {
    /// A guest that may reach nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends an argument; the first one is the program's name.
    ///
    /// # Errors
    /// If it contains a zero byte, or if all arguments together are longer than a guest can address.
    pub fn arg(&mut self, arg: &str) -> io::Result<&mut Self> {
        check_string(arg)?;
        self.0.push_arg(arg).map_err(too_long)?;
        Ok(self)
    }

    /// Sets an environment variable.
    ///
    /// # Errors
    /// If it contains a zero byte, or if the whole environment is longer than a guest can address.
    pub fn env(&mut self, name: &str, value: &str) -> io::Result<&mut Self> {
        check_string(name)?;
        check_string(value)?;
        self.0.push_env(name, value).map_err(too_long)?;
        Ok(self)
    }

    /// Lets the guest use this process's standard streams, unbuffered.
    ///
    /// # Errors
    /// If one of them cannot be duplicated.
    pub fn inherit_stdio(&mut self) -> io::Result<&mut Self> {
        self.0.insert_file(0, Box::new(Stdio::duplicate(io::stdin())?), FileAccessMode::READ);
        self.0.insert_file(1, Box::new(Stdio::duplicate(io::stdout())?), FileAccessMode::WRITE);
        self.0.insert_file(2, Box::new(Stdio::duplicate(io::stderr())?), FileAccessMode::WRITE);
        Ok(self)
    }

    /// Lets the guest reach a directory, and all that is below it, by the path `guest`.
    ///
    /// # Errors
    /// If it is no directory that this process may open.
    pub fn preopened_dir(&mut self, host: impl AsRef<Path>, guest: &str) -> io::Result<&mut Self> {
        check_string(guest)?;
        let dir = Dir::open_ambient_dir(host, ambient_authority())?;
        let dir = wasi_common::sync::dir::Dir::from_cap_std(dir);
        self.0.push_preopened_dir(Box::new(dir), guest).map_err(io::Error::other)?;
        Ok(self)
    }

    /// The finished context.
    pub fn build(self) -> WasiCtx {
        WasiCtx(self.0)
    }
}

/// The guest sees strings that end at their first zero byte.
fn check_string(string: &str) -> io::Result<()> {
    match string.contains('\0') {
        true => Err(io::Error::new(io::ErrorKind::InvalidInput, "contains a zero byte")),
        false => Ok(()),
    }
}

fn too_long(error: StringArrayError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, error)
}
