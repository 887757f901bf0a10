//! The official test suite: one trial per file and optimization level, each module compiled, linked, mapped and run. And
//! `scripts/*.wast`, for what it leaves out. Vectors become other instructions on other CPUs, so their files also run as
//! compiled for lesser ones than this machine's. At `-O1` and `-O3` they also run with each function a part of its own.
//!
//! No directive may be skipped but those about modules that are refused by name, for structs and arrays of the GC proposal.
//! What we know to fail is in `exceptions.txt`, with the reason; once it passes, its line there fails the test.

use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use wasmc::{OptLevel, Options, wast};
use wasmc_spectests::{LEVELS, Suite, suites};

/// Lines `SUITE/FILE:LINE REASON`, and comments. They hold at every level.
const EXCEPTIONS: &str = include_str!("../exceptions.txt");

/// How many assertions passed, of how many.
type Tally = BTreeMap<&'static str, (usize, usize)>;

static TALLY: Mutex<Tally> = Mutex::new(Tally::new());

fn main() -> std::io::Result<ExitCode> {
    let mut excused = parse_exceptions(EXCEPTIONS);
    let mut trials = Vec::new();
    for suite in suites()? {
        for file in &suite.files {
            let path = format!("{}/{}", suite.name, file.name);
            let excused = excused.remove(&path).unwrap_or_default();
            for (name, options) in variants(&suite) {
                let (suite, text) = (suite.name, file.text);
                let (name, path, excused) = (format!("{name}/{path}"), path.clone(), excused.clone());
                trials.push(Trial::test(name, move || run(suite, &path, text, &options, &excused)));
            }
        }
    }
    assert!(excused.is_empty(), "exceptions.txt names files that do not exist: {:?}", excused.keys());
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    report_tally();
    Ok(conclusion.exit_code())
}

/// The ways to compile a suite's modules, each with a name.
fn variants(suite: &Suite) -> Vec<(&'static str, Options)> {
    let levels = LEVELS.into_iter().map(|(name, opt)| (name, suite.options(opt)));
    let lesser_cpus = lesser_cpus().filter(|_| suite.name.ends_with("simd"));
    let on_cpu = |cpu: &'static str| (cpu, Options { cpu: Some(cpu.to_owned()), ..suite.options(OptLevel::O3) });
    let functions_apart = |opt| Options { part_bytes: Some(NonZero::<usize>::MIN), ..suite.options(opt) };
    let apart =
        [("O1-apart", OptLevel::O1), ("O3-apart", OptLevel::O3)].map(|(name, opt)| (name, functions_apart(opt)));
    levels.chain(lesser_cpus.map(on_cpu)).chain(apart).collect()
}

/// CPUs whose code runs on this machine.
fn lesser_cpus() -> impl Iterator<Item = &'static str> {
    #[cfg(target_arch = "x86_64")]
    let cpus = [
        ("x86-64", true),
        ("x86-64-v2", is_x86_feature_detected!("sse4.2")),
        ("x86-64-v3", is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")),
    ];
    #[cfg(not(target_arch = "x86_64"))]
    let cpus: [(&str, bool); 0] = [];
    cpus.into_iter().filter_map(|(cpu, has_it)| has_it.then_some(cpu))
}

fn report_tally() {
    let tally = TALLY.lock().expect("no trial panics while it holds the lock");
    for (suite, (passed, total)) in tally.iter() {
        println!("{suite}: {passed} of {total}");
    }
    let (passed, total) = tally.values().fold((0, 0), |sum, suite| (sum.0 + suite.0, sum.1 + suite.1));
    println!("{passed} assertions passed of {total}");
}

/// The lines with a known failure, by path.
fn parse_exceptions(text: &str) -> BTreeMap<String, Vec<usize>> {
    let mut exceptions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (place, _reason) = line.split_once(' ').expect("an exception has a reason");
        let (path, line) = place.split_once(':').expect("an exception names a file and a line");
        exceptions.entry(path.to_string()).or_default().push(line.parse().expect("the line is a number"));
    }
    exceptions
}

fn run(suite: &'static str, path: &str, text: &str, options: &Options, excused: &[usize]) -> Result<(), Failed> {
    let report = wast::run(Path::new(path), text, options)?;
    {
        let mut tally = TALLY.lock().expect("no trial panics while it holds the lock");
        let (passed, total) = tally.entry(suite).or_default();
        *passed += report.passed;
        *total += report.total();
    }
    let skipped = report.skipped.iter().filter(|remark| remark.reason != wast::REFUSED);
    let wrong: Vec<_> = report.failed.iter().chain(skipped).collect();
    let unexpected =
        wrong.iter().filter(|remark| !excused.contains(&remark.line)).map(|remark| format!("{path}:{remark}"));
    let healed = excused.iter().filter(|line| wrong.iter().all(|remark| remark.line != **line));
    let healed = healed.map(|line| format!("{path}:{line}: holds now: remove it from exceptions.txt"));
    let complaints: Vec<String> = unexpected.chain(healed).collect();
    if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\n").into()) }
}
