//! Files mapped into memory: a copy in memory that the guest gives, written back if it is to be shared.

use crate::errno::{Errno, check};
use crate::guest::Guest;
use crate::row::{Host, Row};
use wasmc_runtime::Error;
use wasmc_wasi::preview1;

const WRITABLE: i32 = 2;
const SHARED: i32 = 1;

/// What the guest aligns such memory to.
const PAGE_BYTES: i32 = 64 << 10;

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    vec![
        // Of Emscripten 3.1.6: returns the address; sets whether it is to be freed.
        Row::dynamic("_mmap_js", vec![wasmc_runtime::ValType::I32; 7], |guest, values| {
            let value = |index: usize| values[index].i32().unwrap_or(0);
            let mapped = map(guest, value(1), value(4), value(5).into())?;
            let returned = match mapped {
                Ok(address) => {
                    let allocated = value(6).cast_unsigned();
                    guest.host()?.memory.write(allocated, &1_i32.to_le_bytes())?;
                    address
                }
                Err(errno) => -errno.0,
            };
            Ok(Some(wasmc_runtime::Val::I32(returned)))
        }),
        // Of present versions: sets the address, too.
        Row::calling(
            "_mmap_js",
            |guest: &mut Guest<'_, T>, len: i32, _: i32, _: i32, number: i32, offset: i64, allocated: u32, to: u32| {
                match map(guest, len, number, offset)? {
                    Ok(address) => {
                        let mut host = guest.host()?;
                        host.memory.write(allocated, &1_i32.to_le_bytes())?;
                        host.memory.write(to, &address.to_le_bytes())?;
                        Ok::<_, Error>(0)
                    }
                    Err(errno) => Ok(-errno.0),
                }
            },
        ),
        Row::plain(
            "_munmap_js",
            |host: &mut Host<'_>, address: i32, len: i32, protection: i32, flags: i32, number: i32, offset: i32| {
                unmap(host, [address, len, protection, flags, number], offset.into())
            },
        ),
        Row::plain(
            "_munmap_js",
            |host: &mut Host<'_>, address: i32, len: i32, protection: i32, flags: i32, number: i32, offset: i64| {
                unmap(host, [address, len, protection, flags, number], offset)
            },
        ),
        Row::plain("_msync_js", |host: &mut Host<'_>, address: i32, len: i32, _: i32, number: i32| {
            unmap(host, [address, len, WRITABLE, SHARED, number], 0)
        }),
        Row::plain(
            "_msync_js",
            |host: &mut Host<'_>, address: i32, len: i32, protection: i32, flags: i32, number: i32, offset: i64| {
                unmap(host, [address, len, protection, flags, number], offset)
            },
        ),
    ]
}

/// Copies a part of a file into new memory; what is after the file's end is zero.
fn map<T: 'static>(guest: &mut Guest<'_, T>, len: i32, number: i32, offset: i64) -> Result<Result<i32, Errno>, Error> {
    let file = match guest.state().descriptors.wasi(number) {
        Ok(file) => file.cast_signed(),
        Err(errno) => return Ok(Err(errno)),
    };
    let address = guest.call_needed("emscripten_builtin_memalign", &[PAGE_BYTES, len])?;
    if address == 0 {
        return Ok(Err(Errno::NOMEM));
    }
    let mut host = guest.host()?;
    host.memory.slice_mut(address.cast_unsigned(), len.cast_unsigned())?.fill(0);
    match transfer(&mut host, [address, len, file], offset, Way::Read) {
        Ok(()) => Ok(Ok(address)),
        Err(errno) => {
            guest.call_export("free", &[address])?;
            Ok(Err(errno))
        }
    }
}

/// Writes back what is shared. The guest frees the memory.
fn unmap(host: &mut Host<'_>, [address, len, protection, flags, number]: [i32; 5], offset: i64) -> Result<i32, Error> {
    if protection & WRITABLE == 0 || flags & SHARED == 0 {
        return Ok(0);
    }
    let Ok(file) = host.state.descriptors.wasi(number) else { return Ok(0) };
    host.memory.slice(address.cast_unsigned(), len.cast_unsigned())?;
    let written = transfer(host, [address, len, file.cast_signed()], offset, Way::Write);
    Ok(written.err().map_or(0, |errno| -errno.0))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Read,
    Write,
}

/// Reads into memory, or writes what is there, until all is done or the file ends.
fn transfer(host: &mut Host<'_>, [address, len, file]: [i32; 3], offset: i64, way: Way) -> Result<(), Errno> {
    /// Each piece goes through a buffer, which also has the place for the list of one buffer and for the count.
    const PIECE: usize = 1 << 20;
    const HEAD: usize = 16;
    let (start, len) = (address as u32 as usize, len as u32 as usize);
    let mut done = 0;
    while done < len {
        let count = (len - done).min(PIECE);
        let mut scratch = vec![0; HEAD + count];
        scratch[..4].copy_from_slice(&(HEAD as u32).to_le_bytes());
        scratch[4..8].copy_from_slice(&(count as u32).to_le_bytes());
        let piece = start + done..start + done + count;
        if way == Way::Write {
            scratch[HEAD..].copy_from_slice(&host.memory.0[piece.clone()]);
        }
        let call = if way == Way::Read { preview1::fd_pread } else { preview1::fd_pwrite };
        check(call(&mut host.state.wasi, &mut scratch, file, 0, 1, offset.wrapping_add(done as i64), 8))?;
        let moved = u32::from_le_bytes([scratch[8], scratch[9], scratch[10], scratch[11]]) as usize;
        if way == Way::Read {
            host.memory.0[piece].copy_from_slice(&scratch[HEAD..]);
        }
        if moved == 0 {
            break;
        }
        done += moved;
    }
    Ok(())
}
