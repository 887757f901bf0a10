//! Sections added to a program that is linked already: their bytes go behind all others, and a new table of sections behind
//! them. Nothing that is loaded changes its place, and what the program finds of itself by its own headers stays as it is.

use crate::error::{Error, ErrorKind};
use crate::write::append;
use object::elf::{FileHeader64, SHT_PROGBITS, SectionHeader64};
use object::endian::{LittleEndian as LE, U16, U32, U64};
use object::pod::{bytes_of, from_bytes, from_bytes_mut, slice_from_bytes};

/// A section to add. It is not loaded.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// Its name.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// What its place in the file is a multiple of.
    pub align: u64,
}

/// Adds sections to a program or library: an ELF file of 64 bits, little-endian.
///
/// # Errors
/// When it is no such file, has no table of sections, or has a section of one of these names.
pub fn attach(program: &[u8], attachments: &[Attachment<'_>]) -> Result<Vec<u8>, Error> {
    let (header, mut sections) = parse(program).ok_or(ErrorKind::NotAProgram)?;
    let names_index = usize::from(header.e_shstrndx.get(LE).0);
    let names = sections.get(names_index).and_then(|names| contents(program, names)).ok_or(ErrorKind::NotAProgram)?;
    let mut names = names.to_vec();
    let mut file = program.to_vec();
    for &Attachment { name, bytes, align } in attachments {
        let with_zeros = [&[0], name.as_bytes(), &[0]].concat();
        if names.windows(with_zeros.len()).any(|window| window == with_zeros) {
            return Err(ErrorKind::SectionExists(name.to_owned()).into());
        }
        let sh_offset = append(&mut file, bytes, align);
        sections.push(SectionHeader64 {
            sh_name: U32::new(LE, names.len() as u32),
            sh_type: U32::new(LE, SHT_PROGBITS),
            sh_offset: U64::new(LE, sh_offset),
            sh_size: U64::new(LE, bytes.len() as u64),
            sh_addralign: U64::new(LE, align),
            ..sections[0]
        });
        names.extend_from_slice(&with_zeros[1..]);
    }
    let names_offset = append(&mut file, &names, 1);
    sections[names_index].sh_offset.set(LE, names_offset);
    sections[names_index].sh_size.set(LE, names.len() as u64);
    let table: Vec<u8> = sections.iter().flat_map(|section| bytes_of(section).iter().copied()).collect();
    let table_offset = append(&mut file, &table, 8);
    let count = u16::try_from(sections.len()).map_err(|_| ErrorKind::NotAProgram)?;
    let (header, _) = from_bytes_mut::<FileHeader64<LE>>(&mut file).expect("the program began with a header");
    header.e_shoff.set(LE, table_offset);
    header.e_shnum = U16::new(LE, count);
    Ok(file)
}

/// The header and the sections' headers, of which the first is all zeros.
fn parse(program: &[u8]) -> Option<(FileHeader64<LE>, Vec<SectionHeader64<LE>>)> {
    /// What a file begins with: of 64 bits, little-endian, version 1.
    const IDENT: &[u8] = b"\x7fELF\x02\x01\x01";
    let (&header, _) = from_bytes::<FileHeader64<LE>>(program).ok()?;
    let sized = usize::from(header.e_shentsize.get(LE)) == size_of::<SectionHeader64<LE>>();
    if !program.starts_with(IDENT) || !sized {
        return None;
    }
    let table = program.get(usize::try_from(header.e_shoff.get(LE)).ok()?..)?;
    let (sections, _) = slice_from_bytes::<SectionHeader64<LE>>(table, header.e_shnum.get(LE).into()).ok()?;
    let first = sections.first()?;
    bytes_of(first).iter().all(|&byte| byte == 0).then(|| (header, sections.to_vec()))
}

fn contents<'a>(program: &'a [u8], section: &SectionHeader64<LE>) -> Option<&'a [u8]> {
    let start = usize::try_from(section.sh_offset.get(LE)).ok()?;
    program.get(start..start.checked_add(usize::try_from(section.sh_size.get(LE)).ok()?)?)
}
