//! Runs the transcripts in `transcripts/`: shell commands, and below each what it prints.
//!
//! A line `$ …` is a command, run by `sh` in a folder of the transcript's own that holds all of `inputs/`. Below it stand
//! its standard output, its standard error with `! ` before each line, and `? …` with its exit status, unless that is 0.
//! Lines `# …` are kept, each below an empty one. `WASMC_BLESS=1 cargo test` rewrites what follows the commands; `[..]` matches
//! anything in a line.

use libtest_mimic::{Arguments, Failed, Trial};
use snapbox::assert::{Action, Assert};
use snapbox::{Data, data::DataFormat};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let trials = files(&folder.join("transcripts")).into_iter().map(|path| {
        let name = path.file_stem().expect("a transcript has a name").to_string_lossy().into_owned();
        let inputs = folder.join("inputs");
        Trial::test(name, move || check(&path, &inputs))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is part of the sources");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("the folder is readable").path()).collect();
    files.sort();
    files
}

fn check(transcript: &Path, inputs: &Path) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    copy(inputs, folder.path())?;
    let mut actual = String::new();
    for line in fs::read_to_string(transcript)?.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            writeln!(actual, "{line}")?;
            show(&run(command, folder.path())?, &mut actual);
        } else if line.starts_with("# ") {
            let space = if actual.is_empty() { "" } else { "\n" };
            writeln!(actual, "{space}{line}")?;
        }
    }
    let action = if std::env::var_os("WASMC_BLESS").is_some() { Action::Overwrite } else { Action::Verify };
    let expected = Data::read_from(transcript, Some(DataFormat::Text));
    Assert::new()
        .action(action)
        .normalize_paths(false)
        .try_eq(Some(&"transcript"), actual.into(), expected)
        .map_err(Failed::from)
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    for input in files(from) {
        let target = to.join(input.file_name().expect("an input has a name"));
        if input.is_dir() {
            fs::create_dir(&target)?;
            copy(&input, &target)?;
        } else {
            fs::copy(&input, target)?;
        }
    }
    Ok(())
}

fn run(command: &str, folder: &Path) -> std::io::Result<Output> {
    let programs = Path::new(env!("CARGO_BIN_EXE_wasmc")).parent().expect("a program lies in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", programs.display()))
        .env_remove("COLUMNS")
        .stdin(std::process::Stdio::null())
        .output()
}

fn show(output: &Output, text: &mut String) {
    *text += &String::from_utf8_lossy(&output.stdout);
    if !text.ends_with('\n') {
        *text += "[no newline]\n";
    }
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        *text += format!("! {line}").trim_end();
        *text += "\n";
    }
    match output.status.code() {
        Some(0) => {}
        Some(code) => *text += &format!("? {code}\n"),
        None => *text += &format!("? {}\n", output.status),
    }
}
