//! Waiting for files and clocks.

use crate::ctx::WasiCtx;
use crate::errno::{Errno, Result};
use crate::rights::Rights;
use crate::table::{Descriptor, Fd, Resource};
use rustix::event::{PollFd, PollFlags};
use rustix::fs::Timespec;
use rustix::time::{ClockId, clock_gettime};
use std::collections::BTreeMap;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;

/// What is waited for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// A time of the system's monotonic clock, or of the clock that tells the date.
    Until(ClockId, u64),
    /// That a file can be read.
    Read(Fd),
    /// That it can be written.
    Write(Fd),
}

/// What has happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Event {
    /// Which of those waited for it is.
    pub index: usize,
    /// Whether it went wrong.
    pub error: Option<Errno>,
    /// How much can be read.
    pub bytes: u64,
    /// Whether the other side has closed the stream.
    pub hangup: bool,
}

/// The time of a clock, in nanoseconds.
pub fn now(clock: ClockId) -> u64 {
    let now = clock_gettime(clock);
    crate::file::nanoseconds(now.tv_sec, now.tv_nsec.cast_unsigned())
}

/// Waits until at least one of them has happened; returns all that have.
pub fn wait(ctx: &WasiCtx, waits: &[Wait]) -> Result<Vec<Event>> {
    let files = files(ctx, waits);
    let mut events: Vec<Event> =
        waits.iter().enumerate().filter_map(|(index, wait)| bad(index, wait, &files)).collect();
    let mut polled: Vec<(Fd, PollFd<'_>)> = files
        .iter()
        .filter_map(|(&fd, (file, flags))| Some((fd, PollFd::from_borrowed_fd(as_fd(file.as_ref().ok()?), *flags))))
        .collect();
    loop {
        let mut fds: Vec<PollFd<'_>> = polled.iter().map(|(_, poll)| poll.clone()).collect();
        let timeout = if events.is_empty() { timeout(waits) } else { Some(0) };
        match rustix::event::poll(&mut fds, timeout.map(timespec).as_ref()) {
            Err(rustix::io::Errno::INTR) => continue,
            done => _ = done?,
        }
        for ((_, poll), done) in polled.iter_mut().zip(fds) {
            *poll = done;
        }
        let found: BTreeMap<Fd, PollFlags> = polled.iter().map(|(fd, poll)| (*fd, poll.revents())).collect();
        events.extend(waits.iter().enumerate().filter_map(|(index, wait)| happened(index, wait, &files, &found)));
        // A clock may be set back, and the system may wake up a bit early.
        if !events.is_empty() {
            events.sort_by_key(|event| event.index);
            return Ok(events);
        }
    }
}

/// The files that are waited for, with what for; or why they cannot be waited for.
type Files = BTreeMap<Fd, (Result<Arc<Descriptor>>, PollFlags)>;

fn files(ctx: &WasiCtx, waits: &[Wait]) -> Files {
    let mut files = Files::new();
    for wait in waits {
        let (fd, flags) = match *wait {
            Wait::Read(fd) => (fd, PollFlags::IN),
            Wait::Write(fd) => (fd, PollFlags::OUT),
            Wait::Until(..) => continue,
        };
        let open = || {
            let descriptor = ctx.table().get(fd)?;
            descriptor.file(Rights::POLL_FD_READWRITE)?;
            Ok(descriptor)
        };
        files.entry(fd).or_insert_with(|| (open(), PollFlags::empty())).1 |= flags;
    }
    files
}

/// A descriptor that [`files`] has found to be a file's.
fn as_fd(descriptor: &Descriptor) -> BorrowedFd<'_> {
    match descriptor.resource() {
        Resource::File(file) => file.as_fd(),
        Resource::Dir(_) => unreachable!("only files are waited for"),
    }
}

/// The event of a file that cannot be waited for.
fn bad(index: usize, wait: &Wait, files: &Files) -> Option<Event> {
    let (Wait::Read(fd) | Wait::Write(fd)) = wait else { return None };
    let error = *files[fd].0.as_ref().err()?;
    Some(Event { index, error: Some(error), bytes: 0, hangup: false })
}

/// The event of what has happened.
fn happened(index: usize, wait: &Wait, files: &Files, found: &BTreeMap<Fd, PollFlags>) -> Option<Event> {
    let (fd, wanted) = match *wait {
        Wait::Until(clock, time) => {
            let event = Event { index, error: None, bytes: 0, hangup: false };
            return (now(clock) >= time).then_some(event);
        }
        Wait::Read(fd) => (fd, PollFlags::IN),
        Wait::Write(fd) => (fd, PollFlags::OUT),
    };
    let flags = *found.get(&fd)?;
    if !flags.intersects(wanted | PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        return None;
    }
    let bytes = match files.get(&fd)?.0.as_ref().ok()?.resource() {
        Resource::File(file) if wanted == PollFlags::IN => file.ready_bytes(),
        _ => 0,
    };
    let error = flags.contains(PollFlags::NVAL).then_some(Errno::Badf);
    Some(Event { index, error, bytes, hangup: flags.intersects(PollFlags::HUP | PollFlags::ERR) })
}

/// How long it is until the first of the times, in nanoseconds. None if there is none to wait for.
fn timeout(waits: &[Wait]) -> Option<u64> {
    let left = waits.iter().filter_map(|wait| match *wait {
        Wait::Until(clock, time) => Some(time.saturating_sub(now(clock))),
        _ => None,
    });
    left.min()
}

fn timespec(nanoseconds: u64) -> Timespec {
    let (seconds, rest) = (nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
    Timespec { tv_sec: seconds.cast_signed(), tv_nsec: rest.cast_signed() }
}
