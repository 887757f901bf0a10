//! The functions of WASI preview 1 that these modules import. They are WASI's own but for the numbers of open files, for
//! pipes, and for the form of 64-bit integers.

use crate::bytes::Bytes;
use crate::descriptors::Descriptor;
use crate::errno::{Errno, check};
use crate::row::{Host, Row};
use crate::state::Emscripten;
use wasmc_runtime::{Error, Val};
use wasmc_wasi::preview1::{self, Function};

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    let all = preview1::functions().into_iter().map(|Function { name, params, call }| {
        let on_file = name.starts_with("fd_");
        Row::dynamic(name, params, move |guest, values| {
            let mut host = guest.host()?;
            let returned = match (on_file, values) {
                (true, [Val::I32(number), rest @ ..]) => on_descriptor(&mut host, name, *number, rest, call),
                _ => call(&mut host.state.wasi, host.memory.0, values),
            };
            Ok(Some(Val::I32(returned)))
        })
    });
    all.collect()
}

/// Calls a function whose first argument is the number of an open file.
fn on_descriptor(host: &mut Host<'_>, name: &str, number: i32, rest: &[Val], call: preview1::Call) -> i32 {
    let status = match (name, host.state.descriptors.get(number)) {
        (_, Err(errno)) => Err(errno),
        ("fd_close", Ok(_)) => close(host, number),
        ("fd_seek", Ok(Descriptor::Wasi(file))) if host.state.descriptors.positions.contains_key(&file) => {
            seek_directory(host, file, rest)
        }
        (_, Ok(Descriptor::Wasi(file))) => {
            let values: Vec<Val> = [Val::I32(file.cast_signed())].iter().chain(rest).cloned().collect();
            return call(&mut host.state.wasi, host.memory.0, &values);
        }
        ("fd_read" | "fd_write", Ok(pipe)) => transfer(host, pipe, rest),
        (_, Ok(_)) => Err(Errno::SPIPE),
    };
    status.err().map_or(0, |errno| errno.0)
}

/// Frees a number, and closes what has no other.
pub fn close(host: &mut Host<'_>, number: i32) -> Result<(), Errno> {
    match host.state.descriptors.close(number)? {
        Some(file) => check(preview1::fd_close(&mut host.state.wasi, host.memory.0, file.cast_signed())),
        None => Ok(()),
    }
}

/// C libraries set where to read on in a directory, as in a file: to the start, or to where they have been.
fn seek_directory(host: &mut Host<'_>, file: u32, rest: &[Val]) -> Result<(), Errno> {
    let [Val::I64(offset), Val::I32(whence), Val::I32(to)] = rest else { return Err(Errno::INVAL) };
    let present = host.state.descriptors.positions.get(&file).copied().unwrap_or(0);
    let position = match whence {
        0 => offset.cast_unsigned(),
        1 => present.wrapping_add_signed(*offset),
        _ => return Err(Errno::INVAL),
    };
    host.memory.write(to.cast_unsigned(), &position.to_le_bytes())?;
    host.state.descriptors.positions.insert(file, position);
    Ok(())
}

/// Reads from a pipe, or writes to it: as much as goes without waiting.
fn transfer(host: &mut Host<'_>, pipe: Descriptor, rest: &[Val]) -> Result<(), Errno> {
    let &[Val::I32(buffers), Val::I32(count), Val::I32(to)] = rest else { return Err(Errno::INVAL) };
    let Host { memory, state } = host;
    let descriptors = &mut state.descriptors;
    match pipe {
        Descriptor::Reader(pipe) if descriptors.readable(pipe) == Some(0) => return Err(Errno::AGAIN),
        Descriptor::Writer(pipe) if descriptors.writable(pipe) == Some(0) => return Err(Errno::AGAIN),
        Descriptor::Writer(pipe) if descriptors.writable(pipe).is_none() => return Err(Errno::PIPE),
        _ => {}
    }
    let mut total = 0;
    for index in 0..count.cast_unsigned() {
        let (start, len) = buffer(memory, buffers.cast_unsigned(), index)?;
        let moved = match pipe {
            Descriptor::Reader(pipe) => descriptors.read(pipe, memory.slice_mut(start, len)?),
            Descriptor::Writer(pipe) => descriptors.write(pipe, memory.slice(start, len)?),
            Descriptor::Wasi(_) => 0,
        };
        total += moved as u32;
        if moved < len as usize {
            break;
        }
    }
    Ok(memory.write(to.cast_unsigned(), &total.to_le_bytes())?)
}

/// A buffer of an array of them.
fn buffer(memory: &Bytes<'_>, buffers: u32, index: u32) -> Result<(u32, u32), Errno> {
    let at = index.checked_mul(8).and_then(|offset| buffers.checked_add(offset)).ok_or(Errno::FAULT)?;
    Ok((memory.u32(at)?, memory.u32(at.wrapping_add(4))?))
}

/// The program's name and its arguments.
pub fn arguments(state: &mut Emscripten) -> Result<Vec<Vec<u8>>, Error> {
    let mut sizes = vec![0; 8];
    preview1::args_sizes_get(&mut state.wasi, &mut sizes, 0, 4);
    let memory = Bytes(&mut sizes);
    let (count, bytes) = (memory.u32(0)?, memory.u32(4)?);
    let mut scratch = vec![0; 4 * count as usize + bytes as usize];
    preview1::args_get(&mut state.wasi, &mut scratch, 0, (4 * count).cast_signed());
    let memory = Bytes(&mut scratch);
    (0..count).map(|index| Ok(memory.c_str(memory.u32(4 * index)?)?.to_vec())).collect()
}
