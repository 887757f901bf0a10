//! Maps artifacts and runs them.
