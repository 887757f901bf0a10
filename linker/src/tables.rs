//! The artifact's ELF tables: file header, program headers, symbols, section headers. They are what `readelf`,
//! `objdump`, `nm` and `perf` read; the runtime needs none of them.

use crate::error::Error;
use crate::input::{Kind, Object};
use crate::layout::{ImageLayout, Layout, OutputSection, Value};
use crate::symbols::{Definition, Symbols};
use crate::write::{Contents, append};
use object::LittleEndian as LE;
use object::elf;
use object::read::elf::Sym as _;
use object::write::StringTable;
use object::write::elf::{Encoder, FileHeader, FileHeaderLayout, ProgramHeader, SectionHeader, Sym};
use wasmc_abi::artifact::{ArtifactHeader, HEADER_OFFSET, Segment};
use wasmc_abi::image::MEMORY0_OFFSET;
use wasmc_abi::instance::symbol::MEMORY0;

/// The tables, in the making.
pub struct Tables {
    encoder: Encoder<LE>,
    /// Headers with their names; the null section's is not among them.
    sections: Vec<(String, SectionHeader)>,
}

impl Tables {
    /// Starts with the sections that have been laid out.
    pub fn new(contents: &Contents<'_, '_>) -> Self {
        let mut sections = Vec::new();
        for (slice, image) in contents.layout.images.iter().enumerate() {
            // Those of the first slice have the names that everybody knows.
            let cpu = if slice == 0 { String::new() } else { format!(".{}", contents.names[slice]) };
            let named = |section: &OutputSection<'_>| {
                (format!("{}{cpu}", section.name), section_header(section, image.elf_base))
            };
            sections.extend(image.sections.iter().map(named));
        }
        sections
            .extend(contents.layout.debug.iter().map(|section| (section.name.to_owned(), section_header(section, 0))));
        Self { encoder: Encoder::new(LE, true, contents.layout.machine.elf()), sections }
    }

    /// Adds a section that is not loaded.
    pub fn add_section(&mut self, name: &str, sh_offset: u64, sh_size: u64, sh_addralign: u64) {
        let sh_type = elf::SHT_PROGBITS;
        self.sections
            .push((name.to_owned(), SectionHeader { sh_type, sh_offset, sh_size, sh_addralign, ..Default::default() }));
    }

    /// Writes the symbols of functions, their stubs, and variables. All are local: nothing is linked to an artifact.
    pub fn write_symbols(&mut self, file: &mut Vec<u8>, contents: &Contents<'_, '_>) -> Result<(), Error> {
        let (mut list, mut sections) = (Vec::new(), 0);
        let images = contents.objects.iter().zip(contents.symbols).zip(&contents.layout.images);
        for ((object, symbols), image) in images {
            let of_slice = output_symbols(object, symbols, image).into_iter();
            list.extend(of_slice.map(|(name, sym)| (name, moved(sym, sections, image.elf_base))));
            sections += image.sections.len() as u32;
        }
        let mut names = StringTable::new_in_order(1);
        let ids: Vec<_> = list.iter().map(|(name, _)| names.add(name)).collect();
        let symtab = append(file, &[], self.encoder.address_size());
        self.encoder.null_symbol(file);
        for (id, (_, sym)) in ids.into_iter().zip(&list) {
            self.encoder.symbol(file, &Sym { st_name: names.get_offset(id), ..sym.clone() });
        }
        let strtab = append(file, &[], 1);
        let strtab_bytes = self.encoder.strtab(file, &mut names)?;

        let count = list.len() as u32 + 1;
        let strtab_index = self.sections.len() as u32 + 2;
        let header = SectionHeader {
            sh_offset: symtab,
            sh_size: u64::from(count) * self.encoder.sym_size(),
            ..self.encoder.symtab_section_header(strtab_index, count)
        };
        self.sections.push((".symtab".to_owned(), header));
        self.add_strings(".strtab", strtab, strtab_bytes);
        Ok(())
    }

    fn add_strings(&mut self, name: &str, sh_offset: u64, bytes: u32) {
        let header = SectionHeader { sh_offset, sh_size: bytes.into(), ..self.encoder.strtab_section_header() };
        self.sections.push((name.to_owned(), header));
    }

    /// Writes the section headers and their names. Returns the headers' file offset.
    pub fn write_section_headers(&mut self, file: &mut Vec<u8>) -> Result<u64, Error> {
        let known: Vec<_> = self.sections.iter().map(|(name, _)| name.clone()).collect();
        let mut names = StringTable::new_in_order(1);
        let mut ids: Vec<_> = known.iter().map(|name| names.add(name.as_bytes())).collect();
        ids.push(names.add(b".shstrtab"));
        let shstrtab = append(file, &[], 1);
        let shstrtab_bytes = self.encoder.strtab(file, &mut names)?;
        self.add_strings(".shstrtab", shstrtab, shstrtab_bytes);

        let offset = append(file, &[], self.encoder.address_size());
        self.encoder.null_section_header(file, &self.file_layout(offset));
        for (id, (_, header)) in ids.into_iter().zip(&self.sections) {
            self.encoder.section_header(file, &SectionHeader { sh_name: names.get_offset(id), ..header.clone() });
        }
        Ok(offset)
    }

    /// The start of the file: ELF header, artifact header, program headers.
    pub fn file_start(
        &self,
        layout: &Layout<'_>,
        section_headers: u64,
        artifact: &ArtifactHeader,
    ) -> Result<Vec<u8>, Error> {
        let mut start = Vec::new();
        let header = FileHeader {
            os_abi: elf::ELFOSABI_NONE,
            abi_version: 0,
            e_type: elf::ET_DYN,
            e_machine: layout.machine.elf(),
            e_entry: 0,
            e_flags: elf::FileFlags(0),
        };
        let programs = program_headers(layout);
        let file_layout = FileHeaderLayout { segment_num: programs.len() as u32, ..self.file_layout(section_headers) };
        self.encoder.file_header(&mut start, &header, &file_layout)?;
        assert_eq!(start.len(), HEADER_OFFSET, "the artifact's header follows the file's");
        start.extend_from_slice(&artifact.to_bytes());
        assert_eq!(start.len() as u64, PROGRAM_HEADERS, "the program headers follow the artifact's header");
        for header in programs {
            self.encoder.program_header(&mut start, &header);
        }
        Ok(start)
    }

    fn file_layout(&self, section_headers: u64) -> FileHeaderLayout {
        let section_num = self.sections.len() as u32 + 1;
        FileHeaderLayout {
            e_phoff: PROGRAM_HEADERS,
            e_shoff: section_headers,
            segment_num: 0,
            section_num,
            shstrtab_index: section_num - 1,
        }
    }
}

/// File offset of the program headers.
const PROGRAM_HEADERS: u64 = (HEADER_OFFSET + ArtifactHeader::BYTES) as u64;

/// Text, rodata and data of each slice, and one that says that the stack is not executable.
fn program_headers(layout: &Layout<'_>) -> Vec<ProgramHeader> {
    let stack = ProgramHeader {
        p_type: elf::PT_GNU_STACK,
        p_flags: elf::PF_R | elf::PF_W,
        p_offset: 0,
        p_vaddr: 0,
        p_paddr: 0,
        p_filesz: 0,
        p_memsz: 0,
        p_align: 16,
    };
    let images = layout.images.iter().flat_map(|image| {
        [
            load(image, image.text, elf::PF_R | elf::PF_X),
            load(image, image.rodata, elf::PF_R),
            load(image, image.data, elf::PF_R | elf::PF_W),
        ]
    });
    images.chain([stack]).collect()
}

fn load(image: &ImageLayout<'_>, segment: Segment, p_flags: elf::ProgramFlags) -> ProgramHeader {
    let address = image.elf_base + u64::from(segment.start.0);
    ProgramHeader {
        p_type: elf::PT_LOAD,
        p_flags,
        p_offset: segment.file_offset,
        p_vaddr: address,
        p_paddr: address,
        p_filesz: segment.file_bytes.into(),
        p_memsz: segment.memory_bytes.into(),
        p_align: image.segment_align(),
    }
}

fn section_header(section: &OutputSection<'_>, elf_base: u64) -> SectionHeader {
    let is_strings = matches!(section.name, ".debug_str" | ".debug_line_str");
    SectionHeader {
        sh_type: if section.kind == Kind::Bss { elf::SHT_NOBITS } else { elf::SHT_PROGBITS },
        sh_flags: if is_strings { elf::SHF_MERGE | elf::SHF_STRINGS } else { section.kind.flags() },
        sh_addr: elf_base + section.address,
        sh_offset: section.file_offset,
        sh_size: section.size,
        sh_addralign: section.align,
        sh_entsize: is_strings.into(),
        ..Default::default()
    }
}

/// A symbol of a slice whose sections come after so many others, and whose base has this address.
fn moved(sym: Sym, sections: u32, elf_base: u64) -> Sym {
    let section = sym.section.map(|section| section + sections);
    Sym { section, st_value: sym.st_value + elf_base, ..sym }
}

/// The symbols of functions, variables and stubs that are loaded, with their names. Addresses are those in the image.
fn output_symbols<'a>(object: &Object<'a>, symbols: &Symbols, layout: &ImageLayout<'_>) -> Vec<(&'a [u8], Sym)> {
    let mut list = Vec::new();
    for (sym, &definition) in object.symbols().zip(&symbols.definitions) {
        let Definition::Section(section, _) = definition else { continue };
        let (elf::STT_FUNC | elf::STT_OBJECT) = sym.entry.st_type() else { continue };
        if sym.entry.st_shndx(LE) == elf::SHN_UNDEF {
            continue;
        }
        let Some(Value::Image(address)) = layout.value(definition) else { continue };
        let Some(place) = layout.places[section.0] else { continue };
        let Ok(name) = sym.name() else { continue };
        list.push((name, symbol(sym.entry.st_type(), place.output, address as u64, sym.entry.st_size(LE))));
    }
    if symbols.definitions.contains(&Definition::Memory0) {
        let memory0 = symbol(elf::STT_OBJECT, 0, MEMORY0_OFFSET, 0);
        list.push((MEMORY0.as_bytes(), Sym { section: None, st_shndx: elf::SHN_ABS, ..memory0 }));
    }
    if let Some(plt) = layout.sections.iter().position(|section| section.kind == Kind::Plt) {
        for (slot, libcall) in symbols.libcall_slots() {
            let stub = symbol(elf::STT_FUNC, plt, layout.stub(slot), layout.stub_bytes());
            list.push((libcall.symbol().as_bytes(), stub));
        }
    }
    list
}

fn symbol(st_type: elf::SymbolType, output: usize, st_value: u64, st_size: u64) -> Sym {
    Sym {
        section: Some(output as u32 + 1),
        st_name: 0,
        st_info: elf::SymbolInfo::new(elf::STB_LOCAL, st_type),
        st_other: elf::SymbolOther(0),
        st_shndx: elf::SHN_UNDEF,
        st_value,
        st_size,
    }
}
