//! Links compiled objects into a mappable artifact: relocatable ELF objects in, the bytes of a `.wcart` out.
//!
//! Each phase borrows the results of those before it:
//! `input` (what the objects hold) → `symbols` (what each symbol means) → `layout` (where everything goes; final from
//! there on) → `image` (bytes in place) → `relocate` (bytes patched) → `write` (metadata and ELF tables around them).

mod embed;
mod error;
mod image;
mod input;
mod layout;
mod memory;
mod relax;
mod relocate;
mod symbols;
mod tables;
mod write;

pub use embed::{SymbolNames, embed};
pub use error::{Error, ErrorKind, Site};

use wasmc_abi::ModuleInfo;
use wasmc_abi::artifact::{Artifact, BuildInfo};

/// What an artifact is made of.
#[derive(Debug)]
pub struct Input<'a> {
    /// The module's code and instance data, in one or several parts: relocatable ELF objects for x86-64. Their sections keep
    /// this order. A symbol that is not local means the same in all of them.
    pub objects: &'a [Vec<u8>],
    /// What the module declares.
    pub module: ModuleInfo,
    /// How the objects were made.
    pub build: BuildInfo,
    /// The bytes of the module's data segments.
    pub data: &'a [u8],
}

/// Links objects into an artifact and returns the file's bytes. The same input gives the same bytes.
///
/// # Errors
/// When one is no ELF object for x86-64, or holds something that has no place in an artifact: the error names it.
pub fn link(input: Input<'_>) -> Result<Vec<u8>, Error> {
    let object = input::parse(input.objects)?;
    let symbols = symbols::resolve(&object)?;
    let layout = layout::assign(&object, &symbols)?;
    let mut file = image::copy(&object, &symbols, &layout);
    let relocations = relocate::apply(&mut file, &object, &symbols, &layout)?;
    let image = write::image_layout(&object, &symbols, &layout, relocations)?;
    let artifact = Artifact { build: input.build, module: input.module, layout: image };
    write::finish(file, &object, &symbols, &layout, artifact, input.data)
}
