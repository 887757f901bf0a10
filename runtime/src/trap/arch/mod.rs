//! Everything that depends on the CPU: entering guests, leaving them, registers in signal frames. A module for each kind,
//! with the same items.

#[cfg(target_arch = "aarch64")]
mod aarch64;
#[cfg(target_arch = "x86_64")]
mod x86_64;

#[cfg(target_arch = "aarch64")]
pub use aarch64::*;
#[cfg(target_arch = "x86_64")]
pub use x86_64::*;

#[cfg(target_arch = "aarch64")]
use aarch64::position;
#[cfg(target_arch = "x86_64")]
use x86_64::position;

#[cfg(target_arch = "aarch64")]
pub(crate) use aarch64::libcall_shims;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64::libcall_shims;

impl Registers {
    /// Where the frame is.
    pub fn pc(&self) -> usize {
        self.0[Self::PC]
    }

    /// Its stack pointer.
    pub fn sp(&self) -> usize {
        self.0[Self::SP]
    }

    /// The frame at another place.
    pub fn at(mut self, pc: usize, sp: usize) -> Self {
        self.move_to(pc, sp);
        self
    }

    /// Moves the frame to another place.
    #[inline]
    pub fn move_to(&mut self, pc: usize, sp: usize) {
        self.0[Self::PC] = pc;
        self.0[Self::SP] = sp;
    }

    /// A register by DWARF's number.
    pub fn get(&self, number: u16) -> Option<usize> {
        self.0.get(position(number)?).copied()
    }

    /// Sets a register.
    pub fn set(&mut self, number: u16, value: usize) {
        if let Some(register) = position(number).and_then(|position| self.0.get_mut(position)) {
            *register = value;
        }
    }
}

/// How far below the stack pointer entries from guests look for the guard, in bytes: less than the guard is large, and
/// more than what runs before the host looks at the stack itself.
#[allow(dead_code, reason = "assembly spells it out")]
const PROBE_BYTES: usize = 32 << 10;

const _: () = assert!(PROBE_BYTES < wasmc_abi::image::STACK_GUARD_BYTES as usize && PROBE_BYTES == 32768);
