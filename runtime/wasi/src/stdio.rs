//! A standard stream of this process as a guest's file.
//!
//! Not the library's own: that one reads and writes through buffers of the Rust standard library, so that `poll_oneoff`
//! cannot tell what there is to read, and it never says that a stream is a regular file, which can be seeked.

use std::any::Any;
use std::fs::File;
use std::io::{self, IoSlice, IoSliceMut, IsTerminal, Read, Seek, SeekFrom, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use wasi_common::file::{FdFlags, FileType, Filestat};
use wasi_common::{Error, WasiFile};

/// A duplicate of a standard stream's descriptor.
pub struct Stdio(File);

impl Stdio {
    /// Duplicates `stream`.
    pub fn duplicate(stream: impl AsFd) -> io::Result<Self> {
        Ok(Self(File::from(stream.as_fd().try_clone_to_owned()?)))
    }
}

#[wiggle::async_trait]
impl WasiFile for Stdio {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn pollable(&self) -> Option<BorrowedFd<'_>> {
        Some(self.0.as_fd())
    }

    fn isatty(&self) -> bool {
        self.0.is_terminal()
    }

    /// Guests take every character device for a terminal and stop buffering, so no other one is shown as such.
    async fn get_filetype(&self) -> Result<FileType, Error> {
        let ty = self.0.metadata()?.file_type();
        Ok(match () {
            () if self.isatty() => FileType::CharacterDevice,
            () if ty.is_file() => FileType::RegularFile,
            () if ty.is_fifo() => FileType::Pipe,
            () if ty.is_socket() => FileType::SocketStream,
            () => FileType::Unknown,
        })
    }

    async fn get_fdflags(&self) -> Result<FdFlags, Error> {
        let flags = rustix::fs::fcntl_getfl(&self.0).map_err(io::Error::from)?;
        let mut fdflags = FdFlags::empty();
        fdflags.set(FdFlags::APPEND, flags.contains(rustix::fs::OFlags::APPEND));
        fdflags.set(FdFlags::NONBLOCK, flags.contains(rustix::fs::OFlags::NONBLOCK));
        Ok(fdflags)
    }

    async fn get_filestat(&self) -> Result<Filestat, Error> {
        let metadata = self.0.metadata()?;
        Ok(Filestat {
            device_id: metadata.dev(),
            inode: metadata.ino(),
            filetype: self.get_filetype().await?,
            nlink: metadata.nlink(),
            size: metadata.len(),
            atim: metadata.accessed().ok(),
            mtim: metadata.modified().ok(),
            ctim: metadata.created().ok(),
        })
    }

    async fn read_vectored<'a>(&self, bufs: &mut [IoSliceMut<'a>]) -> Result<u64, Error> {
        Ok((&self.0).read_vectored(bufs)? as u64)
    }

    async fn write_vectored<'a>(&self, bufs: &[IoSlice<'a>]) -> Result<u64, Error> {
        Ok((&self.0).write_vectored(bufs)? as u64)
    }

    async fn seek(&self, pos: SeekFrom) -> Result<u64, Error> {
        Ok((&self.0).seek(pos)?)
    }

    fn num_ready_bytes(&self) -> Result<u64, Error> {
        Ok(rustix::io::ioctl_fionread(&self.0).map_err(io::Error::from)?)
    }
}
