//! The sections of a standalone program that `wasmc link` adds and the program itself looks for.

/// The artifact.
pub const APP_SECTION: &str = ".wasmc.app";

/// What the guest is given, as text.
pub const OPTIONS_SECTION: &str = ".wasmc.options";

/// The JavaScript that Emscripten made with the module, if it cannot do without.
pub const JAVASCRIPT_SECTION: &str = ".wasmc.javascript";
