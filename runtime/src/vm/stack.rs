//! The stack that a thread runs guests on: mapped, with a guard below it. A fault in the guard is the trap "call stack
//! exhausted".

use super::Reservation;
use rustix::param::page_size;
use std::io;
use std::ops::Range;
use wasmc_abi::image::STACK_GUARD_BYTES;

/// A guarded stack.
pub struct GuestStack {
    reservation: Reservation,
    guard_bytes: usize,
}

impl GuestStack {
    /// Maps a stack of so many bytes.
    pub fn new(bytes: usize) -> io::Result<Self> {
        let bytes = bytes.next_multiple_of(page_size());
        let guard_bytes = (STACK_GUARD_BYTES as usize).next_multiple_of(page_size());
        let reservation = Reservation::new((bytes + guard_bytes) as u64, 0, page_size())?;
        reservation.commit(guard_bytes as u64, bytes as u64)?;
        Ok(Self { reservation, guard_bytes })
    }

    /// The addresses of the guard below it.
    pub fn guard(&self) -> Range<usize> {
        let start = self.reservation.range().start;
        start..start + self.guard_bytes
    }

    /// The addresses that can be used.
    pub fn usable(&self) -> Range<usize> {
        self.guard().end..self.reservation.range().end
    }
}
