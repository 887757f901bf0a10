//! Waiting for several things at once.

use super::process::clock;
use super::{Call, Snapshot};
use crate::errno::{Errno, Result};
use crate::memory::Buffer;
use crate::poll::{Event, Wait, now, wait};
use crate::table::Fd;
use rustix::time::ClockId;

/// The most that a guest may wait for in one call. The system has such a limit, too, and what a guest names takes more room here
/// than there.
const MAX_SUBSCRIPTIONS: u32 = 1 << 16;

/// The structure of an event, in bytes.
const EVENT_BYTES: u32 = 32;

/// What a guest waits for, with its own name for it.
struct Subscription {
    userdata: u64,
    kind: u8,
    wait: Wait,
}

impl Call<'_> {
    pub fn poll_oneoff(&self, subscriptions: u32, events: u32, count: u32, ready: u32) -> Result<()> {
        if count == 0 {
            return Err(Errno::Inval);
        }
        let bytes_each = match self.snapshot {
            Snapshot::Preview1 => 48,
            Snapshot::Unstable => 56,
        };
        let array = self.memory.array(subscriptions, count, bytes_each)?;
        let results = self.memory.array(events, count, EVENT_BYTES)?;
        let result = self.memory.buffer(ready, 4)?;
        if count > MAX_SUBSCRIPTIONS {
            return Err(Errno::Inval);
        }
        let read = |index: u32| self.subscription(&array, (index * bytes_each) as usize);
        let subscriptions: Vec<Subscription> = (0..count).map(read).collect::<Result<_>>()?;
        let waits: Vec<Wait> = subscriptions.iter().map(|subscription| subscription.wait).collect();
        let found = wait(self.ctx, &waits)?;
        for (place, event) in found.iter().enumerate() {
            let bytes = event_bytes(&subscriptions[event.index], event);
            results.write(place * EVENT_BYTES as usize, &bytes);
        }
        result.write(0, &(found.len() as u32).to_le_bytes());
        Ok(())
    }

    fn subscription(&self, array: &Buffer<'_>, offset: usize) -> Result<Subscription> {
        let (userdata, kind) = (u64::from_le_bytes(array.read(offset)), array.read::<1>(offset + 8)[0]);
        let at = |place: usize| offset + 16 + place;
        let fd = || Fd(u32::from_le_bytes(array.read(at(0))));
        let wait = match kind {
            0 => {
                // The older structure begins with a name for the subscription.
                let start = if self.snapshot == Snapshot::Unstable { 8 } else { 0 };
                let id = u32::from_le_bytes(array.read(at(start)));
                let time = u64::from_le_bytes(array.read(at(start + 8)));
                self.time(id, time, u16::from_le_bytes(array.read(at(start + 24))))?
            }
            1 => Wait::Read(fd()),
            2 => Wait::Write(fd()),
            _ => return Err(Errno::Inval),
        };
        Ok(Subscription { userdata, kind, wait })
    }

    /// A time to wait for. What no clock reaches is waited for as long as there is time.
    fn time(&self, id: u32, time: u64, flags: u16) -> Result<Wait> {
        const ABSOLUTE: u16 = 1;
        let clock = clock(id)?;
        match flags {
            // As long as that on any clock, by the one that nobody sets.
            0 => Ok(Wait::Until(ClockId::Monotonic, now(ClockId::Monotonic).saturating_add(time))),
            ABSOLUTE if clock == ClockId::Monotonic => Ok(Wait::Until(clock, time.saturating_add(self.ctx.start()))),
            ABSOLUTE if clock == ClockId::Realtime => Ok(Wait::Until(clock, time)),
            ABSOLUTE => Err(Errno::Notsup),
            _ => Err(Errno::Inval),
        }
    }
}

fn event_bytes(subscription: &Subscription, event: &Event) -> [u8; EVENT_BYTES as usize] {
    let mut bytes = [0; EVENT_BYTES as usize];
    bytes[..8].copy_from_slice(&subscription.userdata.to_le_bytes());
    bytes[8..10].copy_from_slice(&event.error.map_or(0, |error| error as u16).to_le_bytes());
    bytes[10] = subscription.kind;
    bytes[16..24].copy_from_slice(&event.bytes.to_le_bytes());
    bytes[24] = u8::from(event.hangup);
    bytes
}
