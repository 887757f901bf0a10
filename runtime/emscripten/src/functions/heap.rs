//! The guest's memory: growing it, and moving what is in it.

use crate::errno::check;
use crate::guest::Guest;
use crate::row::{Host, Row};
use wasmc_runtime::Error;

const PAGE_BYTES: u64 = 64 << 10;

/// More than a memory of ours ever has, unless it was declared larger; a guest could not express its size either.
const MOST_PAGES: u64 = (1 << 16) - 1;

/// By how much a heap becomes larger than it has to, so that it need not grow again soon: at most this.
const SPARE_BYTES: u64 = 96 << 20;

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    vec![
        Row::plain("emscripten_memcpy_big", copy),
        Row::plain("emscripten_memcpy_js", copy),
        Row::plain("_emscripten_memcpy_js", copy),
        Row::calling("emscripten_resize_heap", resize::<T>),
        Row::calling("emscripten_get_heap_max", |guest: &mut Guest<'_, T>| {
            most_pages(guest).map(|pages| (pages * PAGE_BYTES) as u32)
        }),
        Row::plain("emscripten_get_heap_size", |host: &mut Host<'_>| host.memory.0.len() as u32),
        // Nobody here keeps views of the memory, which is all that this is for.
        Row::plain("emscripten_notify_memory_growth", |_: &mut Host<'_>, _: i32| ()),
        Row::plain("getentropy", |host: &mut Host<'_>, buffer: u32, len: u32| random(host, buffer, len)),
    ]
}

fn copy(host: &mut Host<'_>, to: u32, from: u32, len: u32) -> Result<(), Error> {
    host.memory.slice(from, len)?;
    host.memory.slice(to, len)?;
    host.memory.0.copy_within(from as usize..from as usize + len as usize, to as usize);
    Ok(())
}

fn most_pages<T: 'static>(guest: &mut Guest<'_, T>) -> Result<u64, Error> {
    let memory = guest.memory()?;
    Ok(memory.ty(&guest.store).limits.max.unwrap_or(MOST_PAGES).min(MOST_PAGES))
}

/// Makes the heap as large as is asked for, and a fifth larger than it was, if possible. Returns whether it is large enough.
fn resize<T: 'static>(guest: &mut Guest<'_, T>, bytes: u32) -> Result<i32, Error> {
    let most = most_pages(guest)?;
    let memory = guest.memory()?;
    let present = memory.size(&guest.store);
    let wanted = u64::from(bytes).div_ceil(PAGE_BYTES);
    if wanted > most {
        return Ok(0);
    }
    for divisor in [5, 10, 20] {
        let ample = (present + present / divisor).min(wanted + SPARE_BYTES / PAGE_BYTES);
        let pages = wanted.max(ample).min(most);
        if pages <= present || memory.grow(&mut guest.store, pages - present).is_ok() {
            return Ok(1);
        }
    }
    Ok(0)
}

/// As in POSIX, for at most 256 bytes; the guest gets -1 otherwise.
fn random(host: &mut Host<'_>, buffer: u32, len: u32) -> Result<i32, Error> {
    const MOST: u32 = 256;
    if len > MOST {
        return Ok(-1);
    }
    let (buffer, len) = (buffer.cast_signed(), len.cast_signed());
    let returned = wasmc_wasi::preview1::random_get(&mut host.state.wasi, host.memory.0, buffer, len);
    Ok(if check(returned).is_ok() { 0 } else { -1 })
}
