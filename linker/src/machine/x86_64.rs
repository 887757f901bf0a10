//! Instructions of x86-64 that the linker writes.

/// `int3`
pub const INT3: [u8; 1] = [0xcc];

/// `jmp *slot(%rip)` at an address.
pub fn jump_through(at: u64, slot: u64) -> [u8; 6] {
    let distance = slot as i64 - (at as i64 + 6);
    let distance = i32::try_from(distance).expect("an image is smaller than 2 GiB");
    let mut code = [0xff, 0x25, 0, 0, 0, 0];
    code[2..].copy_from_slice(&distance.to_le_bytes());
    code
}
