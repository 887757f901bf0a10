//! The object that an artifact becomes, as binutils and linkers see it.

mod support;

use std::path::Path;
use std::process::Command;
use wasmc_linker::{SymbolNames, embed};

fn artifact() -> Vec<u8> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/link/call.s");
    let object = support::assemble(&case, "", directory.path()).expect("the case assembles");
    support::link(&object).expect("the case links")
}

/// Runs a program in a folder. What it says on stderr is a failure too.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).current_dir(folder).args(arguments).output().expect("the program starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{program} {arguments:?}: {stderr}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A field of a line of `nm` or `readelf`: a hexadecimal number.
fn number(line: &str, field: usize) -> usize {
    let field = line.split_whitespace().nth(field).expect("a field");
    usize::from_str_radix(field.trim_start_matches("0x"), 16).expect("a number")
}

#[test]
fn two_symbols_and_no_relocation() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let artifact = artifact();
    let object = embed(&artifact, &SymbolNames::new("my-module.2")).expect("an artifact");
    std::fs::write(folder.path().join("m.o"), &object).expect("write");
    let symbols = run(folder.path(), "nm", &["-S", "m.o"]);
    let lines: Vec<&str> = symbols.lines().collect();
    assert_eq!(lines.len(), 2, "{symbols}");
    assert!(lines[0].ends_with(" R WASMC_MY_MODULE_2_DATA"), "{symbols}");
    assert!(lines[1].ends_with(" R WASMC_MY_MODULE_2_METADATA"), "{symbols}");
    assert_eq!((number(lines[0], 0), number(lines[0], 1)), (0, artifact.len()));
    let header = wasmc_abi::artifact::ArtifactHeader::from_bytes(artifact[64..].first_chunk().expect("a header"));
    let metadata = (header.meta_offset as usize, header.meta_bytes as usize);
    assert_eq!((number(lines[1], 0), number(lines[1], 1)), metadata);
    assert_eq!(run(folder.path(), "readelf", &["-rW", "m.o"]).trim(), "There are no relocations in this file.");

    let sections = run(folder.path(), "readelf", &["-SW", "m.o"]);
    let section = sections.lines().find(|line| line.contains(".wasmc.artifact")).expect("a section");
    let (_, fields) = section.split_once(']').expect("a number in brackets");
    assert_eq!(number(fields, 4), artifact.len(), "{sections}");
    let fields: Vec<&str> = fields.split_whitespace().collect();
    assert_eq!((fields[1], fields[6], *fields.last().expect("an alignment")), ("PROGBITS", "A", "4096"), "{sections}");
    assert_eq!(embed(&artifact, &SymbolNames::new("my-module.2")).expect("an artifact"), object);
}

/// Several in one library, by whatever linker: each at a multiple of a page in the file, with its bytes as they were.
#[test]
fn linkers_merge_them() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let artifact = artifact();
    for name in ["m", "n"] {
        let object = embed(&artifact, &SymbolNames::new(name)).expect("an artifact");
        std::fs::write(folder.path().join(format!("{name}.o")), object).expect("write");
    }
    run(folder.path(), "ar", &["rcs", "libmn.a", "m.o", "n.o"]);
    for (program, options) in [("ld", ["--fatal-warnings"].as_slice()), ("ld.lld-22", &["--fatal-warnings"])] {
        run(folder.path(), program, &[options, &["-r", "-o", "mn.o", "m.o", "n.o"]].concat());
        run(folder.path(), program, &[options, &["-shared", "-o", "mn.so", "mn.o"]].concat());
        run(folder.path(), program, &[options, &["-shared", "-o", "a.so", "--whole-archive", "libmn.a"]].concat());
        for library in ["mn.so", "a.so"] {
            let bytes = std::fs::read(folder.path().join(library)).expect("read");
            let symbols = run(folder.path(), "nm", &["-D", library]);
            let load = run(folder.path(), "readelf", &["-lW", library]);
            for name in ["WASMC_M_DATA", "WASMC_N_DATA"] {
                let symbol = symbols.lines().find(|line| line.ends_with(name)).expect("a symbol");
                let address = number(symbol, 0);
                let segment = load
                    .lines()
                    .filter(|line| line.trim_start().starts_with("LOAD"))
                    .find(|line| (number(line, 2)..number(line, 2) + number(line, 5)).contains(&address));
                let segment = segment.expect("it is loaded");
                let flags: Vec<&str> = segment.split_whitespace().skip(6).take(2).collect();
                assert!(flags[0] == "R" && flags[1] != "E", "{program}: {segment}");
                let offset = address - number(segment, 2) + number(segment, 1);
                assert!(offset.is_multiple_of(4096), "{program} {library} {name}: {offset:#x}");
                assert_eq!(bytes[offset..offset + artifact.len()], artifact, "{program} {library} {name}");
            }
        }
    }
}

#[test]
fn other_bytes_are_refused() {
    let artifact = artifact();
    let names = SymbolNames::new("m");
    let refusal = |bytes: &[u8]| embed(bytes, &names).expect_err("no artifact").to_string();
    for bytes in [b"".as_slice(), b"\0asm", &artifact[..100], &artifact[..artifact.len() - 1]] {
        assert_eq!(refusal(bytes), "not an artifact of this version");
    }
    let mut other = artifact.clone();
    other[18] = 3;
    assert_eq!(refusal(&other), "not an artifact of this version");
}
