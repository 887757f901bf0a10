//! Second phase: what each symbol means, decided once per symbol, so that relocations only look it up by index. Also
//! finds out which slots the image needs: one per libcall, and one per address that code must load from memory.

use crate::error::{Error, ErrorKind};
use crate::input::{Kind, Object, Symbol};
use crate::machine::Machine;
use crate::relocate::relax;
use object::LittleEndian as LE;
use object::elf;
use object::read::elf::Sym as _;
use object::read::{SectionIndex, SymbolIndex};
use std::collections::HashMap;
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
    /// The libcalls that the files refer to, in the order of their symbols.
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
    let mut symbols = Symbols { definitions: Vec::new(), libcalls: Vec::new(), loaded: Vec::new() };
    let mut shared = Shared::default();
    for sym in object.symbols() {
        let definition = define(object, sym)?;
        shared.note(sym, definition)?;
        symbols.definitions.push(definition);
    }
    for (sym, definition) in object.symbols().zip(&mut symbols.definitions) {
        if sym.entry.st_shndx(LE) == elf::SHN_UNDEF && sym.index_in_file.0 != 0 {
            *definition = undefined(sym.name()?, &shared, &mut symbols.libcalls)?;
        }
    }
    symbols.loaded = loaded(object, &symbols);
    Ok(symbols)
}

/// What the symbols stand for that all files share, by their names.
#[derive(Default)]
struct Shared<'a>(HashMap<&'a [u8], (Definition, elf::SymbolBind)>);

impl<'a> Shared<'a> {
    fn note(&mut self, sym: Symbol<'_, 'a>, definition: Definition) -> Result<(), Error> {
        let bind = sym.entry.st_bind();
        if bind == elf::STB_LOCAL || !matches!(definition, Definition::Section(..) | Definition::Absolute(_)) {
            return Ok(());
        }
        let name = sym.name()?;
        let known = self.0.entry(name).or_insert((definition, bind));
        match (known.1, bind) {
            _ if *known == (definition, bind) => {}
            // A weak definition gives way to any other, and to an earlier weak one.
            (_, elf::STB_WEAK) => {}
            (elf::STB_WEAK, _) => *known = (definition, bind),
            _ => {
                let symbol = String::from_utf8_lossy(name).into_owned();
                return Err(ErrorKind::BadSymbol { symbol, problem: "it is defined twice" }.into());
            }
        }
        Ok(())
    }
}

/// What a symbol stands for, but for those that its file does not define.
fn define(object: &Object<'_>, symbol: Symbol<'_, '_>) -> Result<Definition, Error> {
    let sym = symbol.entry;
    if symbol.index_in_file.0 == 0 {
        return Ok(Definition::Absolute(0));
    }
    let bad = |problem| {
        let symbol = String::from_utf8_lossy(symbol.name().unwrap_or_default()).into_owned();
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
        elf::SHN_UNDEF => Ok(Definition::Nothing),
        elf::SHN_ABS => Ok(Definition::Absolute(sym.st_value(LE))),
        elf::SHN_COMMON => bad("common symbols have no place in an artifact"),
        _ => {
            let Some(section) = symbol.section()? else {
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

/// What a symbol stands for that its file does not define.
fn undefined(name: &[u8], shared: &Shared<'_>, libcalls: &mut Vec<Libcall>) -> Result<Definition, Error> {
    if name == MEMORY0.as_bytes() {
        return Ok(Definition::Memory0);
    }
    if let Some(&(definition, _)) = shared.0.get(name) {
        return Ok(definition);
    }
    let name = String::from_utf8_lossy(name);
    let libcall = Libcall::from_symbol(&name).ok_or_else(|| ErrorKind::UndefinedSymbol(name.into_owned()))?;
    let slot = libcalls.iter().position(|&known| known == libcall).unwrap_or_else(|| {
        libcalls.push(libcall);
        libcalls.len() - 1
    });
    Ok(Definition::Libcall(Slot(slot)))
}

/// The symbols whose address code loads with an instruction that cannot be made to compute it instead.
fn loaded(object: &Object<'_>, symbols: &Symbols) -> Vec<SymbolIndex> {
    if object.machine != Machine::X86_64 {
        return Vec::new();
    }
    let text = object.sections.iter().filter(|section| section.kind == Some(Kind::Text));
    let mut loaded: Vec<SymbolIndex> = text
        .flat_map(|section| {
            let relocations = section.relocations.iter().filter(|rela| {
                let kind = rela.r_type(LE, false);
                relax::is_got_load(kind) && relax::relaxation(kind, section.data, rela.r_offset.get(LE)).is_none()
            });
            relocations.map(|rela| section.symbol_of(rela))
        })
        .filter(|&symbol| !matches!(symbols.definition(symbol), Definition::Libcall(_)))
        .collect();
    loaded.sort_unstable_by_key(|symbol| symbol.0);
    loaded.dedup();
    loaded
}
