//! Calls and jumps that do not reach their targets go through a veneer, which can be anywhere near: behind the code that they are in.
//!
//! Which need one depends on where everything goes, and that on how many there are. So the layout is made with a veneer
//! for everything that code calls outside of its section; what reaches its target there does so as well if the sections come
//! closer together, and the others are those that need one.

use crate::input::{Kind, Object};
use crate::layout::{ImageLayout, Value};
use crate::symbols::{Definition, Symbols};
use object::LittleEndian as LE;
use object::elf::{self, Rela64};
use object::read::SectionIndex;

/// What alignment may add between two places when there are fewer veneers between them, in bytes.
const ALIGNMENT_SLACK: u64 = 1 << 20;

/// The targets that each section reaches through veneers, by its index, in the order of their veneers, which is that of [`order`].
#[derive(Default)]
pub struct Veneers(Vec<Vec<Definition>>);

impl Veneers {
    /// Those behind a section.
    pub fn of(&self, section: usize) -> &[Definition] {
        self.0.get(section).map_or(&[], Vec::as_slice)
    }

    /// The position of a target among those behind a section.
    pub fn position(&self, section: usize, target: Definition) -> Option<usize> {
        self.of(section).binary_search_by_key(&order(target), |&known| order(known)).ok()
    }

    /// One for each target outside of the section that calls it.
    pub fn all(object: &Object<'_>, symbols: &Symbols) -> Self {
        let sections = object.sections.iter().enumerate().map(|(index, section)| {
            if section.kind != Some(Kind::Text) {
                return Vec::new();
            }
            let targets = section.relocations.iter().filter_map(|rela| target(object, symbols, index, rela));
            let mut targets: Vec<_> = targets.filter(|target| is_outside(target, index)).collect();
            targets.sort_unstable_by_key(|&target| order(target));
            targets.dedup();
            targets
        });
        Self(sections.collect())
    }

    /// Those of them that are needed with this layout, in which all have their place.
    pub fn needed(self, object: &Object<'_>, layout: &ImageLayout<'_>, reach: u64) -> Self {
        let sections = self.0.into_iter().enumerate().map(|(index, mut targets)| {
            let start = layout.places[index].map_or(0, |place| place.address);
            let end = start + object.sections[index].size;
            targets.retain(|&target| match layout.value(target) {
                Some(Value::Image(address)) => {
                    let address = address as u64;
                    start.abs_diff(address).max(end.abs_diff(address)) >= reach - ALIGNMENT_SLACK
                }
                // The relocation will say what is wrong with it.
                _ => false,
            });
            targets
        });
        Self(sections.collect())
    }
}

/// What a call or jump in a section leads to.
pub fn target(object: &Object<'_>, symbols: &Symbols, section: usize, rela: &Rela64<LE>) -> Option<Definition> {
    if !matches!(rela.r_type(LE, false), elf::R_AARCH64_CALL26 | elf::R_AARCH64_JUMP26) {
        return None;
    }
    match symbols.definition(object.sections[section].symbol_of(rela)) {
        Definition::Section(index, offset) => {
            Some(Definition::Section(index, offset.checked_add_signed(rela.r_addend.get(LE))?))
        }
        libcall @ Definition::Libcall(_) if rela.r_addend.get(LE) == 0 => Some(libcall),
        _ => None,
    }
}

/// An order of all targets.
fn order(target: Definition) -> (usize, u64) {
    match target {
        Definition::Section(section, offset) => (section.0, offset),
        Definition::Libcall(slot) => (usize::MAX, slot.0 as u64),
        Definition::Absolute(_) | Definition::Memory0 | Definition::Nothing => unreachable!("no target of a veneer"),
    }
}

fn is_outside(target: &Definition, section: usize) -> bool {
    !matches!(target, Definition::Section(SectionIndex(own), _) if *own == section)
}
