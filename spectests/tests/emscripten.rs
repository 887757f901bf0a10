//! Programs of our own, built by Debian's `emcc` in the ways in which people build theirs, and run by `wasmc run`: what they print
//! and exit with must be what node does with the same module and the JavaScript that Emscripten made for it.
//!
//! Where there is no `emcc`, nothing is tested, and a line says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, ensure};
use libtest_mimic::{Arguments, Failed, Trial};
use wasmc_spectests::tools::{build_wasmc, output, profile_folder, same_output, succeed, text};

/// A program of `scripts/programs/emscripten`.
struct Program {
    source: &'static str,
    /// What `emcc` is always given.
    flags: &'static [&'static str],
    arguments: &'static [&'static str],
    builds: &'static [Build],
}

/// One way to build a program.
struct Build {
    name: &'static str,
    flags: &'static [&'static str],
    /// What `emcc` makes: the JavaScript with the module beside it, or the module alone.
    output: &'static str,
    /// Whether node can run it. If not, the program is compared with its build at -O2.
    in_node: bool,
}

/// Imports keep their names at this level; at -O3 they are made short, unless it is said that they are not.
const O0: Build = Build { name: "O0", flags: &["-O0"], output: "js", in_node: true };
/// At -O0 the JavaScript warns of `exit` unless it is told to clean up.
const O0_EXIT: Build = Build { name: "O0-exit", flags: &["-O0", "-sEXIT_RUNTIME"], output: "js", in_node: true };
const O2: Build = Build { name: "O2", flags: &["-O2"], output: "js", in_node: true };
const O3: Build = Build { name: "O3", flags: &["-O3"], output: "js", in_node: true };
const O3_NAMES: Build =
    Build { name: "O3-names", flags: &["-O3", "-sDECLARE_ASM_MODULE_EXPORTS=0"], output: "js", in_node: true };
/// Checks its own stack, and tells the host when it is used up.
const CHECKED: Build =
    Build { name: "checked", flags: &["-O1", "-sSTACK_OVERFLOW_CHECK=2"], output: "js", in_node: true };
const BIGINT: Build = Build { name: "bigint", flags: &["-O2", "-sWASM_BIGINT"], output: "js", in_node: true };
const WASM_EXCEPTIONS: Build =
    Build { name: "wasm-exceptions", flags: &["-O2", "-fwasm-exceptions"], output: "js", in_node: true };
const WASM_LONGJMP: Build = Build {
    name: "wasm-longjmp",
    flags: &["-O2", "-sSUPPORT_LONGJMP=wasm", "-DZERO_STAYS"],
    output: "js",
    in_node: true,
};
const STANDALONE: Build = Build { name: "standalone", flags: &["-O2"], output: "wasm", in_node: false };
const STANDALONE_JS: Build =
    Build { name: "standalone-js", flags: &["-O3", "-sSTANDALONE_WASM"], output: "js", in_node: false };

const PROGRAMS: &[Program] = &[
    Program {
        source: "general.c",
        flags: &["-sALLOW_MEMORY_GROWTH"],
        arguments: &["one", "two words", ""],
        builds: &[O0_EXIT, O2, O3, O3_NAMES, CHECKED, BIGINT, STANDALONE, STANDALONE_JS],
    },
    Program { source: "files.c", flags: &[], arguments: &[], builds: &[O0, O2, O3, BIGINT] },
    Program { source: "longjmp.c", flags: &[], arguments: &[], builds: &[O0, O2, O3, O3_NAMES, WASM_LONGJMP] },
    Program { source: "exceptions.cpp", flags: &["-fexceptions"], arguments: &[], builds: &[O0, O2, O3, O3_NAMES] },
    Program { source: "exceptions.cpp", flags: &[], arguments: &[], builds: &[WASM_EXCEPTIONS] },
    Program { source: "library.cpp", flags: &["-std=c++17", "-fexceptions"], arguments: &["x"], builds: &[O2, O3] },
];

/// The seconds after which a program is taken to hang.
const TIMEOUT: &str = "300";

const INPUT: &str = "first line\nsecond\nno end of line";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let installed = Command::new("emcc").arg("--version").output().is_ok_and(|output| output.status.success());
    if !installed {
        eprintln!("emcc is not installed (Debian's package emscripten): no module of Emscripten's is tested");
    }
    let trials = PROGRAMS.iter().flat_map(|program| program.builds.iter().map(move |build| trial(program, build)));
    let trials = if installed { trials.chain(messages()).collect() } else { Vec::new() };
    if !arguments.list
        && installed
        && let Err(error) = build_wasmc()
    {
        eprintln!("{error:#}");
        return ExitCode::FAILURE;
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(program: &'static Program, build: &'static Build) -> Trial {
    let (name, _) = program.source.split_once('.').expect("a source file has an extension");
    Trial::test(format!("{name}/{}", build.name), move || {
        same_as_node(program, build).map_err(|error| Failed::from(format!("{error:#}")))
    })
}

fn same_as_node(program: &Program, build: &Build) -> Result<()> {
    let module = compile(program.source, &[program.flags, build.flags].concat(), build.name, build.output)?;
    let expected = match build.in_node {
        true => node(&module, program.arguments)?,
        false => {
            node(&compile(program.source, &[program.flags, O2.flags].concat(), O2.name, "js")?, program.arguments)?
        }
    };
    let actual = wasmc(&module, program.arguments)?;
    same_output(&expected, &actual)
}

/// What `wasmc` says where node has other words.
fn messages() -> Vec<Trial> {
    let message = |name: &'static str, test: fn() -> Result<()>| {
        Trial::test(format!("message/{name}"), move || test().map_err(|error| Failed::from(format!("{error:#}"))))
    };
    vec![message("uncaught", uncaught), message("javascript", javascript), message("short_names", short_names)]
}

fn uncaught() -> Result<()> {
    let module = compile("exceptions.cpp", &["-fexceptions", "-O2"], "O2", "js")?;
    ends_with(&wasmc(&module, &["uncaught"])?, 134, "uncaught C++ exception of type St13runtime_error")?;
    for (argument, message) in [
        ("abort", "aborted: the program called abort()"),
        ("assert", "aborted: assertion failed: argc == 1, in main"),
        ("trap", "out of bounds memory access"),
        ("overflow", "call stack exhausted"),
    ] {
        let module = compile("endings.c", &["-O1"], "O1", "js")?;
        ends_with(&wasmc(&module, &[argument])?, 134, message)?;
    }
    Ok(())
}

fn javascript() -> Result<()> {
    let module = compile("javascript.c", &["-O2"], "O2", "js")?;
    let output = wasmc(&module, &[])?;
    ends_with(
        &output,
        1,
        "\"env\".\"emscripten_asm_const_int\": (i32, i32, i32) -> (i32) (JavaScript that is part of the program: EM_ASM)",
    )?;
    ends_with(&output, 1, "\"env\".\"a_function_of_javascript\"")?;
    ensure!(output.stdout.is_empty(), "the program was started");
    Ok(())
}

fn short_names() -> Result<()> {
    let module = compile("longjmp.c", &["-O3"], "O3", "js")?;
    let alone = module.with_file_name("alone.wasm");
    fs::copy(&module, &alone)?;
    let javascript = alone.with_extension("js");
    if javascript.exists() {
        fs::remove_file(&javascript)?;
    }
    ends_with(&wasmc(&alone, &[])?, 1, "-sDECLARE_ASM_MODULE_EXPORTS=0")?;
    fs::write(&javascript, "var wasmImports={a:function(){}};")?;
    ends_with(&wasmc(&alone, &[])?, 1, "in a form that is not known: `a:function(){}")?;
    Ok(())
}

fn ends_with(output: &Output, status: i32, message: &str) -> Result<()> {
    let stderr = text(&output.stderr);
    ensure!(stderr.contains(message), "standard error has no `{message}`:\n{stderr}");
    ensure!(output.status.code() == Some(status), "exits with {}, not {status}", output.status);
    Ok(())
}

/// Builds a program, unless that has been done since its source was changed. Returns the module.
fn compile(source: &str, flags: &[&str], name: &str, extension: &str) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emscripten").join(source).join(name);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/programs/emscripten").join(source);
    let output = folder.join("program").with_extension(extension);
    let module = output.with_extension("wasm");
    let modified = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified());
    // Several tests may want the same.
    static ONE_BY_ONE: Mutex<()> = Mutex::new(());
    let _one_by_one = ONE_BY_ONE.lock().unwrap_or_else(PoisonError::into_inner);
    if modified(&module).is_ok_and(|built| modified(&source).is_ok_and(|source| built > source)) {
        return Ok(module);
    }
    fs::create_dir_all(&folder)?;
    let mut emcc = Command::new("emcc");
    // Debian's node finds its packages here; another node has to be told.
    emcc.env("NODE_PATH", "/usr/share/nodejs");
    succeed(emcc.arg(&source).args(flags).arg("-o").arg(&output))?;
    Ok(module)
}

/// Runs the JavaScript beside a module.
fn node(module: &Path, arguments: &[&str]) -> Result<Output> {
    let version = text(&Command::new("node").arg("--version").output()?.stdout);
    let major: u32 =
        version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0);
    let mut node = Command::new("timeout");
    node.args([TIMEOUT, "node"]);
    // Emscripten 3.1.6 takes a node that can fetch for a browser.
    if major >= 18 {
        node.arg("--no-experimental-fetch");
    }
    output(node.arg(module.with_extension("js")).args(arguments).current_dir(new_folder(module, "node")?), INPUT)
}

fn wasmc(module: &Path, arguments: &[&str]) -> Result<Output> {
    let mut wasmc = Command::new("timeout");
    wasmc
        .arg(TIMEOUT)
        .arg(profile_folder()?.join("wasmc"))
        .args(["run", "-O1", "--dir", "."])
        .arg(module)
        .args(arguments);
    output(wasmc.current_dir(new_folder(module, "wasmc")?), INPUT)
}

/// An empty folder beside a module. Tests that run the same module at the same time get one each.
fn new_folder(module: &Path, name: &str) -> Result<PathBuf> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder = module.with_file_name(format!("{name}-{number}"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
