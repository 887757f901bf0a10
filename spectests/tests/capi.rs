//! The C programs in `runtime/capi/tests/c`, compiled against an installation of the library and linked with it in both ways. Each
//! `x.c` gets the guest `x.wat` as an artifact, and prints `x.out`. `WASMC_BLESS=1` rewrites that. The modules in
//! `runtime/capi/tests/linked` are linked into the program there, which uses them through their headers.

#![allow(clippy::unwrap_used, reason = "test code")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use wasmc::{OptLevel, Options, Product, SymbolNames};
use wasmc_spectests::tools::{build_wasmc_and_libraries, profile_folder, succeed, text};

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/capi/tests/c")
}

/// Where this test installs, once for all of its threads.
fn prefix() -> &'static Path {
    static PREFIX: OnceLock<PathBuf> = OnceLock::new();
    PREFIX.get_or_init(|| {
        build_wasmc_and_libraries().unwrap();
        let prefix = folder("prefix");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/install");
        succeed(Command::new(script).arg("--from").arg(profile_folder().unwrap()).arg(&prefix)).unwrap();
        prefix
    })
}

/// A new folder beside the other products of the tests.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("capi").join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What pkg-config says.
fn flags(arguments: &[&str]) -> Vec<String> {
    let output = Command::new("pkg-config")
        .args(arguments)
        .arg("wasmc")
        .env("PKG_CONFIG_PATH", prefix().join("lib/pkgconfig"))
        .output()
        .expect("pkg-config is installed");
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout).split_whitespace().map(str::to_owned).collect()
}

fn compile(source: &Path, program: &Path, libraries: &[String]) {
    let mut command = Command::new("cc");
    command.args(["-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread"]).args(flags(&["--cflags"]));
    succeed(command.arg(source).arg("-o").arg(program).args(libraries)).unwrap();
}

/// The program's guest, if it has one.
fn artifact(source: &Path, folder: &Path) -> Option<PathBuf> {
    let wat = fs::read(source.with_extension("wat")).ok()?;
    let options = Options { opt: OptLevel::O1, ..Options::default() };
    let artifact = wasmc::compile_to_artifact(&wat, &options, &()).unwrap();
    let path = folder.join(source.with_extension("wcart").file_name().unwrap());
    fs::write(&path, artifact).unwrap();
    Some(path)
}

fn run(program: &Path, guest: Option<PathBuf>) -> Output {
    let output = Command::new(program)
        .args(guest)
        .current_dir(sources())
        .env("LD_LIBRARY_PATH", prefix().join("lib"))
        .env("WASMC_COMPILER", prefix().join("bin/wasmc-llvm"))
        .output()
        .unwrap();
    let shown = text(&output.stderr);
    assert!(output.status.success(), "{}: {}\n{shown}", program.display(), output.status);
    output
}

/// Runs every program that was linked like this.
fn check(name: &str, libraries: &[String]) {
    let folder = folder(name);
    let mut count = 0;
    for entry in fs::read_dir(sources()).unwrap() {
        let source = entry.unwrap().path();
        if source.extension() != Some(OsStr::new("c")) {
            continue;
        }
        let program = folder.join(source.file_stem().unwrap());
        compile(&source, &program, libraries);
        let output = run(&program, artifact(&source, &folder));
        let expected = source.with_extension("out");
        if std::env::var_os("WASMC_BLESS").is_some() {
            fs::write(&expected, &output.stdout).unwrap();
        }
        assert_eq!(text(&output.stdout), fs::read_to_string(&expected).unwrap(), "{}", source.display());
        count += 1;
    }
    assert!(count > 0, "there are no programs");
}

#[test]
fn programs_run_with_the_shared_library() {
    check("shared", &flags(&["--libs"]));
    let needed = Command::new("ldd").arg(prefix().join("lib/libwasmc.so")).output().unwrap();
    let needed = text(&needed.stdout);
    assert!(needed.contains("libc.so") && !needed.contains("LLVM"), "{needed}");
}

#[test]
fn programs_run_with_the_static_library() {
    let libraries: Vec<String> = flags(&["--libs", "--static"])
        .into_iter()
        .map(|flag| if flag == "-lwasmc" { "-l:libwasmc.a".to_owned() } else { flag })
        .collect();
    check("static", &libraries);
}

#[test]
fn headers_are_c_plus_plus_as_well() {
    let source = folder("c++").join("headers.cpp");
    fs::write(&source, "#include <wasmc.h>\nint main() { return wasmc_version() ? 0 : 1; }\n").unwrap();
    let mut command = Command::new("c++");
    command.args(["-std=c++17", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]).args(flags(&["--cflags"]));
    succeed(command.arg(&source)).unwrap();
}

#[test]
fn modules_are_linked_into_programs() {
    let folder = folder("linked");
    let sources = sources().join("../linked");
    let options = Options { opt: OptLevel::O1, ..Options::default() };
    for name in ["m", "n"] {
        let wat = fs::read(sources.join(name).with_extension("wat")).unwrap();
        let wasm = wasmc::to_binary(&wat, None).unwrap();
        let compiled = wasmc::compile(&wasm, &[Product::Wcart], std::slice::from_ref(&options), &()).unwrap();
        let object = wasmc::embed(&compiled.products[0], &SymbolNames::new(name)).unwrap();
        fs::write(folder.join(name).with_extension("o"), object).unwrap();
        fs::write(folder.join(name).with_extension("h"), wasmc::header(&compiled.module, name)).unwrap();
    }
    let program = folder.join("main");
    let path = |name: &str| folder.join(name).display().to_string();
    let inputs = [format!("-I{}", folder.display()), path("m.o"), path("n.o")];
    compile(&sources.join("main.c"), &program, &[&inputs[..], &flags(&["--libs"])].concat());
    let output = run(&program, None);
    let expected = sources.join("main.out");
    if std::env::var_os("WASMC_BLESS").is_some() {
        fs::write(&expected, &output.stdout).unwrap();
    }
    assert_eq!(text(&output.stdout), fs::read_to_string(&expected).unwrap());
}
