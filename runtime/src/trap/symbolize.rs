//! From addresses to functions and Wasm offsets, by the artifact's debug information: its line numbers are offsets in the
//! Wasm binary, and which function an offset is in, the metadata knows. Without it, the symbol table names the function.

use super::backtrace::{FrameInfo, RawFrame};
use super::source::Source;
use crate::module::Module;
use gimli::{EndianSlice, LittleEndian, SectionId};
use object::{Object, ObjectSection, ObjectSymbol};

type Reader<'a> = EndianSlice<'a, LittleEndian>;

/// The functions of the frames, inlined ones included. Code between functions is left out.
pub fn symbolize(raw: &[RawFrame]) -> Vec<FrameInfo> {
    let mut frames = Vec::new();
    for same_module in raw.chunk_by(|a, b| a.module.same(&b.module)) {
        let module = &same_module[0].module;
        let Ok(file) = object::read::elf::ElfFile64::<object::LittleEndian>::parse(module.file()) else { continue };
        let context = debug_context(&file);
        let source = Source::new(module, &file);
        let symbols = Symbols::new(&file);
        for frame in same_module {
            let before = frames.len();
            if let Some(context) = &context {
                by_debug_info(module, context, source.as_ref(), frame.pc, &mut frames);
            }
            if frames.len() == before {
                frames.extend(symbols.func(module, frame.pc).map(|func| FrameInfo::new(module, func, None, None)));
            }
        }
    }
    frames
}

fn debug_context<'a>(
    file: &object::read::elf::ElfFile64<'a, object::LittleEndian>,
) -> Option<addr2line::Context<Reader<'a>>> {
    let section = |id: SectionId| {
        let bytes = file.section_by_name(id.name()).and_then(|section| section.data().ok()).unwrap_or_default();
        Ok::<_, gimli::Error>(EndianSlice::new(bytes, LittleEndian))
    };
    addr2line::Context::from_dwarf(gimli::Dwarf::load(section).ok()?).ok()
}

fn by_debug_info(
    module: &Module,
    context: &addr2line::Context<Reader<'_>>,
    source: Option<&Source<'_>>,
    pc: u64,
    frames: &mut Vec<FrameInfo>,
) {
    let Ok(mut found) = context.find_frames(module.elf_base() + pc).skip_all_loads() else { return };
    while let Ok(Some(frame)) = found.next() {
        let offset = frame.location.and_then(|location| location.line).filter(|&line| line != 0);
        let Some(func) = offset.and_then(|offset| module.func_at(offset)) else { continue };
        frames.push(FrameInfo::new(module, func, offset, source));
    }
}

/// The functions' symbols.
struct Symbols<'a> {
    /// First address, end, and name; sorted.
    functions: Vec<(u64, u64, &'a str)>,
}

impl<'a> Symbols<'a> {
    fn new(file: &object::read::elf::ElfFile64<'a, object::LittleEndian>) -> Self {
        let functions = file.symbols().filter(|symbol| symbol.kind() == object::SymbolKind::Text);
        let ranges = functions.filter_map(|symbol| {
            Some((symbol.address(), symbol.address().checked_add(symbol.size())?, symbol.name().ok()?))
        });
        let mut functions: Vec<_> = ranges.collect();
        functions.sort_unstable();
        Self { functions }
    }

    /// The Wasm function whose code an address is in. Adapters between conventions are none.
    fn func(&self, module: &Module, pc: u64) -> Option<u32> {
        let pc = module.elf_base() + pc;
        let position = self.functions.partition_point(|&(start, ..)| start <= pc).checked_sub(1)?;
        let (_, end, symbol) = self.functions[position];
        let (name, index) = symbol.strip_suffix(']')?.rsplit_once('[')?;
        let index = index.parse().ok()?;
        let is_adapter =
            name != module.func_name(index).unwrap_or("func") && matches!(name, "edge" | "edge_caller" | "entry");
        (pc < end && !is_adapter && module.is_defined_func(index)).then_some(index)
    }
}
