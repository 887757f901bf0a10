//! Relocations of x86-64.

use super::{Patch, relax};
use crate::error::Error;
use crate::input::Kind;
use crate::layout::Value;
use crate::symbols::Definition;
use object::LittleEndian as LE;
use object::elf::{self, Rela64, RelocationType};

impl Patch<'_, '_> {
    pub(super) fn apply_x86_64(&mut self, rela: &Rela64<LE>) -> Result<(), Error> {
        let addend = i128::from(rela.r_addend.get(LE));
        match rela.r_type(LE, false) {
            elf::R_X86_64_NONE => Ok(()),
            elf::R_X86_64_64 => self.word(rela),
            elf::R_X86_64_32 => {
                let value = self.number(rela)? + addend;
                self.put(rela, u32::try_from(value).ok().map(u32::to_le_bytes), value)
            }
            elf::R_X86_64_32S => {
                let value = self.number(rela)? + addend;
                self.put_i32(rela, value)
            }
            elf::R_X86_64_PC32 | elf::R_X86_64_PLT32 => {
                let value = self.distance(rela)? + addend;
                self.put_i32(rela, value)
            }
            elf::R_X86_64_PC64 => {
                let value = self.distance(rela)? + addend;
                self.put(rela, i64::try_from(value).ok().map(i64::to_le_bytes), value)
            }
            kind if relax::is_got_load(kind) => self.got_load(rela, kind),
            kind => self.unknown(rela, kind),
        }
    }

    /// The distance to the slot with the symbol's address, or to the symbol where the instruction can be rewritten so.
    fn got_load(&mut self, rela: &Rela64<LE>, kind: RelocationType) -> Result<(), Error> {
        if self.kind != Kind::Text || rela.r_addend.get(LE) != -4 {
            return self.bad(rela, "a slot's address outside of an instruction");
        }
        let field = rela.r_offset.get(LE);
        let is_libcall = matches!(self.symbols.definition(self.section.symbol_of(rela)), Definition::Libcall(_));
        // `symbols` decided by the unpatched bytes too.
        let relaxation = if is_libcall { None } else { relax::relaxation(kind, self.section.data, field) };
        if let Some(relaxation) = relaxation {
            let Value::Image(address) = self.value(rela)? else {
                return self.bad(rela, "the address of something that is not in the image");
            };
            let field = relaxation.rewrite(self.bytes, field as usize) as u64;
            return self.put_i32_at(rela, field, self.distance_to(address, field) - 4);
        }
        let slot =
            self.symbols.slot(self.section.symbol_of(rela)).expect("`symbols` gave a slot to each load that stays");
        self.put_i32(rela, self.distance_to(self.layout.slot(slot) as i64, field) - 4)
    }

    fn put_i32(&mut self, rela: &Rela64<LE>, value: i128) -> Result<(), Error> {
        self.put_i32_at(rela, rela.r_offset.get(LE), value)
    }

    fn put_i32_at(&mut self, rela: &Rela64<LE>, field: u64, value: i128) -> Result<(), Error> {
        self.put_at(rela, field, i32::try_from(value).ok().map(i32::to_le_bytes), value)
    }
}
