//! The official test suite through the whole pipeline.
