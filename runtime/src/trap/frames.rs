//! What a throw needs to know of each place that a guest calls from, remembered: reading the tables takes a hundred times as
//! long as the step itself.

use super::AddressMap;
use super::unwind::Step;
use std::num::NonZero;

/// A place that a guest calls from.
#[derive(Clone, Copy, Default)]
pub struct Frame {
    /// The return address; zero for none.
    pc: usize,
    /// Where the function goes on when the call throws, if it wants to.
    pub pad: Option<NonZero<usize>>,
    /// How to get to its caller's frame; none where no guest called it.
    pub step: Option<Step>,
}

/// The places that a store's guests have thrown through. Two may have to share a line: then each forgets the other.
#[derive(Default)]
pub struct FrameCache(Vec<Frame>);

/// Base-two logarithm of the number of lines.
const LINES_LOG2: u32 = 10;

impl FrameCache {
    /// The place that a call returns to.
    #[inline]
    pub fn frame(&mut self, addresses: &AddressMap, pc: usize) -> &Frame {
        // The golden ratio, so that neighbours spread.
        let line = pc.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (usize::BITS - LINES_LOG2);
        if self.0.get(line).is_none_or(|frame| frame.pc != pc) {
            self.read(addresses, pc, line);
        }
        &self.0[line]
    }

    #[cold]
    #[inline(never)]
    fn read(&mut self, addresses: &AddressMap, pc: usize, line: usize) {
        self.0.resize(1 << LINES_LOG2, Frame::default());
        self.0[line] = Frame { pc, ..read(addresses, pc).unwrap_or_default() };
    }
}

fn read(addresses: &AddressMap, pc: usize) -> Option<Frame> {
    let owner = addresses.text(pc)?;
    // SAFETY: an instance lives as long as its store, which has given us its addresses.
    let (module, base) = unsafe { (&owner.as_ref().module, owner.as_ref().image.base()) };
    // The call is the instruction before the one that it returns to.
    let call = (pc - base - 1) as u64;
    let (table, tables) = (module.unwind_table(), module.tables());
    let pad = table.pad(tables, call).and_then(|pad| NonZero::new(base + pad as usize));
    Some(Frame { pc, pad, step: table.step(tables, call) })
}
