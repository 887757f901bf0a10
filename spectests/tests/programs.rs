//! Real programs, and two of our own for exceptions, compiled by `wasmc compile` at -O0 and -O3 and run by `wasmc run`: what they
//! print, write to stderr and exit with must be, byte for byte, what their native builds do. Programs that throw are compiled in both
//! encodings of exceptions. Python has no native build of the same version: its expected output is in files.
//!
//! `scripts/programs/build` downloads and builds them; the time is spent there and in compiling Python.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};
use libtest_mimic::{Arguments, Failed, Trial};
use wasmc_spectests::tools::{build_wasmc, compare, output, profile_folder, same_output, succeed, text};

/// A program of `scripts/programs` and the command lines to run it with.
struct Program {
    name: &'static str,
    /// What its modules are called after its name.
    modules: &'static [&'static str],
    /// Folder of `scripts/programs` whose files the program finds in its directory.
    scripts: Option<&'static str>,
    runs: &'static [&'static [&'static str]],
}

const ONE: &[&str] = &[""];
/// A module for each of the two encodings of exceptions.
const THROWING: &[&str] = &["", "-legacy"];

const PROGRAMS: &[Program] = &[
    Program { name: "bzip2", modules: ONE, scripts: None, runs: &[&[]] },
    Program { name: "zstd", modules: ONE, scripts: None, runs: &[&[]] },
    Program { name: "sqlite", modules: ONE, scripts: None, runs: &[&["shop.db"]] },
    Program { name: "libsodium", modules: ONE, scripts: None, runs: &[&[]] },
    Program {
        name: "lua",
        modules: ONE,
        scripts: Some("lua"),
        runs: &[&["values.lua", "compute.lua"], &["error.lua"], &["missing.lua"]],
    },
    Program {
        name: "quickjs",
        modules: ONE,
        scripts: Some("quickjs"),
        runs: &[&["values.js", "compute.js"], &["error.js"]],
    },
    Program { name: "exceptions", modules: THROWING, scripts: None, runs: &[&[], &["terminate"]] },
    Program { name: "longjmp", modules: THROWING, scripts: None, runs: &[&[]] },
    Program { name: "lua-errors", modules: THROWING, scripts: Some("lua-errors"), runs: &[&["errors.lua"]] },
    Program { name: "jsonnet", modules: THROWING, scripts: None, runs: &[&[]] },
];

/// Folder of the built programs, in the target directory's own for such things.
const BUILT: &str = "programs";

const LEVELS: [&str; 2] = ["-O0", "-O3"];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = vec![trial("python", ONE, python)];
    trials.extend(PROGRAMS.iter().map(|p| trial(p.name, p.modules, |tools| same_as_native(p, tools))));
    if !arguments.list
        && let Err(error) = build_wasmc()
    {
        eprintln!("{error:#}");
        return ExitCode::FAILURE;
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(
    name: &'static str,
    modules: &'static [&'static str],
    test: impl Fn(&Tools) -> Result<()> + Send + 'static,
) -> Trial {
    let at_each_level = move || {
        build_program(name)?;
        modules.iter().flat_map(|module| LEVELS.map(|level| (module, level))).try_for_each(|(module, level)| {
            test(&Tools::new(name, module, level)?).with_context(|| format!("{name}{module} at {level}"))
        })
    };
    Trial::test(name, move || at_each_level().map_err(|error| Failed::from(format!("{error:#}"))))
}

fn same_as_native(program: &Program, tools: &Tools) -> Result<()> {
    for (index, args) in program.runs.iter().enumerate() {
        let guest = tools.work_folder(&format!("guest-{index}"), program.scripts)?;
        let native = tools.work_folder(&format!("native-{index}"), program.scripts)?;
        let expected = output(Command::new(built(program.name)).args(*args).current_dir(native), "")?;
        ensure!(expected.status.code().is_some(), "the native program failed: {}", expected.status);
        let actual = output(tools.run().args(*args).current_dir(guest), "")?;
        same_output(&expected, &actual)?;
    }
    Ok(())
}

fn python(tools: &Tools) -> Result<()> {
    let folder = tools.work_folder("guest", Some("python"))?;
    let python = |args: &[&str]| {
        let mut command = tools.run();
        command.args(args).current_dir(&folder);
        command
    };

    let actual =
        output(&mut python(&["-c", "import sys; print(sys.version_info[:3], sum(i * i for i in range(10**6)))"]), "")?;
    compare(b"(3, 12, 0) 333332833333500000\n", &actual.stdout, "stdout of -c")?;
    ensure!(actual.status.success(), "-c exits with {}: {}", actual.status, text(&actual.stderr));

    let actual = output(&mut python(&["values.py"]), "")?;
    compare(&fs::read(folder.join("values.expected"))?, &actual.stdout, "stdout of values.py")?;
    ensure!(actual.status.success(), "values.py exits with {}: {}", actual.status, text(&actual.stderr));

    let actual = output(&mut python(&["files.py", "one", "two words"]), "some input here\n")?;
    compare(&fs::read(folder.join("files.expected"))?, &actual.stdout, "stdout of files.py")?;
    compare(b"to stderr\n", &actual.stderr, "stderr of files.py")?;
    ensure!(actual.status.code() == Some(3), "files.py exits with {}", actual.status);
    Ok(())
}

/// One program, compiled, and the folders that it runs in: all of it in the target directory.
struct Tools {
    wasmc: PathBuf,
    artifact: PathBuf,
    folder: PathBuf,
    /// Files that the program was built with and finds in its directory.
    data: PathBuf,
}

impl Tools {
    /// Compiles this module of the built program `name`.
    fn new(name: &str, module: &str, level: &str) -> Result<Tools> {
        let folder = target_temporary().join("programs-run").join(format!("{name}{module}{level}"));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let wasmc = profile_folder()?.join("wasmc");
        let artifact = folder.join("program.wcart");
        let wasm = built(&format!("{name}{module}")).with_extension("wasm");
        succeed(Command::new(&wasmc).args(["compile", level]).arg(wasm).arg("-o").arg(&artifact))?;
        Ok(Tools { wasmc, artifact, folder, data: built(name).with_extension("data") })
    }

    /// `wasmc run` of the program in the current directory, ready for the program's own arguments.
    fn run(&self) -> Command {
        let mut command = Command::new(&self.wasmc);
        command.args(["run", "--dir", ".", "--env", "WASMC_TEST=yes"]).arg(&self.artifact);
        command
    }

    /// A new folder with copies of the files in `scripts` and of the program's data.
    fn work_folder(&self, name: &str, scripts: Option<&str>) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        fs::create_dir(&folder)?;
        if let Some(scripts) = scripts {
            copy_files(&scripts_folder().join(scripts), &folder)?;
        }
        if self.data.exists() {
            copy_files(&self.data, &folder)?;
        }
        Ok(folder)
    }
}

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&to)?;
            copy_files(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

/// Downloads and builds what is not there yet.
fn build_program(name: &str) -> Result<()> {
    succeed(Command::new(scripts_folder().join("build")).arg(target_temporary().join(BUILT)).arg(name))
}

/// The native program; the module is beside it.
fn built(name: &str) -> PathBuf {
    target_temporary().join(BUILT).join(name)
}

fn target_temporary() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn scripts_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/programs")
}
