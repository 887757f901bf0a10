//! Sections that are added to a program: it runs as before, and tools see them.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use wasmc_linker::{Attachment, ErrorKind, attach};

const ALIGNED: Attachment<'_> = Attachment { name: ".test.aligned", bytes: &[0xab; 5000], align: 4096 };
const TEXT: Attachment<'_> = Attachment { name: ".test.text", bytes: b"some text", align: 1 };

fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).current_dir(folder).args(arguments).output().expect("the program starts");
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A program that prints its argument, with debug information.
fn program(folder: &Path) -> Vec<u8> {
    let source = "#include <stdio.h>\nint main(int n, char **v) { return puts(v[n - 1]) < 0; }\n";
    fs::write(folder.join("echo.c"), source).expect("write");
    run(folder, "cc", &["-g", "-o", "echo", "echo.c"]);
    fs::read(folder.join("echo")).expect("read")
}

/// Where a section is in a file, by `readelf`: offset and size.
fn section(folder: &Path, file: &str, name: &str) -> (usize, usize) {
    let listing = run(folder, "readelf", &["-SW", file]);
    let line = listing.lines().find(|line| line.split_whitespace().any(|word| word == name)).expect("the section");
    let fields: Vec<&str> = line.split_once(']').expect("its number").1.split_whitespace().collect();
    let number = |field: usize| usize::from_str_radix(fields[field], 16).expect("a number");
    (number(3), number(4))
}

#[test]
fn programs_run_as_before() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let folder = folder.path();
    let bytes = attach(&program(folder), &[ALIGNED, TEXT]).expect("it is a program");
    let path = folder.join("more");
    fs::write(&path, &bytes).expect("write");
    fs::set_permissions(&path, Permissions::from_mode(0o755)).expect("make it executable");
    fs::copy(&path, folder.join("stripped")).expect("copy");
    run(folder, "strip", &["stripped"]);
    for file in ["more", "stripped"] {
        assert_eq!(run(folder, &format!("./{file}"), &["hello"]), "hello\n");
        assert_eq!(run(folder, "readelf", &["-aW", file]).matches("Warning").count(), 0);
        let bytes = fs::read(folder.join(file)).expect("read");
        let (offset, size) = section(folder, file, ALIGNED.name);
        assert!(offset.is_multiple_of(4096), "{file}: {offset:#x}");
        assert!(bytes[offset..offset + size] == *ALIGNED.bytes, "{file}");
        let (offset, size) = section(folder, file, TEXT.name);
        assert_eq!(&bytes[offset..offset + size], TEXT.bytes, "{file}");
    }
    let again = attach(&bytes, &[TEXT]).expect_err("it has this section");
    assert!(matches!(again.kind(), ErrorKind::SectionExists(name) if name == TEXT.name));
}

#[test]
fn broken_programs_are_refused() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let program = program(folder.path());
    for length in [0, 4, 63, 64, program.len() - 1] {
        assert!(matches!(attach(&program[..length], &[TEXT]).expect_err("cut").kind(), ErrorKind::NotAProgram));
    }
    for at in 0..64 {
        for byte in [0, 1, 0x7f, 0xff] {
            let mut broken = program.clone();
            broken[at] = byte;
            // Some fields do not matter: any result will do, but no panic.
            let _ = attach(&broken, &[ALIGNED]);
        }
    }
}
