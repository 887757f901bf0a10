//! Chooses the slice of an artifact that runs here: of those whose CPU features this machine has, the one with the most, which is
//! compiled for the most demanding CPU; of equally demanding ones the first.

use super::ArtifactError;
use super::cpu::HostCpu;
use std::cmp::Reverse;
use wasmc_abi::artifact::ArchivedSlice;
use wasmc_abi::cpu::LEVELS;

/// The position of the slice to run.
pub fn select(slices: &[ArchivedSlice], host: &HostCpu) -> Result<usize, ArtifactError> {
    let missing = |slice: &ArchivedSlice| -> Vec<String> {
        let names = slice.cpu.features.iter().map(|name| name.as_str());
        names.filter(|name| !host.has(name)).map(str::to_owned).collect()
    };
    let fitting = slices.iter().enumerate().filter(|(_, slice)| missing(slice).is_empty());
    if let Some((position, _)) = fitting.min_by_key(|(position, slice)| (Reverse(slice.cpu.features.len()), *position))
    {
        return Ok(position);
    }
    let nearest = slices.iter().map(|slice| (missing(slice), slice.cpu.name.as_str()));
    let (features, cpu) =
        nearest.min_by_key(|(missing, _)| missing.len()).expect("the artifact's checks hold that it has code");
    Err(ArtifactError::CpuFeatures { cpu: cpu.to_owned(), features: features.join(", "), fits: level(host) })
}

/// The most demanding level of CPUs that this machine has, by its name.
fn level(host: &HostCpu) -> Option<&'static str> {
    let has_all = |sets: &[&[&str]]| sets.iter().copied().flatten().all(|name| host.has(name));
    LEVELS.iter().rev().find(|(_, sets)| has_all(sets)).map(|(name, _)| *name)
}
