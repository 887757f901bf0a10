//! `objdump`: the code of an artifact as assembly text, with the Wasm offsets, Wasm instructions and source lines that it comes from.
//! Neither the operating system nor the CPU needs to be the artifact's.

mod places;

use crate::shared::args::Objdump;
use crate::shared::artifact;
use crate::shared::failure::{Failure, Result};
use crate::shared::source::{self, Kind};
use object::read::elf::ElfFile64;
use object::{LittleEndian, Object, ObjectSection, ObjectSymbol};
use places::Places;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;
use wasmc::Disassembler;
use wasmc_abi::artifact::{Artifact, Slice};

/// What of an instruction's bytes is in its line, at least.
const BYTES_WIDTH: usize = 24;

/// A function of the artifact.
#[derive(Clone, Copy)]
struct Function<'a> {
    name: &'a str,
    /// Its first address in the ELF file.
    start: u64,
    code: &'a [u8],
}

/// Prints the code of all functions, or of one.
pub fn run(args: &Objdump) -> Result<ExitCode> {
    let file = &args.artifact;
    let bytes = source::read(file)?;
    if source::sniff(file, &bytes)? != Kind::Artifact {
        return Err(Failure::at(file, "not an artifact").hint("make one with `wasmc compile`"));
    }
    let (_, contents) = artifact::read(file, &bytes)?;
    let elf = ElfFile64::<LittleEndian>::parse(&*bytes).map_err(|_| artifact::damaged(file))?;
    let module = args.module.as_deref().map(|module| read_module(module, file, &contents)).transpose()?;
    let places = Places::new(&elf, contents.code_start, module.as_deref());
    let all = functions(&elf);
    let mut found = false;
    for slice in &contents.slices {
        let start = slice.elf_base + u64::from(slice.layout.text.start.0);
        let end = start + u64::from(slice.layout.text.memory_bytes);
        let own: Vec<_> = all.iter().copied().filter(|function| (start..end).contains(&function.start)).collect();
        let wanted = |function: &Function<'_>| args.func.as_deref().is_none_or(|name| is_called(function.name, name));
        let chosen: Vec<_> = own.iter().copied().filter(wanted).collect();
        found |= !chosen.is_empty();
        if contents.slices.len() > 1 {
            print(&format!("code for {}:\n", slice.cpu.name))?;
        }
        disassemble(&contents, slice, &own, &chosen, &places)?;
    }
    match &args.func {
        Some(name) if !found => {
            let what = format!("no code of a function `{name}`: there is none, or all calls of it were inlined");
            Err(Failure::at(file, what).hint("without --func, all functions are shown"))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// The module that the artifact was made from.
fn read_module(module: &Path, file: &Path, contents: &Artifact) -> Result<Vec<u8>> {
    let bytes = source::read(module)?;
    let wasm = wasmc::to_binary(&bytes, Some(module)).map_err(|error| Failure::at(module, error))?;
    if *blake3::hash(&wasm).as_bytes() != contents.build.wasm_hash {
        return Err(Failure::at(module, format!("{} was made from another module", file.display())));
    }
    Ok(wasm.into_owned())
}

/// All functions, by their addresses.
fn functions<'a>(elf: &ElfFile64<'a, LittleEndian>) -> Vec<Function<'a>> {
    let function = |symbol: object::read::elf::ElfSymbol64<'a, '_, LittleEndian>| {
        let section = elf.section_by_index(symbol.section_index()?).ok()?;
        let code = section.data_range(symbol.address(), symbol.size()).ok()??;
        Some(Function { name: symbol.name().ok()?, start: symbol.address(), code })
    };
    let symbols = elf.symbols().filter(|symbol| symbol.kind() == object::SymbolKind::Text);
    let mut functions: Vec<_> = symbols.filter_map(function).collect();
    functions.sort_by_key(|function| function.start);
    functions
}

/// Whether a function with this symbol, its name with its index in brackets, is meant.
fn is_called(symbol: &str, function: &str) -> bool {
    let parts = symbol.strip_suffix(']').and_then(|symbol| symbol.rsplit_once('['));
    symbol == function || parts.is_some_and(|(name, index)| name == function || index == function)
}

fn disassemble(
    contents: &Artifact,
    slice: &Slice,
    own: &[Function<'_>],
    chosen: &[Function<'_>],
    places: &Places<'_>,
) -> Result<()> {
    let names: Vec<_> = own.iter().map(|function| (function.start, function.name.to_owned())).collect();
    let name = move |address| {
        let (start, name) = names.get(names.partition_point(|(start, _)| *start <= address).checked_sub(1)?)?;
        Some(if *start == address {
            format!("<{name}>")
        } else {
            format!("{address:x} <{name}+{:#x}>", address - start)
        })
    };
    let disassembler = Disassembler::new(&contents.build.target, &slice.cpu, name);
    let mut disassembler = disassembler.map_err(Failure::new)?;
    for function in chosen {
        print(&listing(function, &mut disassembler, places))?;
    }
    Ok(())
}

/// A function's lines.
fn listing(function: &Function<'_>, disassembler: &mut Disassembler, places: &Places<'_>) -> String {
    let mut text = format!("\n{:016x} <{}>:\n", function.start, function.name);
    let lines = places.lines(function.start, function.code.len() as u64);
    let mut lines = lines.iter().peekable();
    let (mut offset, mut shown) = (0, String::new());
    while offset < function.code.len() {
        let address = function.start + offset as u64;
        while let Some((_, wasm_offset)) = lines.next_if(|(start, _)| *start <= address) {
            for line in places.describe(*wasm_offset, &mut shown) {
                _ = writeln!(text, "; {line}");
            }
        }
        let rest = &function.code[offset..];
        let (size, code) = match disassembler.instruction(rest, address) {
            Some(instruction) => (instruction.bytes.clamp(1, rest.len()), instruction.text),
            None => (1, "(no instruction)".to_owned()),
        };
        let bytes = rest[..size].iter().map(|byte| format!("{byte:02x} ")).collect::<String>();
        _ = writeln!(text, "{address:8x}: {bytes:BYTES_WIDTH$}{code}");
        offset += size;
    }
    text
}

/// Writes to standard output, whose reader may have gone away.
fn print(text: &str) -> Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::io(Path::new("<stdout>"), "cannot write", &error))
        }
        _ => Ok(()),
    }
}
