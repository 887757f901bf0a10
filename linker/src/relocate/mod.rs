//! Fifth phase: patches the bytes for the final addresses. The only place that does.
//!
//! What is loaded must not depend on where: there, a relocation is either a distance within the image, or an address in
//! instance data, which becomes a [`DataRelocation`] for the runtime. In debug information, addresses are those of the
//! ELF file. What all machines have in common is here, and the kinds of relocations of each in a module of its own.

mod aarch64;
pub mod relax;
mod x86_64;

use crate::error::{Error, ErrorKind, Site};
use crate::input::{Kind, Object, Section};
use crate::layout::{ImageLayout, Place, Value};
use crate::machine::Machine;
use crate::symbols::Symbols;
use object::LittleEndian as LE;
use object::elf::{Rela64, RelocationType};
use wasmc_abi::ImageOffset;
use wasmc_abi::artifact::DataRelocation;

/// Patches the file and returns what is left for the runtime.
pub fn apply(
    file: &mut [u8],
    object: &Object<'_>,
    symbols: &Symbols,
    layout: &ImageLayout<'_>,
) -> Result<Vec<DataRelocation>, Error> {
    let mut pointers = Vec::new();
    for (index, (section, place)) in object.sections.iter().zip(&layout.places).enumerate() {
        let (Some(kind), Some(place)) = (section.kind, *place) else { continue };
        if section.relocations.is_empty() {
            continue;
        }
        let bytes = &mut file[place.file_offset as usize..][..section.data.len()];
        let pointers = &mut pointers;
        let mut patch = Patch { object, symbols, layout, index, section, kind, place, bytes, pointers };
        for rela in section.relocations {
            patch.apply(rela)?;
        }
    }
    fill_slots(file, object, symbols, layout, &mut pointers)?;
    Ok(pointers)
}

/// Fills the slots of the addresses that code loads.
fn fill_slots(
    file: &mut [u8],
    object: &Object<'_>,
    symbols: &Symbols,
    layout: &ImageLayout<'_>,
    pointers: &mut Vec<DataRelocation>,
) -> Result<(), Error> {
    for (slot, symbol) in symbols.loaded_slots() {
        let slot = layout.slot(slot);
        let Some(Value::Image(address)) = layout.value(symbols.definition(symbol)) else {
            let symbol = object.symbol_name(symbol).into_owned();
            return Err(ErrorKind::BadSymbol { symbol, problem: "it has no address in the image to be loaded" }.into());
        };
        let target = u32::try_from(address).expect("image offsets have 32 bits");
        file[layout.file_offset(slot) as usize..][..8].copy_from_slice(&u64::from(target).to_le_bytes());
        pointers.push(DataRelocation { slot: ImageOffset(slot as u32), target: ImageOffset(target) });
    }
    Ok(())
}

/// A section that is being patched.
struct Patch<'p, 'a> {
    object: &'p Object<'a>,
    symbols: &'p Symbols,
    layout: &'p ImageLayout<'a>,
    /// The section's index.
    index: usize,
    section: &'p Section<'a>,
    kind: Kind,
    place: Place,
    bytes: &'p mut [u8],
    pointers: &'p mut Vec<DataRelocation>,
}

impl Patch<'_, '_> {
    fn apply(&mut self, rela: &Rela64<LE>) -> Result<(), Error> {
        match self.object.machine {
            Machine::X86_64 => self.apply_x86_64(rela),
            Machine::Aarch64 => self.apply_aarch64(rela),
        }
    }

    /// Eight bytes: an address or a number.
    fn word(&mut self, rela: &Rela64<LE>) -> Result<(), Error> {
        let addend = i128::from(rela.r_addend.get(LE));
        match self.value(rela)? {
            Value::Image(address) if self.kind.is_loaded() => self.pointer(rela, i128::from(address) + addend),
            _ => {
                let value = self.number(rela)? + addend;
                self.put_u64(rela, value)
            }
        }
    }

    /// An address in instance data. The template holds it as a distance from the base, for those who look at the file.
    fn pointer(&mut self, rela: &Rela64<LE>, address: i128) -> Result<(), Error> {
        if !self.kind.is_data() {
            return self.bad(rela, "an address in what all instances share");
        }
        let Ok(target) = u32::try_from(address) else {
            return self.overflow(rela, address);
        };
        self.put_u64(rela, address)?;
        let slot = self.place.address + rela.r_offset.get(LE);
        self.pointers.push(DataRelocation { slot: ImageOffset(slot as u32), target: ImageOffset(target) });
        Ok(())
    }

    /// What the symbol stands for.
    fn value(&self, rela: &Rela64<LE>) -> Result<Value, Error> {
        match self.layout.value(self.symbols.definition(self.section.symbol_of(rela))) {
            Some(value) => Ok(value),
            None => self.bad(rela, "the symbol does not exist or is in a section that is left out"),
        }
    }

    /// A value that may be stored as it is.
    fn number(&self, rela: &Rela64<LE>) -> Result<i128, Error> {
        match self.value(rela)? {
            Value::Image(_) if self.kind.is_loaded() => self.bad(rela, "an address that depends on where the image is"),
            Value::Debug(_) if self.kind.is_loaded() => self.bad(rela, "an offset in debug information"),
            Value::Image(value) => Ok(i128::from(value) + i128::from(self.layout.elf_base)),
            Value::Debug(value) | Value::Absolute(value) => Ok(i128::from(value)),
        }
    }

    /// The distance from the field to the symbol.
    fn distance(&self, rela: &Rela64<LE>) -> Result<i128, Error> {
        match self.value(rela)? {
            Value::Image(address) if self.kind.is_loaded() => Ok(self.distance_to(address, rela.r_offset.get(LE))),
            _ => self.bad(rela, "a distance that depends on where the image is"),
        }
    }

    fn distance_to(&self, address: i64, field: u64) -> i128 {
        i128::from(address) - (i128::from(self.place.address) + i128::from(field))
    }

    fn put_u64(&mut self, rela: &Rela64<LE>, value: i128) -> Result<(), Error> {
        // Numbers may be meant as signed or as unsigned.
        let bytes = u64::try_from(value).or_else(|_| i64::try_from(value).map(|value| value as u64)).ok();
        self.put(rela, bytes.map(u64::to_le_bytes), value)
    }

    fn put<const N: usize>(&mut self, rela: &Rela64<LE>, field: Option<[u8; N]>, value: i128) -> Result<(), Error> {
        self.put_at(rela, rela.r_offset.get(LE), field, value)
    }

    /// Stores a value in its field, if it fits there.
    fn put_at<const N: usize>(
        &mut self,
        rela: &Rela64<LE>,
        at: u64,
        field: Option<[u8; N]>,
        value: i128,
    ) -> Result<(), Error> {
        let Some(field) = field else {
            return self.overflow(rela, value);
        };
        let at = usize::try_from(at).ok();
        match at.and_then(|at| self.bytes.get_mut(at..)?.first_chunk_mut()) {
            Some(bytes) => *bytes = field,
            None => return self.bad(rela, "the relocated field is outside of its section"),
        }
        Ok(())
    }

    fn bad<T>(&self, rela: &Rela64<LE>, problem: &'static str) -> Result<T, Error> {
        Err(ErrorKind::BadRelocation { site: self.site(rela), problem }.into())
    }

    fn overflow<T>(&self, rela: &Rela64<LE>, value: i128) -> Result<T, Error> {
        Err(ErrorKind::RelocationOverflow { site: self.site(rela), value }.into())
    }

    fn unknown<T>(&self, rela: &Rela64<LE>, kind: RelocationType) -> Result<T, Error> {
        let name = self.object.machine.relocation_name(kind);
        Err(ErrorKind::UnknownRelocation { site: self.site(rela), kind: kind.0, name }.into())
    }

    fn site(&self, rela: &Rela64<LE>) -> Site {
        Site {
            section: self.section.name.to_owned(),
            offset: rela.r_offset.get(LE),
            symbol: self.object.symbol_name(self.section.symbol_of(rela)).into_owned(),
        }
    }
}
