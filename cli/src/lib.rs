//! The wasmc command line.
