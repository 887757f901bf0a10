//! Open directories. Paths are resolved by the library cap-std, which never lets one lead out of the directory that it
//! starts from: not by `..`, not by an absolute path, and not through a symbolic link.

use crate::errno::{Errno, Result};
use crate::file::{FdFlags, File, FileStat, FileType, NewTime, Sync, timestamps};
use bitflags::bitflags;
use cap_fs_ext::{
    DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsMaybeDirExt, OpenOptionsSyncExt, SystemTimeSpec,
};
use cap_std::fs::{MetadataExt, OpenOptions, OpenOptionsExt};
use cap_std::time::{Duration, SystemClock};
use rustix::fs::{AtFlags, Mode, OFlags as SysFlags, RawDir};
use std::ffi::CStr;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Mutex, OnceLock, PoisonError};

bitflags! {
    /// How a path is opened.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    #[allow(missing_docs, reason = "the names are the interface's")]
    pub struct OFlags: u16 {
        const CREAT = 1 << 0;
        const DIRECTORY = 1 << 1;
        const EXCL = 1 << 2;
        const TRUNC = 1 << 3;
    }
}

/// Whether a symbolic link at the end of a path is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Follow {
    /// It is.
    Yes,
    /// The link itself is meant.
    No,
}

/// What a file is opened for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "they say it")]
pub struct Access {
    pub read: bool,
    pub write: bool,
}

/// What was found at a path that was opened.
#[derive(Debug)]
pub enum Opened {
    /// Anything but a directory.
    File(File),
    /// A directory.
    Dir(Dir),
}

/// An entry of a directory.
#[derive(Debug)]
pub struct DirEntry<'a> {
    /// Where reading goes on after it.
    pub next: u64,
    /// The file's number.
    pub ino: u64,
    /// What it is.
    pub filetype: FileType,
    /// Its name.
    pub name: &'a str,
}

/// An open directory.
#[derive(Debug)]
pub struct Dir {
    dir: cap_std::fs::Dir,
    /// The name under which the guest was given it.
    preopened_as: Option<String>,
    /// The same directory, opened so that it can be listed.
    listing: OnceLock<OwnedFd>,
    /// The system's place after each entry that has been listed, in order. Guests are given the number of entries up to a place
    /// instead, as their C libraries keep places in 32 bits, and the system's have more. Held while it is listed, as the listing has
    /// one position.
    places: Mutex<Vec<u64>>,
}

impl Dir {
    /// A directory.
    pub fn new(dir: cap_std::fs::Dir, preopened_as: Option<String>) -> Self {
        Self { dir, preopened_as, listing: OnceLock::new(), places: Mutex::new(Vec::new()) }
    }

    /// The name under which the guest was given it, if it was.
    pub fn preopened_as(&self) -> Option<&str> {
        self.preopened_as.as_deref()
    }

    /// What is known about it.
    pub fn stat(&self) -> Result<FileStat> {
        Ok(rustix::fs::fstat(&self.dir)?.into())
    }

    /// Opens a path.
    pub fn open(&self, path: &str, follow: Follow, oflags: OFlags, access: Access, flags: FdFlags) -> Result<Opened> {
        if oflags.contains(OFlags::DIRECTORY) && oflags != OFlags::DIRECTORY {
            return Err(Errno::Inval);
        }
        // The system makes files only for who may write them; so one that exists is opened as it is asked for.
        if oflags.contains(OFlags::CREAT) && !oflags.contains(OFlags::EXCL) && !access.write {
            match self.open_once(path, follow, oflags.difference(OFlags::CREAT), access, flags) {
                Err(Errno::Noent) => {}
                Ok(Opened::Dir(_)) => return Err(Errno::Isdir),
                opened => return opened,
            }
        }
        self.open_once(path, follow, oflags, access, flags)
    }

    fn open_once(&self, path: &str, follow: Follow, oflags: OFlags, access: Access, flags: FdFlags) -> Result<Opened> {
        let changes = oflags.intersects(OFlags::CREAT | OFlags::TRUNC);
        let mut options = OpenOptions::new();
        options
            .maybe_dir(true)
            .read(access.read || !access.write)
            .write(access.write || changes)
            .create(oflags.contains(OFlags::CREAT))
            .create_new(oflags.contains(OFlags::CREAT | OFlags::EXCL))
            .truncate(oflags.contains(OFlags::TRUNC))
            .sync(flags.intersects(FdFlags::SYNC | FdFlags::RSYNC))
            .dsync(flags.contains(FdFlags::DSYNC))
            .nonblock(flags.contains(FdFlags::NONBLOCK))
            .follow(if follow == Follow::Yes { FollowSymlinks::Yes } else { FollowSymlinks::No });
        if oflags.contains(OFlags::DIRECTORY) {
            options.custom_flags(SysFlags::DIRECTORY.bits().cast_signed());
        }
        let opened = self.dir.open_with(path, &options)?.into_std();
        if opened.metadata()?.is_dir() {
            return Ok(Opened::Dir(Self::new(cap_std::fs::Dir::from_std_file(opened), None)));
        }
        if oflags.contains(OFlags::DIRECTORY) {
            return Err(Errno::Notdir);
        }
        if flags.contains(FdFlags::APPEND) {
            let system = rustix::fs::fcntl_getfl(&opened)?;
            rustix::fs::fcntl_setfl(&opened, system | SysFlags::APPEND)?;
        }
        Ok(Opened::File(File::new(opened.into())?))
    }

    /// What is known about the file at a path.
    pub fn stat_at(&self, path: &str, follow: Follow) -> Result<FileStat> {
        let stat = self.stat_of(path, if needs_dir(path) { Follow::Yes } else { follow })?;
        // The library takes such a path for the file's, or for the link's that leads to the directory.
        if needs_dir(path) && stat.filetype != FileType::Directory { Err(Errno::Notdir) } else { Ok(stat) }
    }

    fn stat_of(&self, path: &str, follow: Follow) -> Result<FileStat> {
        let found = match follow {
            Follow::Yes => self.dir.metadata(path)?,
            Follow::No => self.dir.symlink_metadata(path)?,
        };
        let time = |seconds, nanoseconds: i64| crate::file::nanoseconds(seconds, nanoseconds.cast_unsigned());
        Ok(FileStat {
            dev: found.dev(),
            ino: found.ino(),
            filetype: rustix::fs::FileType::from_raw_mode(found.mode()).into(),
            nlink: found.nlink(),
            size: found.size(),
            atim: time(found.atime(), found.atime_nsec()),
            mtim: time(found.mtime(), found.mtime_nsec()),
            ctim: time(found.ctime(), found.ctime_nsec()),
        })
    }

    /// Changes the times of the file at a path.
    pub fn set_times_at(&self, path: &str, follow: Follow, atim: NewTime, mtim: NewTime) -> Result<()> {
        let follow = if needs_dir(path) { Follow::Yes } else { follow };
        self.check_slash(path)?;
        let time = |time| match time {
            NewTime::Keep => None,
            NewTime::Now => Some(SystemTimeSpec::SymbolicNow),
            NewTime::At(time) => Some(SystemTimeSpec::Absolute(SystemClock::UNIX_EPOCH + Duration::from_nanos(time))),
        };
        let done = match follow {
            Follow::Yes => self.dir.set_times(path, time(atim), time(mtim)),
            Follow::No => self.dir.set_symlink_times(path, time(atim), time(mtim)),
        };
        Ok(done?)
    }

    /// Changes its own times.
    pub fn set_times(&self, atim: NewTime, mtim: NewTime) -> Result<()> {
        Ok(rustix::fs::utimensat(&self.dir, c".", &timestamps(atim, mtim), AtFlags::empty())?)
    }

    /// Waits until its entries are on the disk.
    pub fn sync(&self, what: Sync) -> Result<()> {
        let listing = self.listing()?;
        let done = match what {
            Sync::All => rustix::fs::fsync(listing),
            Sync::Data => rustix::fs::fdatasync(listing),
        };
        Ok(done?)
    }

    /// Makes a directory.
    pub fn create_dir(&self, path: &str) -> Result<()> {
        Ok(self.dir.create_dir(path)?)
    }

    /// Removes a directory, which must be empty.
    pub fn remove_dir(&self, path: &str) -> Result<()> {
        // The library would open the directory at a path that ends with slashes, to remove `.` in it.
        let bare = path.trim_end_matches('/');
        Ok(self.dir.remove_dir(if bare.is_empty() { path } else { bare })?)
    }

    /// Removes anything but a directory.
    pub fn unlink(&self, path: &str) -> Result<()> {
        Ok(self.dir.remove_file_or_symlink(path)?)
    }

    /// Renames what is at a path, also into another directory.
    pub fn rename(&self, path: &str, new_dir: &Self, new_path: &str) -> Result<()> {
        self.check_slash(path)?;
        if needs_dir(new_path) && self.stat_at(path, Follow::No)?.filetype != FileType::Directory {
            return Err(Errno::Notdir);
        }
        Ok(self.dir.rename(path, &new_dir.dir, new_path)?)
    }

    /// Gives a file another name.
    pub fn link(&self, path: &str, new_dir: &Self, new_path: &str) -> Result<()> {
        self.check_slash(path)?;
        Ok(self.dir.hard_link(path, &new_dir.dir, new_path)?)
    }

    /// A file is at no path that ends as a directory's.
    fn check_slash(&self, path: &str) -> Result<()> {
        if needs_dir(path) { self.stat_at(path, Follow::Yes).map(drop) } else { Ok(()) }
    }

    /// Makes a symbolic link.
    pub fn symlink(&self, target: &str, path: &str) -> Result<()> {
        Ok(DirExt::symlink(&self.dir, target, path)?)
    }

    /// The target of a symbolic link.
    pub fn read_link(&self, path: &str) -> Result<String> {
        self.dir.read_link(path)?.into_os_string().into_string().map_err(|_| Errno::Ilseq)
    }

    /// Calls `entry` with each entry from a place on, which is 0 for the first one, until it returns false. Those with names that
    /// the interface cannot express are left out. `expected_bytes` is about how much will be read.
    pub fn list(&self, from: u64, expected_bytes: usize, mut entry: impl FnMut(DirEntry<'_>) -> bool) -> Result<()> {
        /// The longest entry of the system.
        const MOST_BYTES: usize = 512;
        let listing = self.listing()?;
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        // Where the directory has not been listed so far, the entries up to the place are counted.
        let mut number = usize::try_from(from).unwrap_or(usize::MAX).min(places.len());
        let start = if number == 0 { 0 } else { places[number - 1] };
        rustix::fs::seek(listing, rustix::fs::SeekFrom::Start(start))?;
        let mut buffer = vec![MaybeUninit::uninit(); (expected_bytes + MOST_BYTES).min(1 << 16)];
        let mut entries = RawDir::new(listing, &mut buffer);
        while let Some(found) = entries.next() {
            let found = found?;
            let Ok(name) = found.file_name().to_str() else { continue };
            match places.get_mut(number) {
                Some(place) => *place = found.next_entry_cookie(),
                None => places.push(found.next_entry_cookie()),
            }
            number += 1;
            if number as u64 <= from {
                continue;
            }
            let filetype = match found.file_type() {
                rustix::fs::FileType::Unknown => filetype_at(listing, found.file_name())?,
                known => known.into(),
            };
            // The number of the directory above is none of the guest's business.
            let ino = if name == ".." { self.stat()?.ino } else { found.ino() };
            if !entry(DirEntry { next: number as u64, ino, filetype, name }) {
                break;
            }
        }
        Ok(())
    }

    /// The directory, so that it can be read.
    fn listing(&self) -> Result<&OwnedFd> {
        if let Some(listing) = self.listing.get() {
            return Ok(listing);
        }
        let flags = SysFlags::RDONLY | SysFlags::DIRECTORY | SysFlags::CLOEXEC;
        let opened = rustix::fs::openat(&self.dir, c".", flags, Mode::empty())?;
        Ok(self.listing.get_or_init(|| opened))
    }
}

/// Whether a path ends in such a way that it can only be a directory's.
fn needs_dir(path: &str) -> bool {
    path.ends_with('/') || path.ends_with("/.")
}

/// The kind of a directory's entry, for file systems that do not say it.
fn filetype_at(dir: impl AsFd, name: &CStr) -> Result<FileType> {
    match rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) => Ok(rustix::fs::FileType::from_raw_mode(stat.st_mode).into()),
        // It has been removed meanwhile.
        Err(rustix::io::Errno::NOENT) => Ok(FileType::Unknown),
        Err(error) => Err(error.into()),
    }
}
