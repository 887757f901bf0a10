//! What we compile for: target, CPU and features, and LLVM's target machine for them.

mod aarch64;
mod x86_64;

use crate::error::{Error, Result};
use crate::options::{OptLevel, Options};
use inkwell::OptimizationLevel;
use inkwell::targets::{CodeModel, InitializationConfig, RelocMode, TargetMachine, TargetTriple};
use wasmc_abi::cpu::Level;
use wasmc_frontend::ir::Cpu;

/// A kind of machine that we have code for.
struct Platform {
    /// What `--target` calls it.
    names: &'static [&'static str],
    /// LLVM's triple.
    triple: &'static str,
    /// Makes LLVM's part for it usable.
    initialize: fn(&InitializationConfig),
    /// Whether this program runs on one.
    is_host: bool,
    /// The CPUs that can be named, with their features; the one that every other can stand for first.
    levels: &'static [Level],
    /// Features that code does not use, though LLVM may take CPUs to have them.
    never: &'static [&'static str],
    /// What the frontend must know of a CPU with these features.
    facts: fn(&[String]) -> Cpu,
}

const PLATFORMS: [Platform; 2] = [x86_64::PLATFORM, aarch64::PLATFORM];

/// Whether a feature is among these.
fn has(enabled: &[String], name: &str) -> bool {
    enabled.iter().any(|feature| feature == name)
}

/// What we compile for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// LLVM's triple.
    pub triple: &'static str,
    /// LLVM's name of the CPU.
    pub cpu: String,
    /// LLVM's feature string: `+avx,-avx512f,…`.
    pub features: String,
    /// Names of the features that the code may use, sorted.
    pub enabled: Vec<String>,
    facts: Cpu,
}

impl Target {
    /// The target that the options choose.
    pub fn select(options: &Options) -> Result<Self> {
        let platform = platform(options.target.as_deref())?;
        (platform.initialize)(&InitializationConfig::default());
        let (cpu, features) = match options.cpu.as_deref() {
            Some(name) if options.cpu_features.is_some() => exactly(platform, name, options.cpu_features.as_deref())?,
            None | Some("native") if platform.is_host => (host_cpu(), host_features(platform)),
            None => level(platform, platform.levels[0].0)?,
            Some("native") => {
                let problem = format!("the target CPU `native` is this machine's, which is no {}", platform.names[0]);
                return Err(Error::target(format!("{problem}; known: {}", known_cpus(platform))));
            }
            Some(name) => level(platform, name)?,
        };
        let enabled = enabled_in(&features);
        let facts = (platform.facts)(&enabled);
        Ok(Self { triple: platform.triple, cpu, features, enabled, facts })
    }

    /// What the frontend must know of the CPU.
    pub fn facts(&self) -> Cpu {
        self.facts
    }

    /// LLVM's target machine: position-independent code, everything within 2 GiB.
    pub fn machine(&self, opt: OptLevel) -> Result<TargetMachine> {
        let triple = TargetTriple::create(self.triple);
        let level = match opt {
            OptLevel::O0 | OptLevel::O1 => OptimizationLevel::None,
            OptLevel::O2 | OptLevel::Os => OptimizationLevel::Default,
            OptLevel::O3 => OptimizationLevel::Aggressive,
        };
        inkwell::targets::Target::from_triple(&triple)
            .map_err(|message| Error::llvm("find the target", message.to_string_lossy()))?
            .create_target_machine(&triple, &self.cpu, &self.features, level, RelocMode::PIC, CodeModel::Small)
            .ok_or_else(|| Error::target(format!("LLVM has no machine for {} {}", self.triple, self.cpu)))
    }
}

/// Makes LLVM's part for a target usable.
pub fn initialize(name: &str) -> Result<()> {
    (platform(Some(name))?.initialize)(&InitializationConfig::default());
    Ok(())
}

fn platform(name: Option<&str>) -> Result<&'static Platform> {
    let found = match name {
        None => PLATFORMS.iter().find(|platform| platform.is_host),
        Some(name) => PLATFORMS.iter().find(|platform| platform.names.contains(&name)),
    };
    found.ok_or_else(|| {
        let known: Vec<_> = PLATFORMS.iter().map(|platform| platform.names[0]).collect();
        Error::target(format!("unknown target `{}`; known: {}", name.unwrap_or("this machine"), known.join(", ")))
    })
}

/// A CPU by name. Only names that we know the features of: what the code needs is checked before it runs.
fn level(platform: &Platform, name: &str) -> Result<(String, String)> {
    if platform.is_host && name == host_cpu() {
        return Ok((host_cpu(), host_features(platform)));
    }
    let Some((_, sets)) = platform.levels.iter().find(|(level, _)| *level == name) else {
        let native = if platform.is_host { "native, " } else { "" };
        let known = known_cpus(platform);
        return Err(Error::target(format!("unknown target CPU `{name}`; known: {native}{known}")));
    };
    let features: Vec<_> = sets.iter().copied().flatten().map(|feature| format!("+{feature}")).collect();
    Ok((name.to_owned(), allowed(platform, &features.join(","))))
}

/// A list of features without those that code does not use.
fn allowed(platform: &Platform, features: &str) -> String {
    let is_allowed = |feature: &&str| !platform.never.contains(&feature.trim_start_matches(['+', '-']));
    let allowed = features.split(',').filter(is_allowed).map(str::to_owned);
    allowed.chain(platform.never.iter().map(|name| format!("-{name}"))).collect::<Vec<_>>().join(",")
}

fn known_cpus(platform: &Platform) -> String {
    platform.levels.iter().map(|(level, _)| *level).collect::<Vec<_>>().join(", ")
}

/// The names of what a feature string turns on, sorted.
fn enabled_in(features: &str) -> Vec<String> {
    let mut enabled: Vec<_> =
        features.split(',').filter_map(|name| name.strip_prefix('+')).map(str::to_owned).collect();
    enabled.sort_unstable();
    enabled
}

/// A CPU by name, with these features and no others.
fn exactly(platform: &Platform, name: &str, enabled: Option<&[String]>) -> Result<(String, String)> {
    let enabled = enabled.unwrap_or_default();
    let is_enabled = |feature: &str| enabled.iter().any(|enabled| enabled == feature);
    if let Ok((cpu, features)) = level(platform, name)
        && enabled_in(&features) == enabled
    {
        return Ok((cpu, features));
    }
    if !platform.is_host {
        return Err(Error::target(format!("the features of the CPU `{name}` are only known on machines of its kind")));
    }
    // LLVM says of each feature that it knows whether this machine has it.
    let known = host_features(platform);
    let known = known.split(',').map(|feature| &feature[1..]);
    let features: Vec<_> = known.map(|name| format!("{}{name}", if is_enabled(name) { '+' } else { '-' })).collect();
    match enabled.iter().find(|name| !features.contains(&format!("+{name}"))) {
        Some(name) => Err(Error::target(format!("unknown CPU feature `{name}`"))),
        None => Ok((name.to_owned(), features.join(","))),
    }
}

/// LLVM's name of this machine's CPU.
pub fn host_cpu() -> String {
    TargetMachine::get_host_cpu_name().to_string_lossy().into_owned()
}

fn host_features(platform: &Platform) -> String {
    allowed(platform, &TargetMachine::get_host_cpu_features().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(target: Option<&str>, cpu: Option<&str>) -> Result<Target> {
        let (target, cpu) = (target.map(str::to_owned), cpu.map(str::to_owned));
        Target::select(&Options { target, cpu, ..Options::default() })
    }

    #[test]
    fn levels_enable_exactly_their_features() {
        let v2 = select(Some("x86_64-linux"), Some("x86-64-v2")).unwrap();
        assert!(v2.enabled.iter().any(|name| name == "sse4.2"));
        assert!(!v2.enabled.iter().any(|name| name == "avx"));
        assert!(v2.enabled.is_sorted());
        v2.machine(OptLevel::O3).unwrap();
    }

    #[test]
    fn every_cpu_of_every_target_has_a_machine() {
        for platform in &PLATFORMS {
            for (name, _) in platform.levels {
                let target = select(Some(platform.names[0]), Some(name)).unwrap();
                assert!(!target.enabled.is_empty(), "{name}");
                target.machine(OptLevel::O3).unwrap();
            }
        }
    }

    #[test]
    fn other_machines_than_this_one_have_no_native_cpu() {
        let other = PLATFORMS.iter().find(|platform| !platform.is_host).unwrap().names[0];
        let error = select(Some(other), Some("native")).unwrap_err().to_string();
        assert!(error.contains("`native`") && error.contains(other), "{error}");
        assert!(!select(Some(other), None).unwrap().enabled.is_empty());
    }

    #[test]
    fn the_host_is_the_default() {
        let host = select(None, None).unwrap();
        assert_eq!(host, select(None, Some("native")).unwrap());
        assert_eq!(host, select(Some("x86_64-linux"), Some(&host_cpu())).unwrap());
    }

    #[test]
    fn unknown_names_are_refused_with_the_known_ones() {
        let error = select(Some("vax"), None).unwrap_err().to_string();
        assert!(error.contains("`vax`") && error.contains("x86_64-linux"), "{error}");
        assert!(error.contains("aarch64-linux"), "{error}");
        let error = select(None, Some("8086")).unwrap_err().to_string();
        assert!(error.contains("`8086`") && error.contains("x86-64-v3"), "{error}");
    }
}
