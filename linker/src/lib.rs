//! Links compiled objects into a mappable artifact: relocatable ELF objects in, the bytes of a `.wcart` out.
//!
//! Each phase borrows the results of those before it:
//! `input` (what the objects hold) → `symbols` (what each symbol means) → `layout` (where everything goes; final from
//! there on) → `image` (bytes in place) → `relocate` (bytes patched) → `write` (metadata and ELF tables around them).

mod attach;
mod embed;
mod error;
mod image;
mod input;
mod layout;
mod machine;
mod memory;
mod relocate;
mod symbols;
mod tables;
mod veneers;
mod write;

pub use attach::{Attachment, attach};
pub use embed::{SymbolNames, embed};
pub use error::{Error, ErrorKind, Site};

use wasmc_abi::ModuleInfo;
use wasmc_abi::artifact::{Artifact, BuildInfo, CpuInfo, Slice};

/// What an artifact is made of.
#[derive(Debug)]
pub struct Input<'a> {
    /// The module's code, for one CPU or for several.
    pub code: &'a [Code<'a>],
    /// What the module declares.
    pub module: ModuleInfo,
    /// How the objects were made.
    pub build: BuildInfo,
    /// The bytes of the module's data segments.
    pub data: &'a [u8],
    /// The module's own debug information.
    pub debug: WasmDebug<'a>,
}

/// The module's own debug information, as far as it is to be kept.
#[derive(Clone, Debug, Default)]
pub struct WasmDebug<'a> {
    /// Custom sections, by their names.
    pub sections: Vec<(&'a str, &'a [u8])>,
    /// Where the contents of the code section begin in the binary.
    pub code_start: u32,
}

/// The module's code for one CPU.
#[derive(Debug)]
pub struct Code<'a> {
    /// The CPU.
    pub cpu: CpuInfo,
    /// Code and instance data, in one or several parts: relocatable ELF objects for one machine. Their sections keep this order. A
    /// symbol that is not local means the same in all of them.
    pub objects: &'a [Vec<u8>],
}

/// The most CPUs that an artifact can have code for: all headers are in the file's first page.
pub const MAX_SLICES: usize = 20;

/// Links objects into an artifact and returns the file's bytes. The same input gives the same bytes.
///
/// # Errors
/// When one is no ELF object for x86-64 or AArch64, or holds something that has no place in an artifact: the error names it.
pub fn link(input: Input<'_>) -> Result<Vec<u8>, Error> {
    let names: Vec<&str> = input.code.iter().map(|code| &*code.cpu.name).collect();
    check_names(&names)?;
    let objects = input.code.iter().map(|code| input::parse(code.objects)).collect::<Result<Vec<_>, _>>()?;
    if objects.windows(2).any(|pair| pair[0].machine != pair[1].machine) {
        return Err(ErrorKind::WrongTarget.into());
    }
    let symbols = objects.iter().map(symbols::resolve).collect::<Result<Vec<_>, _>>()?;
    let layout = layout::assign(&objects, &symbols)?;
    let mut file = vec![0; layout.file_bytes as usize];
    let mut slices = Vec::new();
    for (((object, symbols), layout), code) in objects.iter().zip(&symbols).zip(&layout.images).zip(input.code) {
        image::copy(&mut file, object, symbols, layout);
        let relocations = relocate::apply(&mut file, object, symbols, layout)?;
        let image = write::image_layout(object, symbols, layout, relocations)?;
        slices.push(Slice { cpu: code.cpu.clone(), elf_base: layout.elf_base, layout: image });
    }
    let artifact = Artifact {
        build: input.build,
        module: input.module,
        data_blob: (0, 0),
        memory_image: None,
        code_start: input.debug.code_start,
        slices,
    };
    let contents = write::Contents { names: &names, objects: &objects, symbols: &symbols, layout: &layout };
    write::finish(file, &contents, artifact, input.data, &input.debug.sections)
}

/// Sections are told apart by the CPUs' names.
fn check_names(names: &[&str]) -> Result<(), Error> {
    if names.is_empty() || names.len() > MAX_SLICES {
        return Err(ErrorKind::SliceCount { count: names.len() }.into());
    }
    match (1..names.len()).find(|&slice| names[..slice].contains(&names[slice])) {
        Some(slice) => Err(ErrorKind::SameCpu { cpu: names[slice].to_owned() }.into()),
        None => Ok(()),
    }
}
