//! First phase: what the objects hold. Reads the section headers, decides what becomes of each section, and gives each
//! its relocations. All later phases see one object: they take sections and symbols by an index that counts through all files.

use crate::error::{Error, ErrorKind};
use crate::machine::Machine;
use object::LittleEndian as LE;
use object::elf::{self, FileHeader64, Rela64, SectionFlags, SectionHeader64, Sym64};
use object::read::elf::{FileHeader as _, SectionHeader as _, SectionTable};
use object::read::{SectionIndex, SymbolIndex};
use std::borrow::Cow;

/// The only kind of ELF file that is linked.
pub type Header = FileHeader64<LE>;

/// A file's symbols.
type SymbolTable<'a> = object::read::elf::SymbolTable<'a, Header>;

/// LLVM's list of the symbols whose address matters, which is for linkers that merge functions.
const SHT_LLVM_ADDRSIG: elf::SectionType = elf::SectionType(0x6fff_4c03);

/// The section may lie far from the code.
const SHF_X86_64_LARGE: SectionFlags = SectionFlags(0x1000_0000);

/// What becomes of a section. In the order of the image; `Plt` and `Got` are the linker's own, `Debug` is not loaded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Code.
    Text,
    /// Stubs of libcalls.
    Plt,
    /// Constants.
    Rodata,
    /// Exception tables.
    ExceptTable,
    /// Unwind tables.
    EhFrame,
    /// Instance data.
    Data,
    /// Slots for libcalls' addresses, and for those that code loads from memory.
    Got,
    /// Instance data that begins as zeros.
    Bss,
    /// Debug information.
    Debug,
}

impl Kind {
    /// Whether it belongs to the image.
    pub fn is_loaded(self) -> bool {
        self != Self::Debug
    }

    /// Whether it belongs to instance data.
    pub fn is_data(self) -> bool {
        matches!(self, Self::Data | Self::Got | Self::Bss)
    }

    /// The flags of such a section, as far as they must be right.
    pub fn flags(self) -> SectionFlags {
        match self {
            Self::Text | Self::Plt => elf::SHF_ALLOC | elf::SHF_EXECINSTR,
            Self::Rodata | Self::ExceptTable | Self::EhFrame => elf::SHF_ALLOC,
            Self::Data | Self::Got | Self::Bss => elf::SHF_ALLOC | elf::SHF_WRITE,
            Self::Debug => SectionFlags(0),
        }
    }
}

/// All files, as one object.
pub struct Object<'a> {
    /// What they are for.
    pub machine: Machine,
    /// The sections of all files, one file's after another's.
    pub sections: Vec<Section<'a>>,
    files: Vec<File<'a>>,
}

/// A file's share of the object.
struct File<'a> {
    symbols: SymbolTable<'a>,
    /// The index of its first symbol, which stands for none.
    first_symbol: usize,
    /// The index of its first section.
    first_section: usize,
}

/// A symbol, as its file has it.
#[derive(Clone, Copy)]
pub struct Symbol<'o, 'a> {
    /// Its entry in the file's table.
    pub entry: &'a Sym64<LE>,
    /// Its index in the file's table; 0 stands for no symbol.
    pub index_in_file: SymbolIndex,
    file: &'o File<'a>,
}

impl<'a> Symbol<'_, 'a> {
    /// Its name, as bytes.
    pub fn name(self) -> Result<&'a [u8], Error> {
        Ok(self.file.symbols.symbol_name(LE, self.entry)?)
    }

    /// The section that it is in. None if it is in none.
    pub fn section(self) -> Result<Option<SectionIndex>, Error> {
        let section = self.file.symbols.symbol_section(LE, self.entry, self.index_in_file)?;
        Ok(section.map(|index| SectionIndex(self.file.first_section + index.0)))
    }
}

/// A section.
pub struct Section<'a> {
    /// Its name.
    pub name: &'a str,
    /// What becomes of it; none: it is left out.
    pub kind: Option<Kind>,
    /// Its bytes; none for `.bss`.
    pub data: &'a [u8],
    /// Its size in bytes.
    pub size: u64,
    /// Its alignment: a power of two, at most that of segments.
    pub align: u64,
    /// Its flags.
    pub flags: SectionFlags,
    /// What to patch in it.
    pub relocations: &'a [Rela64<LE>],
    /// The index of its file's first symbol.
    first_symbol: usize,
}

impl Section<'_> {
    /// The symbol that one of its relocations refers to.
    pub fn symbol_of(&self, rela: &Rela64<LE>) -> SymbolIndex {
        SymbolIndex(self.first_symbol + rela.r_sym(LE, false) as usize)
    }
}

impl<'a> Object<'a> {
    /// A symbol's name for people.
    pub fn symbol_name(&self, symbol: SymbolIndex) -> Cow<'a, str> {
        let Some(sym) = self.symbol(symbol) else {
            return Cow::Owned(format!("#{}", symbol.0));
        };
        let section = match sym.entry.st_type() {
            elf::STT_SECTION => sym.section().ok().flatten(),
            _ => None,
        };
        match section.and_then(|index| self.sections.get(index.0)) {
            Some(section) => Cow::Borrowed(section.name),
            None => String::from_utf8_lossy(sym.name().unwrap_or_default()),
        }
    }

    /// A symbol by its index.
    fn symbol(&self, symbol: SymbolIndex) -> Option<Symbol<'_, 'a>> {
        let position = self.files.partition_point(|file| file.first_symbol <= symbol.0).checked_sub(1)?;
        let file = &self.files[position];
        let index_in_file = SymbolIndex(symbol.0 - file.first_symbol);
        let entry = file.symbols.symbol(index_in_file).ok()?;
        Some(Symbol { entry, index_in_file, file })
    }

    /// All symbols, in the order of their index.
    pub fn symbols(&self) -> impl Iterator<Item = Symbol<'_, 'a>> {
        self.files.iter().flat_map(|file| {
            let symbols = file.symbols.iter().enumerate();
            symbols.map(move |(index, entry)| Symbol { entry, index_in_file: SymbolIndex(index), file })
        })
    }
}

/// Reads the files.
pub fn parse(files: &[Vec<u8>]) -> Result<Object<'_>, Error> {
    let first = files.first().ok_or(ErrorKind::WrongTarget)?;
    let machine = Machine::from_elf(Header::parse(&**first)?.e_machine(LE)).ok_or(ErrorKind::WrongTarget)?;
    let mut object = Object { machine, sections: Vec::new(), files: Vec::new() };
    let mut first_symbol = 0;
    for file in files {
        first_symbol += add_file(&mut object, file, first_symbol)?;
    }
    Ok(object)
}

/// Reads a file, whose first symbol has this index. Returns how many it has.
fn add_file<'a>(object: &mut Object<'a>, bytes: &'a [u8], first_symbol: usize) -> Result<usize, Error> {
    let header = Header::parse(bytes)?;
    if header.e_ident().data != elf::ELFDATA2LSB
        || header.e_type(LE) != elf::ET_REL
        || header.e_machine(LE) != object.machine.elf()
    {
        return Err(ErrorKind::WrongTarget.into());
    }
    let table = header.sections(LE, bytes)?;
    let symbols = table.symbols(LE, bytes, elf::SHT_SYMTAB)?;
    let mut sections = table
        .iter()
        .map(|section| read_section(&table, section, bytes, (first_symbol, object.machine)))
        .collect::<Result<Vec<_>, Error>>()?;
    attach_relocations(&mut sections, &table, symbols.section(), bytes)?;
    let count = symbols.len();
    object.files.push(File { symbols, first_symbol, first_section: object.sections.len() });
    object.sections.append(&mut sections);
    Ok(count)
}

fn read_section<'a>(
    table: &SectionTable<'a, Header>,
    section: &'a SectionHeader64<LE>,
    bytes: &'a [u8],
    (first_symbol, machine): (usize, Machine),
) -> Result<Section<'a>, Error> {
    let name = table.section_name(LE, section)?;
    let name =
        str::from_utf8(name).map_err(|_| ErrorKind::UnknownSection(String::from_utf8_lossy(name).into_owned()))?;
    let kind = classify(name, section.sh_type(LE))?;
    let section = Section {
        name,
        kind,
        data: if kind.is_some() { section.data(LE, bytes)? } else { &[] },
        size: section.sh_size(LE),
        align: section.sh_addralign(LE).max(1),
        flags: section.sh_flags(LE),
        relocations: &[],
        first_symbol,
    };
    if let Some(kind) = kind {
        check(&section, kind, machine)?;
    }
    Ok(section)
}

/// What becomes of a section with this name and type.
fn classify(name: &str, sh_type: elf::SectionType) -> Result<Option<Kind>, Error> {
    let unknown = || ErrorKind::UnknownSection(name.to_owned()).into();
    match sh_type {
        elf::SHT_PROGBITS | elf::SHT_NOBITS | elf::SHT_X86_64_UNWIND => {}
        // Says which sections may be left out if another file has them too. Such copies are small, and both stay.
        elf::SHT_GROUP => return Ok(None),
        elf::SHT_NULL | elf::SHT_SYMTAB | elf::SHT_SYMTAB_SHNDX | elf::SHT_STRTAB | elf::SHT_RELA => return Ok(None),
        SHT_LLVM_ADDRSIG => return Ok(None),
        _ => return Err(unknown()),
    }
    let is = |stem: &str| name.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let kind = match name {
        _ if is(".text") => Kind::Text,
        _ if is(".rodata") => Kind::Rodata,
        _ if is(".gcc_except_table") => Kind::ExceptTable,
        ".eh_frame" => Kind::EhFrame,
        _ if is(".data") => Kind::Data,
        _ if is(".bss") => Kind::Bss,
        _ if name.starts_with(".debug_") => Kind::Debug,
        ".comment" | ".note.GNU-stack" => return Ok(None),
        _ => return Err(unknown()),
    };
    if (sh_type == elf::SHT_NOBITS) != (kind == Kind::Bss) {
        return Err(ErrorKind::BadSection { section: name.to_owned(), problem: "its type contradicts its name" }.into());
    }
    Ok(Some(kind))
}

/// The flags that decide about how a section is loaded; others, like those of mergeable strings, do not matter here.
const SIGNIFICANT: SectionFlags = SectionFlags(
    elf::SHF_ALLOC.0
        | elf::SHF_WRITE.0
        | elf::SHF_EXECINSTR.0
        | elf::SHF_TLS.0
        | elf::SHF_COMPRESSED.0
        | SHF_X86_64_LARGE.0,
);

fn check(section: &Section<'_>, kind: Kind, machine: Machine) -> Result<(), Error> {
    let problem = if section.flags & elf::SHF_COMPRESSED != SectionFlags(0) {
        "it is compressed"
    } else if section.flags & SIGNIFICANT != kind.flags() {
        "its flags contradict its name"
    } else if !section.align.is_power_of_two() || section.align > machine.segment_align() {
        "its alignment is no power of two or is larger than a page"
    } else {
        return Ok(());
    };
    Err(ErrorKind::BadSection { section: section.name.to_owned(), problem }.into())
}

fn attach_relocations<'a>(
    sections: &mut [Section<'a>],
    table: &SectionTable<'a, Header>,
    symtab: SectionIndex,
    bytes: &'a [u8],
) -> Result<(), Error> {
    for header in table.iter() {
        let Some((relocations, link)) = header.rela(LE, bytes)? else { continue };
        let bad = |section: &str, problem| ErrorKind::BadSection { section: section.to_owned(), problem };
        let target = sections.get_mut(header.sh_info(LE) as usize);
        let Some(target) = target.filter(|_| link == symtab) else {
            return Err(bad(".rela", "it belongs to no section or to another symbol table").into());
        };
        if !target.relocations.is_empty() {
            return Err(bad(target.name, "it has two lists of relocations").into());
        }
        if target.kind == Some(Kind::Bss) && !relocations.is_empty() {
            return Err(bad(target.name, "it has relocations, but no bytes").into());
        }
        target.relocations = relocations;
    }
    Ok(())
}
