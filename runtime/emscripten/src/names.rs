//! The names that a module's imports and exports had before Emscripten made them short.

use std::collections::HashMap;

/// From the short names of imports and exports to those that they stand for.
#[derive(Clone, Default, Debug)]
pub struct Names {
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

impl Names {
    /// What an import is really called.
    pub fn import<'a>(&'a self, name: &'a str) -> &'a str {
        self.imports.get(name).map_or(name, String::as_str)
    }

    /// What an export is really called.
    pub fn export<'a>(&'a self, name: &'a str) -> &'a str {
        self.exports.get(name).map_or(name, String::as_str)
    }
}
