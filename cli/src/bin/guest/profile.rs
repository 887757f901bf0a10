//! Where the counts of a guest go that was compiled to count: its profile, when the process ends.

use crate::shared::failure::{Failure, Result};
use crate::shared::output::Output;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use wasmc_runtime::{Module, Profile};

/// Held for ever by the thread that saves a profile, so that another, which also wants to end the process, waits for it.
static SAVING: Mutex<()> = Mutex::new(());

/// Adds the counts to those of earlier runs. Does nothing if the module was not compiled to count.
pub fn save(file: &Path, module: &Module) -> Result<()> {
    let (Some(mut profile), Some(info)) = (module.profile(), module.build().profile) else { return Ok(()) };
    std::mem::forget(SAVING.lock());
    let path = match &*info.file {
        "" => file.with_extension("wprof"),
        name => PathBuf::from(name.replace("%p", &std::process::id().to_string())),
    };
    let output = Output::new(&path)?;
    if output.path().is_some_and(Path::is_file) {
        add(&mut profile, &path)?;
    }
    output.write(&profile.to_bytes())
}

/// Adds what is in a file. Counts of another module, as the program was before it was changed, are of no use any more. But
/// what is no profile must not be lost.
fn add(profile: &mut Profile, path: &Path) -> Result<()> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::io(path, "cannot read", &error)),
    };
    let before = Profile::from_bytes(&bytes);
    let before = before.map_err(|error| Failure::at(path, error).hint("remove it, or name another file"))?;
    _ = profile.add(&before);
    Ok(())
}
