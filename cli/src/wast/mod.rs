//! Runs scripts of the official test suite's format, `.wast`: every module goes through the whole pipeline, every
//! directive is executed, and what did not hold is reported with its place.
//!
//! As the specification's own runner, this compares the message of a trap or of a failure to link by its beginning. It
//! does not compare the messages of malformed and invalid modules, since every validator words them in its own way.

#[cfg(feature = "llvm")]
mod compile;
mod script;
mod spectest;
mod thread;
mod value;

use std::fmt;
use std::path::Path;
use wast::Wast;
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};

/// Why assertions about modules with structs or arrays are skipped.
pub const REFUSED: &str = "structs and arrays of gc are not supported";

#[cfg(feature = "llvm")]
pub use compile::{artifact, run};

/// Makes artifacts of a script's modules, for its threads too.
pub type Compiler<'a> = dyn Fn(&[u8]) -> Result<Vec<u8>, NoArtifact> + Sync + 'a;

/// Why a binary module has no artifact.
#[derive(Debug)]
pub enum NoArtifact {
    /// It is malformed or not valid.
    Invalid(anyhow::Error),
    /// It uses structs or arrays, which are refused by name.
    Refused,
    /// The compiler failed, or does not know what it uses.
    Failed(anyhow::Error),
}

/// What came of a script.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// How many assertions hold.
    pub passed: usize,
    /// The assertions that do not hold, and the other directives that failed.
    pub failed: Vec<Remark>,
    /// The assertions that could not be executed.
    pub skipped: Vec<Remark>,
}

impl Report {
    /// How many directives the report tells of.
    pub fn total(&self) -> usize {
        self.passed + self.failed.len() + self.skipped.len()
    }
}

/// Why a directive failed or was skipped. Displays as `line:column: reason`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The line of the directive, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// What is to be said.
    pub reason: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.reason)
    }
}

/// What came of one directive.
enum Outcome {
    /// It only prepares for others: a module, an invocation, a registration.
    Done,
    /// It is an assertion, and it holds.
    Holds,
    /// It is an assertion that could not be executed, for this reason.
    Skipped(&'static str),
}

/// Runs a script, whose modules become artifacts by `compiler`.
///
/// # Errors
/// If the script cannot be parsed; the error shows the place and names `path`. What fails after that is in the report.
pub fn run_with(path: &Path, text: &str, compiler: &Compiler<'_>) -> Result<Report, wast::Error> {
    let name_place = |mut error: wast::Error| {
        error.set_path(path);
        error.set_text(text);
        error
    };
    let mut lexer = Lexer::new(text);
    lexer.allow_confusing_unicode(true);
    let buffer = ParseBuffer::new_with_lexer(lexer).map_err(name_place)?;
    let directives = parser::parse::<Wast<'_>>(&buffer).map_err(name_place)?.directives;
    Ok(thread::run(text, directives, compiler))
}

/// An error with its causes, without those that it names already.
fn describe(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if !text.contains(&cause) {
            text += if text.is_empty() { "" } else { ": " };
            text += &cause;
        }
    }
    text
}

#[cfg(all(test, feature = "llvm"))]
mod tests {
    use super::*;
    use crate::Options;

    fn lines(remarks: &[Remark]) -> Vec<usize> {
        remarks.iter().map(|remark| remark.line).collect()
    }

    #[test]
    fn what_does_not_hold_is_reported_with_its_place() {
        let script = r#"(module
              (func (export "one") (result i32) (i32.const 1))
              (func (export "stop") (unreachable)))
            (assert_return (invoke "one") (i32.const 1))
            (assert_return (invoke "one") (i32.const 2))
            (assert_trap (invoke "stop") "unreachable")
            (assert_trap (invoke "stop") "integer divide by zero")
            (assert_trap (invoke "one") "unreachable")
            (assert_return (invoke "stop"))
            (assert_return (invoke "absent"))
            (assert_invalid (module (func (result i32))) "type mismatch")
            (assert_invalid (module) "type mismatch")
            (assert_unlinkable (module (import "spectest" "absent" (func))) "unknown import")
            (assert_unlinkable (module (import "spectest" "print" (func (param i32)))) "unknown import")
            (module (import "spectest" "absent" (func)))
            (assert_return (invoke "one") (i32.const 1))"#;
        let report = run(Path::new("script.wast"), script, &Options::default()).unwrap();
        assert_eq!(report.passed, 4);
        assert_eq!(lines(&report.failed), [5, 7, 8, 9, 10, 12, 14, 15, 16], "{:#?}", report.failed);
        assert_eq!(report.skipped, []);
    }

    #[test]
    fn threads_report_what_does_not_hold() {
        let script = r#"(module $Owner (memory (export "memory") 1 1 shared))
            (thread $T1 (shared (module $Owner))
              (register "owner" $Owner)
              (module
                (memory (import "owner" "memory") 1 1 shared)
                (func (export "load") (result i32) (i32.load (i32.const 0))))
              (assert_return (invoke "load") (i32.const 0))
              (assert_return (invoke "load") (i32.const 1))
              (register "absent" $Absent))
            (thread $T1)
            (thread $T2 (shared (module $Absent)))
            (wait $T1)
            (wait $T1)
            (thread $T3
              (register "owner" $Owner))"#;
        let report = run(Path::new("script.wast"), script, &Options::default()).unwrap();
        assert_eq!(report.passed, 1);
        let mut failed = lines(&report.failed);
        failed.sort_unstable();
        assert_eq!(failed, [8, 9, 10, 11, 13, 15], "{:#?}", report.failed);
    }

    #[test]
    fn a_script_that_cannot_be_parsed_shows_the_place() {
        let error = run(Path::new("script.wast"), "(module)\n(assert_nothing)", &Options::default()).unwrap_err();
        let message = error.to_string();
        assert!(message.contains("script.wast:2:2") && message.contains('^'), "{message}");
    }
}
