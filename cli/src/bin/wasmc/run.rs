//! `run`: an artifact, or a module that is compiled first, as a WASI program or function by function.

use crate::guest::{self, Guest, Options};
use crate::module::{self, Found};
use crate::shared::args::Codegen;
use crate::shared::failure::{Failure, Result};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasmc_runtime::{Config, Engine, Module};

/// `wasmc run`
#[derive(clap::Args, Debug)]
#[command(override_usage = "wasmc run [OPTIONS] FILE [ARGS]...")]
#[command(after_help = "What follows FILE belongs to the guest.\n\n\
    Exit status: the guest's own; 134 after a trap or an uncaught exception, 130 after an\n\
    interrupt, 1 on an error, 2 on wrong usage.")]
pub struct Args {
    #[command(flatten)]
    given: Given,
    /// Keep what a module is compiled to in the file OUT: perf names the functions of code that comes from a file that is still there
    #[arg(long, value_name = "OUT")]
    save: Option<PathBuf>,
    /// Tell debuggers of the guest's functions: for `gdb --args wasmc run -g FILE`, or to attach gdb later
    #[arg(short = 'g', long = "debug")]
    debug: bool,
    #[command(flatten)]
    codegen: Codegen,
    /// An artifact (.wcart) or a module, binary or text, and the guest's arguments
    #[arg(value_name = "FILE", required = true, num_args = 1.., trailing_var_arg = true)]
    command: Vec<OsString>,
}

/// What a guest is given.
#[derive(clap::Args, Debug)]
pub struct Given {
    /// Let the guest reach the directory HOST, under the name GUEST [default: HOST]
    #[arg(long, value_name = "HOST[::GUEST]")]
    dir: Vec<String>,
    /// As --dir, but the guest cannot change anything there
    #[arg(long, value_name = "HOST[::GUEST]")]
    dir_ro: Vec<String>,
    /// Set the guest's environment variable K, to its value here if none is given
    #[arg(long, value_name = "K[=V]")]
    env: Vec<String>,
    /// The guest's name for itself [default: FILE without its folder]
    #[arg(long, value_name = "NAME")]
    argv0: Option<String>,
    /// Call the exported function FUNC with ARGS and print its results, one per line
    #[arg(long, value_name = "FUNC")]
    invoke: Option<String>,
    /// Ask the system for huge pages: for guests that reach all over hundreds of megabytes
    #[arg(long)]
    huge_pages: bool,
}

impl Given {
    /// The same for whoever runs it.
    pub fn options(&self) -> Options {
        Options {
            dir: self.dir.clone(),
            dir_ro: self.dir_ro.clone(),
            env: self.env.clone(),
            argv0: self.argv0.clone(),
            invoke: self.invoke.clone(),
            huge_pages: self.huge_pages,
            ..Options::default()
        }
    }
}

/// Runs the guest to its end.
pub fn run(args: &Args) -> Result<ExitCode> {
    let (file, arguments) = args.command.split_first().expect("clap requires at least one value");
    let (file, arguments) = (Path::new(file), guest::utf8(arguments)?);
    let options = args.given.options();
    let artifact = match module::find(file, &args.codegen, args.save.as_deref())? {
        Found::Artifact(artifact) => artifact,
        Found::Failed(status) => return Ok(status),
    };
    let engine = Engine::new(Config::new().huge_pages(options.huge_pages).debug_info(args.debug));
    let module = Module::from_file(&engine, artifact.path()).map_err(|error| Failure::at(file, error))?;
    let javascript = module::javascript(file, &module)?;
    guest::run(&Guest { file: file.to_owned(), module, javascript }, &options, &arguments)
}
