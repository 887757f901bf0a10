//! `inspect`: what is in an artifact or a module.

mod artifact;
mod json;
mod module;

use crate::guest::print;
use crate::shared::failure::{Failure, Result};
use crate::shared::source::{self, Kind};
use std::fmt::{self, Display};
use std::path::PathBuf;
use std::process::ExitCode;

/// `wasmc inspect`
#[derive(clap::Args, Debug)]
#[command(after_help = "With --json, keys are the names that are printed otherwise, with _ for spaces: sizes are\n\
    numbers of bytes, options and features are lists, functions and the like {\"all\", \"imported\"},\n\
    imports and exports [{\"kind\", \"module\", \"name\", \"type\"}]. What is compiled for each CPU is in\n\
    \"slices\", a list. What there is not is null. Keys may be added, and keep their meaning.")]
pub struct Args {
    /// Print everything as one JSON object, for programs
    #[arg(long)]
    json: bool,
    /// An artifact, or a module, binary or text; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// What there is to say about a file.
#[derive(Default)]
struct Summary {
    /// Names and values.
    facts: Vec<(&'static str, Fact)>,
    /// The same about the code for each CPU.
    slices: Vec<Vec<(&'static str, Fact)>>,
    imports: Vec<Entity>,
    exports: Vec<Entity>,
}

/// A value.
enum Fact {
    Nothing,
    Text(String),
    Number(u64),
    /// A size.
    Bytes(u64),
    /// The number of things a module has, and how many of them it imports.
    Count(usize, usize),
    List(Vec<String>),
}

/// Something imported or exported.
struct Entity {
    /// The specification's word for what it is.
    kind: &'static str,
    /// The module that it is imported from.
    module: Option<String>,
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
    summary.facts.insert(0, ("file", Fact::Text(file.display().to_string())));
    print(&if args.json { json::text(&summary) } else { summary.to_string() })?;
    Ok(ExitCode::SUCCESS)
}

impl Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, fact) in self.facts.iter().chain(self.slices.iter().flatten()) {
            let value = fact.to_string();
            if !value.is_empty() {
                writeln!(f, "{:<16}{value}", format!("{name}:"))?;
            }
        }
        for (title, entities) in [("imports", &self.imports), ("exports", &self.exports)] {
            writeln!(f, "{:<16}{}", format!("{title}:"), entities.len())?;
            for Entity { kind, module, name, ty } in entities {
                let module = module.as_ref().map(|module| format!("{module}.")).unwrap_or_default();
                writeln!(f, "  {kind:<7} {module}{name}: {ty}")?;
            }
        }
        Ok(())
    }
}

impl Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Bytes(bytes) => f.write_str(&size(*bytes)),
            Self::Count(all, 0) => all.fmt(f),
            Self::Count(all, imported) => write!(f, "{all} ({imported} imported)"),
            Self::List(list) => f.write_str(&list.join(" ")),
        }
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
