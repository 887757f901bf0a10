//! The image of memory 0: active data segments, laid out in the file as the memory has them. Instances then map its pages, copied
//! only when they are written, where segments would have to be copied to each.

use std::borrow::Cow;
use std::ops::Range;
use wasmc_abi::artifact::MemoryImage;
use wasmc_abi::image::MEMORY_MOST_BYTES;
use wasmc_abi::{ConstOp, DataMode, DataSegment, MemoryIndex, ModuleInfo};

/// The least bytes of data that are worth a mapping: copying fewer is cheaper.
const LEAST_BYTES: u64 = 4 << 10;

/// An image may have so many times the bytes of the segments in it; the rest is zeros between them.
const MOST_STRETCH: u64 = 4;

/// So many zeros before the image or behind it, to the memory's end, are part of it: a memory of fewer ranges of pages is fewer
/// mappings, of which a process can have only so many.
const EDGE_BYTES: u64 = 64 << 10;

/// The least size of an image that has other parts of the memory on both sides.
const LEAST_INNER_BYTES: u64 = 128 << 10;

/// The bytes of the data segments as they go into the file, and the image that they begin with, if there is one. The segments'
/// places in them are changed accordingly. Where segments overlap, each has the bytes of the last one. The image begins and ends
/// at a multiple of `align`.
pub fn lay_out<'a>(module: &mut ModuleInfo, data: &'a [u8], align: u64) -> (Cow<'a, [u8]>, Option<MemoryImage>) {
    let leading = leading(module);
    let places = || leading.iter().flatten();
    let (Some(start), Some(end)) = (places().map(|at| at.start).min(), places().map(|at| at.end).max()) else {
        return (data.into(), None);
    };
    let filled: u64 = places().map(|at| at.end - at.start).sum();
    if filled < LEAST_BYTES || end - start > filled.saturating_mul(MOST_STRETCH) {
        return (data.into(), None);
    }
    let size = least_size(module);
    let address = if start <= EDGE_BYTES { 0 } else { start / align * align };
    let end = if size - end <= EDGE_BYTES { size } else { end };
    let bytes = end.next_multiple_of(align) - address;
    if address > 0 && end < size && bytes < LEAST_INNER_BYTES {
        return (data.into(), None);
    }
    let mut blob = vec![0; bytes as usize];
    for (index, segment) in module.data.iter_mut().enumerate() {
        let own = &data[segment.start as usize..][..segment.len as usize];
        if let Some(Some(at)) = leading.get(index) {
            segment.start = at.start - address;
            blob[segment.start as usize..][..own.len()].copy_from_slice(own);
        } else {
            segment.start = blob.len() as u64;
            blob.extend_from_slice(own);
        }
    }
    (blob.into(), Some(MemoryImage { address, bytes, segments: leading.len() as u32 }))
}

/// Where the first segments go in the module's own memory 0, up to the first whose place is only known when the module is
/// instantiated, or that does not fit and therefore traps. None for one that has no bytes there.
fn leading(module: &ModuleInfo) -> Vec<Option<Range<u64>>> {
    if !module.defines_memory0() {
        return Vec::new();
    }
    let size = least_size(module);
    module.data.iter().map_while(|segment| place(segment, size)).collect()
}

/// The least size of memory 0 in bytes, or the most that any can have.
fn least_size(module: &ModuleInfo) -> u64 {
    module.memories[0].limits.min.saturating_mul(1 << module.memories[0].page_log2).min(MEMORY_MOST_BYTES)
}

/// Where one segment goes in a memory of `size` bytes; nothing at all if that is not known or does not fit.
fn place(segment: &DataSegment, size: u64) -> Option<Option<Range<u64>>> {
    let DataMode::Active { memory: MemoryIndex(0), offset } = &segment.mode else {
        return matches!(segment.mode, DataMode::Passive).then_some(None);
    };
    let start = match offset.0[..] {
        [ConstOp::I32Const(start)] => u64::from(start.cast_unsigned()),
        [ConstOp::I64Const(start)] => start.cast_unsigned(),
        _ => return None,
    };
    let end = start.checked_add(segment.len).filter(|&end| end <= size)?;
    Some((segment.len > 0).then_some(start..end))
}
