//! What the tests and `scripts/spec` share: the parts of the official test suite. The tests themselves are in `tests/`.

mod suites;

pub use suites::{File, LEVELS, Suite, suites};
