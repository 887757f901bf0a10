//! Open files: all that is no directory. Standard streams too.
//!
//! Bytes go straight between the file and the guest's memory, in one call of the system for all of the guest's buffers.

use crate::errno::{Errno, Result};
use crate::memory::Buffers;
use crate::rights::Rights;
use bitflags::bitflags;
use rustix::event::{PollFd, PollFlags};
use rustix::fs::{FallocateFlags, OFlags, Stat, Timespec, Timestamps};
use std::io::SeekFrom;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

pub use rustix::fs::Advice;

/// What kind of file a path or a descriptor leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names are the interface's")]
pub enum FileType {
    Unknown = 0,
    BlockDevice = 1,
    CharacterDevice = 2,
    Directory = 3,
    RegularFile = 4,
    SocketDgram = 5,
    SocketStream = 6,
    SymbolicLink = 7,
}

impl From<rustix::fs::FileType> for FileType {
    fn from(ty: rustix::fs::FileType) -> Self {
        use rustix::fs::FileType as Sys;
        match ty {
            Sys::RegularFile => Self::RegularFile,
            Sys::Directory => Self::Directory,
            Sys::Symlink => Self::SymbolicLink,
            Sys::CharacterDevice => Self::CharacterDevice,
            Sys::BlockDevice => Self::BlockDevice,
            Sys::Socket => Self::SocketStream,
            Sys::Fifo | Sys::Unknown => Self::Unknown,
        }
    }
}

bitflags! {
    /// How a file is read and written.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    #[allow(missing_docs, reason = "the names are the interface's")]
    pub struct FdFlags: u16 {
        const APPEND = 1 << 0;
        const DSYNC = 1 << 1;
        const NONBLOCK = 1 << 2;
        const RSYNC = 1 << 3;
        const SYNC = 1 << 4;
    }
}

impl FdFlags {
    /// Those that a file has from when it is opened until it is closed.
    const FIXED: Self = Self::DSYNC.union(Self::RSYNC).union(Self::SYNC);
}

/// What is known about a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names are the interface's")]
pub struct FileStat {
    pub dev: u64,
    pub ino: u64,
    pub filetype: FileType,
    pub nlink: u64,
    pub size: u64,
    pub atim: u64,
    pub mtim: u64,
    pub ctim: u64,
}

impl From<Stat> for FileStat {
    #[allow(clippy::useless_conversion, reason = "some machines have fewer bits for the number of links")]
    fn from(stat: Stat) -> Self {
        Self {
            dev: stat.st_dev,
            ino: stat.st_ino,
            filetype: rustix::fs::FileType::from_raw_mode(stat.st_mode).into(),
            nlink: stat.st_nlink.into(),
            size: stat.st_size.cast_unsigned(),
            atim: nanoseconds(stat.st_atime, stat.st_atime_nsec),
            mtim: nanoseconds(stat.st_mtime, stat.st_mtime_nsec),
            ctim: nanoseconds(stat.st_ctime, stat.st_ctime_nsec),
        }
    }
}

/// A time as the interface has it, which begins in 1970 and ends in 2554.
pub fn nanoseconds(seconds: i64, nanoseconds: u64) -> u64 {
    u64::try_from(seconds).unwrap_or(0).saturating_mul(1_000_000_000).saturating_add(nanoseconds)
}

/// Which time a file is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NewTime {
    /// The one that it has.
    Keep,
    /// The time when it is given.
    Now,
    /// Nanoseconds since 1970.
    At(u64),
}

impl NewTime {
    /// For the system.
    pub fn timespec(self) -> Timespec {
        match self {
            Self::Keep => Timespec { tv_sec: 0, tv_nsec: rustix::fs::UTIME_OMIT },
            Self::Now => Timespec { tv_sec: 0, tv_nsec: rustix::fs::UTIME_NOW },
            Self::At(time) => {
                Timespec { tv_sec: (time / 1_000_000_000).cast_signed(), tv_nsec: (time % 1_000_000_000).cast_signed() }
            }
        }
    }
}

/// Both times of a file, for the system.
pub fn timestamps(atim: NewTime, mtim: NewTime) -> Timestamps {
    Timestamps { last_access: atim.timespec(), last_modification: mtim.timespec() }
}

/// An open file.
#[derive(Debug)]
pub struct File {
    fd: OwnedFd,
    filetype: FileType,
    /// For files that are open in other processes as well, which must not find that their reads no longer wait: whether the guest's
    /// do. Other flags of such a file do not change.
    own_nonblock: Option<AtomicBool>,
    /// Whether it is written at its end.
    append: AtomicBool,
    /// Held while its flags change.
    changing_flags: Mutex<()>,
}

impl File {
    /// A file that was opened for the guest.
    pub fn new(fd: OwnedFd) -> Result<Self> {
        let stat = rustix::fs::fstat(&fd)?;
        let mut filetype = FileType::from(rustix::fs::FileType::from_raw_mode(stat.st_mode));
        if filetype == FileType::SocketStream
            && rustix::net::sockopt::socket_type(&fd)? != rustix::net::SocketType::STREAM
        {
            filetype = FileType::SocketDgram;
        }
        let append = rustix::fs::fcntl_getfl(&fd)?.contains(OFlags::APPEND);
        Ok(Self { fd, filetype, own_nonblock: None, append: AtomicBool::new(append), changing_flags: Mutex::new(()) })
    }

    /// A file that this process was started with: a standard stream. Guests take every character device for a terminal and stop
    /// buffering, so no other one is shown as such.
    pub fn inherited(fd: OwnedFd) -> Result<Self> {
        let mut file = Self::new(fd)?;
        if file.filetype == FileType::CharacterDevice && !rustix::termios::isatty(&file.fd) {
            file.filetype = FileType::Unknown;
        }
        Ok(Self { own_nonblock: Some(AtomicBool::new(false)), ..file })
    }

    /// Its kind.
    pub fn filetype(&self) -> FileType {
        self.filetype
    }

    /// The rights that make sense for it.
    pub fn all_rights(&self) -> Rights {
        match self.filetype {
            FileType::RegularFile | FileType::BlockDevice => Rights::FILE,
            FileType::SocketDgram | FileType::SocketStream => Rights::SOCKET,
            _ => Rights::STREAM,
        }
    }

    /// Its flags.
    pub fn flags(&self) -> Result<FdFlags> {
        let system = rustix::fs::fcntl_getfl(&self.fd)?;
        let mut flags = FdFlags::empty();
        flags.set(FdFlags::APPEND, system.contains(OFlags::APPEND));
        flags.set(FdFlags::NONBLOCK, system.contains(OFlags::NONBLOCK));
        flags.set(FdFlags::SYNC, system.contains(OFlags::SYNC));
        flags.set(FdFlags::DSYNC, system.contains(OFlags::DSYNC) && !system.contains(OFlags::SYNC));
        if let Some(nonblock) = &self.own_nonblock {
            flags.set(FdFlags::NONBLOCK, nonblock.load(Ordering::Relaxed));
        }
        Ok(flags)
    }

    /// Changes its flags. Whether writing waits for the disk cannot be changed.
    pub fn set_flags(&self, flags: FdFlags) -> Result<()> {
        if !self.flags()?.contains(flags & FdFlags::FIXED) {
            return Err(Errno::Inval);
        }
        if let Some(nonblock) = &self.own_nonblock {
            nonblock.store(flags.contains(FdFlags::NONBLOCK), Ordering::Relaxed);
            return Ok(());
        }
        let _flags = self.changing_flags.lock().unwrap_or_else(PoisonError::into_inner);
        let mut system = rustix::fs::fcntl_getfl(&self.fd)?;
        system.set(OFlags::NONBLOCK, flags.contains(FdFlags::NONBLOCK));
        system.set(OFlags::APPEND, flags.contains(FdFlags::APPEND));
        rustix::fs::fcntl_setfl(&self.fd, system)?;
        self.append.store(flags.contains(FdFlags::APPEND), Ordering::Relaxed);
        Ok(())
    }

    /// What is known about it.
    pub fn stat(&self) -> Result<FileStat> {
        Ok(FileStat { filetype: self.filetype, ..rustix::fs::fstat(&self.fd)?.into() })
    }

    /// Reads from its position on.
    pub fn read(&self, buffers: &Buffers<'_>) -> Result<u32> {
        self.ready(PollFlags::IN)?;
        let slice = buffers.as_slice();
        // SAFETY: the buffers lie in the guest's memory, which is borrowed (`GuestMemory::buffers`).
        transferred(|| unsafe { libc::readv(self.fd.as_raw_fd(), slice.as_ptr(), slice.len() as i32) })
    }

    /// Writes from its position on, or at its end.
    pub fn write(&self, buffers: &Buffers<'_>) -> Result<u32> {
        self.ready(PollFlags::OUT)?;
        let slice = buffers.as_slice();
        // SAFETY: as for `read`.
        transferred(|| unsafe { libc::writev(self.fd.as_raw_fd(), slice.as_ptr(), slice.len() as i32) })
    }

    /// Reads from an offset on.
    pub fn read_at(&self, buffers: &Buffers<'_>, offset: u64) -> Result<u32> {
        let offset = i64::try_from(offset).map_err(|_| Errno::Inval)?;
        let slice = buffers.as_slice();
        // SAFETY: as for `read`.
        transferred(|| unsafe { libc::preadv(self.fd.as_raw_fd(), slice.as_ptr(), slice.len() as i32, offset) })
    }

    /// Writes at an offset, also if the file is otherwise written at its end, where Linux would write then.
    pub fn write_at(&self, buffers: &Buffers<'_>, offset: u64) -> Result<u32> {
        /// Linux has it since 6.9.
        const RWF_NOAPPEND: i32 = 0x20;
        let offset = i64::try_from(offset).map_err(|_| Errno::Inval)?;
        let slice = buffers.as_slice();
        let (fd, start, count) = (self.fd.as_raw_fd(), slice.as_ptr(), slice.len() as i32);
        // SAFETY: as for `read`.
        let write = || transferred(|| unsafe { libc::pwritev(fd, start, count, offset) });
        if !self.append.load(Ordering::Relaxed) {
            return write();
        }
        // SAFETY: as for `read`.
        match transferred(|| unsafe { libc::pwritev2(fd, start, count, offset, RWF_NOAPPEND) }) {
            Err(Errno::Notsup) => self.without_append(write),
            written => written,
        }
    }

    /// Calls `write` while the file is not written at its end.
    fn without_append(&self, write: impl FnOnce() -> Result<u32>) -> Result<u32> {
        let _flags = self.changing_flags.lock().unwrap_or_else(PoisonError::into_inner);
        let flags = rustix::fs::fcntl_getfl(&self.fd)?;
        rustix::fs::fcntl_setfl(&self.fd, flags.difference(OFlags::APPEND))?;
        let written = write();
        rustix::fs::fcntl_setfl(&self.fd, flags)?;
        written
    }

    /// Moves its position.
    pub fn seek(&self, to: SeekFrom) -> Result<u64> {
        Ok(rustix::fs::seek(&self.fd, seek_from(to))?)
    }

    /// Makes it shorter, or longer by zeros.
    pub fn set_size(&self, size: u64) -> Result<()> {
        if i64::try_from(size).is_err() {
            return Err(Errno::Fbig);
        }
        Ok(rustix::fs::ftruncate(&self.fd, size)?)
    }

    /// Changes its times.
    pub fn set_times(&self, atim: NewTime, mtim: NewTime) -> Result<()> {
        Ok(rustix::fs::futimens(&self.fd, &timestamps(atim, mtim))?)
    }

    /// Makes sure that there is room on the disk, and makes the file as long as that.
    pub fn allocate(&self, offset: u64, len: u64) -> Result<()> {
        let end = offset.checked_add(len).filter(|&end| i64::try_from(end).is_ok()).ok_or(Errno::Fbig)?;
        if len == 0 {
            return Err(Errno::Inval);
        }
        match rustix::fs::fallocate(&self.fd, FallocateFlags::empty(), offset, len) {
            // Not every file system can.
            Err(rustix::io::Errno::OPNOTSUPP) if rustix::fs::fstat(&self.fd)?.st_size.cast_unsigned() < end => {
                self.set_size(end)
            }
            Err(rustix::io::Errno::OPNOTSUPP) => Ok(()),
            done => Ok(done?),
        }
    }

    /// Says how it is going to be used.
    pub fn advise(&self, offset: u64, len: u64, advice: Advice) -> Result<()> {
        if i64::try_from(offset).is_err() || i64::try_from(len).is_err() {
            return Err(Errno::Inval);
        }
        Ok(rustix::fs::fadvise(&self.fd, offset, std::num::NonZeroU64::new(len), advice)?)
    }

    /// Waits until its bytes, and with `All` what is known about it, are on the disk.
    pub fn sync(&self, what: Sync) -> Result<()> {
        let done = match what {
            Sync::All => rustix::fs::fsync(&self.fd),
            Sync::Data => rustix::fs::fdatasync(&self.fd),
        };
        match done {
            // Pipes and terminals have nothing to wait for.
            Err(rustix::io::Errno::INVAL) if self.filetype != FileType::RegularFile => Ok(()),
            done => Ok(done?),
        }
    }

    /// How many bytes could be read without waiting, as far as that is known.
    pub fn ready_bytes(&self) -> u64 {
        if self.filetype == FileType::RegularFile {
            let size = rustix::fs::fstat(&self.fd).map_or(0, |stat| stat.st_size.cast_unsigned());
            return size.saturating_sub(rustix::fs::tell(&self.fd).unwrap_or(0));
        }
        rustix::io::ioctl_fionread(&self.fd).unwrap_or(0)
    }

    /// For a file whose reads and writes wait elsewhere but not here: an error instead of waiting.
    fn ready(&self, events: PollFlags) -> Result<()> {
        if !self.own_nonblock.as_ref().is_some_and(|nonblock| nonblock.load(Ordering::Relaxed)) {
            return Ok(());
        }
        let mut poll = [PollFd::new(&self.fd, events)];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        match rustix::event::poll(&mut poll, Some(&now))? {
            0 => Err(Errno::Again),
            _ => Ok(()),
        }
    }
}

impl AsFd for File {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// What is to reach the disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sync {
    /// The file's bytes, and what is needed to read them.
    Data,
    /// All that is known about it, too.
    All,
}

fn seek_from(from: SeekFrom) -> rustix::fs::SeekFrom {
    match from {
        SeekFrom::Start(offset) => rustix::fs::SeekFrom::Start(offset),
        SeekFrom::Current(offset) => rustix::fs::SeekFrom::Current(offset),
        SeekFrom::End(offset) => rustix::fs::SeekFrom::End(offset),
    }
}

/// Makes a call of the system that returns a number of bytes, or -1; again when a signal has come between.
pub fn transferred(mut call: impl FnMut() -> isize) -> Result<u32> {
    loop {
        match call() {
            // The system transfers less than 2 GiB at once.
            count @ 0.. => return u32::try_from(count).map_err(|_| Errno::Overflow),
            _ => match std::io::Error::last_os_error() {
                error if error.kind() == std::io::ErrorKind::Interrupted => {}
                error => return Err(error.into()),
            },
        }
    }
}
