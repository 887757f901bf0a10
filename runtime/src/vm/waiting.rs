//! Threads that wait at an address of a shared memory, and those that notify them. The queue of each address is one of the
//! `parking_lot_core` library, under a lock of its own; a thread that waits holds nothing.

use parking_lot_core::{
    DEFAULT_PARK_TOKEN, DEFAULT_UNPARK_TOKEN, FilterOp, ParkResult, ParkToken, park, unpark_filter,
};
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How a wait ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum WaitResult {
    /// Another thread has notified this one.
    Ok = 0,
    /// There was another value than the expected one.
    Mismatch = 1,
    /// The time was over.
    TimedOut = 2,
}

/// Waits while there are these 32 bits at `address`, until notified, at most so long.
///
/// # Safety
/// The address must lie in a guest's memory, be a multiple of four, and stay accessible during the call.
pub unsafe fn wait32(address: NonNull<u32>, expected: u32, timeout: Option<Duration>) -> WaitResult {
    // SAFETY: the caller's promise.
    let value = unsafe { AtomicU32::from_ptr(address.as_ptr()) };
    // SAFETY: as above.
    unsafe { wait(address.as_ptr() as usize, || value.load(Ordering::SeqCst) == expected, timeout) }
}

/// The same for 64 bits.
///
/// # Safety
/// As for [`wait32`], but for a multiple of eight.
pub unsafe fn wait64(address: NonNull<u64>, expected: u64, timeout: Option<Duration>) -> WaitResult {
    // SAFETY: the caller's promise.
    let value = unsafe { AtomicU64::from_ptr(address.as_ptr()) };
    // SAFETY: as above.
    unsafe { wait(address.as_ptr() as usize, || value.load(Ordering::SeqCst) == expected, timeout) }
}

/// # Safety
/// The address must lie in a guest's memory.
unsafe fn wait(address: usize, is_as_expected: impl FnOnce() -> bool, timeout: Option<Duration>) -> WaitResult {
    // A time that is further away than clocks can tell has no end.
    let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    // SAFETY: no queue but those of this file has an address in a guest's memory. The closures neither panic nor park.
    let ended = unsafe { park(address, is_as_expected, || {}, |_, _| {}, DEFAULT_PARK_TOKEN, end) };
    match ended {
        ParkResult::Unparked(_) => WaitResult::Ok,
        ParkResult::Invalid => WaitResult::Mismatch,
        ParkResult::TimedOut => WaitResult::TimedOut,
    }
}

/// Lets the threads go on that wait at an address, at most `count`, those first that have waited longest. Returns how many.
///
/// # Safety
/// The address must lie in a guest's memory.
pub unsafe fn notify(address: usize, count: u32) -> u32 {
    let mut woken = 0;
    let next = |_: ParkToken| {
        if woken == count {
            return FilterOp::Stop;
        }
        woken += 1;
        FilterOp::Unpark
    };
    // SAFETY: no queue but those of this file has an address in a guest's memory. The closures neither panic nor park.
    unsafe { unpark_filter(address, next, |_| DEFAULT_UNPARK_TOKEN) };
    woken
}
