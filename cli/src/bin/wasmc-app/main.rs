//! `wasmc-app`: what the programs of `wasmc link` are copies of. It runs the artifact in a section of its own file, as
//! `wasmc run` runs one, with the options in another section. The artifact's pages are mapped from the program's own file.

#[path = "../guest/mod.rs"]
mod guest;

mod sections;
mod shared;

use guest::{Guest, Javascript, Options};
use shared::failure::{Failure, Result, STATUS_ERROR};
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasmc_runtime::{Config, Engine, Module};

/// Exit status of wrong usage.
const STATUS_USAGE: u8 = 2;

fn main() -> ExitCode {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    let name = if arguments.is_empty() { OsString::from("wasmc-app") } else { arguments.remove(0) };
    match run(Path::new(&name), &arguments) {
        Ok(status) => status,
        Err(failure) => {
            failure.report();
            STATUS_ERROR.into()
        }
    }
}

/// Runs the guest of the program that is called `name`.
fn run(name: &Path, arguments: &[OsString]) -> Result<ExitCode> {
    let path =
        std::env::current_exe().map_err(|error| Failure::io(name, "cannot tell where the program is", &error))?;
    let file = File::open("/proc/self/exe").or_else(|_| File::open(&path));
    let file = file.map_err(|error| Failure::io(name, "cannot read the program", &error))?;
    let parts = sections::read(&file).map_err(|error| Failure::at(name, error))?;
    let arguments = guest::utf8(arguments)?;
    let mut options = Options::default();
    options.add_lines(&parts.options).map_err(|problem| Failure::at(name, format!("its options: {problem}")))?;
    let mut arguments = arguments.as_slice();
    if options.pass_options {
        match options.add_arguments(arguments) {
            Ok(rest) => arguments = rest,
            Err(problem) => {
                Failure::at(name, problem).hint("-- ends the options").report();
                return Ok(STATUS_USAGE.into());
            }
        }
    }
    if let Some(config) = options.config.clone() {
        configure(&mut options, &path.with_file_name(config))?;
    }
    let engine = Engine::new(Config::new().huge_pages(options.huge_pages));
    let module = Module::from_file_at(&engine, file, parts.artifact).map_err(|error| Failure::at(name, error))?;
    let javascript = parts.javascript.map(|text| Javascript { file: name.to_owned(), text });
    guest::run(&Guest { file: PathBuf::from(name), module, javascript }, &options, arguments)
}

/// Adds the options in a file.
fn configure(options: &mut Options, file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).map_err(|error| Failure::io(file, "cannot read the options", &error))?;
    options.add_lines(&text).map_err(|problem| Failure::at(file, problem))
}
