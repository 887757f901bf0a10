//! Dates: from seconds and back, the local time zone, and text. The system's C library computes them, as it would for a
//! native program; it is given fields within their ranges, and strings that end.

use crate::bytes::{Bytes, Fault};
use crate::guest::Guest;
use crate::row::{Host, Row};
use crate::state::Layout;
use std::ffi::{CStr, CString};
use std::mem::zeroed;
use wasmc_runtime::Error;

/// The size of the guest's `struct tm`: eleven words, of which the last is a pointer.
const TM_WORDS: usize = 11;

/// The bytes that a time zone's name may have in a present guest's buffer for it.
const ZONE_BYTES: usize = 17;

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    vec![
        // The first of two of a name takes the address of a time.
        Row::plain("_gmtime_js", |host: &mut Host<'_>, time: u32, to: u32| {
            let time = read_time(host, time)?;
            write_tm(&mut host.memory, to, &utc(time))
        }),
        Row::plain("_gmtime_js", |host: &mut Host<'_>, time: i64, to: u32| write_tm(&mut host.memory, to, &utc(time))),
        Row::plain("_localtime_js", |host: &mut Host<'_>, time: u32, to: u32| {
            let time = read_time(host, time)?;
            write_tm(&mut host.memory, to, &local(time))
        }),
        Row::plain("_localtime_js", |host: &mut Host<'_>, time: i64, to: u32| {
            write_tm(&mut host.memory, to, &local(time))
        }),
        Row::plain("_mktime_js", |host: &mut Host<'_>, tm: u32| convert(host, tm, libc::mktime)),
        Row::plain("_timegm_js", |host: &mut Host<'_>, tm: u32| convert(host, tm, libc::timegm)),
        Row::plain("strftime", format),
        Row::plain("strftime_l", |host: &mut Host<'_>, to: u32, most: u32, pattern: u32, tm: u32, _locale: u32| {
            format(host, to, most, pattern, tm)
        }),
        Row::plain("__asctime_r", |host: &mut Host<'_>, tm: u32, to: u32| {
            let tm = in_range(&read_tm(&host.memory, tm)?);
            let text = text(&tm, c"%a %b %e %H:%M:%S %Y\n", 26);
            host.memory.write(to, &[text.as_slice(), &[0]].concat())?;
            Ok::<_, Error>(to)
        }),
        Row::calling("_tzset_js", |guest: &mut Guest<'_, T>, zone: u32, daylight: u32, names: u32| {
            let winter_and_summer = write_zone(&mut guest.host()?, zone, daylight)?;
            for (index, name) in (0..).zip(winter_and_summer) {
                let to = guest.call_needed("malloc", &[ZONE_BYTES as i32])?.cast_unsigned();
                let mut host = guest.host()?;
                write_name(&mut host.memory, to, &name)?;
                host.memory.write(names.wrapping_add(4 * index), &to.to_le_bytes())?;
            }
            Ok::<_, Error>(())
        }),
        Row::plain("_tzset_js", |host: &mut Host<'_>, zone: u32, daylight: u32, winter: u32, summer: u32| {
            let names = write_zone(host, zone, daylight)?;
            for (to, name) in [winter, summer].into_iter().zip(names) {
                write_name(&mut host.memory, to, &name)?;
            }
            Ok::<_, Error>(())
        }),
    ]
}

fn read_time(host: &Host<'_>, at: u32) -> Result<i64, Error> {
    Ok(match host.state.layout {
        Layout::Time32 => host.memory.i32(at)?.into(),
        Layout::Padded | Layout::Time64 => host.memory.i64(at)?,
    })
}

fn utc(time: i64) -> libc::tm {
    let mut tm = empty();
    // SAFETY: both are valid for the call, which keeps neither.
    unsafe { libc::gmtime_r(&time, &mut tm) };
    tm
}

fn local(time: i64) -> libc::tm {
    let mut tm = empty();
    // SAFETY: both are valid for the call, which keeps neither.
    unsafe { libc::localtime_r(&time, &mut tm) };
    tm
}

fn empty() -> libc::tm {
    // SAFETY: zeros are numbers, and a null pointer.
    unsafe { zeroed() }
}

fn write_tm(memory: &mut Bytes<'_>, to: u32, tm: &libc::tm) -> Result<(), Error> {
    let day = [tm.tm_sec, tm.tm_min, tm.tm_hour, tm.tm_mday, tm.tm_mon, tm.tm_year, tm.tm_wday, tm.tm_yday];
    let words = day.into_iter().chain([tm.tm_isdst, tm.tm_gmtoff as i32]);
    // The guest fills in the name of the time zone.
    Ok(memory.write(to, &words.flat_map(i32::to_le_bytes).collect::<Vec<_>>())?)
}

fn read_tm(memory: &Bytes<'_>, from: u32) -> Result<libc::tm, Fault> {
    let bytes = memory.slice(from, 4 * TM_WORDS as u32)?;
    let word = |index: usize| i32::from_le_bytes([0, 1, 2, 3].map(|byte| bytes[4 * index + byte]));
    Ok(libc::tm {
        tm_sec: word(0),
        tm_min: word(1),
        tm_hour: word(2),
        tm_mday: word(3),
        tm_mon: word(4),
        tm_year: word(5),
        tm_wday: word(6),
        tm_yday: word(7),
        tm_isdst: word(8),
        tm_gmtoff: word(9).into(),
        ..empty()
    })
}

/// The seconds of a date, which is made a proper one.
fn convert(host: &mut Host<'_>, tm: u32, to_time: unsafe extern "C" fn(*mut libc::tm) -> i64) -> Result<i64, Error> {
    let mut date = read_tm(&host.memory, tm)?;
    // SAFETY: the date is valid for the call, which does not keep it; its fields may be any numbers.
    let time = unsafe { to_time(&mut date) };
    if time != -1 || date.tm_year == 69 {
        write_tm(&mut host.memory, tm, &date)?;
    }
    Ok(time)
}

/// The date with each field in its range, as text needs it.
fn in_range(tm: &libc::tm) -> libc::tm {
    libc::tm {
        tm_sec: tm.tm_sec.clamp(0, 60),
        tm_min: tm.tm_min.clamp(0, 59),
        tm_hour: tm.tm_hour.clamp(0, 23),
        tm_mday: tm.tm_mday.clamp(0, 31),
        tm_mon: tm.tm_mon.clamp(0, 11),
        tm_year: tm.tm_year.clamp(-1_000_000, 1_000_000),
        tm_wday: tm.tm_wday.clamp(0, 6),
        tm_yday: tm.tm_yday.clamp(0, 365),
        tm_gmtoff: tm.tm_gmtoff.clamp(-86400, 86400),
        ..*tm
    }
}

/// Writes a date as a string with at most `most` bytes, its end included. Returns its length, or 0 if it is too long.
fn format(host: &mut Host<'_>, to: u32, most: u32, pattern: u32, tm: u32) -> Result<u32, Error> {
    let zone = zone_name(&host.memory, tm)?;
    let tm = libc::tm { tm_zone: zone.as_ptr(), ..in_range(&read_tm(&host.memory, tm)?) };
    let pattern = CString::new(host.memory.c_str(pattern)?).unwrap_or_default();
    let room = host.memory.0.len().saturating_sub(to as usize).min(most as usize);
    let text = text(&tm, &pattern, room);
    if text.len() < room {
        host.memory.write(to, &[text.as_slice(), &[0]].concat())?;
    }
    Ok(text.len() as u32)
}

/// The name of the time zone that the guest has put into a date.
fn zone_name(memory: &Bytes<'_>, tm: u32) -> Result<CString, Fault> {
    let name = memory.u32(tm.wrapping_add(4 * (TM_WORDS as u32 - 1)))?;
    let name = if name == 0 { String::new() } else { memory.text(name).unwrap_or_default() };
    Ok(CString::new(name).unwrap_or_default())
}

/// A date as text of less than `most` bytes; nothing if it would have more.
fn text(tm: &libc::tm, pattern: &CStr, most: usize) -> Vec<u8> {
    /// No date is longer in a pattern that makes sense.
    const MOST: usize = 1 << 16;
    let mut buffer = vec![0; most.min(MOST)];
    // SAFETY: the buffer has so many bytes, the pattern ends with a zero, and the date's fields are in their ranges, or a
    // string that is valid for the call.
    let len = unsafe { libc::strftime(buffer.as_mut_ptr().cast(), buffer.len(), pattern.as_ptr(), tm) };
    buffer.truncate(len);
    buffer
}

/// Writes how far the time zone is west of Greenwich, and whether it has a summer time. Returns the names of both times.
fn write_zone(host: &mut Host<'_>, zone: u32, daylight: u32) -> Result<[Vec<u8>; 2], Error> {
    const HALF_A_YEAR: i64 = 182 * 86400;
    let now = local(std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_secs() as i64);
    let january = i64::from(now.tm_year - 70) * 31_556_952 + 15 * 86400;
    let dates = [local(january), local(january + HALF_A_YEAR)];
    let [winter, summer] = if dates[0].tm_gmtoff <= dates[1].tm_gmtoff { [0, 1] } else { [1, 0] }.map(|at| &dates[at]);
    host.memory.write(zone, &(-winter.tm_gmtoff as i32).to_le_bytes())?;
    host.memory.write(daylight, &i32::from(winter.tm_gmtoff != summer.tm_gmtoff).to_le_bytes())?;
    Ok([winter, summer].map(|tm| text(tm, c"%Z", ZONE_BYTES)))
}

fn write_name(memory: &mut Bytes<'_>, to: u32, name: &[u8]) -> Result<(), Error> {
    Ok(memory.write(to, &[name, &[0]].concat())?)
}
