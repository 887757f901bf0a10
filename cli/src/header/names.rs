//! Identifiers of C: each is there once, and depends on the module alone.

use std::collections::HashSet;

/// What follows the prefix in names that every header has.
const FIXED: [&str; 9] = ["t", "imports_t", "v128_t", "load", "instantiate", "trap", "take_trap", "raise", "delete"];

/// What follows the prefix in names that are nobody's business.
const INTERNAL: &str = "internal_";

/// Words of C++ with an underscore within, of which members could be made.
const WORDS: [&str; 17] = [
    "and_eq",
    "char16_t",
    "char32_t",
    "char8_t",
    "co_await",
    "co_return",
    "co_yield",
    "const_cast",
    "dynamic_cast",
    "not_eq",
    "or_eq",
    "reinterpret_cast",
    "static_assert",
    "static_cast",
    "thread_local",
    "wchar_t",
    "xor_eq",
];

/// The names of a header.
pub struct Names {
    prefix: String,
    taken: HashSet<String>,
}

/// What all of a module's names begin with: its own as an identifier. Those of `wasm.h` and `wasmc.h` are not taken.
pub fn prefix(name: &str) -> String {
    let name = identifier(name);
    let ours = ["wasm", "wasmc"].iter().any(|own| name == *own || name.starts_with(&format!("{own}_")));
    if ours || name.starts_with(|first: char| first.is_ascii_digit() || first == '_') {
        return format!("m_{name}");
    }
    name
}

/// The text with an underscore for each character that cannot be in an identifier.
pub fn identifier(text: &str) -> String {
    text.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '_' }).collect()
}

impl Names {
    /// Those that begin with a prefix.
    pub fn new(prefix: &str) -> Self {
        let taken = FIXED.iter().map(|name| format!("{prefix}_{name}")).collect();
        Self { prefix: prefix.to_owned(), taken }
    }

    /// What all names begin with.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// A name for something that is called `text` in the module and has a number there, so that this name with each of the
    /// endings is nobody else's. It has the number at its end if it would be.
    pub fn add(&mut self, text: &str, number: usize, endings: &[&str]) -> String {
        let text = identifier(text);
        let apart = if text.starts_with(INTERNAL) { "_" } else { "" };
        let plain = format!("{}_{apart}{text}", self.prefix);
        let numbered = (0..).map(|turn| format!("{plain}_{number}{}", "_".repeat(turn)));
        let mut candidates = std::iter::once(plain.clone()).chain(numbered);
        let is_free = |name: &String| endings.iter().all(|ending| !self.taken.contains(&format!("{name}{ending}")));
        let name = candidates.find(is_free).expect("there are endlessly many");
        self.taken.extend(endings.iter().map(|ending| format!("{name}{ending}")));
        name
    }
}

/// The names of a struct's members.
pub struct Members {
    taken: HashSet<String>,
}

impl Members {
    /// Those beside one that is there.
    pub fn beside(member: &str) -> Self {
        Self { taken: HashSet::from([member.to_owned()]) }
    }

    /// A name for something that is called like this and has this number.
    pub fn add(&mut self, text: &str, number: usize) -> String {
        let mut plain = identifier(text);
        if plain.starts_with(|first: char| first.is_ascii_digit()) || WORDS.contains(&&*plain) {
            plain.insert(0, '_');
        }
        let numbered = (0..).map(|turn| format!("{plain}_{number}{}", "_".repeat(turn)));
        let mut candidates = std::iter::once(plain.clone()).chain(numbered);
        let name = candidates.find(|name| !self.taken.contains(name)).expect("there are endlessly many");
        self.taken.insert(name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        for (name, expected) in [
            ("m", "m"),
            ("my-module.2", "my_module_2"),
            ("2048", "m_2048"),
            ("wasm", "m_wasm"),
            ("wasmc_x", "m_wasmc_x"),
        ] {
            assert_eq!(prefix(name), expected);
        }
        assert_eq!(prefix("wasmer"), "wasmer");
        assert_eq!(prefix(""), "");
    }

    #[test]
    fn names_are_there_once() {
        let mut names = Names::new("m");
        assert_eq!(names.add("a", 0, &["", "_get"]), "m_a");
        assert_eq!(names.add("a_get", 1, &[""]), "m_a_get_1");
        assert_eq!(names.add("load", 2, &[""]), "m_load_2");
        assert_eq!(names.add("load_2", 2, &[""]), "m_load_2_2");
        assert_eq!(names.add("internal_call", 3, &[""]), "m__internal_call");
        let mut members = Members::beside("env");
        assert_eq!(members.add("env", 0), "env_0");
        assert_eq!(members.add("xor eq", 1), "_xor_eq");
        assert_eq!(members.add("and_eq", 1), "_and_eq");
    }
}
