//! What it has in common with `wasmc`, but for the arguments that only this has.

#[path = "../shared/failure.rs"]
pub mod failure;
#[path = "../shared/output.rs"]
#[allow(dead_code, reason = "it writes profiles, and nothing for which it matters whether it can be written")]
pub mod output;
#[path = "../shared/program.rs"]
pub mod program;
