//! What tests that start programs share: an up-to-date wasmc beside the test, and children that must succeed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// Brings `wasmc` and `wasmc-llvm` beside this test up to date, with the profile and features that the test was built with.
pub fn build_wasmc() -> Result<()> {
    build(&["--bins"])
}

/// As [`build_wasmc`], and the C library too.
pub fn build_wasmc_and_libraries() -> Result<()> {
    build(&["--bins", "--lib"])
}

fn build(targets: &[&str]) -> Result<()> {
    let profile = profile_folder()?;
    let target = profile.parent().context("the target directory")?;
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    build.args(["build", "--quiet", "--workspace"]).args(targets).arg("--target-dir").arg(target);
    if profile.ends_with("release") {
        build.arg("--release");
    }
    succeed(build.current_dir(env!("CARGO_MANIFEST_DIR")))
}

/// `target/debug` or `target/release`: this test is in its `deps`.
pub fn profile_folder() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.parent().and_then(Path::parent).context("the test's folder")?;
    Ok(folder.to_owned())
}

/// Runs it; the error has what it wrote to standard error.
pub fn succeed(command: &mut Command) -> Result<()> {
    let output = output(command, "")?;
    ensure!(output.status.success(), "{command:?}: {}\n{}", output.status, text(&output.stderr));
    Ok(())
}

/// Runs it with this as its standard input.
pub fn output(command: &mut Command, input: &str) -> Result<Output> {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("{command:?}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes()).or_else(|error| match error.kind() {
            std::io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(error),
        })?;
    }
    Ok(child.wait_with_output()?)
}

/// Fails unless two programs have printed the same and ended in the same way.
pub fn same_output(expected: &Output, actual: &Output) -> Result<()> {
    compare(&expected.stdout, &actual.stdout, "stdout")?;
    compare(&expected.stderr, &actual.stderr, "stderr")?;
    ensure!(expected.status == actual.status, "exits with {}, not {}", actual.status, expected.status);
    Ok(())
}

/// Fails with the first line that differs.
pub fn compare(expected: &[u8], actual: &[u8], what: &str) -> Result<()> {
    if expected == actual {
        return Ok(());
    }
    let (expected, actual) = (text(expected), text(actual));
    let differ = expected.lines().zip(actual.lines()).position(|(a, b)| a != b);
    let line = differ.unwrap_or_else(|| expected.lines().count().min(actual.lines().count()));
    let show = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_owned();
    bail!("{what} differs in line {}\n  expected: {}\n  actual:   {}", line + 1, show(&expected), show(&actual));
}

/// What a program printed.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
