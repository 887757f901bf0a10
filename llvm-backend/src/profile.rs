//! Profiles: which counters each function has, and what LLVM is told of a module's counts as a whole.

use crate::error::{Error, Result};
use crate::options::ProfileOption;
use inkwell::module::FlagBehavior;
use inkwell::values::PointerValue;
use std::sync::Arc;
use wasmc_abi::artifact::ProfileInfo;
use wasmc_abi::profile::{Profile, Shape};
use wasmc_frontend::ir::Ir;
use wasmc_frontend::{Body, Profiling};

/// The counters of a module.
#[derive(Default)]
pub struct Counters {
    /// Where those of each defined function begin. Empty if nobody asks.
    first: Vec<Shape>,
    all: Shape,
    known: Option<Arc<Profile>>,
}

impl Counters {
    /// Numbers the counters of functions with these bodies.
    ///
    /// # Errors
    /// If a profile is to be used that is none of this Wasm binary.
    pub fn new(wasm: &[u8], bodies: &[Body<'_>], option: &ProfileOption) -> Result<Self> {
        let mut counters = Self::default();
        if *option == ProfileOption::Off {
            return Ok(counters);
        }
        for shape in bodies.iter().map(Body::counters) {
            counters.first.push(counters.all);
            counters.all.counters += shape.counters;
            counters.all.calls += shape.calls;
        }
        if let ProfileOption::Use(profile) = option {
            if profile.wasm_hash != *blake3::hash(wasm).as_bytes() {
                return Err(Error::profile("was taken of another module"));
            }
            if profile.shape() != counters.all {
                return Err(Error::profile("has other counters than the module"));
            }
            counters.known = Some(Arc::clone(profile));
        }
        Ok(counters)
    }

    /// What the translation of a defined function does, in a module whose counters' address is at `slot`.
    pub fn of<'ctx>(&self, defined: usize, slot: Option<PointerValue<'ctx>>) -> (Profiling<'ctx>, Shape) {
        let Some(&first) = self.first.get(defined) else { return (Profiling::Off, Shape::default()) };
        let profiling = match (&self.known, slot) {
            (Some(profile), _) => Profiling::Use(Arc::clone(profile)),
            (None, Some(slot)) => Profiling::Count(slot, self.all.counters),
            (None, None) => Profiling::Off,
        };
        (profiling, first)
    }

    /// What the artifact says of them, if its code counts.
    pub fn info(&self, option: &ProfileOption) -> Option<ProfileInfo> {
        let ProfileOption::Generate(file) = option else { return None };
        let Shape { counters, calls } = self.all;
        Some(ProfileInfo { counters, calls, file: file.clone().unwrap_or_default() })
    }

    /// Tells LLVM which counts are many and which are few in this module, by which it knows hot code from cold.
    pub fn summarize(&self, ir: &Ir<'_, '_>) {
        if let Some(profile) = &self.known {
            let entries = self.first.iter().map(|first| profile.counters[first.counters as usize]);
            summarize(ir, &Summary::new(&profile.counters, entries.collect()));
        }
    }
}

/// Millionths of all counts, for each of which LLVM wants the least of the largest counts that make up so much: its own list.
const CUTOFFS: [u32; 16] = [
    10_000, 100_000, 200_000, 300_000, 400_000, 500_000, 600_000, 700_000, 800_000, 900_000, 950_000, 990_000, 999_000,
    999_900, 999_990, 999_999,
];

/// That one of [`CUTOFFS`] by which LLVM tells hot code: what makes up 99 % of all counts.
const HOT: u32 = 990_000;

/// How many counts are hot at most: the largest ones. LLVM inlines at hot calls almost regardless of size, which pays where few
/// places take most of the time. Where thousands do, it would multiply the code that runs, and caches hold less of it.
const MOST_HOT: usize = 1000;

struct Summary {
    total: u64,
    max: u64,
    max_entry: u64,
    counts: u64,
    functions: u64,
    /// Of each cutoff, the least count and how many there are that are not less.
    detailed: Vec<(u32, u64, u64)>,
}

impl Summary {
    fn new(counters: &[u64], entries: Vec<u64>) -> Self {
        let mut sorted: Vec<u64> = counters.iter().copied().filter(|&count| count > 0).collect();
        sorted.sort_unstable_by_key(|&count| std::cmp::Reverse(count));
        let total = sorted.iter().fold(0, |sum: u128, &count| sum + u128::from(count));
        let (mut taken, mut sum, mut detailed) = (0, 0u128, Vec::new());
        for cutoff in CUTOFFS {
            while taken < sorted.len() && sum * 1_000_000 < total * u128::from(cutoff) {
                sum += u128::from(sorted[taken]);
                taken += 1;
            }
            let least = taken.checked_sub(1).map_or(0, |last| sorted[last]);
            detailed.push(match sorted.get(MOST_HOT) {
                Some(&next) if cutoff == HOT && next >= least => {
                    (cutoff, next + 1, sorted.partition_point(|&count| count > next) as u64)
                }
                _ => (cutoff, least, taken as u64),
            });
        }
        Self {
            total: u64::try_from(total).unwrap_or(u64::MAX),
            max: sorted.first().copied().unwrap_or(0),
            max_entry: entries.iter().copied().max().unwrap_or(0),
            counts: counters.len() as u64,
            functions: entries.len() as u64,
            detailed,
        }
    }
}

fn summarize(ir: &Ir<'_, '_>, summary: &Summary) {
    let context = ir.context;
    let text = |text: &str| context.metadata_string(text).into();
    let long = |value: u64| ir.i64.const_int(value, false).into();
    let int = |value: u64| ir.i32.const_int(value, false).into();
    let pair = |name: &str, value| context.metadata_node(&[text(name), value]).into();
    let detailed = summary
        .detailed
        .iter()
        .map(|&(cutoff, least, count)| context.metadata_node(&[int(cutoff.into()), long(least), int(count)]).into());
    let detailed = context.metadata_node(&detailed.collect::<Vec<_>>()).into();
    let node = context.metadata_node(&[
        pair("ProfileFormat", text("InstrProf")),
        pair("TotalCount", long(summary.total)),
        pair("MaxCount", long(summary.max)),
        pair("MaxInternalCount", long(summary.max)),
        pair("MaxFunctionCount", long(summary.max_entry)),
        pair("NumCounts", long(summary.counts)),
        pair("NumFunctions", long(summary.functions)),
        pair("DetailedSummary", detailed),
    ]);
    ir.module.add_metadata_flag("ProfileSummary", FlagBehavior::Error, node);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least count that LLVM takes for hot, and how many there are.
    fn hot(counters: &[u64]) -> (u64, u64) {
        let summary = Summary::new(counters, Vec::new());
        let &(_, least, count) = summary.detailed.iter().find(|entry| entry.0 == HOT).unwrap();
        (least, count)
    }

    #[test]
    fn few_large_counts_are_hot_as_llvm_has_it() {
        let counters: Vec<u64> = [vec![1_000_000; 10], vec![3; 5000], vec![0; 5000]].concat();
        assert_eq!(hot(&counters), (1_000_000, 10));
    }

    #[test]
    fn where_too_many_would_be_hot_the_largest_are() {
        let counters: Vec<u64> = (0..3 * MOST_HOT as u64).map(|count| 10_000 + count).collect();
        assert_eq!(hot(&counters), (10_000 + 2 * MOST_HOT as u64, MOST_HOT as u64));
    }

    #[test]
    fn equal_counts_are_hot_together_or_not_at_all() {
        assert_eq!(hot(&vec![7; MOST_HOT]).0, 7);
        assert_eq!(hot(&vec![7; MOST_HOT + 1]), (8, 0));
        let counters: Vec<u64> = [vec![9; 5], vec![7; 2 * MOST_HOT]].concat();
        assert_eq!(hot(&counters), (8, 5));
    }
}
