//! Clocks. Those with a C function's name are of Emscripten 3.1.6, whose times have 32 bits.

use crate::errno::check;
use crate::guest::Guest;
use crate::row::{Host, Row};
use std::time::{SystemTime, UNIX_EPOCH};
use wasmc_runtime::Error;
use wasmc_wasi::preview1;

const NANOSECONDS: u64 = 1_000_000_000;

/// How exact a clock is, in nanoseconds.
const RESOLUTION: u64 = 1;

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    vec![
        Row::plain("emscripten_get_now", |host: &mut Host<'_>| host.state.started.elapsed().as_secs_f64() * 1e3),
        Row::plain("emscripten_date_now", |_: &mut Host<'_>| since_1970().as_secs_f64() * 1e3),
        Row::plain("emscripten_get_now_res", |_: &mut Host<'_>| RESOLUTION as f64),
        Row::plain("emscripten_get_now_is_monotonic", |_: &mut Host<'_>| 1),
        Row::plain("_emscripten_get_now_is_monotonic", |_: &mut Host<'_>| 1),
        Row::plain("clock", |host: &mut Host<'_>| host.state.started.elapsed().as_micros() as i32),
        Row::plain("time", |host: &mut Host<'_>, to: u32| {
            let now = since_1970().as_secs() as u32;
            if to != 0 {
                host.memory.write(to, &now.to_le_bytes())?;
            }
            Ok::<_, Error>(now)
        }),
        Row::calling("clock_gettime", clock_gettime::<T>),
        Row::calling("__clock_gettime", clock_gettime::<T>),
        Row::plain("clock_getres", |host: &mut Host<'_>, _: i32, to: u32| write_time(host, to, RESOLUTION, 1)),
        Row::plain("gettimeofday", |host: &mut Host<'_>, to: u32, _: u32| {
            write_time(host, to, since_1970().as_nanos() as u64, 1000)
        }),
        Row::plain("timespec_get", |host: &mut Host<'_>, to: u32, base: i32| {
            write_time(host, to, since_1970().as_nanos() as u64, 1)?;
            Ok::<_, Error>(base)
        }),
        Row::plain("difftime", |_: &mut Host<'_>, end: i32, start: i32| f64::from(end) - f64::from(start)),
    ]
}

fn since_1970() -> std::time::Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn clock_gettime<T: 'static>(guest: &mut Guest<'_, T>, clock: i32, to: u32) -> Result<i32, Error> {
    let mut host = guest.host()?;
    let mut time = [0; 8];
    match check(preview1::clock_time_get(&mut host.state.wasi, &mut time, clock, 0, 0)) {
        Ok(()) => write_time(&mut host, to, u64::from_le_bytes(time), 1),
        Err(errno) => guest.fail(errno),
    }
}

/// Writes seconds, and what is left, in units of so many nanoseconds; each of 32 bits.
fn write_time(host: &mut Host<'_>, to: u32, nanoseconds: u64, unit: u64) -> Result<i32, Error> {
    if to != 0 {
        let seconds = (nanoseconds / NANOSECONDS) as u32;
        let rest = (nanoseconds % NANOSECONDS / unit) as u32;
        host.memory.write(to, &[seconds.to_le_bytes(), rest.to_le_bytes()].concat())?;
    }
    Ok(0)
}
