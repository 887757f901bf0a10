//! What the tests and `scripts/spec` share: the parts of the official test suite, and modules that are generated. The tests
//! themselves are in `tests/`.

pub mod differential;
pub mod generate;
mod suites;

pub use suites::{File, LEVELS, Suite, suites};
