//! The options `-C profile-generate` and `-C profile-use`: what they choose, and the profiles that the latter names.

use crate::shared::args::CodegenOption;
use crate::shared::failure::{Failure, Result};
use crate::shared::source;
use std::path::Path;
use std::sync::Arc;
use wasmc::ProfileOption;
use wasmc_abi::profile::Profile;

/// What the options say about profiles, and the sum of those that are to be used.
pub fn choose(options: &[CodegenOption]) -> Result<ProfileOption> {
    let mut chosen = ProfileOption::Off;
    for option in options {
        let next = match option {
            CodegenOption::TargetCpu(_) => continue,
            CodegenOption::ProfileGenerate(file) => ProfileOption::Generate(file.clone()),
            CodegenOption::ProfileUse(files) => ProfileOption::Use(Arc::new(sum(files)?)),
        };
        if std::mem::replace(&mut chosen, next) != ProfileOption::Off {
            return Err(Failure::new("-C takes profile-generate or profile-use once, and not both")
                .hint("name several files with commas"));
        }
    }
    Ok(chosen)
}

fn sum(files: &[String]) -> Result<Profile> {
    let (first, rest) = files.split_first().expect("the option names at least one file");
    let mut sum = read(first)?;
    for file in rest {
        if !sum.add(&read(file)?) {
            return Err(Failure::at(file.as_ref(), format!("the profile is of another module than {first}")));
        }
    }
    Ok(sum)
}

fn read(file: &str) -> Result<Profile> {
    let path = Path::new(file);
    Profile::from_bytes(&source::read(path)?).map_err(|error| Failure::at(path, error))
}
