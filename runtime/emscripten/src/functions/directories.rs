//! System calls on directories.

use crate::errno::{Errno, Sys, SysError, check};
use crate::place::{AT_FDCWD, Place};
use crate::row::{Host, Row};
use wasmc_wasi::preview1;

/// The kind of a directory in what WASI says of a file.
pub const DIRECTORY: u8 = 3;

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    vec![
        Row::plain("__syscall_mkdir", |host: &mut Host<'_>, path: u32, mode: i32| make(host, AT_FDCWD, path, mode)),
        Row::plain("__syscall_mkdirat", make),
        Row::plain("__syscall_getcwd", |host: &mut Host<'_>, to: u32, len: u32| {
            let name = [host.state.paths.working(), &[0]].concat();
            match len {
                0 => Err(Errno::INVAL.into()),
                _ if name.len() > len as usize => Err(Errno::RANGE.into()),
                _ => {
                    host.memory.write(to, &name)?;
                    // What a present C library takes for a length, the older one for the address; both only look whether
                    // it is negative, and the address may be.
                    Sys::Ok(name.len() as i32)
                }
            }
        }),
        Row::plain("__syscall_chdir", |host: &mut Host<'_>, path: u32| {
            if super::status::kind(host, AT_FDCWD, path)? != DIRECTORY {
                return Err(Errno::NOTDIR.into());
            }
            let path = host.memory.c_str(path)?.to_vec();
            host.state.paths.set_working(&path);
            Sys::Ok(0)
        }),
        Row::plain("__syscall_getdents64", read),
    ]
}

fn make(host: &mut Host<'_>, dir: i32, path: u32, _mode: i32) -> Sys {
    let place = Place::find(host, dir, path)?;
    let (at, len) = place.in_memory(0);
    check(preview1::path_create_directory(&mut host.state.wasi, &mut place.memory(0), place.dir, at, len))?;
    Ok(0)
}

/// The layout of an entry: its inode and the position after it, with 8 bytes each, its size, its kind, and its name.
mod entry {
    pub const SIZE: usize = 16;
    pub const KIND: usize = 18;
    pub const NAME: usize = 19;
    /// With the zero that ends it.
    pub const NAME_BYTES: usize = 256;
    pub const ALIGNMENT: usize = 8;
}

/// Reads as many entries as fit, from where the last call has stopped.
fn read(host: &mut Host<'_>, number: i32, to: u32, bytes: u32) -> Sys {
    /// A guest asks for 2 KiB; this is to bound what one costs here.
    const MOST: u32 = 1 << 16;
    let bytes = bytes.min(MOST);
    host.memory.slice(to, bytes)?;
    let file = host.state.descriptors.wasi(number)?;
    let mut position = host.state.descriptors.positions.get(&file).copied().unwrap_or(0);
    let entries = raw_entries(host, file, position, bytes)?;
    let mut written: Vec<u8> = Vec::new();
    let mut any = false;
    for Entry { next, inode, kind, name } in entries {
        any = true;
        let entry = pack(next, inode, kind, &name);
        if written.len() + entry.len() > bytes as usize {
            break;
        }
        written.extend(entry);
        position = next;
    }
    if any && written.is_empty() {
        return Err(Errno::INVAL.into());
    }
    host.memory.write(to, &written)?;
    host.state.descriptors.positions.insert(file, position);
    Ok(written.len() as i32)
}

struct Entry {
    next: u64,
    inode: u64,
    kind: u8,
    name: Vec<u8>,
}

/// The entries of WASI from a position on, which are no longer than the guest's.
fn raw_entries(host: &mut Host<'_>, file: u32, position: u64, bytes: u32) -> Result<Vec<Entry>, SysError> {
    const HEAD: usize = 24;
    // At least one entry, so that a buffer which is too small for it is told from the end.
    let room = (bytes as usize).max(HEAD + entry::NAME_BYTES);
    let mut memory = vec![0; room + 4];
    let (wasi, file, room_after) = (&mut host.state.wasi, file.cast_signed(), room as i32);
    check(preview1::fd_readdir(wasi, &mut memory, file, 4, room_after, position.cast_signed(), 0))?;
    let used = u32::from_le_bytes(memory[..4].try_into().expect("four bytes")) as usize;
    let mut rest = &memory[4..4 + used.min(room)];
    let mut entries = Vec::new();
    // The last one may be cut off.
    while let Some((head, after)) = rest.split_first_chunk::<HEAD>() {
        let word = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().expect("eight bytes"));
        let len = word(16) as u32 as usize;
        let Some((name, after)) = after.split_at_checked(len) else { break };
        entries.push(Entry { next: word(0), inode: word(8), kind: head[20], name: name.to_vec() });
        rest = after;
    }
    Ok(entries)
}

fn pack(next: u64, inode: u64, kind: u8, name: &[u8]) -> Vec<u8> {
    let name = &name[..name.len().min(entry::NAME_BYTES - 1)];
    let size = (entry::NAME + name.len() + 1).next_multiple_of(entry::ALIGNMENT);
    let mut bytes = vec![0; size];
    bytes[..8].copy_from_slice(&inode.to_le_bytes());
    bytes[8..entry::SIZE].copy_from_slice(&next.to_le_bytes());
    bytes[entry::SIZE..entry::KIND].copy_from_slice(&(size as u16).to_le_bytes());
    bytes[entry::KIND] = match kind {
        1 => 6,
        2 => 2,
        DIRECTORY => 4,
        4 => 8,
        5 | 6 => 12,
        7 => 10,
        _ => 0,
    };
    bytes[entry::NAME..entry::NAME + name.len()].copy_from_slice(name);
    bytes
}
