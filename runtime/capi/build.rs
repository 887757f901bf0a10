//! Gives the shared library the name by which programs will look for it.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // The number changes when a program that was linked with an older library would not run with the new one.
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libwasmc.so.0");
}
