//! `wasmc validate` knows the same proposals as the frontend.

#[path = "../src/bin/wasmc/features.rs"]
mod features;

#[test]
fn validate_knows_what_is_compiled() {
    assert_eq!(features::FEATURES, wasmc_frontend::FEATURES);
}
