//! What `compile` writes to be linked into programs, and what it is called.

use crate::shared::args::{Compile, Emit};
use crate::shared::failure::{Failure, Result};
use crate::shared::source;
use std::path::Path;

/// The kinds of outputs that are asked for, or the one that the output's name tells.
pub fn kinds(args: &Compile) -> Vec<Emit> {
    if !args.emit.is_empty() {
        return args.emit.clone();
    }
    let is_object = args.output.as_ref().is_some_and(|output| output.extension().is_some_and(|end| end == "o"));
    vec![if is_object { Emit::Embed } else { Emit::Wcart }]
}

/// What the module is called: as the user says, or as its file. Standard input has no name, but what becomes of it may have
/// one.
pub fn name(args: &Compile) -> Result<String> {
    let file = match &args.name {
        Some(name) if name.is_empty() => return Err(Failure::new("--name has no letters")),
        Some(name) => return Ok(name.clone()),
        None if source::is_stdin(&args.input) => args.output.as_deref().filter(|output| !source::is_stdin(output)),
        None => Some(args.input.as_path()),
    };
    let stem = file.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    Ok(stem.unwrap_or_else(|| "module".to_owned()))
}
