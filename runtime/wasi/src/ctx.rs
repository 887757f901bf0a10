//! What a guest may reach: arguments, environment, standard streams, directories.

use crate::dir::Dir;
use crate::file::File;
use crate::rights::Rights;
use crate::table::{Descriptor, Fd, Resource, Table};
use cap_std::ambient_authority;
use rustix::fs::{Mode, OFlags};
use rustix::time::{ClockId, clock_gettime};
use std::fmt;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::sync::Arc;

/// The state of one guest: what it may reach, and the files it has open. Clones are the same state.
#[derive(Clone)]
pub struct WasiCtx(Arc<Inner>);

struct Inner {
    args: Strings,
    env: Strings,
    table: Table,
    /// When the guest's monotonic clock began, by the system's.
    start: u64,
}

/// Strings as a guest is given them.
#[derive(Default)]
pub(crate) struct Strings {
    strings: Vec<String>,
    /// The length of all of them with a zero byte after each.
    bytes: u32,
}

impl Strings {
    /// # Errors
    /// If it contains a zero byte, where the guest would see its end, or if all are longer than a guest can address.
    fn push(&mut self, string: String) -> io::Result<()> {
        check_string(&string)?;
        let bytes = u32::try_from(string.len()).ok().and_then(|len| self.bytes.checked_add(len)?.checked_add(1));
        self.bytes = bytes.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "too long for a guest"))?;
        self.strings.push(string);
        Ok(())
    }

    /// The strings.
    pub fn as_slice(&self) -> &[String] {
        &self.strings
    }

    /// How much room they need.
    pub fn bytes(&self) -> u32 {
        self.bytes
    }
}

impl WasiCtx {
    pub(crate) fn args(&self) -> &Strings {
        &self.0.args
    }

    pub(crate) fn env(&self) -> &Strings {
        &self.0.env
    }

    /// The descriptors.
    pub(crate) fn table(&self) -> &Table {
        &self.0.table
    }

    /// When the guest's monotonic clock began, by the system's.
    pub(crate) fn start(&self) -> u64 {
        self.0.start
    }
}

impl fmt::Debug for WasiCtx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WasiCtx").finish_non_exhaustive()
    }
}

/// Makes a [`WasiCtx`]. A guest starts with nothing but clocks and random numbers; its standard streams are empty.
#[derive(Default)]
pub struct WasiCtxBuilder {
    args: Strings,
    env: Strings,
    stdio: [Option<OwnedFd>; 3],
    dirs: Vec<Descriptor>,
}

/// What a guest may do with a directory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DirAccess {
    /// Read what is in it, and change it.
    ReadWrite,
    /// Read what is in it.
    ReadOnly,
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
        self.args.push(arg.to_owned())?;
        Ok(self)
    }

    /// Sets an environment variable.
    ///
    /// # Errors
    /// If it contains a zero byte, or if the whole environment is longer than a guest can address.
    pub fn env(&mut self, name: &str, value: &str) -> io::Result<&mut Self> {
        self.env.push(format!("{name}={value}"))?;
        Ok(self)
    }

    /// Lets the guest use this process's standard streams, unbuffered.
    ///
    /// # Errors
    /// If one of them cannot be duplicated.
    pub fn inherit_stdio(&mut self) -> io::Result<&mut Self> {
        self.stdio = [
            Some(io::stdin().as_fd().try_clone_to_owned()?),
            Some(io::stdout().as_fd().try_clone_to_owned()?),
            Some(io::stderr().as_fd().try_clone_to_owned()?),
        ];
        Ok(self)
    }

    /// Lets the guest reach a directory, and all that is below it, by the path `guest`.
    ///
    /// # Errors
    /// If it is no directory that this process may open.
    pub fn preopened_dir(&mut self, host: impl AsRef<Path>, guest: &str) -> io::Result<&mut Self> {
        self.preopened_dir_with(host, guest, DirAccess::ReadWrite)
    }

    /// Lets the guest reach a directory, and all that is below it, by the path `guest`, perhaps without changing anything.
    ///
    /// # Errors
    /// If it is no directory that this process may open.
    pub fn preopened_dir_with(
        &mut self,
        host: impl AsRef<Path>,
        guest: &str,
        access: DirAccess,
    ) -> io::Result<&mut Self> {
        check_string(guest)?;
        let dir = cap_std::fs::Dir::open_ambient_dir(host, ambient_authority())?;
        let dir = Resource::Dir(Dir::new(dir, Some(guest.to_owned())));
        let all = Rights::DIRECTORY | Rights::FILE | Rights::SOCKET;
        let allowed = match access {
            DirAccess::ReadWrite => all,
            DirAccess::ReadOnly => all.difference(Rights::CHANGING),
        };
        let read_only = access == DirAccess::ReadOnly;
        self.dirs.push(Descriptor::new(dir, Rights::DIRECTORY & allowed, allowed, read_only));
        Ok(self)
    }

    /// The finished context.
    ///
    /// # Panics
    /// If the system has no null device, which stands for standard streams that are not inherited.
    pub fn build(self) -> WasiCtx {
        let table = Table::default();
        for (number, inherited) in self.stdio.into_iter().enumerate() {
            let fd = inherited.unwrap_or_else(|| {
                rustix::fs::open(c"/dev/null", OFlags::RDWR | OFlags::CLOEXEC, Mode::empty())
                    .expect("every system has one")
            });
            let file = File::inherited(fd).expect("an open file has a type");
            let unusable = if number == 0 { Rights::WRITING } else { Rights::FD_READ };
            let rights = file.all_rights().difference(unusable);
            table.set(Fd(number as u32), Descriptor::new(Resource::File(file), rights, Rights::empty(), false));
        }
        for (dir, number) in self.dirs.into_iter().zip(3..) {
            table.set(Fd(number), dir);
        }
        let now = clock_gettime(ClockId::Monotonic);
        let start = crate::file::nanoseconds(now.tv_sec, now.tv_nsec.cast_unsigned());
        WasiCtx(Arc::new(Inner { args: self.args, env: self.env, table, start }))
    }
}

/// The guest sees strings that end at their first zero byte.
fn check_string(string: &str) -> io::Result<()> {
    match string.contains('\0') {
        true => Err(io::Error::new(io::ErrorKind::InvalidInput, "contains a zero byte")),
        false => Ok(()),
    }
}
