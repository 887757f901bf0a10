//! `inspect`: what is in an artifact or a module.

mod artifact;
mod module;

use crate::print;
use crate::shared::failure::{Failure, Result};
use crate::shared::source::{self, Kind};
use std::fmt::{self, Display, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// `wasmc inspect`
#[derive(clap::Args, Debug)]
pub struct Args {
    /// An artifact, or a module, binary or text; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// What there is to say about a file.
#[derive(Default)]
struct Summary {
    /// Names and values.
    facts: Vec<(&'static str, String)>,
    imports: Vec<Entity>,
    exports: Vec<Entity>,
}

/// Something imported or exported.
struct Entity {
    /// The specification's word for what it is.
    kind: &'static str,
    /// `module.name` of an import, the name of an export.
    name: String,
    ty: String,
}

/// Prints a summary of a file.
pub fn run(args: &Args) -> Result<ExitCode> {
    let file = &args.file;
    let bytes = source::read(file)?;
    let mut summary = match source::sniff(file, &bytes)? {
        Kind::Artifact => artifact::summarize(file, &bytes)?,
        Kind::Binary => module::summarize(&bytes).map_err(|error| Failure::at(file, error))?,
        Kind::Text => {
            let wasm = wat::Parser::new().parse_bytes(Some(file), &bytes).map_err(|error| Failure::at(file, error))?;
            module::summarize(&wasm).map_err(|error| Failure::at(file, error))?
        }
    };
    summary.facts.insert(0, ("file", file.display().to_string()));
    print(&summary.to_string())?;
    Ok(ExitCode::SUCCESS)
}

impl Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.facts {
            writeln!(f, "{:<15}{value}", format!("{name}:"))?;
        }
        for (title, entities) in [("imports", &self.imports), ("exports", &self.exports)] {
            writeln!(f, "{:<15}{}", format!("{title}:"), entities.len())?;
            for Entity { kind, name, ty } in entities {
                writeln!(f, "  {kind:<7} {name}: {ty}")?;
            }
        }
        Ok(())
    }
}

/// `1234 bytes (1.2 KiB)`
fn size(bytes: u64) -> String {
    const STEP: f64 = 1024.0;
    let mut units = ["KiB", "MiB", "GiB"].into_iter();
    let (mut value, mut unit) = (bytes as f64, None);
    while value >= STEP && units.len() > 0 {
        value /= STEP;
        unit = units.next();
    }
    match unit {
        Some(unit) => format!("{bytes} bytes ({value:.1} {unit})"),
        None => format!("{bytes} bytes"),
    }
}

/// The number of things a module has, and how many of them it imports.
fn count(all: usize, imported: usize) -> String {
    if imported == 0 { all.to_string() } else { format!("{all} ({imported} imported)") }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        _ = write!(text, "{byte:02x}");
        text
    })
}

/// `1 page`, `2 pages, at most 5`
fn limits(min: u64, max: Option<u64>, unit: &str) -> String {
    let plural = if min == 1 { "" } else { "s" };
    let most = max.map(|max| format!(", at most {max}")).unwrap_or_default();
    format!("{min} {unit}{plural}{most}")
}

/// The same in pages, and whether the memory is shared.
fn pages(min: u64, max: Option<u64>, shared: bool) -> String {
    limits(min, max, "page") + if shared { ", shared" } else { "" }
}
