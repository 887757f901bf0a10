//! The artifact as a relocatable object, to be linked into programs and libraries: one read-only section that holds the
//! artifact's bytes as they are, and two symbols that say where they begin and where the metadata is. The section needs no
//! relocation, and is aligned to pages, so that the runtime can map code from the file that it is linked into.

use crate::error::{Error, ErrorKind};
use crate::machine::Machine;
use object::write::{Object, Symbol, SymbolSection};
use object::{Architecture, BinaryFormat, Endianness, SectionKind, SymbolFlags, SymbolKind, SymbolScope, elf};
use wasmc_abi::artifact::{ArtifactHeader, HEADER_OFFSET, MAGIC};

/// The section with the artifact.
const SECTION: &str = ".wasmc.artifact";

/// Says to linkers that programs with this object in them need no executable stack.
const NO_EXECUTABLE_STACK: &str = ".note.GNU-stack";

/// What an object's symbols are called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SymbolNames {
    /// `WASMC_<NAME>_DATA`: where the artifact begins; as large as the artifact.
    pub data: String,
    /// `WASMC_<NAME>_METADATA`: where its metadata is; as large as this.
    pub metadata: String,
}

impl SymbolNames {
    /// The symbols of a module of this name. Letters of ASCII become upper case, and what cannot be in an identifier of C an
    /// underscore.
    pub fn new(name: &str) -> Self {
        let upper = |char: char| if char.is_ascii_alphanumeric() { char.to_ascii_uppercase() } else { '_' };
        let name: String = name.chars().map(upper).collect();
        Self { data: format!("WASMC_{name}_DATA"), metadata: format!("WASMC_{name}_METADATA") }
    }
}

/// Makes an object of an artifact.
///
/// # Errors
/// When the bytes are no artifact for an architecture that we know.
pub fn embed(artifact: &[u8], names: &SymbolNames) -> Result<Vec<u8>, Error> {
    let header = header(artifact).ok_or(ErrorKind::NotAnArtifact)?;
    let machine = machine(artifact)?;
    let architecture = match machine {
        Machine::X86_64 => Architecture::X86_64,
        Machine::Aarch64 => Architecture::Aarch64,
    };
    let mut object = Object::new(BinaryFormat::Elf, architecture, Endianness::Little);
    let section = object.add_section(Vec::new(), SECTION.into(), SectionKind::ReadOnlyData);
    object.set_section_data(section, artifact, machine.segment_align());
    object.add_section(Vec::new(), NO_EXECUTABLE_STACK.into(), SectionKind::Other);
    for (name, value, size) in
        [(&names.data, 0, artifact.len() as u64), (&names.metadata, header.meta_offset, header.meta_bytes)]
    {
        object.add_symbol(Symbol {
            name: name.clone().into_bytes(),
            value,
            size,
            kind: SymbolKind::Data,
            scope: SymbolScope::Dynamic,
            weak: false,
            section: SymbolSection::Section(section),
            flags: SymbolFlags::None,
        });
    }
    Ok(object.write()?)
}

/// The header, if its sizes are those of the bytes.
fn header(artifact: &[u8]) -> Option<ArtifactHeader> {
    let header = ArtifactHeader::from_bytes(artifact.get(HEADER_OFFSET..)?.first_chunk()?);
    let meta_end = header.meta_offset.checked_add(header.meta_bytes)?;
    let fits = header.file_bytes == artifact.len() as u64 && meta_end <= header.file_bytes;
    (header.magic == MAGIC && fits).then_some(header)
}

/// The machine that an artifact is for: an object for another one would link into programs that cannot run it.
fn machine(artifact: &[u8]) -> Result<Machine, Error> {
    /// Where an ELF file names its machine.
    const E_MACHINE: usize = 18;
    let number = u16::from_le_bytes([artifact[E_MACHINE], artifact[E_MACHINE + 1]]);
    Machine::from_elf(elf::Machine(number)).ok_or_else(|| ErrorKind::NotAnArtifact.into())
}
