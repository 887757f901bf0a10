//! Functions of descriptors.

use super::{Call, Snapshot, flags, new_times};
use crate::errno::{Errno, Result};
use crate::file::{Advice, FdFlags, File, FileType, Sync};
use crate::memory::{Buffer, Buffers};
use crate::rights::Rights;
use crate::table::{Fd, Resource};
use std::io::SeekFrom;

/// The structure before an entry's name, in bytes.
const DIRENT_BYTES: usize = 24;

impl Call<'_> {
    pub fn fd_advise(&self, fd: u32, offset: u64, len: u64, advice: u32) -> Result<()> {
        let advice = match advice {
            0 => Advice::Normal,
            1 => Advice::Sequential,
            2 => Advice::Random,
            3 => Advice::WillNeed,
            4 => Advice::DontNeed,
            5 => Advice::NoReuse,
            _ => return Err(Errno::Inval),
        };
        self.with_file(fd, Rights::FD_ADVISE, |file| file.advise(offset, len, advice))
    }

    pub fn fd_allocate(&self, fd: u32, offset: u64, len: u64) -> Result<()> {
        self.with_file(fd, Rights::FD_ALLOCATE, |file| file.allocate(offset, len))
    }

    pub fn fd_close(&self, fd: u32) -> Result<()> {
        self.ctx.table().close(Fd(fd))
    }

    pub fn fd_datasync(&self, fd: u32) -> Result<()> {
        self.sync(fd, Rights::FD_DATASYNC, Sync::Data)
    }

    pub fn fd_sync(&self, fd: u32) -> Result<()> {
        self.sync(fd, Rights::FD_SYNC, Sync::All)
    }

    fn sync(&self, fd: u32, needed: Rights, what: Sync) -> Result<()> {
        let descriptor = self.get(fd)?;
        match descriptor.resource() {
            Resource::File(_) => descriptor.file(needed)?.sync(what),
            Resource::Dir(_) => descriptor.dir(needed)?.sync(what),
        }
    }

    pub fn fd_fdstat_get(&self, fd: u32, fdstat: u32) -> Result<()> {
        let descriptor = self.get(fd)?;
        let (filetype, flags) = match descriptor.resource() {
            Resource::File(file) => (file.filetype(), file.flags()?),
            Resource::Dir(_) => (FileType::Directory, FdFlags::empty()),
        };
        let mut bytes = [0; 24];
        bytes[0] = filetype as u8;
        bytes[2..4].copy_from_slice(&flags.bits().to_le_bytes());
        bytes[8..16].copy_from_slice(&descriptor.rights().bits().to_le_bytes());
        bytes[16..24].copy_from_slice(&descriptor.inheriting().bits().to_le_bytes());
        self.memory.write(fdstat, &bytes)
    }

    pub fn fd_fdstat_set_flags(&self, fd: u32, fdflags: u32) -> Result<()> {
        let fdflags = flags::<FdFlags>(fdflags)?;
        self.with_file(fd, Rights::FD_FDSTAT_SET_FLAGS, |file| file.set_flags(fdflags))
    }

    pub fn fd_fdstat_set_rights(&self, fd: u32, base: u64, inheriting: u64) -> Result<()> {
        let known = |bits| Rights::from_bits(bits).ok_or(Errno::Notcapable);
        self.get(fd)?.reduce(known(base)?, known(inheriting)?)
    }

    pub fn fd_filestat_get(&self, fd: u32, filestat: u32) -> Result<()> {
        let descriptor = self.get(fd)?;
        let stat = match descriptor.resource() {
            Resource::File(_) => descriptor.file(Rights::FD_FILESTAT_GET)?.stat()?,
            Resource::Dir(_) => descriptor.dir(Rights::FD_FILESTAT_GET)?.stat()?,
        };
        self.write_filestat(filestat, &stat)
    }

    pub fn fd_filestat_set_size(&self, fd: u32, size: u64) -> Result<()> {
        let descriptor = self.get(fd)?;
        match descriptor.file(Rights::FD_FILESTAT_SET_SIZE) {
            // As POSIX has it for what cannot be written.
            Err(Errno::Notcapable) if !descriptor.rights().contains(Rights::FD_WRITE) => Err(Errno::Inval),
            file => file?.set_size(size),
        }
    }

    pub fn fd_filestat_set_times(&self, fd: u32, atim: u64, mtim: u64, flags: u32) -> Result<()> {
        let (atim, mtim) = new_times(atim, mtim, flags)?;
        let descriptor = self.get(fd)?;
        match descriptor.resource() {
            Resource::File(_) => descriptor.file(Rights::FD_FILESTAT_SET_TIMES)?.set_times(atim, mtim),
            Resource::Dir(_) => descriptor.dir(Rights::FD_FILESTAT_SET_TIMES)?.set_times(atim, mtim),
        }
    }

    pub fn fd_pread(&self, fd: u32, iovs: u32, iovs_len: u32, offset: u64, size: u32) -> Result<()> {
        self.transfer(fd, Rights::FD_READ, (iovs, iovs_len), size, |file, buffers| file.read_at(buffers, offset))
    }

    pub fn fd_pwrite(&self, fd: u32, iovs: u32, iovs_len: u32, offset: u64, size: u32) -> Result<()> {
        self.transfer(fd, Rights::FD_WRITE, (iovs, iovs_len), size, |file, buffers| file.write_at(buffers, offset))
    }

    pub fn fd_read(&self, fd: u32, iovs: u32, iovs_len: u32, size: u32) -> Result<()> {
        self.transfer(fd, Rights::FD_READ, (iovs, iovs_len), size, File::read)
    }

    pub fn fd_write(&self, fd: u32, iovs: u32, iovs_len: u32, size: u32) -> Result<()> {
        self.transfer(fd, Rights::FD_WRITE, (iovs, iovs_len), size, File::write)
    }

    /// Moves bytes between a file and the guest's buffers, and writes down how many. All addresses are checked before.
    fn transfer(
        &self,
        fd: u32,
        needed: Rights,
        (iovs, iovs_len): (u32, u32),
        size: u32,
        transfer: impl FnOnce(&File, &Buffers<'_>) -> Result<u32>,
    ) -> Result<()> {
        self.with_file(fd, needed, |file| {
            let buffers = self.memory.buffers(iovs, iovs_len)?;
            let result = self.memory.buffer(size, 4)?;
            result.write(0, &transfer(file, &buffers)?.to_le_bytes());
            Ok(())
        })
    }

    pub fn fd_prestat_get(&self, fd: u32, prestat: u32) -> Result<()> {
        let name_bytes = self.with_preopen(fd, |name| Ok(name.len() as u32))?;
        // Directories, 0, are the one kind of what may be there from the start.
        self.memory.write_u64(prestat, u64::from(name_bytes) << 32)
    }

    pub fn fd_prestat_dir_name(&self, fd: u32, path: u32, path_len: u32) -> Result<()> {
        self.with_preopen(fd, |name| match name.len() <= path_len as usize {
            true => self.memory.write(path, name.as_bytes()),
            false => Err(Errno::Nametoolong),
        })
    }

    /// Does something with the name of a directory that the guest was given.
    fn with_preopen<T>(&self, fd: u32, f: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        match self.get(fd)?.resource() {
            Resource::Dir(dir) => f(dir.preopened_as().ok_or(Errno::Badf)?),
            Resource::File(_) => Err(Errno::Badf),
        }
    }

    pub fn fd_readdir(&self, fd: u32, buf: u32, buf_len: u32, cookie: u64, size: u32) -> Result<()> {
        let buffer = self.memory.buffer(buf, buf_len)?;
        let result = self.memory.buffer(size, 4)?;
        let mut used = 0;
        self.with_dir(fd, Rights::FD_READDIR, |dir| {
            dir.list(cookie, buffer.len(), |entry| {
                let mut head = [0; DIRENT_BYTES];
                head[..8].copy_from_slice(&entry.next.to_le_bytes());
                head[8..16].copy_from_slice(&entry.ino.to_le_bytes());
                head[16..20].copy_from_slice(&(entry.name.len() as u32).to_le_bytes());
                head[20] = entry.filetype as u8;
                // What does not fit is cut off: a full buffer says that there is more.
                used += write_some(&buffer, used, &head);
                used += write_some(&buffer, used, entry.name.as_bytes());
                used < buffer.len()
            })
        })?;
        result.write(0, &(used as u32).to_le_bytes());
        Ok(())
    }

    pub fn fd_renumber(&self, fd: u32, to: u32) -> Result<()> {
        self.ctx.table().renumber(Fd(fd), Fd(to))
    }

    pub fn fd_seek(&self, fd: u32, offset: u64, whence: u32, position: u32) -> Result<()> {
        const SET: u32 = 0;
        const CUR: u32 = 1;
        const END: u32 = 2;
        let offset = offset.cast_signed();
        let whence = match self.snapshot {
            Snapshot::Preview1 => whence,
            // The order was: the present position, the end, the start.
            Snapshot::Unstable => *[CUR, END, SET].get(whence as usize).ok_or(Errno::Inval)?,
        };
        let to = match whence {
            SET => SeekFrom::Start(u64::try_from(offset).map_err(|_| Errno::Inval)?),
            CUR => SeekFrom::Current(offset),
            END => SeekFrom::End(offset),
            _ => return Err(Errno::Inval),
        };
        // Who may only tell the position may move it by nothing.
        let needed = if to == SeekFrom::Current(0) { Rights::FD_TELL } else { Rights::FD_SEEK };
        self.seek(fd, needed, to, position)
    }

    pub fn fd_tell(&self, fd: u32, position: u32) -> Result<()> {
        self.seek(fd, Rights::FD_TELL, SeekFrom::Current(0), position)
    }

    fn seek(&self, fd: u32, needed: Rights, to: SeekFrom, position: u32) -> Result<()> {
        let descriptor = self.get(fd)?;
        let file = match descriptor.file(needed) {
            // What has no positions: the error is POSIX's.
            Err(Errno::Notcapable) => match descriptor.file(Rights::empty())? {
                file if !file.all_rights().contains(needed) => return Err(Errno::Spipe),
                _ => return Err(Errno::Notcapable),
            },
            file => file?,
        };
        let result = self.memory.buffer(position, 8)?;
        result.write(0, &file.seek(to)?.to_le_bytes());
        Ok(())
    }
}

/// Writes as many of the bytes as there is room for. Returns how many.
fn write_some(buffer: &Buffer<'_>, offset: usize, bytes: &[u8]) -> usize {
    let fits = bytes.len().min(buffer.len() - offset);
    buffer.write(offset, &bytes[..fits]);
    fits
}
