//! What the programs of the benchmark need of a WASI host.

pub mod wasi;
