//! Functions of paths below a directory.

use super::{Call, flags, new_times};
use crate::dir::{Access, Dir, Follow, OFlags, Opened};
use crate::errno::{Errno, Result};
use crate::file::FdFlags;
use crate::rights::Rights;
use crate::table::{Descriptor, Resource};

impl Call<'_> {
    pub fn path_create_directory(&self, fd: u32, path: u32, path_len: u32) -> Result<()> {
        let path = self.memory.path(path, path_len)?;
        self.with_dir(fd, Rights::PATH_CREATE_DIRECTORY, |dir| dir.create_dir(&path))
    }

    pub fn path_filestat_get(&self, fd: u32, lookup: u32, path: u32, path_len: u32, filestat: u32) -> Result<()> {
        let follow = follow(lookup)?;
        let path = self.memory.path(path, path_len)?;
        let stat = self.with_dir(fd, Rights::PATH_FILESTAT_GET, |dir| dir.stat_at(&path, follow))?;
        self.write_filestat(filestat, &stat)
    }

    #[allow(clippy::too_many_arguments, reason = "the interface has them")]
    pub fn path_filestat_set_times(
        &self,
        fd: u32,
        lookup: u32,
        path: u32,
        path_len: u32,
        atim: u64,
        mtim: u64,
        flags: u32,
    ) -> Result<()> {
        let follow = follow(lookup)?;
        let (atim, mtim) = new_times(atim, mtim, flags)?;
        let path = self.memory.path(path, path_len)?;
        self.with_dir(fd, Rights::PATH_FILESTAT_SET_TIMES, |dir| dir.set_times_at(&path, follow, atim, mtim))
    }

    #[allow(clippy::too_many_arguments, reason = "the interface has them")]
    pub fn path_link(
        &self,
        fd: u32,
        lookup: u32,
        path: u32,
        path_len: u32,
        new_fd: u32,
        new_path: u32,
        new_path_len: u32,
    ) -> Result<()> {
        // Only a link itself can be given another name.
        if follow(lookup)? == Follow::Yes {
            return Err(Errno::Inval);
        }
        let needed = [Rights::PATH_LINK_SOURCE, Rights::PATH_LINK_TARGET];
        self.give_path((fd, path, path_len), (new_fd, new_path, new_path_len), needed, Dir::link)
    }

    #[allow(clippy::too_many_arguments, reason = "the interface has them")]
    pub fn path_open(
        &self,
        fd: u32,
        lookup: u32,
        path: u32,
        path_len: u32,
        oflags: u32,
        base: u64,
        _inheriting: u64,
        fdflags: u32,
        opened: u32,
    ) -> Result<()> {
        let (follow, oflags, fdflags) = (follow(lookup)?, flags::<OFlags>(oflags)?, flags::<FdFlags>(fdflags)?);
        let path = self.memory.path(path, path_len)?;
        let result = self.memory.buffer(opened, 4)?;
        let asked = Rights::from_bits_truncate(base) & (Rights::FD_READ | Rights::FD_WRITE);
        let directory = self.get(fd)?;
        let mut needed = Rights::PATH_OPEN;
        needed.set(Rights::PATH_CREATE_FILE, oflags.contains(OFlags::CREAT));
        needed.set(Rights::PATH_FILESTAT_SET_SIZE, oflags.contains(OFlags::TRUNC));
        let dir = directory.dir(needed)?;
        if !directory.inheriting().contains(asked) || directory.read_only() && asked.contains(Rights::FD_WRITE) {
            return Err(directory.denied());
        }
        let access = Access { read: asked.contains(Rights::FD_READ), write: asked.contains(Rights::FD_WRITE) };
        let found = dir.open(&path, follow, oflags, access, fdflags)?;
        let fd = self.ctx.table().push(below(&directory, found, asked))?;
        result.write(0, &fd.0.to_le_bytes());
        Ok(())
    }

    pub fn path_readlink(&self, fd: u32, path: u32, path_len: u32, buf: u32, buf_len: u32, size: u32) -> Result<()> {
        let path = self.memory.path(path, path_len)?;
        let buffer = self.memory.buffer(buf, buf_len)?;
        let target = self.with_dir(fd, Rights::PATH_READLINK, |dir| dir.read_link(&path))?;
        let fits = target.len().min(buffer.len());
        buffer.write(0, &target.as_bytes()[..fits]);
        self.memory.write_u32(size, fits as u32)
    }

    pub fn path_remove_directory(&self, fd: u32, path: u32, path_len: u32) -> Result<()> {
        let path = self.memory.path(path, path_len)?;
        self.with_dir(fd, Rights::PATH_REMOVE_DIRECTORY, |dir| dir.remove_dir(&path))
    }

    pub fn path_rename(
        &self,
        fd: u32,
        path: u32,
        path_len: u32,
        new_fd: u32,
        new_path: u32,
        new_path_len: u32,
    ) -> Result<()> {
        let needed = [Rights::PATH_RENAME_SOURCE, Rights::PATH_RENAME_TARGET];
        self.give_path((fd, path, path_len), (new_fd, new_path, new_path_len), needed, Dir::rename)
    }

    /// Gives what is at a path another one. Both are a directory's descriptor and a string.
    fn give_path(
        &self,
        (fd, path, path_len): (u32, u32, u32),
        (new_fd, new_path, new_path_len): (u32, u32, u32),
        [needed, needed_there]: [Rights; 2],
        give: impl FnOnce(&Dir, &str, &Dir, &str) -> Result<()>,
    ) -> Result<()> {
        let path = self.memory.path(path, path_len)?;
        let new_path = self.memory.path(new_path, new_path_len)?;
        let (from, to) = (self.get(fd)?, self.get(new_fd)?);
        let dirs = (from.dir(needed)?, to.dir(needed_there)?);
        // A file that comes into another directory must not gain rights by it that the first one does not pass on.
        if !from.inheriting().contains(to.inheriting()) {
            return Err(Errno::Notcapable);
        }
        give(dirs.0, &path, dirs.1, &new_path)
    }

    pub fn path_symlink(&self, target: u32, target_len: u32, fd: u32, path: u32, path_len: u32) -> Result<()> {
        let target = self.memory.path(target, target_len)?;
        let path = self.memory.path(path, path_len)?;
        self.with_dir(fd, Rights::PATH_SYMLINK, |dir| dir.symlink(&target, &path))
    }

    pub fn path_unlink_file(&self, fd: u32, path: u32, path_len: u32) -> Result<()> {
        let path = self.memory.path(path, path_len)?;
        self.with_dir(fd, Rights::PATH_UNLINK_FILE, |dir| dir.unlink(&path))
    }
}

fn follow(lookup: u32) -> Result<Follow> {
    match lookup {
        0 => Ok(Follow::No),
        1 => Ok(Follow::Yes),
        _ => Err(Errno::Inval),
    }
}

/// The descriptor of what was opened through a directory, to be read and written as `asked`.
fn below(directory: &Descriptor, found: Opened, asked: Rights) -> Descriptor {
    let passed_on = directory.inheriting();
    let read_only = directory.read_only();
    match found {
        Opened::Dir(dir) => Descriptor::new(Resource::Dir(dir), Rights::DIRECTORY & passed_on, passed_on, read_only),
        Opened::File(file) => {
            let mut rights = file.all_rights() & passed_on;
            if !asked.contains(Rights::FD_READ) {
                rights.remove(Rights::FD_READ);
            }
            if !asked.contains(Rights::FD_WRITE) {
                rights.remove(Rights::WRITING);
            }
            Descriptor::new(Resource::File(file), rights, Rights::empty(), read_only)
        }
    }
}
