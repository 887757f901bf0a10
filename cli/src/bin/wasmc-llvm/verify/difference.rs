//! Where two artifacts differ first, in words.

use object::read::elf::ElfFile64;
use object::{LittleEndian, Object, ObjectSection, ObjectSymbol};

/// The first place at which an artifact is not as expected: the first section that differs, in the order of the file, and
/// in code the function.
pub fn first(found: &[u8], expected: &[u8]) -> Option<String> {
    if found == expected {
        return None;
    }
    let parsed = ElfFile64::<LittleEndian>::parse(found).ok().zip(ElfFile64::<LittleEndian>::parse(expected).ok());
    let place = parsed.and_then(|(found, expected)| in_sections(&found, &expected));
    Some(place.unwrap_or_else(|| {
        let offset = found.iter().zip(expected).position(|(found, expected)| found != expected);
        format!("byte {:#x} of the file", offset.unwrap_or(found.len().min(expected.len())))
    }))
}

fn in_sections(found: &ElfFile64<'_, LittleEndian>, expected: &ElfFile64<'_, LittleEndian>) -> Option<String> {
    for section in found.sections() {
        let name = section.name().ok()?;
        let Some(other) = expected.section_by_name(name) else { return Some(format!("it has a section {name}")) };
        let (bytes, wanted) = (section.data().ok()?, other.data().ok()?);
        if bytes == wanted {
            continue;
        }
        let differs = bytes.iter().zip(wanted).position(|(byte, wanted)| byte != wanted);
        let offset = differs.unwrap_or(bytes.len().min(wanted.len())) as u64;
        let function = function(expected, other.address() + offset).filter(|_| other.address() != 0);
        let function = function.map(|name| format!(", in function {name}")).unwrap_or_default();
        return Some(format!("section {name} differs at offset {offset:#x}{function}"));
    }
    None
}

/// The function whose code is at an address.
fn function<'a>(file: &ElfFile64<'a, LittleEndian>, address: u64) -> Option<&'a str> {
    let holds = |start: u64, bytes: u64| start <= address && address - start < bytes;
    let mut functions = file.symbols().filter(|symbol| symbol.kind() == object::SymbolKind::Text);
    functions.find(|symbol| holds(symbol.address(), symbol.size()))?.name().ok()
}
