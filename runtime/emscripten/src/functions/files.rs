//! System calls that open, name and remove files, and those on what is open.

use super::wasi::close;
use crate::descriptors::Descriptor;
use crate::errno::{Errno, Sys, SysError, check};
use crate::place::{AT_FDCWD, Place};
use crate::row::{Host, Row};
use wasmc_wasi::preview1;

/// Flags of `open`.
mod flag {
    pub const WRITE_ONLY: u32 = 1;
    pub const READ_WRITE: u32 = 2;
    pub const ACCESS: u32 = 3;
    pub const CREATE: u32 = 0o100;
    pub const EXCLUSIVE: u32 = 0o200;
    pub const TRUNCATE: u32 = 0o1000;
    pub const APPEND: u32 = 0o2000;
    pub const NONBLOCK: u32 = 0o4000;
    pub const DIRECTORY: u32 = 0o200000;
    pub const NOFOLLOW: u32 = 0o400000;
}

/// Rights of WASI's that follow from how a file is opened.
mod right {
    pub const READ: u64 = 1 << 1 | 1 << 14;
    pub const WRITE: u64 = 1 | 1 << 6 | 1 << 8 | 1 << 22;
    pub const ONLY_READ: u64 = 1 << 1;
    pub const ONLY_WRITE: u64 = 1 << 6;
}

/// `unlinkat` is to remove a directory.
const AT_REMOVEDIR: i32 = 0x200;

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    let mut rows = names();
    rows.extend(open_files());
    rows
}

fn names<T: 'static>() -> Vec<Row<T>> {
    vec![
        Row::plain("__syscall_open", |host: &mut Host<'_>, path: u32, flags: u32, _mode: u32| {
            open(host, AT_FDCWD, path, flags)
        }),
        Row::plain("__syscall_openat", |host: &mut Host<'_>, dir: i32, path: u32, flags: u32, _mode: u32| {
            open(host, dir, path, flags)
        }),
        Row::plain("__syscall_unlink", |host: &mut Host<'_>, path: u32| unlink(host, AT_FDCWD, path, 0)),
        Row::plain("__syscall_rmdir", |host: &mut Host<'_>, path: u32| unlink(host, AT_FDCWD, path, AT_REMOVEDIR)),
        Row::plain("__syscall_unlinkat", unlink),
        Row::plain("__syscall_rename", |host: &mut Host<'_>, from: u32, to: u32| {
            rename(host, AT_FDCWD, from, AT_FDCWD, to)
        }),
        Row::plain("__syscall_renameat", rename),
        Row::plain("__syscall_link", |host: &mut Host<'_>, from: u32, to: u32| {
            link(host, AT_FDCWD, from, AT_FDCWD, to, 0)
        }),
        Row::plain("__syscall_linkat", link),
        Row::plain("__syscall_symlink", |host: &mut Host<'_>, target: u32, path: u32| {
            symlink(host, target, AT_FDCWD, path)
        }),
        Row::plain("__syscall_symlinkat", symlink),
        Row::plain("__syscall_readlink", |host: &mut Host<'_>, path: u32, to: u32, len: i32| {
            read_link(host, AT_FDCWD, path, to, len)
        }),
        Row::plain("__syscall_readlinkat", read_link),
        Row::plain("__syscall_truncate64", |host: &mut Host<'_>, path: u32, bytes: i64| {
            let number = open(host, AT_FDCWD, path, flag::WRITE_ONLY)?;
            let truncated = truncate(host, number, bytes);
            close(host, number)?;
            truncated
        }),
    ]
}

fn open_files<T: 'static>() -> Vec<Row<T>> {
    vec![
        Row::plain("__syscall_ftruncate64", truncate),
        Row::plain("__syscall_fallocate", |host: &mut Host<'_>, number: i32, _mode: i32, offset: i64, bytes: i64| {
            let file = host.state.descriptors.wasi(number)?.cast_signed();
            check(preview1::fd_allocate(&mut host.state.wasi, host.memory.0, file, offset, bytes))?;
            Sys::Ok(0)
        }),
        Row::plain("__syscall_fadvise64", |_: &mut Host<'_>, _: i32, _: i64, _: i64, _: i32| 0),
        Row::plain("__syscall_fadvise64_64", |_: &mut Host<'_>, _: i32, _: i64, _: i64, _: i32| 0),
        Row::plain("__syscall_fdatasync", |host: &mut Host<'_>, number: i32| {
            let file = host.state.descriptors.wasi(number)?.cast_signed();
            check(preview1::fd_datasync(&mut host.state.wasi, host.memory.0, file))?;
            Sys::Ok(0)
        }),
        Row::plain("__syscall_dup", |host: &mut Host<'_>, number: i32| duplicate(host, number, 0)),
        Row::plain("__syscall_dup2", |host: &mut Host<'_>, number: i32, to: i32| replace(host, number, to)),
        Row::plain("__syscall_dup3", |host: &mut Host<'_>, number: i32, to: i32, _flags: i32| match number == to {
            true => Err(Errno::INVAL.into()),
            false => replace(host, number, to),
        }),
        Row::plain("__syscall_pipe", pipe),
        Row::plain("__syscall_pipe2", |host: &mut Host<'_>, to: u32, _flags: i32| pipe(host, to)),
        Row::plain("__syscall_fcntl64", control),
        Row::plain("__syscall_ioctl", device_control),
    ]
}

/// Opens a file. Its mode is the host's affair.
fn open(host: &mut Host<'_>, dir: i32, path: u32, flags: u32) -> Sys {
    const ROOM: usize = 24;
    let place = Place::find(host, dir, path)?;
    let mut memory = place.memory(ROOM);
    let wasi = &mut host.state.wasi;
    // A file gets the rights that its directory passes on, and of these what it is opened for.
    check(preview1::fd_fdstat_get(wasi, &mut memory, place.dir, 0))?;
    let inheriting = u64::from_le_bytes(memory[16..ROOM].try_into().expect("eight bytes"));
    let refused = match flags & flag::ACCESS {
        flag::WRITE_ONLY => right::READ,
        flag::READ_WRITE => 0,
        _ => right::WRITE,
    };
    let bit = |wanted: u32, bit: i32| if flags & wanted != 0 { bit } else { 0 };
    let oflags = bit(flag::CREATE, 1) | bit(flag::DIRECTORY, 2) | bit(flag::EXCLUSIVE, 4) | bit(flag::TRUNCATE, 8);
    let fdflags = bit(flag::APPEND, 1) | bit(flag::NONBLOCK, 4);
    let lookup = i32::from(flags & flag::NOFOLLOW == 0);
    let (at, len) = place.in_memory(ROOM);
    let [base, inheriting] = [inheriting & !refused, inheriting].map(u64::cast_signed);
    check(preview1::path_open(wasi, &mut memory, place.dir, lookup, at, len, oflags, base, inheriting, fdflags, 0))?;
    let file = u32::from_le_bytes(memory[..4].try_into().expect("four bytes"));
    let number = host.state.descriptors.add(Descriptor::Wasi(file), 0);
    if number.is_err() {
        check(preview1::fd_close(wasi, &mut memory, file.cast_signed()))?;
    }
    Ok(number?)
}

fn unlink(host: &mut Host<'_>, dir: i32, path: u32, flags: i32) -> Sys {
    let place = Place::find(host, dir, path)?;
    let (at, len) = place.in_memory(0);
    let remove = if flags == AT_REMOVEDIR { preview1::path_remove_directory } else { preview1::path_unlink_file };
    check(remove(&mut host.state.wasi, &mut place.memory(0), place.dir, at, len))?;
    Ok(0)
}

/// Two paths in one memory: the first at 0.
fn both(first: &Place, second: &Place) -> (Vec<u8>, [i32; 4]) {
    let mut memory = first.memory(0);
    let (_, len) = first.in_memory(0);
    memory.extend(second.memory(0));
    let (second_at, second_len) = second.in_memory(len as usize);
    (memory, [0, len, second_at, second_len])
}

fn rename(host: &mut Host<'_>, from_dir: i32, from: u32, to_dir: i32, to: u32) -> Sys {
    let (from, to) = (Place::find(host, from_dir, from)?, Place::find(host, to_dir, to)?);
    let (mut memory, [at, len, to_at, to_len]) = both(&from, &to);
    let wasi = &mut host.state.wasi;
    check(preview1::path_rename(wasi, &mut memory, from.dir, at, len, to.dir, to_at, to_len))?;
    Ok(0)
}

fn link(host: &mut Host<'_>, from_dir: i32, from: u32, to_dir: i32, to: u32, _flags: i32) -> Sys {
    let (from, to) = (Place::find(host, from_dir, from)?, Place::find(host, to_dir, to)?);
    let (mut memory, [at, len, to_at, to_len]) = both(&from, &to);
    let wasi = &mut host.state.wasi;
    check(preview1::path_link(wasi, &mut memory, from.dir, 0, at, len, to.dir, to_at, to_len))?;
    Ok(0)
}

/// Makes a link; what it leads to is a text that WASI looks at when it is followed.
fn symlink(host: &mut Host<'_>, target: u32, dir: i32, path: u32) -> Sys {
    let target = host.memory.c_str(target)?.to_vec();
    let place = Place::find(host, dir, path)?;
    let room = target.len();
    let mut memory = place.memory(room);
    memory[..room].copy_from_slice(&target);
    let (at, len) = place.in_memory(room);
    check(preview1::path_symlink(&mut host.state.wasi, &mut memory, 0, room as i32, place.dir, at, len))?;
    Ok(0)
}

fn read_link(host: &mut Host<'_>, dir: i32, path: u32, to: u32, len: i32) -> Sys {
    const MOST: u32 = 4096;
    let most = u32::try_from(len).ok().filter(|&len| len > 0).ok_or(Errno::INVAL)?.min(MOST);
    host.memory.slice(to, most)?;
    let place = Place::find(host, dir, path)?;
    let room = 4 + most as usize;
    let mut memory = place.memory(room);
    let (at, len) = place.in_memory(room);
    let wasi = &mut host.state.wasi;
    check(preview1::path_readlink(wasi, &mut memory, place.dir, at, len, 4, most.cast_signed(), 0))?;
    let len = u32::from_le_bytes(memory[..4].try_into().expect("four bytes")).min(most);
    host.memory.write(to, &memory[4..4 + len as usize])?;
    Ok(len.cast_signed())
}

fn truncate(host: &mut Host<'_>, number: i32, bytes: i64) -> Sys {
    let file = host.state.descriptors.wasi(number)?.cast_signed();
    check(preview1::fd_filestat_set_size(&mut host.state.wasi, host.memory.0, file, bytes))?;
    Ok(0)
}

fn duplicate(host: &mut Host<'_>, number: i32, least: usize) -> Sys {
    let descriptor = host.state.descriptors.get(number)?;
    Ok(host.state.descriptors.add(descriptor, least)?)
}

fn replace(host: &mut Host<'_>, number: i32, to: i32) -> Sys {
    let descriptor = host.state.descriptors.get(number)?;
    if let Some(file) = host.state.descriptors.replace(to, descriptor)? {
        // As with `dup2`, that the old file could not be closed well is nobody's error.
        preview1::fd_close(&mut host.state.wasi, host.memory.0, file.cast_signed());
    }
    Ok(to)
}

fn pipe(host: &mut Host<'_>, to: u32) -> Sys {
    host.memory.slice(to, 8)?;
    let (reader, writer) = host.state.descriptors.pipe()?;
    host.memory.write(to, &[reader.to_le_bytes(), writer.to_le_bytes()].concat())?;
    Ok(0)
}

/// What `fd_fdstat_get` says: the kind of file, its flags and its rights.
pub fn fdstat(host: &mut Host<'_>, number: i32) -> Result<(u8, u16, u64), SysError> {
    let file = host.state.descriptors.wasi(number)?.cast_signed();
    let mut memory = [0; 24];
    check(preview1::fd_fdstat_get(&mut host.state.wasi, &mut memory, file, 0))?;
    let rights = u64::from_le_bytes(memory[8..16].try_into().expect("eight bytes"));
    Ok((memory[0], u16::from_le_bytes([memory[2], memory[3]]), rights))
}

/// `fcntl`. Each argument after the command is a word at `arguments`.
fn control(host: &mut Host<'_>, number: i32, command: i32, arguments: u32) -> Sys {
    const DUPLICATE: i32 = 0;
    const DUPLICATE_CLOSING: i32 = 1030;
    const UNLOCKED: u16 = 2;
    host.state.descriptors.get(number)?;
    match command {
        DUPLICATE | DUPLICATE_CLOSING => {
            let least = usize::try_from(host.memory.i32(arguments)?).map_err(|_| Errno::INVAL)?;
            duplicate(host, number, least)
        }
        // What a descriptor does when another program is started, which does not happen.
        1 | 2 => Ok(0),
        3 => flags(host, number),
        4 => {
            let wanted = host.memory.u32(arguments)?;
            let bit = |flag: u32, bit: i32| if wanted & flag != 0 { bit } else { 0 };
            let file = host.state.descriptors.wasi(number)?.cast_signed();
            let flags = bit(flag::APPEND, 1) | bit(flag::NONBLOCK, 4);
            check(preview1::fd_fdstat_set_flags(&mut host.state.wasi, host.memory.0, file, flags))?;
            Ok(0)
        }
        // Locks: nobody else has one, in either numbering of the commands.
        5 | 12 => {
            let lock = host.memory.u32(arguments)?;
            host.memory.write(lock, &UNLOCKED.to_le_bytes())?;
            Ok(0)
        }
        6 | 7 | 13 | 14 => Ok(0),
        _ => Err(Errno::INVAL.into()),
    }
}

/// With which flags something was opened, as far as they matter after that.
fn flags(host: &mut Host<'_>, number: i32) -> Sys {
    let (access, flags) = match host.state.descriptors.get(number)? {
        Descriptor::Reader(_) => (0, 0),
        Descriptor::Writer(_) => (flag::WRITE_ONLY, 0),
        Descriptor::Wasi(_) => {
            let (_, flags, rights) = fdstat(host, number)?;
            let [read, write] = [right::ONLY_READ, right::ONLY_WRITE].map(|right| rights & right != 0);
            let access = if read && write { flag::READ_WRITE } else { u32::from(write) * flag::WRITE_ONLY };
            (access, flags)
        }
    };
    let bit = |set: u16, flag: u32| if flags & set != 0 { flag } else { 0 };
    Ok((access | bit(1, flag::APPEND) | bit(4, flag::NONBLOCK)).cast_signed())
}

/// `ioctl`, for terminals. A guest that cannot be told to write out what it holds back when it ends is to see one in each
/// standard stream, as it does under JavaScript: then it writes at the end of each line.
fn device_control(host: &mut Host<'_>, number: i32, command: u32, arguments: u32) -> Sys {
    const WINDOW_SIZE: u32 = 0x5413;
    const READABLE: u32 = 0x541b;
    const CHARACTER_DEVICE: u8 = 2;
    let descriptor = host.state.descriptors.get(number)?;
    if let (READABLE, Descriptor::Reader(pipe)) = (command, descriptor) {
        let bytes = host.state.descriptors.readable(pipe).unwrap_or(0) as u32;
        let to = host.memory.u32(arguments)?;
        host.memory.write(to, &bytes.to_le_bytes())?;
        return Ok(0);
    }
    let pretended = matches!(descriptor, Descriptor::Wasi(0..=2)) && !host.state.flushes;
    if !pretended && (matches!(descriptor, Descriptor::Wasi(_)) && fdstat(host, number)?.0 != CHARACTER_DEVICE) {
        return Err(Errno::NOTTY.into());
    }
    match command {
        WINDOW_SIZE => {
            const ROWS_AND_COLUMNS: [u8; 8] = [24, 0, 80, 0, 0, 0, 0, 0];
            let to = host.memory.u32(arguments)?;
            host.memory.write(to, &ROWS_AND_COLUMNS)?;
            Ok(0)
        }
        // To get a terminal's settings, and to set them, or its size: there are none to change.
        0x5401..=0x5408 | 0x5414 => Ok(0),
        _ => Err(Errno::INVAL.into()),
    }
}
