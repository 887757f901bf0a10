//! The host functions, as guests see them: numbers and addresses, which become what the rest of this crate works with.
//!
//! Each is a method of [`Call`] of the function's name. It returns an error's number, or writes its results at the addresses
//! that it was given for them.

mod fd;
mod path;
mod poll;
mod process;
mod sock;

use crate::ctx::WasiCtx;
use crate::dir::Dir;
use crate::errno::{Errno, Result};
use crate::file::{File, FileStat, NewTime};
use crate::memory::GuestMemory;
use crate::rights::Rights;
use crate::table::{Descriptor, Fd};
use std::sync::Arc;

/// The version of the interface that a guest uses. The two differ in the layout of structures and in the order of one enumeration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Snapshot {
    /// `wasi_unstable`
    Unstable,
    /// `wasi_snapshot_preview1`
    Preview1,
}

/// A guest's call: what it may reach, and its memory.
#[derive(Debug)]
pub struct Call<'a> {
    /// What the guest may reach.
    pub ctx: &'a WasiCtx,
    /// Its memory.
    pub memory: GuestMemory<'a>,
    /// The version that it uses.
    pub snapshot: Snapshot,
}

impl Call<'_> {
    fn get(&self, fd: u32) -> Result<Arc<Descriptor>> {
        self.ctx.table().get(Fd(fd))
    }

    /// Does something with an open file that there are the rights for.
    fn with_file<T>(&self, fd: u32, needed: Rights, f: impl FnOnce(&File) -> Result<T>) -> Result<T> {
        f(self.get(fd)?.file(needed)?)
    }

    /// Does something with an open directory that there are the rights for.
    fn with_dir<T>(&self, fd: u32, needed: Rights, f: impl FnOnce(&Dir) -> Result<T>) -> Result<T> {
        f(self.get(fd)?.dir(needed)?)
    }

    fn write_filestat(&self, address: u32, stat: &FileStat) -> Result<()> {
        let mut bytes = [0; 64];
        let words = |bytes: &mut [u8], words: &[u64]| {
            for (place, word) in bytes.chunks_exact_mut(8).zip(words) {
                place.copy_from_slice(&word.to_le_bytes());
            }
        };
        words(&mut bytes, &[stat.dev, stat.ino]);
        bytes[16] = stat.filetype as u8;
        let rest = [stat.size, stat.atim, stat.mtim, stat.ctim];
        match self.snapshot {
            Snapshot::Preview1 => {
                words(&mut bytes[24..], &[stat.nlink]);
                words(&mut bytes[32..], &rest);
                self.memory.write(address, &bytes)
            }
            Snapshot::Unstable => {
                bytes[20..24].copy_from_slice(&u32::try_from(stat.nlink).unwrap_or(u32::MAX).to_le_bytes());
                words(&mut bytes[24..56], &rest);
                self.memory.write(address, &bytes[..56])
            }
        }
    }
}

/// Flags that a guest has passed. Unknown ones are an error.
fn flags<F: bitflags::Flags<Bits = u16>>(bits: u32) -> Result<F> {
    u16::try_from(bits).ok().and_then(F::from_bits).ok_or(Errno::Inval)
}

/// The times that flags choose: of access, and of modification.
fn new_times(atim: u64, mtim: u64, flags: u32) -> Result<(NewTime, NewTime)> {
    let time = |time, flags| match flags & 3 {
        0 => Ok(NewTime::Keep),
        1 => Ok(NewTime::At(time)),
        2 => Ok(NewTime::Now),
        _ => Err(Errno::Inval),
    };
    if flags >> 4 != 0 { Err(Errno::Inval) } else { Ok((time(atim, flags)?, time(mtim, flags >> 2)?)) }
}
