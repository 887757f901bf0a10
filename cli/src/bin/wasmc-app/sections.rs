//! The program's own sections, in its file.

use crate::shared::program::{APP_SECTION, JAVASCRIPT_SECTION, OPTIONS_SECTION};
use object::read::ReadCache;
use object::read::elf::ElfFile64;
use object::{LittleEndian, Object, ObjectSection};
use std::fs::File;

/// What `wasmc link` has added.
pub struct Parts {
    /// Where the artifact begins in the file.
    pub artifact: u64,
    /// What the guest is given.
    pub options: String,
    /// The module's JavaScript.
    pub javascript: Option<String>,
}

/// Finds the parts.
pub fn read(file: &File) -> Result<Parts, Box<dyn std::error::Error + Send + Sync>> {
    let cache = ReadCache::new(file);
    let elf = ElfFile64::<LittleEndian, _>::parse(&cache)?;
    let text = |name: &str| match elf.section_by_name(name) {
        Some(section) => Ok::<_, object::read::Error>(Some(String::from_utf8_lossy(section.data()?).into_owned())),
        None => Ok(None),
    };
    let artifact = elf.section_by_name(APP_SECTION).and_then(|section| section.file_range());
    let (artifact, _) = artifact.ok_or("no module is in this program; `wasmc link` makes programs of modules")?;
    let options = text(OPTIONS_SECTION)?.ok_or("the options of this program are gone")?;
    Ok(Parts { artifact, options, javascript: text(JAVASCRIPT_SECTION)? })
}
