//! Where code comes from: Wasm offsets by the artifact's line table, Wasm instructions by the module, and source lines by the module's
//! own debug information.

use addr2line::Context;
use addr2line::gimli::{Dwarf, EndianSlice, Error, LittleEndian, SectionId};
use object::read::elf::ElfFile64;
use object::{Object, ObjectSection};
use std::collections::BTreeMap;
use wasmc_abi::artifact::WASM_DEBUG_PREFIX;

type Lines<'a> = Context<EndianSlice<'a, LittleEndian>>;

/// What is known of where code comes from.
pub struct Places<'a> {
    wasm_offsets: Option<Lines<'a>>,
    source: Option<Lines<'a>>,
    /// Where addresses in the module's debug information count from.
    code_start: u32,
    /// By their offsets.
    instructions: BTreeMap<u32, String>,
}

impl<'a> Places<'a> {
    /// What an artifact knows, and the module, if it is there.
    pub fn new(elf: &ElfFile64<'a, object::LittleEndian>, code_start: u32, module: Option<&[u8]>) -> Self {
        let instructions = module.map(instructions).unwrap_or_default();
        Self { wasm_offsets: context(elf, ""), source: context(elf, WASM_DEBUG_PREFIX), code_start, instructions }
    }

    /// The addresses in a range at which code of another Wasm offset begins, with that offset.
    pub fn lines(&self, start: u64, bytes: u64) -> Vec<(u64, u32)> {
        let found =
            self.wasm_offsets.as_ref().and_then(|context| context.find_location_range(start, start + bytes).ok());
        let lines = found.into_iter().flatten().filter_map(|(start, _, location)| Some((start, location.line?)));
        let mut lines: Vec<_> = lines.filter(|(_, offset)| *offset != 0).collect();
        lines.sort_by_key(|(start, _)| *start);
        lines.dedup_by_key(|(_, offset)| *offset);
        lines
    }

    /// What there is to say of an offset: the source line, unless it is the one that was `shown` last, and the instruction.
    pub fn describe(&self, wasm_offset: u32, shown: &mut String) -> Vec<String> {
        let source = self.source_line(wasm_offset).filter(|line| line != shown);
        if let Some(line) = &source {
            shown.clone_from(line);
        }
        let instruction = self.instructions.get(&wasm_offset).map(|text| format!(" {text}")).unwrap_or_default();
        source.into_iter().chain([format!("{wasm_offset:#x}{instruction}")]).collect()
    }

    /// `FILE:LINE:COLUMN FUNCTION`
    fn source_line(&self, wasm_offset: u32) -> Option<String> {
        let address = wasm_offset.checked_sub(self.code_start)?;
        let mut frames = self.source.as_ref()?.find_frames(address.into()).skip_all_loads().ok()?;
        let frame = frames.next().ok()??;
        let location = frame.location?;
        let column = location.column.map(|column| format!(":{column}")).unwrap_or_default();
        let function = frame.function.and_then(|name| Some(format!(" {}", name.raw_name().ok()?))).unwrap_or_default();
        Some(format!("{}:{}{column}{function}", location.file?, location.line?))
    }
}

/// The debug information in sections whose names begin so.
fn context<'a>(elf: &ElfFile64<'a, object::LittleEndian>, prefix: &str) -> Option<Lines<'a>> {
    let section = |id: SectionId| {
        let section = elf.section_by_name(&format!("{prefix}{}", id.name()));
        let bytes = section.and_then(|section| section.data().ok()).unwrap_or_default();
        Ok::<_, Error>(EndianSlice::new(bytes, LittleEndian))
    };
    Context::from_dwarf(Dwarf::load(section).ok()?).ok()
}

/// The lines of a module's text form, by the offsets of what they stand for.
fn instructions(module: &[u8]) -> BTreeMap<u32, String> {
    let mut storage = String::new();
    let lines = wasmprinter::Config::new().offsets_and_lines(module, &mut storage);
    let lines = lines.into_iter().flatten();
    // A function's own end is printed as its closing parenthesis.
    let text = |line: &str| if line.trim() == ")" { "end".to_owned() } else { line.trim().to_owned() };
    lines.filter_map(|(offset, line)| Some((u32::try_from(offset?).ok()?, text(line)))).collect()
}
