//! Scripts of the official test suite and programs on emulated AArch64: compiled here, run there, by Debian's `qemu-user`, in a
//! runtime that has been built for it. Needs the packages `qemu-user` and `gcc-aarch64-linux-gnu`, and Rust's standard library for the
//! target: where one of them is missing, this says so and tests nothing.
//!
//! A few folders, at the levels that differ most; `WASMC_AARCH64=all` is for the whole suite. `exceptions.txt` holds here as well.

use anyhow::{Context, Result, bail, ensure};
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::sync::Mutex;
use wasmc::wast::{self, NoArtifact};
use wasmc::{OptLevel, Options};
use wasmc_spectests::tools::{profile_folder, succeed, text};
use wasmc_spectests::{LEVELS, suites};

const TARGET: &str = "aarch64-unknown-linux-gnu";

const EXCEPTIONS: &str = include_str!("../exceptions.txt");

/// What is run if nobody asks for more: what depends on the machine.
const FOLDERS: [&str; 7] = ["core", "exceptions", "relaxed-simd", "scripts", "tail-call", "threads", "wide-arithmetic"];

/// Files of `core` that have thousands of assertions about instructions that all others use as well.
fn is_long(file: &str) -> bool {
    ["f32_cmp", "f64_cmp", "f32.wast", "f64.wast", "float_exprs", "const.wast"].iter().any(|name| file.contains(name))
}

/// How many assertions passed, of how many.
static TALLY: Mutex<BTreeMap<String, (usize, usize)>> = Mutex::new(BTreeMap::new());

fn main() -> Result<ExitCode> {
    let arguments = Arguments::from_args();
    if let Some(missing) = missing() {
        println!("skipped: {missing}");
        return Ok(ExitCode::SUCCESS);
    }
    let emulated = if arguments.list { PathBuf::new() } else { build()? };
    let conclusion = libtest_mimic::run(&arguments, trials(&emulated)?);
    let tally = TALLY.lock().expect("no trial panics while it holds the lock");
    for (suite, (passed, total)) in tally.iter() {
        println!("{suite}: {passed} of {total}");
    }
    let (passed, total) = tally.values().fold((0, 0), |sum, suite| (sum.0 + suite.0, sum.1 + suite.1));
    println!("{passed} assertions passed of {total}");
    Ok(conclusion.exit_code())
}

/// What this machine lacks.
fn missing() -> Option<String> {
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    for (program, package) in [("qemu-aarch64", "qemu-user"), ("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu")] {
        if !is_there(program) {
            return Some(format!("no {program}: install {package}"));
        }
    }
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().map(|output| text(&output.stdout));
    let library = Path::new(sysroot.unwrap_or_default().trim()).join("lib/rustlib").join(TARGET);
    (!library.join("lib").is_dir()).then(|| format!("no Rust library: rustup target add {TARGET}"))
}

/// Builds the programs that are to be emulated, and returns their folder.
fn build() -> Result<PathBuf> {
    let profile = profile_folder()?;
    let target = profile.parent().context("the target directory")?;
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    build.args(["build", "--quiet", "-p", "wasmc", "--bin", "wasmc", "--example", "wast_runner"]);
    build.args(["--no-default-features", "--target", TARGET, "--target-dir"]).arg(target);
    build.env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", "aarch64-linux-gnu-gcc");
    succeed(build.current_dir(env!("CARGO_MANIFEST_DIR")))?;
    Ok(target.join(TARGET).join("debug"))
}

fn trials(emulated: &Path) -> Result<Vec<Trial>> {
    let is_all = std::env::var_os("WASMC_AARCH64").is_some_and(|value| value == "all");
    let mut trials = Vec::new();
    for suite in suites()? {
        if !is_all && !FOLDERS.contains(&suite.name) {
            continue;
        }
        for file in suite.files.iter().filter(|file| is_all || !is_long(&file.name)) {
            for (level, opt) in LEVELS.into_iter().filter(|(_, opt)| is_all || *opt == OptLevel::O3) {
                let path = format!("{}/{}", suite.name, file.name);
                let options = Options { target: Some(TARGET.to_owned()), ..suite.options(opt) };
                let (emulated, script, name) = (emulated.to_owned(), file.text, suite.name);
                trials.push(Trial::test(format!("{level}/{path}"), move || {
                    let lines = run(&emulated, script, &options).map_err(|error| format!("{error:#}"))?;
                    judge(&format!("{level}/{name}"), &path, &lines)
                }));
            }
        }
    }
    Ok(trials)
}

fn emulator() -> Command {
    let mut command = Command::new("qemu-aarch64");
    command.args(["-L", "/usr/aarch64-linux-gnu"]);
    command
}

/// Runs a script over there. Returns what it says of it.
fn run(emulated: &Path, script: &str, options: &Options) -> Result<String> {
    let mut command = emulator();
    command.arg(emulated.join("examples/wast_runner"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let report = serve(&mut child, script, options);
    if report.is_err() {
        // It may wait for an answer.
        _ = child.kill();
    }
    let status = child.wait()?;
    let report = report.with_context(|| format!("the emulated program ended: {status}"))?;
    ensure!(status.success(), "the emulated program ended: {status}");
    Ok(report)
}

/// Sends a script, and compiles what is asked for until the report comes.
fn serve(child: &mut Child, script: &str, options: &Options) -> Result<String> {
    let mut to = child.stdin.take().context("its standard input")?;
    let mut from = child.stdout.take().context("its standard output")?;
    send(&mut to, b'S', script.as_bytes())?;
    loop {
        let (kind, bytes) = receive(&mut from)?;
        match kind {
            b'C' => match wast::artifact(&bytes, options) {
                Ok(artifact) => send(&mut to, b'A', &artifact)?,
                Err(NoArtifact::Invalid(error)) => send(&mut to, b'I', format!("{error:#}").as_bytes())?,
                Err(NoArtifact::Refused) => send(&mut to, b'R', &[])?,
                Err(NoArtifact::Failed(error)) => send(&mut to, b'F', format!("{error:#}").as_bytes())?,
            },
            b'D' => return Ok(String::from_utf8(bytes)?),
            _ => bail!("{}", text(&bytes)),
        }
    }
}

fn send(to: &mut ChildStdin, kind: u8, bytes: &[u8]) -> Result<()> {
    to.write_all(&[kind])?;
    to.write_all(&u32::try_from(bytes.len())?.to_le_bytes())?;
    Ok(to.write_all(bytes)?)
}

fn receive(from: &mut ChildStdout) -> Result<(u8, Vec<u8>)> {
    let mut head = [0; 5];
    from.read_exact(&mut head)?;
    let [kind, len @ ..] = head;
    let mut bytes = vec![0; u32::from_le_bytes(len) as usize];
    from.read_exact(&mut bytes)?;
    Ok((kind, bytes))
}

/// What did not hold, and is not known not to.
fn judge(suite: &str, path: &str, lines: &str) -> Result<(), Failed> {
    let (mut passed, mut total, mut wrong) = (0, 0, Vec::new());
    for line in lines.lines() {
        let (kind, rest) = line.split_once(' ').ok_or("a line of the report has a kind")?;
        if kind == "passed" {
            passed = rest.parse()?;
            total += passed;
            continue;
        }
        total += 1;
        if kind == "failed" || !rest.contains(wast::REFUSED) {
            wrong.push(rest);
        }
    }
    {
        let mut tally = TALLY.lock().expect("no trial panics while it holds the lock");
        let sum = tally.entry(suite.to_owned()).or_default();
        *sum = (sum.0 + passed, sum.1 + total);
    }
    let is_known = |place: &str| EXCEPTIONS.lines().any(|line| line.starts_with(&format!("{path}:{place} ")));
    wrong.retain(|rest| !is_known(rest.split(':').next().unwrap_or_default()));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}
