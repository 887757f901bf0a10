//! Instructions of AArch64 that the linker writes, and the fields of those that it patches.
//!
//! Its own code may use `x16`: calls and jumps between functions leave it to the linker (AAPCS64, 6.1.1).

/// `brk #1`
pub const BRK: [u8; 4] = 0xd420_0020_u32.to_le_bytes();

/// How far `b` and `bl` reach, in bytes.
pub const BRANCH_REACH: u64 = 128 << 20;

/// The size of a veneer, in bytes.
pub const VENEER_BYTES: u64 = 12;

/// `adrp x16, slot; ldr x16, [x16, slot]; br x16`
pub fn jump_through(at: u64, slot: u64) -> Vec<u8> {
    assert!(slot.is_multiple_of(8), "slots are aligned");
    let load = 0xf940_0210 | low12(slot, 3) << 10;
    words([adrp(at, slot), load, BR])
}

/// `adrp x16, target; add x16, x16, target; br x16`: what a call or jump goes through that does not reach its target.
pub fn veneer(at: u64, target: u64) -> Vec<u8> {
    let add = 0x9100_0210 | low12(target, 0) << 10;
    words([adrp(at, target), add, BR])
}

/// `br x16`
const BR: u32 = 0xd61f_0200;

fn words(code: [u32; 3]) -> Vec<u8> {
    code.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// `adrp x16, target`
fn adrp(at: u64, target: u64) -> u32 {
    let pages = page_distance(i128::from(target), i128::from(at)) >> 12;
    let pages = i32::try_from(pages).expect("an image is smaller than 4 GiB");
    0x9000_0010 | adr_field(pages)
}

/// The distance between the pages, of 4 KiB, that two addresses are in.
pub fn page_distance(to: i128, from: i128) -> i128 {
    (to & !0xfff) - (from & !0xfff)
}

/// The field of `adr` and `adrp`: the two low bits are apart.
pub fn adr_field(value: i32) -> u32 {
    let value = value.cast_unsigned();
    (value & 3) << 29 | (value >> 2 & 0x7_ffff) << 5
}

/// The mask of that field.
pub const ADR_MASK: u32 = 3 << 29 | 0x7_ffff << 5;

/// The low 12 bits of an address, in units of two to the power of `scale` bytes.
fn low12(address: u64, scale: u32) -> u32 {
    ((address & 0xfff) >> scale) as u32
}
