//! A path of the guest's where WASI is to look it up, and the memory in which it gets it.

use crate::errno::{Errno, SysError};
use crate::row::Host;

/// A directory of WASI and a path below it.
#[derive(Debug)]
pub struct Place {
    pub dir: i32,
    path: Vec<u8>,
}

/// The directory that the guest is in, in place of a descriptor.
pub const AT_FDCWD: i32 = -100;

impl Place {
    /// Where a path leads that is in the guest's memory, from a directory that it has open.
    pub fn find(host: &Host<'_>, dir: i32, path: u32) -> Result<Self, SysError> {
        let path = host.memory.c_str(path)?;
        if dir == AT_FDCWD || path.first() == Some(&b'/') {
            let (dir, path) = host.state.paths.find(path)?;
            return Ok(Self { dir: dir.cast_signed(), path });
        }
        let file = host.state.descriptors.wasi(dir).map_err(|_| Errno::BADF)?;
        if path.is_empty() {
            return Err(Errno::NOENT.into());
        }
        Ok(Self { dir: file.cast_signed(), path: path.to_vec() })
    }

    /// A memory that begins with this much room for what a call returns.
    pub fn memory(&self, room: usize) -> Vec<u8> {
        let mut memory = vec![0; room];
        memory.extend_from_slice(&self.path);
        memory
    }

    /// The address and the length of the path in such a memory.
    pub fn in_memory(&self, room: usize) -> (i32, i32) {
        (room as i32, self.path.len() as i32)
    }
}
