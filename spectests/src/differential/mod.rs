//! Compiles a generated module at several levels of optimization, runs each, and compares all that can be seen.

mod run;
mod shrink;

pub use shrink::shrink;

use crate::generate::{Case, Domain};
use anyhow::Result;
use run::{Outcome, Returned};
use std::fmt;
use std::num::NonZero;
use wasmc::{OptLevel, Options, WasmFeatures};
use wasmc_runtime::{Engine, Module, TrapCode};

/// A way to compile a module.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// The level of optimization.
    pub opt: OptLevel,
    /// Whether it goes through what is made for large modules, in parts of one function each.
    pub in_parts: bool,
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.opt, if self.in_parts { " in parts" } else { "" })
    }
}

/// A difference between `-O0` and another way.
#[derive(Debug)]
pub struct Difference {
    /// The other way.
    pub way: Way,
    /// Which call of the case.
    pub call: usize,
    /// What differs.
    pub what: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "call {} at {}: {}", self.call, self.way, self.what)
    }
}

/// What came of a case.
#[derive(Default, Debug)]
pub struct Report {
    /// How many calls returned at both levels.
    pub returned: usize,
    /// How many trapped in the same way at both.
    pub trapped: usize,
    /// How many lacked, optimized, the trap of a load whose value turned out to be useless.
    pub excused: usize,
    /// The first difference.
    pub difference: Option<Difference>,
}

impl Report {
    /// Adds what came of another case.
    pub fn add(&mut self, other: &Self) {
        self.returned += other.returned;
        self.trapped += other.trapped;
        self.excused += other.excused;
    }
}

/// Compares a case's code at `-O0` with what other ways make of it.
///
/// # Errors
/// If it cannot be compiled or instantiated.
pub fn compare(engine: &Engine, case: &Case, ways: &[Way]) -> Result<Report> {
    let mut report = Report::default();
    let plain = compile(engine, case, PLAIN, false)?;
    for &way in ways {
        let optimized = compile(engine, case, way, false)?;
        for (call, &arguments) in case.calls.iter().enumerate() {
            let mut expected = run::run(engine, &plain, case, arguments)?;
            let found = run::run(engine, &optimized, case, arguments)?;
            if matches!((&expected.end, &found.end), (Ok(_), Err(TrapCode::MemoryOutOfBounds))) {
                // Plain code too may lack the trap of a useless load: code generation sees that `load X < load X` is false. Where every
                // access is volatile, none is missing.
                let exact = compile(engine, case, PLAIN, true)?;
                expected = run::run(engine, &exact, case, arguments)?;
            }
            match judge(case, &expected, &found) {
                Verdict::Same if expected.end.is_ok() => report.returned += 1,
                Verdict::Same => report.trapped += 1,
                Verdict::Excused => report.excused += 1,
                Verdict::Different(what) => {
                    report.difference = Some(Difference { way, call, what });
                    return Ok(report);
                }
            }
        }
    }
    Ok(report)
}

/// What the others are compared with.
const PLAIN: Way = Way { opt: OptLevel::O0, in_parts: false };

/// So few that each function is a part of its own.
const PART_BYTES: NonZero<usize> = NonZero::new(8).expect("not zero");

fn compile(engine: &Engine, case: &Case, way: Way, strict_memory: bool) -> Result<Module> {
    let Way { opt, in_parts } = way;
    let part_bytes = in_parts.then_some(PART_BYTES);
    let options = Options { opt, part_bytes, strict_memory, features: WasmFeatures::all(), ..Options::default() };
    let artifact = wasmc::compile_to_artifact(case.wat.as_bytes(), &options, &())?;
    Ok(Module::from_bytes(engine, &artifact)?)
}

enum Verdict {
    Same,
    /// A load's trap is missing that may be.
    Excused,
    Different(String),
}

fn judge(case: &Case, expected: &Outcome, found: &Outcome) -> Verdict {
    // Also where every load is needed: none is for the result once a later check is known to fail.
    let lacks_a_trap = match (&expected.end, &found.end) {
        (Err(TrapCode::MemoryOutOfBounds), Ok(_)) => !case.exact_traps,
        // The trap of a later access.
        (Err(TrapCode::MemoryOutOfBounds), Err(TrapCode::MemoryOutOfBounds)) => {
            !case.exact_traps && found.log.len() > expected.log.len()
        }
        (Err(TrapCode::MemoryOutOfBounds), Err(_)) => true,
        _ => false,
    };
    if lacks_a_trap {
        return match found.log.starts_with(&expected.log) {
            true => Verdict::Excused,
            false => Verdict::Different("the host was called in another way before a trap".to_owned()),
        };
    }
    let what = match (&expected.end, &found.end) {
        (Ok(expected), Ok(found)) => difference(expected, found, case.domain),
        (Err(expected), Err(found)) if expected == found => None,
        (expected, found) => Some(format!("expected {}, found {}", describe(expected), describe(found))),
    };
    match what {
        Some(what) => Verdict::Different(what),
        None if expected.log != found.log => {
            Verdict::Different(format!("the host was called in another way: {:x?} {:x?}", expected.log, found.log))
        }
        None => Verdict::Same,
    }
}

fn describe(end: &Result<Returned, TrapCode>) -> String {
    match end {
        Ok(_) => "no trap".to_owned(),
        Err(code) => format!("the trap `{code}`"),
    }
}

fn difference(expected: &Returned, found: &Returned, domain: Domain) -> Option<String> {
    let Returned { sum, float, globals, pages, memory } = expected;
    if (sum, float) != (&found.sum, &found.float) {
        return Some(format!("returned {:x} {:x}, not {sum:x} {float:x}", found.sum, found.float));
    }
    if (globals, pages) != (&found.globals, &found.pages) {
        return Some(format!("globals and pages {:?} {}, not {globals:?} {pages}", found.globals, found.pages));
    }
    let words = memory.chunks(8).zip(found.memory.chunks(8)).enumerate();
    let mut wrong = words.filter(|(_, (a, b))| a != b && run::canonical(a, domain) != run::canonical(b, domain));
    wrong.next().map(|(at, (a, b))| format!("memory at {:#x}: {b:x?}, not {a:x?}", 8 * at))
}
