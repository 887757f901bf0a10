//! Assembles, links, and describes the result in lines: what binutils and the metadata say about it.

#![allow(dead_code, reason = "each test program uses its part")]

use std::fs;
use std::path::Path;
use std::process::Command;
use wasmc_abi::artifact::{
    ArchivedArtifact, Artifact, ArtifactHeader, BuildInfo, CpuInfo, HEADER_OFFSET, MAGIC, Segment,
};
use wasmc_abi::{Libcall, ModuleInfo};
use wasmc_linker::{Code, Input, WasmDebug, link as link_input};

/// What the tests have as the data segments' bytes.
pub const DATA: &[u8] = b"bytes of the data segments";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Runs a tool. Anything it says on stderr is an error, and so is a warning.
fn tool(name: &str, args: &[&str], file: &Path) -> Outcome<String> {
    let output = Command::new(name).args(args).arg(file).output().map_err(|error| format!("{name}: {error}"))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() || !stderr.is_empty() || stdout.contains("Warning") || stdout.contains("warning") {
        return Err(format!("{name} {args:?}: {}\n{stderr}{stdout}", output.status).into());
    }
    Ok(stdout)
}

/// Makes an object of assembly or LLVM IR.
pub fn assemble(source: &Path, args: &str, directory: &Path) -> Outcome<Vec<u8>> {
    let object = directory.join("case.o");
    let output = object.to_str().ok_or("the temporary directory's name is no text")?;
    let mut all = vec!["-filetype=obj", "-o", output];
    all.extend(args.split_whitespace());
    let assembler = if source.extension().is_some_and(|extension| extension == "ll") {
        all.push("-relocation-model=pic");
        if !args.contains("-mtriple") {
            all.push("-mtriple=x86_64-unknown-linux-gnu");
        }
        "llc-22"
    } else {
        if !args.contains("-triple") {
            all.push("-triple=x86_64-unknown-linux-gnu");
        }
        "llvm-mc-22"
    };
    tool(assembler, &all, source)?;
    Ok(fs::read(object)?)
}

/// Links an object with an empty module.
pub fn link(object: &[u8]) -> Result<Vec<u8>, wasmc_linker::Error> {
    link_all(&[object.to_vec()])
}

/// Links several objects with an empty module.
pub fn link_all(objects: &[Vec<u8>]) -> Result<Vec<u8>, wasmc_linker::Error> {
    let code = [Code { cpu: CpuInfo::default(), objects }];
    link_input(Input {
        code: &code,
        module: ModuleInfo::default(),
        build: BuildInfo::default(),
        data: DATA,
        debug: WasmDebug::default(),
    })
}

/// Describes an artifact, in the form of `expect-…` lines.
pub fn report(file: &[u8], directory: &Path) -> Outcome<Vec<String>> {
    let path = directory.join("case.wcart");
    fs::write(&path, file)?;
    tool("readelf", &["-aW"], &path)?;
    tool("readelf", &["--debug-dump=info,line,abbrev,str,frames", "-W"], &path)?;
    tool("llvm-objdump-22", &["-xd"], &path)?;
    let mut lines = sections(&path)?;
    lines.extend(metadata(file)?);
    lines.extend(symbols(&path)?);
    lines.extend(code(&path)?);
    lines.extend(unwind(&path)?);
    lines.extend(source_lines(&path)?);
    Ok(lines)
}

/// The sections that are loaded or hold debug information, with their address, size and flags.
fn sections(path: &Path) -> Outcome<Vec<String>> {
    let listing = tool("readelf", &["-SW"], path)?;
    let mut lines = Vec::new();
    for line in listing.lines() {
        let Some((_, row)) = line.split_once(']') else { continue };
        let fields: Vec<&str> = row.split_whitespace().collect();
        let &[name, kind, address, offset, size, _, ..] = fields.as_slice() else { continue };
        if !name.starts_with('.') || name.starts_with(".wasmc") || name.ends_with("tab") {
            continue;
        }
        let flags = fields.get(6).filter(|field| field.parse::<u32>().is_err()).unwrap_or(&"");
        let number = |text: &str| u64::from_str_radix(text, 16).unwrap_or(0);
        lines.push(format!("expect-section: {name} {:#x} {:#x} {flags}", number(address), number(size)).trim().into());
        if kind == "PROGBITS" && !flags.contains('X') && number(size) <= 32 && number(size) > 0 {
            let bytes = &fs::read(path)?[number(offset) as usize..][..number(size) as usize];
            let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            lines.push(format!("expect-bytes: {name} {}", bytes.join(" ")));
        }
    }
    Ok(lines)
}

/// Checks the header and reads the metadata as the runtime does.
pub fn archive<'a>(file: &[u8], aligned: &'a mut rkyv::util::AlignedVec) -> Outcome<&'a ArchivedArtifact> {
    let bytes = file[HEADER_OFFSET..].first_chunk().ok_or("no header")?;
    let header = ArtifactHeader::from_bytes(bytes);
    assert_eq!(header.magic, MAGIC);
    assert_eq!(header.file_bytes, file.len() as u64);
    let mut zeroed = file.to_vec();
    zeroed[ArtifactHeader::HASH_OFFSET..][..32].fill(0);
    assert_eq!(header.hash, *blake3::hash(&zeroed).as_bytes());
    assert_eq!(header.meta_offset % wasmc_abi::artifact::META_ALIGN, 0);
    aligned.extend_from_slice(&file[header.meta_offset as usize..][..header.meta_bytes as usize]);
    Ok(rkyv::access::<ArchivedArtifact, rkyv::rancor::Error>(aligned)?)
}

fn metadata(file: &[u8]) -> Outcome<Vec<String>> {
    let mut aligned = rkyv::util::AlignedVec::new();
    let artifact = rkyv::deserialize::<Artifact, rkyv::rancor::Error>(archive(file, &mut aligned)?)?;
    let (start, bytes) = artifact.data_blob;
    let layout = artifact.slices[0].layout.clone();
    assert_eq!(&file[start as usize..][..bytes as usize], DATA);
    let segment = |name, Segment { start, file_offset, file_bytes, memory_bytes }: Segment| {
        assert_eq!(u64::from(start.0), file_offset);
        format!("expect-segment: {name} {:#x} {file_bytes:#x} {memory_bytes:#x}", start.0)
    };
    let mut lines = vec![
        segment("text", layout.text),
        segment("rodata", layout.rodata),
        segment("data", layout.data),
        format!("expect-image-bytes: {:#x}", layout.image_bytes),
        format!("expect-eh-frame: {:#x} {:#x}", layout.eh_frame.0.0, layout.eh_frame.1),
    ];
    let symbols = layout.symbols;
    for (name, offset) in [
        ("instance", symbols.instance),
        ("memories", symbols.memories),
        ("memory_imports", symbols.memory_imports),
        ("tables", symbols.tables),
        ("table_imports", symbols.table_imports),
        ("globals", symbols.globals),
        ("global_imports", symbols.global_imports),
        ("tags", symbols.tags),
        ("tag_imports", symbols.tag_imports),
        ("funcrefs", symbols.funcrefs),
        ("type_ids", symbols.type_ids),
        ("profile", symbols.profile),
    ] {
        if let Some(offset) = offset {
            lines.push(format!("expect-instance-symbol: {name} {:#x}", offset.0));
        }
    }
    for libcall in layout.libcalls {
        let name = Libcall::from_number(libcall.libcall).ok_or("unknown libcall")?.symbol();
        lines.push(format!("expect-libcall: {name} {:#x}", libcall.slot.0));
    }
    for pointer in layout.relocations {
        lines.push(format!("expect-pointer: {:#x} to {:#x}", pointer.slot.0, pointer.target.0));
    }
    Ok(lines)
}

fn symbols(path: &Path) -> Outcome<Vec<String>> {
    if tool("readelf", &["-s"], path)?.contains("contains 1 entry") {
        return Ok(Vec::new());
    }
    let listing = tool("nm", &["-nS"], path)?;
    Ok(listing.lines().map(|line| format!("expect-symbol: {}", line.trim_start_matches('0'))).collect())
}

fn code(path: &Path) -> Outcome<Vec<String>> {
    // Debian's own knows only this machine's instructions.
    let name = if is_aarch64(path)? { "llvm-objdump-22" } else { "objdump" };
    let listing = tool(name, &["-d", "--no-show-raw-insn"], path)?;
    let mut lines = Vec::new();
    for line in listing.lines().filter(|line| line.starts_with(' ') && line.contains('\t')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        lines.push(format!("expect-code: {}", words.join(" ")));
    }
    Ok(lines)
}

fn is_aarch64(path: &Path) -> Outcome<bool> {
    Ok(tool("readelf", &["-h"], path)?.contains("AArch64"))
}

fn unwind(path: &Path) -> Outcome<Vec<String>> {
    let listing = tool("readelf", &["--debug-dump=frames", "-W"], path)?;
    let ranges = listing.lines().filter(|line| line.contains(" FDE ")).filter_map(|line| line.split_once("pc="));
    Ok(ranges.map(|(_, range)| format!("expect-frame: {}", range.replace("000000000000", ""))).collect())
}

/// What the debug information says about each instruction.
fn source_lines(path: &Path) -> Outcome<Vec<String>> {
    if !tool("readelf", &["-SW"], path)?.contains(".debug_line") {
        return Ok(Vec::new());
    }
    let name = if is_aarch64(path)? { "llvm-objdump-22" } else { "objdump" };
    let listing = tool(name, &["-d"], path)?;
    let instructions = listing.lines().filter(|line| line.starts_with(' '));
    let addresses = instructions.filter_map(|line| Some(line.split_once(':')?.0.trim()));
    let mut lines = Vec::new();
    for address in addresses {
        let place = tool("addr2line", &["-fi", address, "-e"], path)?;
        lines.push(format!("expect-line: {address} {}", place.trim().replace('\n', " ")));
    }
    Ok(lines)
}
