//! Makes sure that the rolled loop does to memory what the unrolled one did.
//!
//! The rolled loop makes the accesses of the first copy, then those of the second, and so on; the unrolled one made them in
//! the order in which they were written. Where two change places, one of them a store, they must be a known distance apart
//! that keeps them from touching.

use super::address::{Address, pointer};
use super::affine::Affine;
use super::copies::Copies;
use super::ir::access_bytes;
use super::plan::Refusal;
use crate::passes::SLACK_BYTES;
use crate::passes::value::{Instruction, Map, Value};
use llvm_sys::LLVMOpcode;

/// More pairs than this are not compared.
const MOST_PAIRS: usize = 1 << 16;

/// An access that the rolled loop makes in one of the copies.
struct Made<'m> {
    access: Instruction<'m>,
    is_store: bool,
    /// When the unrolled loop makes it.
    before: usize,
    /// When the rolled loop makes it.
    after: (usize, usize),
    place: Option<(Value<'m>, Affine<'m>)>,
}

/// Checks the order of a loop's accesses, `accesses[i][j]` being the access `i` of the copy `j`, if its end comes after the copy
/// `last`.
pub fn check<'m>(copies: &mut Copies<'_, 'm>, accesses: &[Vec<Instruction<'m>>], last: usize) -> Result<(), Refusal> {
    check_end(copies, accesses, last)?;
    let mut made = Vec::new();
    for all in accesses {
        for (copy, &access) in all.iter().enumerate() {
            made.push(Made {
                access,
                is_store: access.opcode() == LLVMOpcode::LLVMStore,
                before: copies.looped.position(access.value()),
                after: (copy, copies.looped.position(all[0].value())),
                place: place(copies, access),
            });
        }
    }
    check_shared_loads(copies, &made)?;
    let stores: Vec<_> = made.iter().filter(|each| each.is_store).collect();
    if stores.len() * made.len() > MOST_PAIRS {
        return Err(Refusal::Unsound("it has too many accesses"));
    }
    for store in stores {
        let changes = |other: &&Made<'m>| {
            store.access != other.access && (store.before < other.before) != (store.after < other.after)
        };
        if made.iter().filter(changes).any(|other| !are_apart(store, other)) {
            return Err(Refusal::Unsound("a store would change places with an access that it may touch"));
        }
    }
    Ok(())
}

/// Makes sure that the last iteration makes the same accesses: those of the head are those of the copies up to `last`, or are
/// also that, if the next copy uses what is loaded for an earlier one.
fn check_end<'m>(copies: &Copies<'_, 'm>, accesses: &[Vec<Instruction<'m>>], last: usize) -> Result<(), Refusal> {
    let looped = copies.looped;
    if looped.tail.is_none() {
        return Ok(());
    }
    let (early, late): (Vec<_>, Vec<_>) = accesses.iter().map(|all| all.split_at(last + 1)).unzip();
    let made: Map<_, _> = early.iter().copied().flatten().map(|&access| (access, ())).collect();
    let in_head = |access: &Instruction<'m>| looped.is_in_head(access.value());
    let is_late = |access: &&Instruction<'m>| !made.contains_key(*access);
    if made.keys().all(in_head) && !late.into_iter().flatten().filter(is_late).any(in_head) {
        Ok(())
    } else {
        Err(Refusal::Unsound("an access is on the wrong side of its end"))
    }
}

/// Makes sure that where the rolled loop loads again what several copies had from one load, it gets the same. In a memory that
/// other threads write to it might not. Such a memory is reached through a slot, never as a part of the instance.
fn check_shared_loads<'m>(copies: &Copies<'_, 'm>, made: &[Made<'m>]) -> Result<(), Refusal> {
    let mut seen = Map::default();
    let is_own = |access: Instruction<'m>| {
        let address = pointer(access).and_then(|pointer| Address::new(pointer, copies.looped));
        let base = address.and_then(|address| address.base.instruction());
        base.is_some_and(|base| base.opcode() == LLVMOpcode::LLVMCall)
    };
    let is_fine = |each: &Made<'m>| seen.insert(each.access, ()).is_none() || is_own(each.access);
    if made.iter().all(is_fine) { Ok(()) } else { Err(Refusal::Unsound("it would load again what others may write")) }
}

/// Where an access is: a base, and the distance from it modulo 2^32.
fn place<'m>(copies: &mut Copies<'_, 'm>, access: Instruction<'m>) -> Option<(Value<'m>, Affine<'m>)> {
    let address = Address::new(pointer(access)?, copies.looped)?;
    let mut place = Affine::constant(u32::BITS, address.offset);
    if let Some(index) = address.index {
        place.add(&copies.sums.of(index, copies.looped)?, 1);
    }
    Some((address.base, place))
}

/// Whether two accesses of one iteration never touch. Modulo 2^32 is enough: what overlaps does so modulo that as well.
fn are_apart(a: &Made<'_>, b: &Made<'_>) -> bool {
    let (Some((base, first)), Some((other, second))) = (&a.place, &b.place) else { return false };
    let Some(distance) = first.minus(second).as_constant().filter(|_| base == other) else { return false };
    distance >= access_bytes(b.access) && (1 << u32::BITS) - distance >= access_bytes(a.access)
}

/// An address that the rolled loop cannot take from the first copy.
pub struct Readdressed<'m> {
    /// The access.
    pub access: Instruction<'m>,
    /// The memory's base.
    pub base: Value<'m>,
    /// The index of the first copy.
    pub index: Affine<'m>,
    /// What is added to both.
    pub offset: u64,
}

/// Makes sure that the address of an access in all copies is that of the first one with the induction variables moved on.
///
/// That holds modulo 2^32, but index and offset may share the distance in another way: an offset is added in 64 bits, an index
/// wraps. Let the copy with the lowest address be the anchor. If its access is in bounds, and the memory stays 64 KiB below
/// 4 GiB, then no index wraps which is less than that above the anchor's, and so the address is the same however it is
/// written. If its access traps, the unrolled iteration traps, and so does the rolled one: the anchor's own address is written
/// as it was. Stores that the latter made before that are in the guest's memory, which is all that is promised.
///
/// An access under a condition may not run, and then says nothing. Another one with the anchor's index, which runs in each iteration,
/// serves as well: if it is in bounds, so is that index, and whether it traps depends on no condition.
pub fn addresses<'m>(
    copies: &mut Copies<'_, 'm>,
    all: &[Instruction<'m>],
    accesses: &[Vec<Instruction<'m>>],
    last: usize,
    bounded: &dyn Fn(Instruction<'m>) -> bool,
) -> Result<Option<Readdressed<'m>>, Refusal> {
    const REFUSAL: Refusal = Refusal::Unsound("an address might wrap");
    let address = |access: &Instruction<'m>| Address::new(pointer(*access)?, copies.looped);
    // Other addresses are related as values.
    let Some(addresses) = all.iter().map(address).collect::<Option<Vec<_>>>() else { return Ok(None) };
    if addresses.iter().all(|address| address.offset == addresses[0].offset) {
        return Ok(None);
    }
    let indices = addresses.iter().map(|address| copies.pure_sum(address.index?)).collect::<Option<Vec<_>>>();
    let indices = indices.ok_or(REFUSAL)?;
    let step = copies.growth(&indices[0]).as_signed().ok_or(REFUSAL)?;
    let anchor = if step < 0 { all.len() - 1 } else { 0 };
    let is_sound = |copy: usize| {
        let distance = (copy as i64 - anchor as i64) * step;
        let by_index = indices[copy].minus(&indices[anchor]).as_signed()?;
        let by_offset = addresses[copy].offset.wrapping_sub(addresses[anchor].offset).cast_signed();
        let is_near = |bytes: i64| (0..SLACK_BYTES.cast_signed()).contains(&bytes);
        Some(is_near(distance) && is_near(by_index) && by_index.checked_add(by_offset) == Some(distance))
    };
    let is_sound = |copy: usize| is_sound(copy).unwrap_or(false);
    let runs = |access: Instruction<'m>| copies.is_always_computed(access.value());
    let is_proved = runs(all[anchor]) || {
        let always: Vec<_> =
            accesses.iter().flatten().copied().filter(|&access| runs(access) && bounded(access)).collect();
        always.into_iter().any(|access| {
            let address = address(&access).filter(|address| address.base == addresses[anchor].base);
            let index = address.and_then(|address| copies.pure_sum(address.index?));
            index.is_some_and(|index| index == indices[anchor])
        })
    };
    if !is_proved {
        return Err(REFUSAL);
    }
    if anchor > last || !all.iter().all(|&access| bounded(access)) || !(0..all.len()).all(is_sound) {
        return Err(REFUSAL);
    }
    if anchor == 0 {
        return Ok(None);
    }
    let mut index = indices[anchor].clone();
    index.add(&Affine::constant(index.width, step.cast_unsigned()), (anchor as u64).wrapping_neg());
    let Address { base, offset, .. } = addresses[anchor];
    Ok(Some(Readdressed { access: all[0], base, index, offset }))
}
