//! The tests of the whole: the official test suite, real programs, and the shape of the repository. All is in `tests/`.
