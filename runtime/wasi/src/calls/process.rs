//! Arguments, environment, clocks, random numbers, and what concerns the guest as a whole.

use super::Call;
use crate::ctx::Strings;
use crate::errno::{Errno, Result};
use crate::file::transferred;
use crate::poll::now;
use rustix::time::{ClockId, clock_getres};

impl Call<'_> {
    pub fn args_get(&self, argv: u32, argv_buf: u32) -> Result<()> {
        self.write_strings(self.ctx.args(), argv, argv_buf)
    }

    pub fn args_sizes_get(&self, count: u32, bytes: u32) -> Result<()> {
        self.write_sizes(self.ctx.args(), count, bytes)
    }

    pub fn environ_get(&self, environ: u32, environ_buf: u32) -> Result<()> {
        self.write_strings(self.ctx.env(), environ, environ_buf)
    }

    pub fn environ_sizes_get(&self, count: u32, bytes: u32) -> Result<()> {
        self.write_sizes(self.ctx.env(), count, bytes)
    }

    fn write_sizes(&self, strings: &Strings, count: u32, bytes: u32) -> Result<()> {
        self.memory.write_u32(count, strings.as_slice().len() as u32)?;
        self.memory.write_u32(bytes, strings.bytes())
    }

    fn write_strings(&self, strings: &Strings, pointers: u32, bytes: u32) -> Result<()> {
        let places = self.memory.array(pointers, strings.as_slice().len() as u32, 4)?;
        let text = self.memory.buffer(bytes, strings.bytes())?;
        let mut offset = 0;
        for (index, string) in strings.as_slice().iter().enumerate() {
            places.write(index * 4, &(bytes + offset as u32).to_le_bytes());
            text.write(offset, string.as_bytes());
            text.write(offset + string.len(), &[0]);
            offset += string.len() + 1;
        }
        Ok(())
    }

    pub fn clock_res_get(&self, id: u32, resolution: u32) -> Result<()> {
        let spec = clock_getres(clock(id)?);
        self.memory.write_u64(resolution, crate::file::nanoseconds(spec.tv_sec, spec.tv_nsec.cast_unsigned()))
    }

    pub fn clock_time_get(&self, id: u32, _precision: u64, time: u32) -> Result<()> {
        let clock = clock(id)?;
        let start = if clock == ClockId::Monotonic { self.ctx.start() } else { 0 };
        self.memory.write_u64(time, now(clock).saturating_sub(start))
    }

    /// Guests cannot be sent signals.
    pub fn proc_raise(&self, signal: u32) -> Result<()> {
        /// The highest number of a signal.
        const SYS: u32 = 30;
        Err(if signal > SYS { Errno::Inval } else { Errno::Notsup })
    }

    pub fn sched_yield(&self) -> Result<()> {
        std::thread::yield_now();
        Ok(())
    }

    pub fn random_get(&self, buf: u32, buf_len: u32) -> Result<()> {
        let buffer = self.memory.buffer(buf, buf_len)?;
        let mut filled = 0;
        while filled < buffer.len() {
            let rest = buffer.len() - filled;
            // SAFETY: so many bytes are writable from there on: `filled` is less than the buffer's length.
            filled += transferred(|| unsafe { libc::getrandom(buffer.as_ptr().add(filled).cast(), rest, 0) })? as usize;
        }
        Ok(())
    }
}

/// A clock, by its number.
pub fn clock(id: u32) -> Result<ClockId> {
    match id {
        0 => Ok(ClockId::Realtime),
        1 => Ok(ClockId::Monotonic),
        2 => Ok(ClockId::ProcessCPUTime),
        3 => Ok(ClockId::ThreadCPUTime),
        _ => Err(Errno::Inval),
    }
}
