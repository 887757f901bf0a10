//! System calls that say what a file is like, and set its times.

use super::directories::DIRECTORY;
use crate::descriptors::Descriptor;
use crate::errno::{Errno, Sys, SysError, check};
use crate::place::{AT_FDCWD, Place};
use crate::row::{Host, Row};
use crate::state::Layout;
use wasmc_wasi::preview1;

const AT_SYMLINK_NOFOLLOW: u32 = 0x100;
const AT_EMPTY_PATH: u32 = 0x1000;

/// The size of what WASI says of a file.
const FILESTAT_BYTES: usize = 64;

const NANOSECONDS: u64 = 1_000_000_000;

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    let mut rows = vec![
        Row::plain("__syscall_stat64", |host: &mut Host<'_>, path: u32, to: u32| stat(host, AT_FDCWD, path, to, 0)),
        Row::plain("__syscall_lstat64", |host: &mut Host<'_>, path: u32, to: u32| {
            stat(host, AT_FDCWD, path, to, AT_SYMLINK_NOFOLLOW)
        }),
        Row::plain("__syscall_fstat64", stat_open),
        Row::plain("__syscall_fstatat64", stat),
        Row::plain("__syscall_newfstatat", stat),
        Row::plain("__syscall_faccessat", |host: &mut Host<'_>, dir: i32, path: u32, mode: u32, _flags: i32| {
            access(host, dir, path, mode)
        }),
        Row::plain("__syscall_access", |host: &mut Host<'_>, path: u32, mode: u32| access(host, AT_FDCWD, path, mode)),
        Row::plain("__syscall_utimensat", set_times),
        Row::plain("__syscall_statfs64", |host: &mut Host<'_>, path: u32, size: u32, to: u32| {
            kind(host, AT_FDCWD, path)?;
            system(host, size, to)
        }),
        Row::plain("__syscall_fstatfs64", |host: &mut Host<'_>, number: i32, size: u32, to: u32| {
            host.state.descriptors.get(number)?;
            system(host, size, to)
        }),
    ];
    rows.extend(owners());
    rows
}

/// Modes and owners, which files of WASI do not have: whoever sets them is told that it worked, if there is the file.
fn owners<T: 'static>() -> Vec<Row<T>> {
    let exists = |host: &mut Host<'_>, dir: i32, path: u32| kind(host, dir, path).map(|_| 0);
    vec![
        Row::plain("__syscall_chmod", move |host: &mut Host<'_>, path: u32, _: i32| exists(host, AT_FDCWD, path)),
        Row::plain("__syscall_fchmodat", move |host: &mut Host<'_>, dir: i32, path: u32, _: i32, _: i32| {
            exists(host, dir, path)
        }),
        Row::plain("__syscall_fchmodat", move |host: &mut Host<'_>, dir: i32, path: u32, _: i32| {
            exists(host, dir, path)
        }),
        Row::plain("__syscall_fchmodat2", move |host: &mut Host<'_>, dir: i32, path: u32, _: i32, _: i32| {
            exists(host, dir, path)
        }),
        Row::plain("__syscall_chown32", move |host: &mut Host<'_>, path: u32, _: i32, _: i32| {
            exists(host, AT_FDCWD, path)
        }),
        Row::plain("__syscall_lchown32", move |host: &mut Host<'_>, path: u32, _: i32, _: i32| {
            exists(host, AT_FDCWD, path)
        }),
        Row::plain("__syscall_fchownat", move |host: &mut Host<'_>, dir: i32, path: u32, _: i32, _: i32, _: i32| {
            exists(host, dir, path)
        }),
        Row::plain("__syscall_fchmod", |host: &mut Host<'_>, number: i32, _: i32| {
            host.state.descriptors.get(number)?;
            Sys::Ok(0)
        }),
        Row::plain("__syscall_fchown32", |host: &mut Host<'_>, number: i32, _: i32, _: i32| {
            host.state.descriptors.get(number)?;
            Sys::Ok(0)
        }),
    ]
}

/// What WASI says of the file at a path.
fn of_path(host: &mut Host<'_>, dir: i32, path: u32, follow: bool) -> Result<[u8; FILESTAT_BYTES], SysError> {
    let place = Place::find(host, dir, path)?;
    let mut memory = place.memory(FILESTAT_BYTES);
    let (at, len) = place.in_memory(FILESTAT_BYTES);
    let wasi = &mut host.state.wasi;
    check(preview1::path_filestat_get(wasi, &mut memory, place.dir, follow.into(), at, len, 0))?;
    Ok(*memory.first_chunk().expect("the memory begins with this"))
}

/// What kind of file is at a path, as WASI numbers kinds.
pub fn kind(host: &mut Host<'_>, dir: i32, path: u32) -> Result<u8, SysError> {
    Ok(of_path(host, dir, path, true)?[16])
}

fn stat(host: &mut Host<'_>, dir: i32, path: u32, to: u32, flags: u32) -> Sys {
    if flags & AT_EMPTY_PATH != 0 && host.memory.c_str(path)?.is_empty() && dir != AT_FDCWD {
        return stat_open(host, dir, to);
    }
    let filestat = of_path(host, dir, path, flags & AT_SYMLINK_NOFOLLOW == 0)?;
    write(host, to, &filestat)
}

fn stat_open(host: &mut Host<'_>, number: i32, to: u32) -> Sys {
    let mut filestat = [0; FILESTAT_BYTES];
    match host.state.descriptors.get(number)? {
        Descriptor::Wasi(file) => {
            check(preview1::fd_filestat_get(&mut host.state.wasi, &mut filestat, file.cast_signed(), 0))?;
        }
        // Of a pipe there is nothing to say but that.
        Descriptor::Reader(_) | Descriptor::Writer(_) => {}
    }
    write(host, to, &filestat)
}

/// The kind of a file in the words of C. WASI has no permissions; these are what the host's files usually have.
fn mode(kind: u8) -> u32 {
    match kind {
        1 => 0o060_666,
        2 => 0o020_666,
        DIRECTORY => 0o040_777,
        4 => 0o100_666,
        5 | 6 => 0o140_777,
        7 => 0o120_777,
        _ => 0o010_666,
    }
}

/// Writes a `struct stat`.
fn write(host: &mut Host<'_>, to: u32, filestat: &[u8; FILESTAT_BYTES]) -> Sys {
    const BLOCK: u32 = 4096;
    let word = |at: usize| u64::from_le_bytes(filestat[at..at + 8].try_into().expect("eight bytes"));
    let (device, inode, links, size) = (word(0) as u32, word(8), word(24) as u32, word(32));
    let blocks = size.div_ceil(512) as u32;
    let mode = mode(filestat[16]);
    let times = [word(40), word(48), word(56)].map(|time| (time / NANOSECONDS, (time % NANOSECONDS) as u32));
    let mut stat = Vec::with_capacity(96);
    let mut put = |words: &[u32]| stat.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    let halves = |word: u64| [word as u32, (word >> 32) as u32];
    match host.state.layout {
        Layout::Time32 | Layout::Padded => put(&[device, 0, inode as u32, mode, links, 0, 0, 0, 0, 0]),
        Layout::Time64 => put(&[device, mode, links, 0, 0, 0]),
    }
    put(&halves(size));
    put(&[BLOCK, blocks]);
    for (seconds, rest) in times {
        match host.state.layout {
            Layout::Time32 => put(&[seconds as u32, rest]),
            Layout::Padded | Layout::Time64 => put(&[seconds as u32, (seconds >> 32) as u32, rest, 0]),
        }
    }
    put(&halves(inode));
    host.memory.write(to, &stat)?;
    Ok(0)
}

/// Whether a file is there: what one may do with it shows when it is opened.
fn access(host: &mut Host<'_>, dir: i32, path: u32, mode: u32) -> Sys {
    const ALL_MODES: u32 = 7;
    if mode & !ALL_MODES != 0 {
        return Err(Errno::INVAL.into());
    }
    kind(host, dir, path).map(|_| 0)
}

fn set_times(host: &mut Host<'_>, dir: i32, path: u32, times: u32, flags: u32) -> Sys {
    let [(accessed, access_flag), (modified, modify_flag)] = match times {
        0 => [(0, 2), (0, 8)],
        _ => [time(host, times, 0, [1, 2])?, time(host, times, 1, [4, 8])?],
    };
    let which = access_flag | modify_flag;
    let wasi_file = |host: &Host<'_>| host.state.descriptors.wasi(dir).map(u32::cast_signed);
    if path == 0 || (flags & AT_EMPTY_PATH != 0 && host.memory.c_str(path)?.is_empty()) {
        let file = wasi_file(host)?;
        check(preview1::fd_filestat_set_times(&mut host.state.wasi, host.memory.0, file, accessed, modified, which))?;
        return Ok(0);
    }
    let place = Place::find(host, dir, path)?;
    let lookup = i32::from(flags & AT_SYMLINK_NOFOLLOW == 0);
    let (at, len) = place.in_memory(0);
    check(preview1::path_filestat_set_times(
        &mut host.state.wasi,
        &mut place.memory(0),
        place.dir,
        lookup,
        at,
        len,
        accessed,
        modified,
        which,
    ))?;
    Ok(0)
}

/// One of two times, with WASI's flag for it: this time, or now. None means that it stays.
fn time(host: &Host<'_>, times: u32, index: u32, [given, now]: [i32; 2]) -> Result<(i64, i32), SysError> {
    const NOW: u32 = 0x3fff_ffff;
    const OMIT: u32 = 0x3fff_fffe;
    let at = |offset: u32| times.wrapping_add(offset);
    let (seconds, rest) = match host.state.layout {
        Layout::Time32 => (host.memory.i32(at(8 * index))?.into(), host.memory.u32(at(8 * index + 4))?),
        Layout::Padded | Layout::Time64 => (host.memory.i64(at(16 * index))?, host.memory.u32(at(16 * index + 8))?),
    };
    match rest {
        NOW => Ok((0, now)),
        OMIT => Ok((0, 0)),
        _ if u64::from(rest) >= NANOSECONDS => Err(Errno::INVAL.into()),
        _ => {
            let time = seconds.checked_mul(NANOSECONDS as i64).and_then(|time| time.checked_add(rest.into()));
            Ok((time.ok_or(Errno::INVAL)?, given))
        }
    }
}

/// What a file system is like: numbers that make sense, since WASI has none.
fn system(host: &mut Host<'_>, size: u32, to: u32) -> Sys {
    const BLOCK: u32 = 4096;
    const BLOCKS: u32 = 1_000_000;
    const FREE: u32 = 500_000;
    const NAME: u32 = 255;
    const NO_SET_UID: u32 = 2;
    let counts = [BLOCKS, FREE, FREE, BLOCKS, FREE];
    let mut words = vec![0, BLOCK];
    match host.state.layout {
        Layout::Time32 | Layout::Padded => words.extend(counts),
        Layout::Time64 => words.extend(counts.into_iter().flat_map(|count| [count, 0])),
    }
    words.extend([42, 0, NAME, BLOCK, NO_SET_UID]);
    let bytes: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
    if (size as usize) < bytes.len() {
        return Err(Errno::INVAL.into());
    }
    host.memory.write(to, &bytes)?;
    Ok(0)
}
