//! WASI preview 1 for the wasmc runtime.
