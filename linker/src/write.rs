//! Last phase: the metadata, the ELF tables and the header around the patched bytes.

use crate::error::{Error, ErrorKind};
use crate::input::{Kind, Object};
use crate::layout::{ImageLayout as Places, Layout, Value};
use crate::memory;
use crate::symbols::{Definition, Slot, Symbols};
use crate::tables::Tables;
use object::elf;
use wasmc_abi::artifact::{
    Artifact, ArtifactHeader, DATA_SECTION, DataRelocation, FORMAT_VERSION, HEADER_OFFSET, ImageLayout,
    InstanceSymbols, LibcallSlot, MAGIC, META_ALIGN, META_SECTION, WASM_DEBUG_PREFIX,
};
use wasmc_abi::instance::symbol;
use wasmc_abi::{ImageOffset, Libcall};

/// Alignment of the data segments' bytes in the file.
const DATA_ALIGN: u64 = 16;

/// What the runtime must know of a slice's image.
pub fn image_layout(
    object: &Object<'_>,
    symbols: &Symbols,
    layout: &Places<'_>,
    relocations: Vec<DataRelocation>,
) -> Result<ImageLayout, Error> {
    let eh_frame = layout.section(Kind::EhFrame).expect("every image has an unwind table");
    let libcall_slot = |(slot, libcall): (Slot, Libcall)| LibcallSlot {
        libcall: libcall as u16,
        slot: ImageOffset(layout.slot(slot) as u32),
    };
    Ok(ImageLayout {
        text: layout.text,
        rodata: layout.rodata,
        data: layout.data,
        image_bytes: layout.image_bytes as u32,
        eh_frame: (ImageOffset(eh_frame.address as u32), eh_frame.size as u32),
        symbols: instance_symbols(object, symbols, layout)?,
        libcalls: symbols.libcall_slots().map(libcall_slot).collect(),
        relocations,
    })
}

/// Finds the parts of instance data that the runtime fills.
fn instance_symbols(object: &Object<'_>, symbols: &Symbols, layout: &Places<'_>) -> Result<InstanceSymbols, Error> {
    let mut found = InstanceSymbols::default();
    for (sym, definition) in object.symbols().zip(&symbols.definitions) {
        let &Definition::Section(section, _) = definition else { continue };
        if sym.entry.st_bind() == elf::STB_LOCAL {
            continue;
        }
        let name = String::from_utf8_lossy(sym.name()?);
        let entry = match &*name {
            symbol::INSTANCE => &mut found.instance,
            symbol::MEMORIES => &mut found.memories,
            symbol::MEMORY_IMPORTS => &mut found.memory_imports,
            symbol::TABLES => &mut found.tables,
            symbol::TABLE_IMPORTS => &mut found.table_imports,
            symbol::GLOBALS => &mut found.globals,
            symbol::GLOBAL_IMPORTS => &mut found.global_imports,
            symbol::TAGS => &mut found.tags,
            symbol::TAG_IMPORTS => &mut found.tag_imports,
            symbol::FUNCREFS => &mut found.funcrefs,
            symbol::TYPE_IDS => &mut found.type_ids,
            symbol::PROFILE => &mut found.profile,
            _ => continue,
        };
        let in_data = object.sections[section.0].kind.is_some_and(|kind| kind.is_data());
        match layout.value(*definition) {
            Some(Value::Image(address)) if in_data => *entry = Some(ImageOffset(address as u32)),
            _ => {
                let symbol = name.into_owned();
                return Err(ErrorKind::BadSymbol { symbol, problem: "it is not in instance data" }.into());
            }
        }
    }
    Ok(found)
}

/// What the file is made of, slice by slice.
#[derive(Clone, Copy)]
pub struct Contents<'c, 'a> {
    /// The CPUs' names.
    pub names: &'c [&'c str],
    /// What is linked.
    pub objects: &'c [Object<'a>],
    /// Its symbols.
    pub symbols: &'c [Symbols],
    /// Where everything is.
    pub layout: &'c Layout<'a>,
}

/// Appends everything that is not loaded, and writes the headers.
pub fn finish(
    mut file: Vec<u8>,
    contents: &Contents<'_, '_>,
    mut artifact: Artifact,
    data: &[u8],
    debug: &[(&str, &[u8])],
) -> Result<Vec<u8>, Error> {
    let segment_align = contents.layout.machine.segment_align();
    let mut tables = Tables::new(contents);

    let (data, memory_image) = memory::lay_out(&mut artifact.module, data, segment_align);
    let data_align = if memory_image.is_some() { segment_align } else { DATA_ALIGN };
    let data_offset = append(&mut file, &data, data_align);
    tables.add_section(DATA_SECTION, data_offset, data.len() as u64, data_align);
    artifact.data_blob = (data_offset, data.len() as u64);
    artifact.memory_image = memory_image;

    for (name, bytes) in debug {
        let offset = append(&mut file, bytes, 1);
        tables.add_section(&format!("{WASM_DEBUG_PREFIX}{name}"), offset, bytes.len() as u64, 1);
    }

    let meta = rkyv::to_bytes::<rkyv::rancor::Error>(&artifact)?;
    let meta_offset = append(&mut file, &meta, META_ALIGN);
    tables.add_section(META_SECTION, meta_offset, meta.len() as u64, META_ALIGN);

    tables.write_symbols(&mut file, contents)?;
    let section_headers = tables.write_section_headers(&mut file)?;

    let mut header = ArtifactHeader {
        magic: MAGIC,
        version: FORMAT_VERSION,
        reserved: 0,
        file_bytes: file.len() as u64,
        meta_offset,
        meta_bytes: meta.len() as u64,
        hash: [0; 32],
    };
    let start = tables.file_start(contents.layout, section_headers, &header)?;
    assert!(start.len() as u64 <= segment_align, "the headers fit before the image");
    file[..start.len()].copy_from_slice(&start);
    header.hash = blake3::hash(&file).into();
    file[HEADER_OFFSET..][..ArtifactHeader::BYTES].copy_from_slice(&header.to_bytes());
    Ok(file)
}

/// Appends bytes at a multiple of `align` and returns their file offset.
pub fn append(file: &mut Vec<u8>, bytes: &[u8], align: u64) -> u64 {
    let offset = (file.len() as u64).next_multiple_of(align);
    file.resize(offset as usize, 0);
    file.extend_from_slice(bytes);
    offset
}
