//! `link`: a program that has an artifact in it and runs it as `run` does, without a compiler of any kind on the machine.
//!
//! It is a copy of `wasmc-app`, which is installed beside `wasmc`, with the artifact, the options and what else the guest needs
//! in sections of their own.

use crate::guest::Options;
use crate::module::{self, Found};
use crate::run::Given;
use crate::shared::args::Codegen;
use crate::shared::failure::{Failure, Result, describe};
use crate::shared::output::Output;
use crate::shared::program::{APP_SECTION, JAVASCRIPT_SECTION, OPTIONS_SECTION};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasmc_abi::image::SEGMENT_ALIGN;
use wasmc_linker::{Attachment, attach};
use wasmc_runtime::{Engine, Module};

/// The name of the program that others are copies of.
const BASE: &str = "wasmc-app";

/// `wasmc link`
#[derive(clap::Args, Debug)]
#[command(
    after_help = "All arguments of APP are the guest's, whose name for itself is APP's. A file of --config has options\n\
    as above, one a line, as `--dir HOST::GUEST` or `--env=K=V`; empty lines and those that begin with # say nothing. Paths\n\
    of --dir are taken from where APP is started.\n\n\
    Exit status: 0 when APP was written, 1 on an error, 2 on wrong usage. That of APP is as that of\n\
    `wasmc run`."
)]
pub struct Args {
    /// Where to write the program [default: FILE without its extension]
    #[arg(short, value_name = "APP")]
    output: Option<PathBuf>,
    #[command(flatten)]
    given: Given,
    /// Have APP read further options from FILE, in its own folder unless the path is absolute, whenever it starts
    #[arg(long, value_name = "FILE")]
    config: Option<String>,
    /// Let APP's first arguments be such options, up to -- or to one that is none
    #[arg(long)]
    pass_options: bool,
    #[command(flatten)]
    codegen: Codegen,
    /// An artifact (.wcart) or a module, binary or text
    #[arg(value_name = "FILE")]
    input: PathBuf,
}

/// Writes the program.
pub fn run(args: &Args) -> Result<ExitCode> {
    let options = options(args)?;
    let output = Output::new(&output(args)?)?;
    let artifact = match module::find(&args.input, &args.codegen, None)? {
        Found::Artifact(artifact) => artifact,
        Found::Failed(status) => return Ok(status),
    };
    let at_input = |error| Failure::at(&args.input, error);
    let module = Module::from_file(&Engine::default(), artifact.path()).map_err(at_input)?;
    let javascript = module::javascript(&args.input, &module)?;
    if let Some(javascript) = &javascript {
        javascript.names()?;
    }
    let bytes = fs::read(artifact.path()).map_err(|error| Failure::io(&args.input, "cannot read", &error))?;
    let mut parts = vec![
        Attachment { name: APP_SECTION, bytes: &bytes, align: SEGMENT_ALIGN },
        Attachment { name: OPTIONS_SECTION, bytes: options.as_bytes(), align: 1 },
    ];
    parts.extend(javascript.iter().map(|javascript| Attachment {
        name: JAVASCRIPT_SECTION,
        bytes: javascript.text.as_bytes(),
        align: 1,
    }));
    let base = base()?;
    let program = fs::read(&base).map_err(|error| cannot_read_base(&base, &error))?;
    output.write_program(&attach(&program, &parts).map_err(|error| Failure::at(&base, error))?)?;
    Ok(ExitCode::SUCCESS)
}

/// The options as text that can be read back.
fn options(args: &Args) -> Result<String> {
    let options = Options { config: args.config.clone(), pass_options: args.pass_options, ..args.given.options() };
    let text = options.to_string();
    let mut same = Options::default();
    match same.add_lines(&text) {
        Ok(()) if same == options => Ok(text),
        _ => Err(Failure::new("an option's value is empty, has several lines, or white space around it")),
    }
}

fn output(args: &Args) -> Result<PathBuf> {
    let path = args.output.clone().unwrap_or_else(|| args.input.with_extension(""));
    match path == args.input {
        true => Err(Failure::at(&path, "the program would replace the input").hint("name another with -o")),
        false => Ok(path),
    }
}

fn base() -> Result<PathBuf> {
    match std::env::current_exe() {
        Ok(path) => Ok(path.with_file_name(BASE)),
        Err(error) => Err(Failure::new(format!("cannot tell where {BASE} is: {}", describe(&error)))),
    }
}

fn cannot_read_base(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::io(path, "cannot read the program to copy", error);
    match error.kind() {
        io::ErrorKind::NotFound => failure.hint(format!("install {BASE} beside wasmc")),
        _ => failure,
    }
}
