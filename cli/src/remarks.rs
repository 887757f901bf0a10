//! What `--remarks` prints: what passes say about loops, by function, by offset in the Wasm binary, and by source line where the
//! module's own debug information knows it.

use addr2line::Context;
use addr2line::gimli::{Dwarf, EndianSlice, Error, LittleEndian};
use std::collections::HashMap;
use wasmc_llvm_backend::Remark;
use wasmparser::{Parser, Payload};

type Reader<'a> = EndianSlice<'a, LittleEndian>;

/// A line for each remark, in the order of their offsets: `FUNCTION OFFSET [FILE:LINE]: TEXT`. If a function is given, by its name,
/// its symbol or its index, only those in its body.
pub fn lines(wasm: &[u8], remarks: &[Remark], function: Option<&str>) -> Vec<String> {
    let source = Source::of(wasm);
    let wanted = |remark: &&Remark| function.is_none_or(|function| is_called(&remark.function, function));
    let mut chosen: Vec<&Remark> = remarks.iter().filter(wanted).collect();
    chosen.sort_by_key(|remark| remark.offset);
    let line = |remark: &Remark| {
        let place = source.as_ref().and_then(|source| source.line(remark.offset)).unwrap_or_default();
        format!("{} {:#x}{place}: {}", remark.function, remark.offset, remark.text)
    };
    chosen.into_iter().map(line).collect()
}

/// Whether a function with this symbol, its name with its index in brackets, is meant.
fn is_called(symbol: &str, function: &str) -> bool {
    let parts = symbol.strip_suffix(']').and_then(|symbol| symbol.rsplit_once('['));
    symbol == function || parts.is_some_and(|(name, index)| name == function || index == function)
}

/// The module's debug information.
struct Source<'a> {
    context: Context<Reader<'a>>,
    /// Where the code section begins, from which addresses in the debug information count.
    code: u64,
}

impl<'a> Source<'a> {
    /// None if the module has none, or none that can be read.
    fn of(wasm: &'a [u8]) -> Option<Self> {
        let mut sections = HashMap::new();
        let mut code = None;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.ok()? {
                Payload::CodeSectionStart { unchecked_range, .. } => code = Some(unchecked_range.start),
                Payload::CustomSection(section) => _ = sections.insert(section.name(), section.data()),
                _ => {}
            }
        }
        let section = |id: addr2line::gimli::SectionId| {
            let bytes = sections.get(id.name()).copied().unwrap_or_default();
            Ok::<_, Error>(EndianSlice::new(bytes, LittleEndian))
        };
        let context = Context::from_dwarf(Dwarf::load(section).ok()?).ok()?;
        Some(Self { context, code: code? })
    }

    /// ` FILE:LINE` for an offset in the binary.
    fn line(&self, offset: u32) -> Option<String> {
        let location = self.context.find_location(u64::from(offset).checked_sub(self.code)?).ok()??;
        Some(format!(" {}:{}", location.file?, location.line?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_go_by_name_symbol_and_index() {
        assert!(["f", "f[3]", "3"].into_iter().all(|function| is_called("f[3]", function)));
        assert!(!["f[", "g", "f[31]", "1"].into_iter().any(|function| is_called("f[3]", function)));
    }
}
