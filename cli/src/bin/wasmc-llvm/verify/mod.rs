//! `verify`: whether an artifact is what comes of a module. It is compiled again, as the artifact says that it was, and the bytes are
//! compared.

mod difference;

use crate::compile;
use crate::features;
use crate::profile;
use crate::shared::args::{Codegen, Verify};
use crate::shared::artifact::{self, hexadecimal};
use crate::shared::failure::{Failure, Result};
use crate::shared::source::{self, Kind};
use clap::Parser;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use wasmc::{Options, Product, ProfileOption};
use wasmc_abi::artifact::{Artifact, BuildInfo, FORMAT_VERSION};

/// Exit status when nothing can be said.
const STATUS_UNKNOWN: u8 = 2;

/// The options of an artifact.
#[derive(Parser)]
struct Recorded {
    #[command(flatten)]
    codegen: Codegen,
}

/// Compiles again and compares.
pub fn run(args: &Verify) -> Result<ExitCode> {
    let bytes = source::read(&args.artifact)?;
    if source::sniff(&args.artifact, &bytes)? != Kind::Artifact {
        return Err(Failure::at(&args.artifact, "not an artifact").hint("the artifact comes first, then the module"));
    }
    let module = source::read(&args.module)?;
    if source::sniff(&args.module, &module)? == Kind::Artifact {
        return Err(Failure::at(&args.module, "an artifact, not a module"));
    }
    if let Some(failure) = other_version(&args.artifact, artifact::header(&args.artifact, &bytes)?.version, None) {
        return Ok(unknown(&failure));
    }
    let (_, contents) = artifact::read(&args.artifact, &bytes)?;
    if let Some(failure) = other_version(&args.artifact, FORMAT_VERSION, Some(&contents.build)) {
        return Ok(unknown(&failure));
    }
    let wasm = wasmc::to_binary(&module, Some(&args.module)).map_err(|error| Failure::at(&args.module, error))?;
    let found = *blake3::hash(&wasm).as_bytes();
    if found != contents.build.wasm_hash {
        let (expected, found) = (hexadecimal(&contents.build.wasm_hash), hexadecimal(&found));
        let what = format!("made from another module: hash {expected}; {} has {found}", args.module.display());
        return Err(Failure::at(&args.artifact, what));
    }
    let profile = match used_profile(args, &contents.build)? {
        Ok(profile) => profile,
        Err(failure) => return Ok(unknown(&failure)),
    };
    let options = options(&args.artifact, &contents, profile, args)?;
    let again = wasmc::compile(&wasm, &[Product::Wcart], &options, &());
    let again = again.map_err(|error| features::refusal(&args.module, error))?.products.swap_remove(0);
    if let Some(difference) = difference::first(&bytes, &again) {
        return Err(Failure::at(&args.artifact, format!("not what comes of {}: {difference}", args.module.display())));
    }
    print(args, &contents.build)
}

/// Says that it cannot be said, and why.
fn unknown(failure: &Failure) -> ExitCode {
    failure.report();
    STATUS_UNKNOWN.into()
}

fn print(args: &Verify, build: &BuildInfo) -> Result<ExitCode> {
    let BuildInfo { wasmc_version, llvm_version, .. } = build;
    let (artifact, module) = (args.artifact.display(), args.module.display());
    let line = format!("{artifact}: verified: wasmc {wasmc_version} with LLVM {llvm_version} makes it of {module}\n");
    let written = io::stdout().write_all(line.as_bytes());
    written.map(|()| ExitCode::SUCCESS).map_err(|error| Failure::io(Path::new("<stdout>"), "cannot write", &error))
}

/// Only the versions that made an artifact can make it again.
fn other_version(file: &Path, format: u32, build: Option<&BuildInfo>) -> Option<Failure> {
    let (ours, llvm) = (env!("CARGO_PKG_VERSION"), wasmc::llvm_version());
    let made_by = match build {
        Some(build) if build.wasmc_version == ours && build.llvm_version == llvm => return None,
        Some(build) => format!("made by wasmc {} with LLVM {}", build.wasmc_version, build.llvm_version),
        None if format == FORMAT_VERSION => return None,
        None => format!("of format version {format}"),
    };
    let what = format!(
        "cannot be verified: it is {made_by}, and this is wasmc {ours} with LLVM {llvm}, format version {FORMAT_VERSION}"
    );
    Some(Failure::at(file, what).hint("verify it with the wasmc that made it"))
}

/// The profile that the artifact was optimized for, if it was. The inner error says that nobody has named it.
fn used_profile(args: &Verify, build: &BuildInfo) -> Result<std::result::Result<Option<ProfileOption>, Failure>> {
    let given = match profile::choose(&args.options)? {
        ProfileOption::Use(profile) => Some(profile),
        ProfileOption::Off | ProfileOption::Generate(_) => None,
    };
    let Some(expected) = build.profile_used else { return Ok(Ok(None)) };
    let Some(given) = given else {
        let what = format!(
            "cannot be verified without the profile that it was optimized for: hash {}",
            hexadecimal(&expected)
        );
        return Ok(Err(Failure::at(&args.artifact, what).hint("name its files with -C profile-use=FILE[,FILE...]")));
    };
    let found = *blake3::hash(&given.to_bytes()).as_bytes();
    if found != expected {
        let what = format!("made with another profile: hash {}, not {}", hexadecimal(&expected), hexadecimal(&found));
        return Err(Failure::at(&args.artifact, what));
    }
    Ok(Ok(Some(ProfileOption::Use(given))))
}

/// The options that the artifact was made with, for each of its CPUs.
fn options(file: &Path, artifact: &Artifact, profile: Option<ProfileOption>, args: &Verify) -> Result<Vec<Options>> {
    let arguments = std::iter::once("wasmc").chain(artifact.build.options.iter().map(String::as_str));
    let recorded = Recorded::try_parse_from(arguments).map_err(|error| Failure::at(file, error))?;
    let codegen = Codegen { target: Some(artifact.build.target.clone()), jobs: args.jobs, ..recorded.codegen };
    let mut options = compile::options(&codegen)?.swap_remove(0);
    options.profile = profile.unwrap_or(options.profile);
    let for_cpu = |slice: &wasmc_abi::artifact::Slice| Options {
        cpu: Some(slice.cpu.name.clone()),
        cpu_features: Some(slice.cpu.features.clone()),
        ..options.clone()
    };
    Ok(artifact.slices.iter().map(for_cpu).collect())
}
