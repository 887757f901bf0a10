//! From Wasm offsets to source files and lines, by the debug information that the module brought along.

use super::backtrace::FrameSymbol;
use crate::module::Module;
use addr2line::Context;
use gimli::{EndianSlice, LittleEndian, SectionId};
use object::read::elf::ElfFile64;
use object::{Object, ObjectSection};
use wasmc_abi::artifact::WASM_DEBUG_PREFIX;

/// A module's own debug information.
pub struct Source<'a> {
    context: Context<EndianSlice<'a, LittleEndian>>,
    /// Where addresses in it count from, in the Wasm binary.
    code_start: u32,
}

impl<'a> Source<'a> {
    /// None if the artifact has none, or none that can be read.
    pub fn new(module: &Module, file: &ElfFile64<'a, object::LittleEndian>) -> Option<Self> {
        let bytes = |name: &str| file.section_by_name(&format!("{WASM_DEBUG_PREFIX}{name}"))?.data().ok();
        bytes(SectionId::DebugInfo.name())?;
        let section =
            |id: SectionId| Ok::<_, gimli::Error>(EndianSlice::new(bytes(id.name()).unwrap_or_default(), LittleEndian));
        let context = Context::from_dwarf(gimli::Dwarf::load(section).ok()?).ok()?;
        Some(Self { context, code_start: module.meta().code_start.to_native() })
    }

    /// The functions of the source that an offset in the Wasm binary is in, innermost first.
    pub fn symbols(&self, wasm_offset: u32) -> Vec<FrameSymbol> {
        let Some(address) = wasm_offset.checked_sub(self.code_start) else { return Vec::new() };
        let Ok(mut frames) = self.context.find_frames(address.into()).skip_all_loads() else { return Vec::new() };
        let mut symbols = Vec::new();
        while let Ok(Some(frame)) = frames.next() {
            let name = frame.function.as_ref().and_then(|name| Some(name.raw_name().ok()?.into_owned()));
            let location = frame.location.as_ref();
            symbols.push(FrameSymbol {
                name,
                file: location.and_then(|location| location.file).map(str::to_owned),
                line: location.and_then(|location| location.line),
                column: location.and_then(|location| location.column),
            });
        }
        symbols
    }
}
