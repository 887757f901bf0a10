//! Keeps accesses whole that may lie across the end of a memory.
//!
//! Of a load of which only some bytes are looked at, LLVM's code generation loads only these: of `load i32` with `and 255`, one byte. A load
//! whose first byte is the memory's last one would no longer trap. The same with stores: what sets a bit in a
//! loaded word and stores it becomes a change of one byte. Volatile accesses keep their width, so such become volatile, after
//! all other passes: nothing but the choice of instructions comes behind.
//!
//! Memories end at multiples of a page. So what counts is the last byte of an access: if the code reaches it, it traps. [`Part`] is
//! where its bits are in values that are computed from it; where they reach anything that looks at them, LLVM has to load them.
//! What is not known here to keep them counts as dropping them, which is the safe side.
//!
//! An access that is aligned to its size never lies across a page's end. So instances' own data is not concerned.

use super::value::{Function, Instruction, Set, Shape, Value, functions};
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;

/// How many values are looked at to find out who needs the last byte of one load.
const LIMIT: usize = 64;

/// Larger vectors than this are of LLVM's own making, and it reads no more by them than the program does.
const LARGEST_BITS: u32 = 128 * u8::BITS;

/// Makes those accesses volatile that code generation might make narrower.
pub fn keep(module: &Module<'_>) {
    keep_if(module, |instruction| match instruction.opcode() {
        LLVMOpcode::LLVMLoad => is_last_byte_dropped(instruction),
        LLVMOpcode::LLVMStore => is_part_of_word_changed(instruction),
        _ => false,
    });
}

/// Makes those loads of vectors volatile of which LLVM's passes might load some lanes only. They leave scalars as wide as they are.
pub fn keep_vectors(module: &Module<'_>) {
    let is_vector = |instruction: Instruction<'_>| matches!(instruction.value().shape(), Some(Shape::Vector { .. }));
    keep_if(module, |instruction| {
        instruction.opcode() == LLVMOpcode::LLVMLoad && is_vector(instruction) && is_last_byte_dropped(instruction)
    });
}

fn keep_if(module: &Module<'_>, may_shrink: impl Fn(Instruction<'_>) -> bool) {
    for instruction in functions(module).flat_map(Function::instructions) {
        if may_shrink(instruction) && !instruction.is_atomic() {
            instruction.set_volatile(true);
        }
    }
}

/// Whether nobody looks at the last byte that an instruction loads.
fn is_last_byte_dropped<'m>(load: Instruction<'m>) -> bool {
    let loaded = load.value();
    let Some(part) = loaded.shape().filter(|_| may_cross_page(load, loaded)).and_then(Part::last_byte) else {
        return false;
    };
    let mut seen = Set::default();
    let mut queue = vec![(loaded, part)];
    while let Some((value, part)) = queue.pop() {
        if !seen.insert((value, part)) {
            continue;
        }
        if seen.len() > LIMIT {
            return true;
        }
        // A phi may use a value as often as it has operands.
        let mut users = Set::default();
        for user in value.users().filter(|user| users.insert(*user)) {
            for position in (0..user.operand_count()).filter(|&position| user.operand(position) == value) {
                match part.after(user, position) {
                    Fate::Needed => return false,
                    Fate::Dropped => {}
                    Fate::Kept(part) => queue.push((user.value(), part)),
                }
            }
        }
    }
    true
}

/// Whether a store may be of a loaded word of which only some bits have changed.
fn is_part_of_word_changed(store: Instruction<'_>) -> bool {
    let stored = store.operand(0);
    // The forms that LLVM knows: a constant into a loaded word, or something into a loaded word of which bits have been cleared.
    may_cross_page(store, stored)
        && (is_loaded_with_constant(stored) || bitwise_operands(stored).any(is_loaded_with_constant))
}

/// Whether a value is a bitwise operation of a loaded value and a constant.
fn is_loaded_with_constant(value: Value<'_>) -> bool {
    bitwise_operands(value).any(is_loaded) && bitwise_operands(value).any(Value::is_constant)
}

/// The operands of a bitwise operation; none of anything else.
fn bitwise_operands(value: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let is_bitwise =
        |of: &Instruction<'_>| matches!(of.opcode(), LLVMOpcode::LLVMAnd | LLVMOpcode::LLVMOr | LLVMOpcode::LLVMXor);
    value.instruction().filter(is_bitwise).into_iter().flat_map(|of| [of.operand(0), of.operand(1)])
}

fn is_loaded(value: Value<'_>) -> bool {
    value.instruction().is_some_and(|from| from.opcode() == LLVMOpcode::LLVMLoad)
}

/// Whether an access of a value may lie across the end of a page.
fn may_cross_page(access: Instruction<'_>, value: Value<'_>) -> bool {
    value.shape().is_some_and(|shape| access.alignment_bytes() * u8::BITS < shape.bits())
}

/// What an instruction makes of a part of its operand.
enum Fate {
    /// Something looks at it.
    Needed,
    /// Nobody knows it from the result.
    Dropped,
    /// It is this part of the result.
    Kept(Part),
}

/// Which units of a value come from the last byte of a load, a bit for each: bits of a scalar, bytes of a vector. Never empty.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Part(u128);

/// The lowest `units` units.
fn low(units: u32) -> u128 {
    u128::MAX.checked_shr(u128::BITS - units).unwrap_or(0)
}

/// What is left of a part.
fn kept(units: u128) -> Fate {
    if units == 0 { Fate::Dropped } else { Fate::Kept(Part(units)) }
}

impl Part {
    fn last_byte(shape: Shape) -> Option<Self> {
        match shape {
            Shape::Scalar { bits: bits @ 8..=128 } => Some(Self(0xff << (bits - 8))),
            Shape::Vector { lanes, lane_bytes } if shape.bits() <= LARGEST_BITS => {
                Some(Self(1 << (lanes * lane_bytes - 1)))
            }
            _ => None,
        }
    }

    /// What becomes of it when it is an operand.
    fn after(self, user: Instruction<'_>, position: u32) -> Fate {
        let opcode = user.opcode();
        let is_choice = matches!(opcode, LLVMOpcode::LLVMPHI | LLVMOpcode::LLVMFreeze | LLVMOpcode::LLVMSelect);
        let fitting = |value: Value<'_>| value.shape().filter(|shape| shape.bits() <= LARGEST_BITS);
        match (fitting(user.operand(position)), fitting(user.value())) {
            _ if opcode == LLVMOpcode::LLVMStore || opcode == LLVMOpcode::LLVMRet => Fate::Needed,
            (Some(_), Some(_)) if is_choice => Fate::Kept(self),
            (Some(Shape::Scalar { .. }), Some(Shape::Scalar { bits })) => self.in_scalar(user, position, bits),
            (Some(Shape::Vector { lane_bytes, .. }), Some(to)) => self.of_vector(user, position, lane_bytes, to),
            (Some(Shape::Scalar { .. }), Some(Shape::Vector { lane_bytes, .. })) => match opcode {
                LLVMOpcode::LLVMInsertElement => self.inserted(user, lane_bytes),
                LLVMOpcode::LLVMBitCast => Fate::Dropped,
                _ => Fate::Needed,
            },
            (Some(Shape::Vector { .. }), None) if user.is_comparison() => Fate::Dropped,
            _ => Fate::Needed,
        }
    }

    /// What a scalar instruction makes of a scalar's part.
    fn in_scalar(self, user: Instruction<'_>, position: u32, bits: u32) -> Fate {
        let width = low(bits);
        let other = (user.operand_count() == 2).then(|| user.operand(1 - position).constant()).flatten();
        match (user.opcode(), other.map(u128::from)) {
            (LLVMOpcode::LLVMTrunc, _) => kept(self.0 & width),
            (LLVMOpcode::LLVMAnd, Some(mask)) => kept(self.0 & mask),
            (LLVMOpcode::LLVMOr, Some(mask)) => kept(self.0 & !mask),
            (LLVMOpcode::LLVMAnd | LLVMOpcode::LLVMOr | LLVMOpcode::LLVMXor, _)
            | (LLVMOpcode::LLVMZExt | LLVMOpcode::LLVMSExt | LLVMOpcode::LLVMBitCast, _) => Fate::Kept(self),
            // Carries go up.
            (LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSub, _) => kept(width & (width << self.0.trailing_zeros())),
            (LLVMOpcode::LLVMShl | LLVMOpcode::LLVMLShr | LLVMOpcode::LLVMAShr, _) if position == 1 => Fate::Dropped,
            (LLVMOpcode::LLVMShl, Some(by @ 0..128)) => kept((self.0 << by) & width),
            (LLVMOpcode::LLVMShl, _) => Fate::Dropped,
            (LLVMOpcode::LLVMLShr | LLVMOpcode::LLVMAShr, Some(by @ 0..128)) => kept(self.0 >> by),
            (LLVMOpcode::LLVMLShr | LLVMOpcode::LLVMAShr, _) => Fate::Kept(Self(u128::MAX >> self.0.leading_zeros())),
            (LLVMOpcode::LLVMMul, Some(_)) => Fate::Dropped,
            (LLVMOpcode::LLVMCall, _) if user.callee().is_some_and(moves_bits) => Fate::Dropped,
            _ => Fate::Needed,
        }
    }

    /// A whole scalar becomes a lane.
    fn inserted(self, user: Instruction<'_>, lane_bytes: u32) -> Fate {
        let is_last_byte = self.0 == 0xff << ((lane_bytes - 1) * 8);
        match user.operand(2).constant() {
            Some(lane @ 0..128) if is_last_byte => {
                kept(1u128.checked_shl((lane as u32 + 1) * lane_bytes - 1).unwrap_or(0))
            }
            _ => Fate::Dropped,
        }
    }

    /// What an instruction makes of a vector's part.
    fn of_vector(self, user: Instruction<'_>, position: u32, size: u32, to: Shape) -> Fate {
        let lane = |lane: u32| self.0.checked_shr(lane * size).unwrap_or(0) & low(size);
        match (user.opcode(), to) {
            (LLVMOpcode::LLVMBitCast, Shape::Vector { .. }) => Fate::Kept(self),
            (LLVMOpcode::LLVMBitCast, Shape::Scalar { bits }) => kept(to_bits(self.0) & low(bits)),
            (LLVMOpcode::LLVMExtractElement, Shape::Scalar { .. }) => match user.operand(1).constant() {
                Some(index @ 0..128) => kept(to_bits(lane(index as u32))),
                _ => Fate::Needed,
            },
            (LLVMOpcode::LLVMInsertElement, _) => match user.operand(2).constant() {
                Some(index @ 0..128) => kept(self.0 & !low(size).checked_shl(index as u32 * size).unwrap_or(0)),
                _ => Fate::Kept(self),
            },
            (LLVMOpcode::LLVMShuffleVector, _) => {
                let first = position * user.operand(position).shape().map_or(0, Shape::lanes);
                let taken = |from: Option<u32>| from.and_then(|from| from.checked_sub(first)).map_or(0, lane);
                let lanes = user.shuffle_mask().zip(0..).map(|(from, at)| taken(from) << (at * size));
                kept(lanes.fold(0, |all, units| all | units))
            }
            // A constant may clear whole lanes.
            (LLVMOpcode::LLVMAnd | LLVMOpcode::LLVMOr | LLVMOpcode::LLVMMul, _)
                if user.operand(1 - position).is_constant() =>
            {
                Fate::Dropped
            }
            (LLVMOpcode::LLVMTrunc, Shape::Vector { lanes, lane_bytes }) => {
                kept((0..lanes).fold(0, |all, at| all | (lane(at) & low(lane_bytes)) << (at * lane_bytes)))
            }
            (LLVMOpcode::LLVMCall, _) => Fate::Needed,
            // Lane by lane: all of a lane may depend on the part of it.
            (_, Shape::Vector { lanes, lane_bytes }) => {
                let touched = (0..lanes).filter(|&at| lane(at) != 0);
                kept(touched.fold(0, |all, at| all | low(lane_bytes) << (at * lane_bytes)))
            }
            _ => Fate::Needed,
        }
    }
}

/// The bits of these bytes.
fn to_bits(bytes: u128) -> u128 {
    (0..16).filter(|byte| bytes >> byte & 1 != 0).fold(0, |bits, byte| bits | 0xff << (8 * byte))
}

/// Whether a function is an intrinsic that moves bits to other places.
fn moves_bits(function: Function<'_>) -> bool {
    let name = function.name();
    ["llvm.bswap.", "llvm.bitreverse.", "llvm.fshl.", "llvm.fshr."].iter().any(|prefix| name.starts_with(prefix))
}
