//! What the tests and `scripts/spec` share: the parts of the official test suite, modules that are generated, and
//! children that they start. The tests
//! themselves are in `tests/`.

pub mod differential;
pub mod generate;
mod suites;
pub mod tools;

pub use suites::{File, LEVELS, Suite, suites};
