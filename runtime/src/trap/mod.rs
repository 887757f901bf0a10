//! How guest code is entered, how exceptions are thrown in it, and how it ends before its time: by a trap, by an exception
//! that it does not catch, or by a host function's error or panic.
//!
//! ```text
//! invoke ─enter─► guest ─fault─► signals ─► land (reads the frames) ─resume─► invoke returns the trap
//!                   ├─host_entry─► host function ─error─────────────resume─► invoke returns the error
//!                   └─throw_entry─► throw (walks up the frames) ─────resume─► invoke returns the exception
//!                                     └─land─► guest, at a landing pad
//! ```

mod activation;
mod arch;
mod backtrace;
mod frames;
mod lsda;
mod signals;
mod source;
mod symbolize;
mod throw;
mod unwind;

pub use activation::{Activation, caller_pc, guest_stacks, invoke};
pub(crate) use arch::libcall_shims;
pub use arch::{host_entry, throw_entry, throw_ref_entry};
pub use backtrace::{FrameInfo, FrameSymbol, WasmBacktrace};
pub use frames::FrameCache;
pub use unwind::{Tables, UnwindTable};

use std::fmt;
use std::ops::Range;
use wasmc_abi::TrapCode;

/// The guest ended abruptly.
#[derive(Clone)]
pub struct Trap {
    code: TrapCode,
    backtrace: Option<WasmBacktrace>,
}

impl Trap {
    /// A trap for a host function to return, as if the guest had trapped in its place.
    pub fn new(code: TrapCode) -> Self {
        Self { code, backtrace: None }
    }

    /// Why it happened.
    pub fn code(&self) -> TrapCode {
        self.code
    }

    /// Where it happened; none when no guest code was running.
    pub fn backtrace(&self) -> Option<&WasmBacktrace> {
        self.backtrace.as_ref()
    }

    pub(crate) fn set_backtrace(&mut self, backtrace: WasmBacktrace) {
        self.backtrace = Some(backtrace);
    }
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "wasm trap: {}", self.code)?;
        match &self.backtrace {
            Some(backtrace) if f.alternate() => backtrace.fmt(f),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:#}")
    }
}

impl std::error::Error for Trap {}

/// Which address belongs to what in a store. The signal handler reads it, which is sound because a store is used by one
/// thread at a time, and only changes while that thread is not in guest code.
#[derive(Default)]
pub struct AddressMap {
    /// Code, by its first address.
    texts: Vec<(Range<usize>, TextOwner)>,
    /// Addresses of memories with their guards, by the first one.
    memories: Vec<Range<usize>>,
}

/// The instance that code belongs to.
pub type TextOwner = std::ptr::NonNull<crate::instance::InstanceData>;

impl AddressMap {
    /// Adds an instance's code.
    pub fn add_text(&mut self, range: Range<usize>, owner: TextOwner) {
        let position = self.texts.partition_point(|(other, _)| other.start < range.start);
        self.texts.insert(position, (range, owner));
    }

    /// Adds a memory with its guards.
    pub fn add_memory(&mut self, range: Range<usize>) {
        let position = self.memories.partition_point(|other| other.start < range.start);
        self.memories.insert(position, range);
    }

    /// The instance whose code an address is in.
    pub fn text(&self, pc: usize) -> Option<TextOwner> {
        let position = self.texts.partition_point(|(range, _)| range.end <= pc);
        self.texts.get(position).filter(|(range, _)| range.contains(&pc)).map(|(_, owner)| *owner)
    }

    /// Whether an address belongs to a memory or its guards.
    pub fn is_in_memory(&self, address: usize) -> bool {
        let position = self.memories.partition_point(|range| range.end <= address);
        self.memories.get(position).is_some_and(|range| range.contains(&address))
    }
}
