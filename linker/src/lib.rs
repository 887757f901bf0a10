//! Links the compiled object into a mappable artifact: one relocatable ELF object in, the bytes of a `.wcart` out.
//!
//! Each phase borrows the results of those before it:
//! `input` (what the object holds) → `symbols` (what each symbol means) → `layout` (where everything goes; final from
//! there on) → `image` (bytes in place) → `relocate` (bytes patched) → `write` (metadata and ELF tables around them).

mod error;
mod image;
mod input;
mod layout;
mod relax;
mod relocate;
mod symbols;
mod tables;
mod write;

pub use error::{Error, ErrorKind, Site};

use wasmc_abi::ModuleInfo;
use wasmc_abi::artifact::{Artifact, BuildInfo};

/// What an artifact is made of.
#[derive(Debug)]
pub struct Input<'a> {
    /// The module's code and instance data: a relocatable ELF object for x86-64.
    pub object: &'a [u8],
    /// What the module declares.
    pub module: ModuleInfo,
    /// How the object was made.
    pub build: BuildInfo,
    /// The bytes of the module's data segments.
    pub data: &'a [u8],
}

/// Links an object into an artifact and returns the file's bytes. The same input gives the same bytes.
///
/// # Errors
/// When the object is no ELF object for x86-64, or holds something that has no place in an artifact: the error names it.
pub fn link(input: Input<'_>) -> Result<Vec<u8>, Error> {
    let object = input::parse(input.object)?;
    let symbols = symbols::resolve(&object)?;
    let layout = layout::assign(&object, &symbols)?;
    let mut file = image::copy(&object, &symbols, &layout);
    let relocations = relocate::apply(&mut file, &object, &symbols, &layout)?;
    let image = write::image_layout(&object, &symbols, &layout, relocations)?;
    let artifact = Artifact { build: input.build, module: input.module, layout: image };
    write::finish(file, &object, &symbols, &layout, artifact, input.data)
}
