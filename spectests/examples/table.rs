//! What `scripts/spec` prints: for each part of the official test suite and each level of optimization, how many
//! assertions hold.
//!
//! Arguments choose files by a part of their names, `O3/simd/simd_lane.wast`. What does not hold is listed on standard error.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;
use wasmc::{OptLevel, wast};
use wasmc_spectests::{File, LEVELS, Suite, suites};

/// A file at a level.
struct Job<'s> {
    suite: &'s Suite,
    file: &'s File,
    level: &'static str,
    opt: OptLevel,
}

impl Job<'_> {
    fn name(&self) -> String {
        format!("{}/{}/{}", self.level, self.suite.name, self.file.name)
    }
}

/// What came of a part of the suite at one level.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    /// Why directives were skipped, and how many.
    skipped: BTreeMap<String, usize>,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        for (reason, count) in &other.skipped {
            *self.skipped.entry(reason.clone()).or_default() += count;
        }
    }

    fn columns(&self) -> String {
        let (passed, failed, skipped) = (self.passed, self.failed, self.skipped.values().sum::<usize>());
        format!("{:>10}{passed:>9}{failed:>8}{skipped:>9}", passed + failed)
    }
}

fn main() -> std::io::Result<ExitCode> {
    let filters: Vec<String> = std::env::args().skip(1).collect();
    let suites = suites()?;
    let jobs = jobs(&suites, &filters);
    if jobs.is_empty() {
        eprintln!("no file has such a name");
        return Ok(ExitCode::FAILURE);
    }
    let results = run_all(&jobs);
    let mut rows: Vec<Row> = suites.iter().map(|suite| Row::new(suite, &jobs, &results)).collect();
    rows.retain(|row| row.files > 0);
    let total = Row::total(&rows);
    print(&rows, &total);
    Ok(if total.tallies.iter().all(|tally| tally.failed == 0) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn jobs<'s>(suites: &'s [Suite], filters: &[String]) -> Vec<Job<'s>> {
    let mut jobs = Vec::new();
    for suite in suites {
        for file in &suite.files {
            jobs.extend(LEVELS.map(|(level, opt)| Job { suite, file, level, opt }));
        }
    }
    let wanted =
        |job: &Job<'_>| filters.is_empty() || filters.iter().any(|filter| job.name().contains(filter.as_str()));
    jobs.retain(wanted);
    jobs
}

/// Runs all jobs, as many at a time as there are CPUs. The results are in the jobs' order.
fn run_all(jobs: &[Job<'_>]) -> Vec<Tally> {
    let results: Vec<Mutex<Tally>> = jobs.iter().map(|_| Mutex::default()).collect();
    let queue = Mutex::new(jobs.iter().zip(&results));
    let work = || {
        let take = || queue.lock().expect("taking a job does not panic").next();
        while let Some((job, result)) = take() {
            *result.lock().expect("a job has one worker") = run(job);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    results.into_iter().map(|result| result.into_inner().expect("no job panics")).collect()
}

/// Runs a file, and tells of what does not hold. A script that cannot be read, or at which wasmc panics, counts as one failure.
fn run(job: &Job<'_>) -> Tally {
    let name = job.name();
    let script = || wast::run(Path::new(&name), job.file.text, &job.suite.options(job.opt));
    match catch_unwind(AssertUnwindSafe(script)) {
        Ok(Ok(report)) => {
            let mut tally = Tally { passed: report.passed, failed: report.failed.len(), ..Tally::default() };
            for remark in &report.failed {
                eprintln!("{name}:{remark}");
            }
            for remark in report.skipped {
                *tally.skipped.entry(remark.reason).or_default() += 1;
            }
            return tally;
        }
        Ok(Err(error)) => eprintln!("{error}"),
        Err(_) => eprintln!("{name}: wasmc panicked"),
    }
    Tally { failed: 1, ..Tally::default() }
}

/// A line of the table.
struct Row {
    name: &'static str,
    files: usize,
    /// One for each of `LEVELS`.
    tallies: [Tally; LEVELS.len()],
}

impl Row {
    fn new(suite: &Suite, jobs: &[Job<'_>], results: &[Tally]) -> Self {
        let mut tallies = <[Tally; LEVELS.len()]>::default();
        let mut files = 0;
        for (at, (level, _)) in LEVELS.iter().enumerate() {
            let own = jobs.iter().zip(results).filter(|(job, _)| job.suite.name == suite.name && job.level == *level);
            let mut count = 0;
            for (_, result) in own {
                tallies[at].add(result);
                count += 1;
            }
            files = files.max(count);
        }
        Self { name: suite.name, files, tallies }
    }

    fn total(rows: &[Self]) -> Self {
        let mut total = Self { name: "total", files: 0, tallies: Default::default() };
        for row in rows {
            total.files += row.files;
            for (sum, tally) in total.tallies.iter_mut().zip(&row.tallies) {
                sum.add(tally);
            }
        }
        total
    }

    fn print(&self) {
        let columns: String = self.tallies.iter().map(Tally::columns).collect();
        println!("{:<20}{:>6}{columns}", self.name, self.files);
    }

    fn print_reasons(&self) {
        let mut counts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((level, _), tally) in LEVELS.iter().zip(&self.tallies) {
            for (reason, count) in &tally.skipped {
                counts.entry(reason).or_default().push(format!("{count} at -{level}"));
            }
        }
        for (reason, counts) in counts {
            println!("skipped of {}: {}: {reason}", self.name, counts.join(", "));
        }
    }
}

fn print(rows: &[Row], total: &Row) {
    let levels: String = LEVELS.iter().map(|(level, _)| format!("{:>10}{:>26}", format!("-{level}"), "")).collect();
    println!("{:26}{}", "", levels.trim_end());
    let heads = format!("{:>10}{:>9}{:>8}{:>9}", "run", "passed", "failed", "skipped").repeat(LEVELS.len());
    println!("{:<20}{:>6}{heads}", "proposal", "files");
    rows.iter().for_each(Row::print);
    total.print();
    for row in rows {
        row.print_reasons();
    }
}
