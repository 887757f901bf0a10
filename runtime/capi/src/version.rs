//! Versions.

use std::ffi::c_char;

#[unsafe(no_mangle)]
extern "C" fn wasmc_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_format_version() -> u32 {
    wasmc_runtime::FORMAT_VERSION
}
