//! Refuses artifacts whose code this machine cannot run. What a CPU has is asked in a module for each kind.

#[cfg(target_arch = "aarch64")]
mod aarch64;
#[cfg(target_arch = "x86_64")]
mod x86_64;

use super::ArtifactError;
#[cfg(target_arch = "aarch64")]
use aarch64::{has, is_everywhere};
use wasmc_abi::artifact::ArchivedBuildInfo;
use wasmc_abi::cpu::LEVELS;
#[cfg(target_arch = "x86_64")]
use x86_64::{has, is_everywhere};

/// Checks the architecture and the system.
pub fn check_target(build: &ArchivedBuildInfo) -> Result<(), ArtifactError> {
    let target = build.target.as_str();
    let mut parts = target.split('-');
    if parts.next() != Some(std::env::consts::ARCH) || !parts.any(|part| part == std::env::consts::OS) {
        return Err(ArtifactError::Target { target: target.to_owned(), host: std::env::consts::ARCH });
    }
    Ok(())
}

/// The CPU that code is chosen for: this machine's, or what is left of it.
#[derive(Clone, Debug, Default)]
pub struct HostCpu {
    /// The features that it is taken to have, of those that it has; none for all.
    only: Option<Vec<String>>,
}

impl HostCpu {
    /// This machine's CPU with only some of its features, by LLVM's names or those of levels.
    pub fn only<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut only = Vec::new();
        for name in names {
            match LEVELS.iter().find(|(level, _)| *level == name) {
                Some((_, sets)) => only.extend(sets.iter().copied().flatten().map(|&name| name.to_owned())),
                None => only.push(name.to_owned()),
            }
        }
        Self { only: Some(only) }
    }

    /// Whether code that may use a feature, by LLVM's name for it, can run.
    pub fn has(&self, feature: &str) -> bool {
        let is_left = |only: &Vec<String>| is_everywhere(feature) || only.iter().any(|name| name == feature);
        self.only.as_ref().is_none_or(is_left) && has(feature)
    }
}
