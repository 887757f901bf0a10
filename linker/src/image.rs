//! Fourth phase: the file up to the end of the images and the debug information, with every byte in its place but not
//! yet patched.

use crate::input::{Kind, Object};
use crate::layout::{ImageLayout, Value};
use crate::machine::aarch64;
use crate::symbols::Symbols;

/// Copies the sections of a slice to their places and makes the libcalls' stubs and the veneers.
pub fn copy(file: &mut [u8], object: &Object<'_>, symbols: &Symbols, layout: &ImageLayout<'_>) {
    let machine = object.machine;
    let text = layout.text.file_offset as usize..;
    let text_bytes = u64::from(layout.text.file_bytes).next_multiple_of(machine.segment_align()) as usize;
    let filler = machine.filler();
    for gap in file[text][..text_bytes].chunks_exact_mut(filler.len()) {
        gap.copy_from_slice(filler);
    }
    for (section, place) in object.sections.iter().zip(&layout.places) {
        if let Some(place) = place.filter(|_| section.kind != Some(Kind::Bss)) {
            file[place.file_offset as usize..][..section.data.len()].copy_from_slice(section.data);
        }
    }
    let mut put = |at: u64, code: &[u8]| {
        file[layout.file_offset(at) as usize..][..code.len()].copy_from_slice(code);
    };
    for (slot, _) in symbols.libcall_slots() {
        let stub = layout.stub(slot);
        put(stub, &machine.jump_through(stub, layout.slot(slot)));
    }
    for (veneer, target) in layout.veneers() {
        if let Some(Value::Image(address)) = layout.value(target) {
            put(veneer, &aarch64::veneer(veneer, address as u64));
        }
    }
}
