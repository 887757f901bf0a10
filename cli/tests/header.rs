//! The headers of the modules in `headers/`: each is as the file beside it, which `WASMC_BLESS=1 cargo test` rewrites, and is
//! accepted by compilers of C and of C++, alone and together with all others.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn run(folder: &Path, program: &str, arguments: &[&str]) {
    let output = Command::new(program).current_dir(folder).args(arguments).output().expect("the program starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{program} {arguments:?}: {stderr}");
}

/// Makes the header of a module in `headers/` in a folder.
fn make(folder: &Path, name: &str) -> String {
    let module = here("tests/headers").join(name).with_extension("wat");
    let (object, header) = (format!("{name}.o"), format!("{name}.h"));
    let module = module.to_str().expect("the path is text");
    run(folder, env!("CARGO_BIN_EXE_wasmc"), &["compile", "-O0", module, "-o", &object, "--header", &header]);
    fs::read_to_string(folder.join(header)).expect("read")
}

#[test]
fn headers_are_as_expected() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut wrong = Vec::new();
    for name in ["all", "names", "empty"] {
        let header = make(folder.path(), name);
        let expected = here("tests/headers").join(name).with_extension("h");
        if std::env::var_os("WASMC_BLESS").is_some() {
            fs::write(&expected, &header).expect("write");
        }
        if fs::read_to_string(&expected).ok().as_ref() != Some(&header) {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "the headers of these modules have changed: {wrong:?}");
}

#[test]
fn compilers_take_them() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let names = ["all", "names", "empty"];
    let includes: String = names.map(|name| format!("#include \"{name}.h\"\n")).concat();
    for name in names {
        make(folder.path(), name);
        fs::write(folder.path().join(format!("{name}.c")), format!("#include \"{name}.h\"\n")).expect("write");
    }
    fs::write(folder.path().join("together.c"), includes).expect("write");
    let include = format!("-I{}", here("../runtime/capi/include").display());
    for file in ["all.c", "names.c", "empty.c", "together.c"] {
        for (compiler, language) in
            [("cc", "-std=c11"), ("clang-22", "-std=c11"), ("c++", "-std=c++11"), ("clang-22", "-std=c++20")]
        {
            let kind = if language.contains("++") { "c++" } else { "c" };
            let strict = ["-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-O2"];
            run(folder.path(), compiler, &[&[language, "-x", kind, &include], &strict[..], &[file]].concat());
        }
    }
}
