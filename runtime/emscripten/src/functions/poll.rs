//! Waiting until something can be read or written: `poll` and `select`.

use crate::descriptors::Descriptor;
use crate::errno::{Errno, Sys, SysError, check};
use crate::row::{Host, Row};
use crate::state::Layout;
use wasmc_wasi::preview1;

const READABLE: u16 = 1;
const WRITABLE: u16 = 4;
const FAILED: u16 = 8;
const HUNG_UP: u16 = 16;
const NOT_OPEN: u16 = 32;

/// More than a guest may wait for at once: it cannot have more open.
const MOST: u32 = 1024;

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    vec![
        Row::plain("__syscall_poll", poll),
        Row::plain(
            "__syscall__newselect",
            |host: &mut Host<'_>, count: i32, read: u32, write: u32, except: u32, timeout: u32| {
                select(host, count, [read, write, except], timeout)
            },
        ),
    ]
}

/// What is waited for: a descriptor and its events.
#[derive(Clone, Copy)]
struct Wanted {
    number: i32,
    events: u16,
}

fn poll(host: &mut Host<'_>, fds: u32, count: u32, timeout: i32) -> Sys {
    const BYTES: u32 = 8;
    if count > MOST {
        return Err(Errno::INVAL.into());
    }
    let at = |index: u32| fds.wrapping_add(index * BYTES);
    host.memory.slice(fds, count * BYTES)?;
    let read = |index: u32| Ok(Wanted { number: host.memory.i32(at(index))?, events: host.memory.u16(at(index) + 4)? });
    let wanted: Vec<Wanted> = (0..count).map(read).collect::<Result<_, SysError>>()?;
    let timeout = u64::try_from(timeout).ok().map(|milliseconds| milliseconds * 1_000_000);
    let happened = wait(host, &wanted, timeout)?;
    for (index, events) in (0..).zip(&happened) {
        host.memory.write(at(index) + 6, &events.to_le_bytes())?;
    }
    Ok(happened.iter().filter(|&&events| events != 0).count() as i32)
}

/// Waits until one of these happens, or for so many nanoseconds. Returns what has happened to each.
fn wait(host: &mut Host<'_>, wanted: &[Wanted], timeout: Option<u64>) -> Result<Vec<u16>, SysError> {
    let mut happened: Vec<u16> = wanted.iter().map(|wanted| at_once(host, *wanted)).collect();
    let none_yet = happened.iter().all(|&events| events == 0);
    let mut subscriptions = Vec::new();
    for (index, wanted) in (0..).zip(wanted) {
        let Ok(Descriptor::Wasi(file)) = host.state.descriptors.get(wanted.number) else { continue };
        for (event, tag) in [(READABLE, 1), (WRITABLE, 2)] {
            if wanted.events & event != 0 {
                subscriptions.push(subscription(index, tag, file));
            }
        }
    }
    let waits_for_nothing = subscriptions.is_empty();
    match timeout {
        _ if !none_yet => subscriptions.push(clock(0)),
        Some(timeout) => subscriptions.push(clock(timeout)),
        // Nobody could ever end this.
        None if waits_for_nothing => return Ok(happened),
        None => {}
    }
    for (index, events) in poll_oneoff(host, &subscriptions)? {
        if let (Some(happened), Some(wanted)) = (happened.get_mut(index), wanted.get(index)) {
            *happened |= events & (wanted.events | FAILED | HUNG_UP | NOT_OPEN);
        }
    }
    Ok(happened)
}

/// What can be said of a descriptor without waiting: that it is not open, or all of it if it is a pipe's.
fn at_once(host: &Host<'_>, wanted: Wanted) -> u16 {
    let descriptors = &host.state.descriptors;
    match descriptors.get(wanted.number) {
        _ if wanted.number < 0 => 0,
        Err(_) => NOT_OPEN,
        Ok(Descriptor::Wasi(_)) => 0,
        Ok(Descriptor::Reader(pipe)) => match descriptors.readable(pipe) {
            None => HUNG_UP,
            Some(0) => 0,
            Some(_) => READABLE & wanted.events,
        },
        Ok(Descriptor::Writer(pipe)) => match descriptors.writable(pipe) {
            None => FAILED,
            Some(0) => 0,
            Some(_) => WRITABLE & wanted.events,
        },
    }
}

const SUBSCRIPTION_BYTES: usize = 48;
const EVENT_BYTES: usize = 32;

fn subscription(index: u64, tag: u8, file: u32) -> [u8; SUBSCRIPTION_BYTES] {
    let mut bytes = [0; SUBSCRIPTION_BYTES];
    bytes[..8].copy_from_slice(&index.to_le_bytes());
    bytes[8] = tag;
    bytes[16..20].copy_from_slice(&file.to_le_bytes());
    bytes
}

fn clock(nanoseconds: u64) -> [u8; SUBSCRIPTION_BYTES] {
    const MONOTONIC: u8 = 1;
    let mut bytes = [0; SUBSCRIPTION_BYTES];
    bytes[..8].copy_from_slice(&u64::MAX.to_le_bytes());
    bytes[16] = MONOTONIC;
    bytes[24..32].copy_from_slice(&nanoseconds.to_le_bytes());
    bytes
}

/// What has happened to which.
fn poll_oneoff(host: &mut Host<'_>, subscriptions: &[[u8; SUBSCRIPTION_BYTES]]) -> Result<Vec<(usize, u16)>, SysError> {
    let mut memory = subscriptions.concat();
    let events_at = memory.len();
    memory.resize(events_at + subscriptions.len() * EVENT_BYTES + 4, 0);
    let count_at = memory.len() - 4;
    let [events, count, count_address] = [events_at, subscriptions.len(), count_at].map(|word| word as i32);
    check(preview1::poll_oneoff(&mut host.state.wasi, &mut memory, 0, events, count, count_address))?;
    let count = u32::from_le_bytes(*memory.last_chunk().expect("the count is there")) as usize;
    let event = |bytes: &[u8]| {
        let index = u64::from_le_bytes(*bytes.first_chunk()?);
        let events = match (u16::from_le_bytes([bytes[8], bytes[9]]), bytes[10]) {
            (0, 1) => READABLE,
            (0, _) => WRITABLE,
            _ => FAILED,
        };
        let hung_up = if bytes[24] & 1 != 0 { HUNG_UP } else { 0 };
        Some((usize::try_from(index).ok().filter(|_| index != u64::MAX)?, events | hung_up))
    };
    Ok(memory[events_at..count_at].chunks_exact(EVENT_BYTES).take(count).filter_map(event).collect())
}

/// `select`, with sets of one bit for each descriptor and a timeout in seconds and microseconds.
fn select(host: &mut Host<'_>, count: i32, sets: [u32; 3], timeout: u32) -> Sys {
    const EVENTS: [u16; 3] = [READABLE, WRITABLE, FAILED];
    let count = u32::try_from(count).ok().filter(|&count| count <= MOST).ok_or(Errno::INVAL)?;
    let place = |set: u32, number: u32| (set.wrapping_add(number / 8), 1_u8 << (number % 8));
    let mut wanted = Vec::new();
    for number in 0..count {
        let mut events = 0;
        for (set, event) in sets.into_iter().zip(EVENTS).filter(|(set, _)| *set != 0) {
            let (at, bit) = place(set, number);
            events |= if host.memory.slice(at, 1)?[0] & bit != 0 { event } else { 0 };
        }
        if events != 0 {
            host.state.descriptors.get(number.cast_signed())?;
            wanted.push(Wanted { number: number.cast_signed(), events });
        }
    }
    let timeout = if timeout == 0 { None } else { Some(timeval(host, timeout)?) };
    let happened = wait(host, &wanted, timeout)?;
    for (set, number) in sets.into_iter().filter(|set| *set != 0).flat_map(|set| (0..count).map(move |n| (set, n))) {
        let (at, bit) = place(set, number);
        host.memory.slice_mut(at, 1)?[0] &= !bit;
    }
    let mut bits = 0;
    for (wanted, happened) in wanted.iter().zip(happened) {
        // Who has hung up can be read from without waiting.
        let happened = happened | if happened & HUNG_UP != 0 { READABLE } else { 0 };
        for (set, event) in sets.into_iter().zip(EVENTS).filter(|(set, _)| *set != 0) {
            if happened & wanted.events & event != 0 {
                let (at, bit) = place(set, wanted.number.cast_unsigned());
                host.memory.slice_mut(at, 1)?[0] |= bit;
                bits += 1;
            }
        }
    }
    Ok(bits)
}

/// Nanoseconds, from seconds and microseconds.
fn timeval(host: &Host<'_>, at: u32) -> Result<u64, SysError> {
    let (seconds, rest) = match host.state.layout {
        Layout::Time32 => (host.memory.u32(at)?.into(), host.memory.u32(at.wrapping_add(4))?),
        Layout::Padded | Layout::Time64 => (host.memory.u64(at)?, host.memory.u32(at.wrapping_add(8))?),
    };
    Ok(seconds.saturating_mul(1_000_000_000).saturating_add(u64::from(rest) * 1000))
}
