//! Links each `link/*.s` and `link/*.ll`, and a second object after it if it says `#! with: FILE`, and compares what binutils and the metadata say about the artifact with the
//! file's `#! expect-…` lines, all of them, in order. `WASMC_BLESS=1` rewrites those lines. `#! args: …` are for the
//! assembler.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/link");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(directory).expect("the cases exist").map(|entry| entry.expect("readable").path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let trials = paths
        .into_iter()
        .map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            Trial::test(name, move || run(&path))
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn run(path: &Path) -> Result<(), Failed> {
    let source = fs::read_to_string(path)?;
    let comment = if path.extension().is_some_and(|extension| extension == "ll") { ";!" } else { "#!" };
    let directives = |line: &str| line.strip_prefix(comment).map(|text| text.trim().to_owned());
    let args = source.lines().filter_map(directives).find_map(|line| Some(line.strip_prefix("args:")?.to_owned()));
    let expected: Vec<String> =
        source.lines().filter_map(directives).filter(|line| line.starts_with("expect-")).collect();

    let directory = tempfile::tempdir()?;
    let args = args.as_deref().unwrap_or("");
    let mut objects = vec![support::assemble(path, args, directory.path())?];
    if let Some(second) =
        source.lines().filter_map(directives).find_map(|line| Some(line.strip_prefix("with: ")?.to_owned()))
    {
        objects.push(support::assemble(&path.with_file_name(second), args, directory.path())?);
    }
    let actual = match support::link_all(&objects) {
        Ok(file) => {
            if file != support::link_all(&objects)? {
                return Err("the same input gave other bytes".into());
            }
            support::report(&file, directory.path())?
        }
        Err(error) => vec![format!("expect-error: {error}")],
    };
    if actual == expected {
        return Ok(());
    }
    if std::env::var_os("WASMC_BLESS").is_some() {
        return bless(path, &source, comment, &actual);
    }
    Err(format!("expected:\n{}\n\nactual:\n{}\n", expected.join("\n"), actual.join("\n")).into())
}

fn bless(path: &Path, source: &str, comment: &str, actual: &[String]) -> Result<(), Failed> {
    let expectation = format!("{comment} expect-");
    let kept: Vec<&str> = source.lines().filter(|line| !line.starts_with(&expectation)).collect();
    let mut text = kept.join("\n").trim_end().to_owned() + "\n\n";
    for line in actual {
        text += &format!("{comment} {line}\n");
    }
    Ok(fs::write(path, text)?)
}
