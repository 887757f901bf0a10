//! Second phase: what each symbol means, decided once per symbol, so that relocations only look it up by index. Also
//! finds out which slots the image needs: one per libcall, and one per address that code must load from memory.

use crate::error::{Error, ErrorKind};
use crate::input::{Kind, Object};
use crate::relax;
use object::LittleEndian as LE;
use object::elf;
use object::read::elf::Sym as _;
use object::read::{SectionIndex, SymbolIndex};
use wasmc_abi::Libcall;
use wasmc_abi::instance::symbol::MEMORY0;

/// What a symbol stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Definition {
    /// A place in a section: the section's index, and bytes from its start.
    Section(SectionIndex, u64),
    /// A number.
    Absolute(u64),
    /// The base of the module's own memory 0.
    Memory0,
    /// A libcall, by its slot.
    Libcall(Slot),
    /// Nothing that can be referred to.
    Nothing,
}

/// A slot for an address, by its position: first those of [`Symbols::libcalls`], then those of [`Symbols::loaded`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot(pub usize);

/// What all symbols stand for.
pub struct Symbols {
    /// By the symbol's index.
    pub definitions: Vec<Definition>,
    /// The libcalls that the object refers to, in the order of their symbols.
    pub libcalls: Vec<Libcall>,
    /// Symbols whose address code loads from a slot, sorted. Not libcalls: these have a slot anyway.
    pub loaded: Vec<SymbolIndex>,
}

impl Symbols {
    /// What a symbol stands for.
    pub fn definition(&self, symbol: SymbolIndex) -> Definition {
        self.definitions.get(symbol.0).copied().unwrap_or(Definition::Nothing)
    }

    /// The libcalls with their slots.
    pub fn libcall_slots(&self) -> impl Iterator<Item = (Slot, Libcall)> {
        self.libcalls.iter().enumerate().map(|(position, &libcall)| (Slot(position), libcall))
    }

    /// The symbols whose address code loads, with their slots.
    pub fn loaded_slots(&self) -> impl Iterator<Item = (Slot, SymbolIndex)> {
        self.loaded.iter().enumerate().map(|(position, &symbol)| (Slot(self.libcalls.len() + position), symbol))
    }

    /// The slot for a symbol's address.
    pub fn slot(&self, symbol: SymbolIndex) -> Option<Slot> {
        match self.definition(symbol) {
            Definition::Libcall(slot) => Some(slot),
            _ => Some(Slot(self.libcalls.len() + self.loaded.binary_search_by_key(&symbol.0, |loaded| loaded.0).ok()?)),
        }
    }
}

/// Decides what each symbol stands for.
pub fn resolve(object: &Object<'_>) -> Result<Symbols, Error> {
    let mut symbols =
        Symbols { definitions: Vec::with_capacity(object.symbols.len()), libcalls: Vec::new(), loaded: Vec::new() };
    for (index, sym) in object.symbols.iter().enumerate() {
        let definition = define(object, &mut symbols.libcalls, SymbolIndex(index), sym)?;
        symbols.definitions.push(definition);
    }
    symbols.loaded = loaded(object, &symbols);
    Ok(symbols)
}

fn define(
    object: &Object<'_>,
    libcalls: &mut Vec<Libcall>,
    index: SymbolIndex,
    sym: &elf::Sym64<LE>,
) -> Result<Definition, Error> {
    if index.0 == 0 {
        return Ok(Definition::Absolute(0));
    }
    let bad = |problem| {
        let symbol = object.symbol_name(index).into_owned();
        Err(ErrorKind::BadSymbol { symbol, problem }.into())
    };
    match sym.st_type() {
        elf::STT_NOTYPE | elf::STT_OBJECT | elf::STT_FUNC | elf::STT_SECTION => {}
        elf::STT_FILE => return Ok(Definition::Nothing),
        elf::STT_COMMON => return bad("common symbols have no place in an artifact"),
        elf::STT_TLS => return bad("thread-local variables have no place in an artifact"),
        elf::STT_GNU_IFUNC => return bad("indirect functions have no place in an artifact"),
        _ => return bad("its type is unknown"),
    }
    match sym.st_shndx(LE) {
        elf::SHN_UNDEF => undefined(&object.symbol_name(index), libcalls),
        elf::SHN_ABS => Ok(Definition::Absolute(sym.st_value(LE))),
        elf::SHN_COMMON => bad("common symbols have no place in an artifact"),
        _ => {
            let Some(section) = object.symbols.symbol_section(LE, sym, index)? else {
                return bad("its section index is unknown");
            };
            match object.sections.get(section.0) {
                None => bad("its section does not exist"),
                Some(target) if target.kind.is_none() => Ok(Definition::Nothing),
                Some(target) if sym.st_value(LE) > target.size => bad("it lies outside its section"),
                Some(_) => Ok(Definition::Section(section, sym.st_value(LE))),
            }
        }
    }
}

fn undefined(name: &str, libcalls: &mut Vec<Libcall>) -> Result<Definition, Error> {
    if name == MEMORY0 {
        return Ok(Definition::Memory0);
    }
    let libcall = Libcall::from_symbol(name).ok_or_else(|| ErrorKind::UndefinedSymbol(name.to_owned()))?;
    libcalls.push(libcall);
    Ok(Definition::Libcall(Slot(libcalls.len() - 1)))
}

/// The symbols whose address code loads with an instruction that cannot be made to compute it instead.
fn loaded(object: &Object<'_>, symbols: &Symbols) -> Vec<SymbolIndex> {
    let text = object.sections.iter().filter(|section| section.kind == Some(Kind::Text));
    let mut loaded: Vec<SymbolIndex> = text
        .flat_map(|section| {
            section.relocations.iter().filter(|rela| {
                let kind = rela.r_type(LE, false);
                relax::is_got_load(kind) && relax::relaxation(kind, section.data, rela.r_offset.get(LE)).is_none()
            })
        })
        .map(|rela| SymbolIndex(rela.r_sym(LE, false) as usize))
        .filter(|&symbol| !matches!(symbols.definition(symbol), Definition::Libcall(_)))
        .collect();
    loaded.sort_unstable_by_key(|symbol| symbol.0);
    loaded.dedup();
    loaded
}
