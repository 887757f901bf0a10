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
pub(crate) use aarch64::libcall_shims;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64::libcall_shims;

/// How far below the stack pointer entries from guests look for the guard, in bytes: less than the guard is large, and
/// more than what runs before the host looks at the stack itself.
#[allow(dead_code, reason = "assembly spells it out")]
const PROBE_BYTES: usize = 32 << 10;

const _: () = assert!(PROBE_BYTES < wasmc_abi::image::STACK_GUARD_BYTES as usize && PROBE_BYTES == 32768);
