//! Relocations of AArch64 (ELF for the Arm 64-bit Architecture, "Relocation"). Instructions have fields of some of their bits.
//!
//! An address that code would load from a slot is computed instead, always: `adrp; ldr` becomes `adrp; add`.

use super::Patch;
use crate::error::Error;
use crate::input::Kind;
use crate::layout::Value;
use crate::machine::aarch64::{ADR_MASK, adr_field, page_distance};
use object::LittleEndian as LE;
use object::elf::{self, Rela64};

/// The field of `add` and of loads and stores with an offset.
const IMMEDIATE12_MASK: u32 = 0xfff << 10;

/// The field of `movz`, `movk` and `movn`.
const IMMEDIATE16_MASK: u32 = 0xffff << 5;

/// `add` of a constant, as far as it differs from `ldr`: all bits but registers and constant.
const ADD_IMMEDIATE: u32 = 0x9100_0000;

impl Patch<'_, '_> {
    pub(super) fn apply_aarch64(&mut self, rela: &Rela64<LE>) -> Result<(), Error> {
        let addend = i128::from(rela.r_addend.get(LE));
        match rela.r_type(LE, false) {
            elf::R_AARCH64_NONE => Ok(()),
            elf::R_AARCH64_ABS64 => self.word(rela),
            elf::R_AARCH64_ABS32 => {
                let value = self.number(rela)? + addend;
                let field = u32::try_from(value).or_else(|_| i32::try_from(value).map(i32::cast_unsigned));
                self.put(rela, field.ok().map(u32::to_le_bytes), value)
            }
            elf::R_AARCH64_PREL32 | elf::R_AARCH64_PLT32 => {
                let value = self.distance(rela)? + addend;
                self.put(rela, i32::try_from(value).ok().map(i32::to_le_bytes), value)
            }
            elf::R_AARCH64_PREL64 => {
                let value = self.distance(rela)? + addend;
                self.put(rela, i64::try_from(value).ok().map(i64::to_le_bytes), value)
            }
            elf::R_AARCH64_CALL26 | elf::R_AARCH64_JUMP26 => self.branch26(rela),
            elf::R_AARCH64_CONDBR19 | elf::R_AARCH64_LD_PREL_LO19 => {
                let value = self.distance(rela)? + addend;
                self.patch_words(rela, value, 19, 5)
            }
            elf::R_AARCH64_TSTBR14 => {
                let value = self.distance(rela)? + addend;
                self.patch_words(rela, value, 14, 5)
            }
            elf::R_AARCH64_ADR_PREL_LO21 => {
                let value = self.distance(rela)? + addend;
                self.put_adr(rela, value, value)
            }
            elf::R_AARCH64_ADR_PREL_PG_HI21 | elf::R_AARCH64_ADR_PREL_PG_HI21_NC | elf::R_AARCH64_ADR_GOT_PAGE => {
                self.page(rela)
            }
            elf::R_AARCH64_LD64_GOT_LO12_NC => self.load_to_add(rela),
            elf::R_AARCH64_ADD_ABS_LO12_NC | elf::R_AARCH64_LDST8_ABS_LO12_NC => self.low12(rela, 0),
            elf::R_AARCH64_LDST16_ABS_LO12_NC => self.low12(rela, 1),
            elf::R_AARCH64_LDST32_ABS_LO12_NC => self.low12(rela, 2),
            elf::R_AARCH64_LDST64_ABS_LO12_NC => self.low12(rela, 3),
            elf::R_AARCH64_LDST128_ABS_LO12_NC => self.low12(rela, 4),
            elf::R_AARCH64_MOVW_UABS_G0 => self.move_wide(rela, 0, Check::Fits),
            elf::R_AARCH64_MOVW_UABS_G0_NC => self.move_wide(rela, 0, Check::None),
            elf::R_AARCH64_MOVW_UABS_G1 => self.move_wide(rela, 1, Check::Fits),
            elf::R_AARCH64_MOVW_UABS_G1_NC => self.move_wide(rela, 1, Check::None),
            elf::R_AARCH64_MOVW_UABS_G2 => self.move_wide(rela, 2, Check::Fits),
            elf::R_AARCH64_MOVW_UABS_G2_NC => self.move_wide(rela, 2, Check::None),
            elf::R_AARCH64_MOVW_UABS_G3 => self.move_wide(rela, 3, Check::Fits),
            kind => self.unknown(rela, kind),
        }
    }

    /// The distance of a call or jump, or that of the veneer that `layout` has made for it.
    fn branch26(&mut self, rela: &Rela64<LE>) -> Result<(), Error> {
        let value = match self.layout.veneer(self.object, self.symbols, self.index, rela) {
            Some(veneer) => self.distance_to(veneer as i64, rela.r_offset.get(LE)),
            None => self.distance(rela)? + i128::from(rela.r_addend.get(LE)),
        };
        self.patch_words(rela, value, 26, 0)
    }

    /// The distance between the pages of the instruction and of what it refers to.
    fn page(&mut self, rela: &Rela64<LE>) -> Result<(), Error> {
        let target = i128::from(self.image_address(rela)?) + i128::from(rela.r_addend.get(LE));
        let from = i128::from(self.place.address) + i128::from(rela.r_offset.get(LE));
        let distance = page_distance(target, from);
        self.put_adr(rela, distance >> 12, distance)
    }

    /// Makes the load of an address from its slot the second half of its computation.
    fn load_to_add(&mut self, rela: &Rela64<LE>) -> Result<(), Error> {
        if self.kind != Kind::Text {
            return self.bad(rela, "a slot's address outside of an instruction");
        }
        let low = self.low_bits(rela)?;
        self.edit(rela, |word| ADD_IMMEDIATE | word & 0x3ff | low << 10)
    }

    /// The low 12 bits of an address, in units of an access's size, which they must be a multiple of.
    fn low12(&mut self, rela: &Rela64<LE>, scale: u32) -> Result<(), Error> {
        let low = self.low_bits(rela)?;
        if low & ((1 << scale) - 1) != 0 {
            return self.bad(rela, "an address that is not aligned to the access's size");
        }
        self.edit(rela, |word| word & !IMMEDIATE12_MASK | (low >> scale) << 10)
    }

    /// Where the image begins is a multiple of the page size, so that these bits do not depend on it.
    fn low_bits(&self, rela: &Rela64<LE>) -> Result<u32, Error> {
        let address = i128::from(self.image_address(rela)?) + i128::from(rela.r_addend.get(LE));
        Ok((address & 0xfff) as u32)
    }

    /// Sixteen bits of a number.
    fn move_wide(&mut self, rela: &Rela64<LE>, group: u32, check: Check) -> Result<(), Error> {
        let value = self.number(rela)? + i128::from(rela.r_addend.get(LE));
        let bits = value >> (16 * group);
        if check == Check::Fits && !(0..1 << 16).contains(&bits) {
            return self.overflow(rela, value);
        }
        self.edit(rela, |word| word & !IMMEDIATE16_MASK | ((bits & 0xffff) as u32) << 5)
    }

    /// A distance in instructions, in a field of so many bits.
    fn patch_words(&mut self, rela: &Rela64<LE>, value: i128, bits: u32, shift: u32) -> Result<(), Error> {
        let limit = 1i128 << (bits + 1);
        if !(-limit..limit).contains(&value) {
            return self.overflow(rela, value);
        }
        if value & 3 != 0 {
            return self.bad(rela, "a branch to where no instruction begins");
        }
        let mask = ((1u32 << bits) - 1) << shift;
        self.edit(rela, |word| word & !mask | ((value >> 2) as u32) << shift & mask)
    }

    fn put_adr(&mut self, rela: &Rela64<LE>, field: i128, value: i128) -> Result<(), Error> {
        if !(-(1 << 20)..1 << 20).contains(&field) {
            return self.overflow(rela, value);
        }
        self.edit(rela, |word| word & !ADR_MASK | adr_field(field as i32))
    }

    /// The address of what is referred to, which is in the image.
    fn image_address(&self, rela: &Rela64<LE>) -> Result<i64, Error> {
        match self.value(rela)? {
            Value::Image(address) if self.kind.is_loaded() => Ok(address),
            _ => self.bad(rela, "the address of something that is not in the image"),
        }
    }

    /// Changes an instruction.
    fn edit(&mut self, rela: &Rela64<LE>, edit: impl FnOnce(u32) -> u32) -> Result<(), Error> {
        let at = usize::try_from(rela.r_offset.get(LE)).ok();
        let word = at.and_then(|at| self.bytes.get_mut(at..)?.first_chunk_mut());
        match word {
            Some(word) => *word = edit(u32::from_le_bytes(*word)).to_le_bytes(),
            None => return self.bad(rela, "the relocated field is outside of its section"),
        }
        Ok(())
    }
}

/// Whether a field must hold all that is left of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Check {
    None,
    Fits,
}
