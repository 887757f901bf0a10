//! The debug information that a module brings along, as far as artifacts keep it.

use wasmc_abi::artifact::WASM_DEBUG_SECTIONS;
use wasmc_linker::WasmDebug;
use wasmparser::{Parser, Payload};

/// What is kept of a valid binary's debug information; nothing of it if it is to be left out.
pub fn kept(wasm: &[u8], strip: bool) -> WasmDebug<'_> {
    let mut debug = WasmDebug::default();
    for payload in Parser::new(0).parse_all(wasm).map_while(Result::ok) {
        match payload {
            Payload::CodeSectionStart { unchecked_range, .. } => debug.code_start = unchecked_range.start as u32,
            Payload::CustomSection(section) if !strip && WASM_DEBUG_SECTIONS.contains(&section.name()) => {
                debug.sections.push((section.name(), section.data()));
            }
            _ => {}
        }
    }
    debug
}
