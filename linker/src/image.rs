//! Fourth phase: the file up to the end of the images and the debug information, with every byte in its place but not
//! yet patched.

use crate::input::{Kind, Object};
use crate::layout::{ImageLayout, STUB_BYTES};
use crate::symbols::Symbols;
use wasmc_abi::image::SEGMENT_ALIGN;

/// `int3`: fills what is executable and not code.
const FILLER: u8 = 0xcc;

/// Copies the sections of a slice to their places and makes the libcalls' stubs.
pub fn copy(file: &mut [u8], object: &Object<'_>, symbols: &Symbols, layout: &ImageLayout<'_>) {
    let text = layout.text.file_offset as usize..;
    let text_bytes = u64::from(layout.text.file_bytes).next_multiple_of(SEGMENT_ALIGN) as usize;
    file[text][..text_bytes].fill(FILLER);
    for (section, place) in object.sections.iter().zip(&layout.places) {
        if let Some(place) = place.filter(|_| section.kind != Some(Kind::Bss)) {
            file[place.file_offset as usize..][..section.data.len()].copy_from_slice(section.data);
        }
    }
    for (slot, _) in symbols.libcall_slots() {
        let stub = layout.stub(slot);
        let code = jump_through(stub, layout.slot(slot));
        file[layout.file_offset(stub) as usize..][..code.len()].copy_from_slice(&code);
    }
}

/// `jmp *slot(%rip)` at an address.
fn jump_through(at: u64, slot: u64) -> [u8; 6] {
    const _: () = assert!(STUB_BYTES >= 6);
    let distance = slot as i64 - (at as i64 + 6);
    let distance = i32::try_from(distance).expect("an image is smaller than 2 GiB");
    let mut code = [0xff, 0x25, 0, 0, 0, 0];
    code[2..].copy_from_slice(&distance.to_le_bytes());
    code
}
