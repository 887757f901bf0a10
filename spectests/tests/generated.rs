//! Compares generated modules of loops over memory at -O3 with the same at -O0: results, traps and their kinds, memory, globals
//! and calls of the host. Every eighth also at another level, and every eighth in the way that large modules are compiled.
//!
//! `WASMC_FUZZ_MODULES=100000 cargo test -p wasmc-spectests --test generated` tries so many; `WASMC_FUZZ_FIRST=N` begins with the
//! module of seed N. A module that shows a difference is written, with a smaller one that shows it too, to the folder
//! `generated` of the target directory's own for such things. There, too, each thread notes the seed that it is at: LLVM ends the process at an error of
//! its own.

#![allow(clippy::unwrap_used, reason = "test code")]

use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use wasmc::OptLevel;
use wasmc_runtime::Engine;
use wasmc_spectests::differential::{self, Way};
use wasmc_spectests::generate;

/// How many are tried unless `WASMC_FUZZ_MODULES` says how many.
const MODULES: u64 = 400;

/// How many differences are enough.
const ENOUGH: usize = 5;

fn number(variable: &str, default: u64) -> u64 {
    env::var(variable)
        .map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("generated")
}

/// The ways in which the module of a seed is compared with `-O0`.
fn ways(seed: u64) -> Vec<Way> {
    let whole = |opt| Way { opt, in_parts: false };
    let other = match seed % 32 {
        0 | 16 => Some(whole(OptLevel::O1)),
        8 => Some(whole(OptLevel::O2)),
        24 => Some(whole(OptLevel::Os)),
        4 | 12 | 20 | 28 => Some(Way { opt: OptLevel::O3, in_parts: true }),
        _ => None,
    };
    [whole(OptLevel::O3)].into_iter().chain(other).collect()
}

#[test]
fn optimized_code_does_what_plain_code_does() {
    let first = number("WASMC_FUZZ_FIRST", 0);
    let end = first + number("WASMC_FUZZ_MODULES", MODULES);
    fs::create_dir_all(folder()).unwrap();
    let next = AtomicU64::new(first);
    let engine = Engine::default();
    let threads = thread::available_parallelism().map_or(1, usize::from).min(number("WASMC_FUZZ_THREADS", 2) as usize);
    let (total, complaints) = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                scope.spawn({
                    let (engine, next) = (&engine, &next);
                    move || work(engine, next, end, thread)
                })
            })
            .collect();
        let mut total = differential::Report::default();
        let mut complaints = Vec::new();
        for worker in workers {
            let (report, found) = worker.join().unwrap();
            total.add(&report);
            complaints.extend(found);
        }
        (total, complaints)
    });
    let differential::Report { returned, trapped, excused, .. } = total;
    println!(
        "{} modules; calls: {returned} returned, {trapped} trapped, {excused} lack the trap of a useless load",
        end - first
    );
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn work(engine: &Engine, next: &AtomicU64, end: u64, thread: usize) -> (differential::Report, Vec<String>) {
    let mut total = differential::Report::default();
    let mut complaints = Vec::new();
    let note = folder().join(format!("thread-{thread}"));
    while complaints.len() < ENOUGH {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= end {
            break;
        }
        fs::write(&note, seed.to_string()).unwrap();
        match differential::compare(engine, &generate::case(seed), &ways(seed)) {
            Ok(report) => {
                total.add(&report);
                complaints.extend(report.difference.map(|difference| complain(engine, seed, &difference)));
            }
            Err(error) => complaints.push(format!("seed {seed}: {error:#}")),
        }
    }
    (total, complaints)
}

/// Writes down the module of a seed, and a smaller one.
fn complain(engine: &Engine, seed: u64, difference: &differential::Difference) -> String {
    let case = generate::case(seed);
    let path = folder().join(format!("{seed}.wat"));
    let described = |case: &generate::Case, difference: &differential::Difference| {
        format!(
            ";; seed {seed}, {difference}\n;; arguments: {:?}\n{}\n",
            case.calls[difference.call.min(case.calls.len() - 1)],
            case.wat
        )
    };
    fs::write(&path, described(&case, difference)).unwrap();
    if let Some((small, difference)) = differential::shrink(engine, case, difference.way) {
        fs::write(folder().join(format!("{seed}-small.wat")), described(&small, &difference)).unwrap();
    }
    format!("seed {seed}, {difference}: {}", path.display())
}
