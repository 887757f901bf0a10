//! The ELF file that debuggers get of an instance: its functions' symbols and its unwind table, at the addresses where they are. The
//! code itself they read from memory.

use crate::module::Module;
use object::read::elf::ElfFile64;
use object::write::StringTable;
use object::write::elf::{Encoder, FileHeader, FileHeaderLayout, SectionHeader, Sym};
use object::{LittleEndian as LE, Object, ObjectSymbol, elf};

/// The sections behind the null section, in their order.
const NAMES: [&str; 5] = [".text", ".eh_frame", ".symtab", ".strtab", ".shstrtab"];

const TEXT: u32 = 1;
const STRTAB: u32 = 4;
const SHSTRTAB: u32 = 5;

/// The file for an instance whose image is at `base`. None if the artifact cannot be read as an ELF file.
pub fn file(module: &Module, base: u64) -> Option<Vec<u8>> {
    let artifact = ElfFile64::<LE>::parse(module.file()).ok()?;
    let layout = module.layout();
    let machine = if cfg!(target_arch = "aarch64") { elf::EM_AARCH64 } else { elf::EM_X86_64 };
    let encoder = Encoder::new(LE, true, machine);

    // The headers' place; the file's own header is known last.
    let mut file = vec![0; FILE_HEADER_BYTES];
    let (eh_frame, eh_frame_bytes) = append(&mut file, module.tables().eh_frame_bytes());
    let symbols = symbols(&artifact, module, base);
    let mut names = StringTable::new_in_order(1);
    let ids: Vec<_> = symbols.iter().map(|(name, _)| names.add(name)).collect();
    let (symtab, _) = append(&mut file, &[]);
    encoder.null_symbol(&mut file);
    for (id, (_, symbol)) in ids.into_iter().zip(&symbols) {
        encoder.symbol(&mut file, &Sym { st_name: names.get_offset(id), ..symbol.clone() });
    }
    let symtab_bytes = file.len() as u64 - symtab;
    let (strtab, _) = append(&mut file, &[]);
    let strtab_bytes = encoder.strtab(&mut file, &mut names).ok()?;
    let mut names = StringTable::new_in_order(1);
    let ids = NAMES.map(|name| names.add(name.as_bytes()));
    let (shstrtab, _) = append(&mut file, &[]);
    let shstrtab_bytes = encoder.strtab(&mut file, &mut names).ok()?;

    let code = elf::SHF_ALLOC | elf::SHF_EXECINSTR;
    let at = |offset: u32| base + u64::from(offset);
    let sections = [
        SectionHeader {
            sh_addr: at(layout.text.start.0.to_native()),
            ..section(elf::SHT_NOBITS, code, 0, layout.text.memory_bytes.to_native().into())
        },
        SectionHeader {
            sh_addr: at(layout.eh_frame.0.0.to_native()),
            ..section(elf::SHT_PROGBITS, elf::SHF_ALLOC, eh_frame, eh_frame_bytes)
        },
        SectionHeader {
            sh_offset: symtab,
            sh_size: symtab_bytes,
            ..encoder.symtab_section_header(STRTAB, symbols.len() as u32 + 1)
        },
        section(elf::SHT_STRTAB, elf::SectionFlags(0), strtab, strtab_bytes.into()),
        section(elf::SHT_STRTAB, elf::SectionFlags(0), shstrtab, shstrtab_bytes.into()),
    ];
    let (headers, _) = append(&mut file, &[]);
    let layout = FileHeaderLayout {
        e_phoff: 0,
        e_shoff: headers,
        segment_num: 0,
        section_num: NAMES.len() as u32 + 1,
        shstrtab_index: SHSTRTAB,
    };
    encoder.null_section_header(&mut file, &layout);
    for (id, header) in ids.into_iter().zip(&sections) {
        encoder.section_header(&mut file, &SectionHeader { sh_name: names.get_offset(id), ..header.clone() });
    }
    let header = FileHeader {
        os_abi: elf::ELFOSABI_NONE,
        abi_version: 0,
        e_type: elf::ET_EXEC,
        e_machine: machine,
        e_entry: 0,
        e_flags: elf::FileFlags(0),
    };
    let mut start = Vec::new();
    encoder.file_header(&mut start, &header, &layout).ok()?;
    file[..start.len()].copy_from_slice(&start);
    Some(file)
}

/// Size of an ELF file's header.
const FILE_HEADER_BYTES: usize = 64;

/// Appends bytes, aligned, and returns where they are, and how many.
fn append(file: &mut Vec<u8>, bytes: &[u8]) -> (u64, u64) {
    file.resize(file.len().next_multiple_of(8), 0);
    let offset = file.len() as u64;
    file.extend_from_slice(bytes);
    (offset, bytes.len() as u64)
}

fn section(sh_type: elf::SectionType, sh_flags: elf::SectionFlags, sh_offset: u64, sh_size: u64) -> SectionHeader {
    SectionHeader { sh_type, sh_flags, sh_offset, sh_size, sh_addralign: 8, ..Default::default() }
}

/// The functions of the slice that is used, by their names, at their addresses.
fn symbols<'a>(artifact: &ElfFile64<'a, LE>, module: &Module, base: u64) -> Vec<(&'a [u8], Sym)> {
    let image = module.elf_base()..module.elf_base() + u64::from(module.layout().image_bytes.to_native());
    let functions = artifact.symbols().filter(|symbol| symbol.kind() == object::SymbolKind::Text);
    let own = functions.filter(|function| image.contains(&function.address()));
    let symbol = |function: object::read::elf::ElfSymbol64<'a, '_, LE>| {
        let symbol = Sym {
            section: Some(TEXT),
            st_name: 0,
            st_info: elf::SymbolInfo::new(elf::STB_GLOBAL, elf::STT_FUNC),
            st_other: elf::SymbolOther(0),
            st_shndx: elf::SHN_UNDEF,
            st_value: base + function.address() - image.start,
            st_size: function.size(),
        };
        Some((function.name_bytes().ok()?, symbol))
    };
    own.filter_map(symbol).collect()
}
