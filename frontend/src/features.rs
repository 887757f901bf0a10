//! Features: what the specification's proposals add, by the names that wasm-tools gives them. Which of them we translate,
//! which are on unless the user says otherwise, and how the user says it.

use wasmparser::WasmFeatures;

/// The features that we translate. Of `gc` that is what types of functions need: structs, arrays and scalar references are
/// refused by name.
pub const FEATURES: WasmFeatures = WasmFeatures::WASM2
    .union(WasmFeatures::RELAXED_SIMD)
    .union(WasmFeatures::EXTENDED_CONST)
    .union(WasmFeatures::TAIL_CALL)
    .union(WasmFeatures::EXCEPTIONS)
    .union(WasmFeatures::LEGACY_EXCEPTIONS)
    .union(WasmFeatures::MULTI_MEMORY)
    .union(WasmFeatures::THREADS)
    .union(WasmFeatures::FUNCTION_REFERENCES)
    .union(WasmFeatures::GC)
    .union(WasmFeatures::MEMORY64)
    .union(WasmFeatures::COMPACT_IMPORTS)
    .union(WasmFeatures::CUSTOM_PAGE_SIZES)
    .union(WasmFeatures::WIDE_ARITHMETIC);

/// The features that are on unless the user chooses: those of WebAssembly 3.0, and those that have reached phase 4 since.
///
/// As of September 2026 these are threads, wide arithmetic and the compact import section (WebAssembly/website,
/// `features.json`; minutes of the Community Group, 2026-08-05). Custom page sizes are in phase 3. Legacy exceptions have
/// been given up by the specification, but not by the toolchains, which still emit them.
pub const DEFAULT_FEATURES: WasmFeatures = FEATURES.difference(WasmFeatures::CUSTOM_PAGE_SIZES);

/// Names for sets of features.
const SETS: [(&str, WasmFeatures); 5] = [
    ("mvp", WasmFeatures::MVP),
    ("wasm1", WasmFeatures::WASM1),
    ("wasm2", WasmFeatures::WASM2),
    ("wasm3", WasmFeatures::WASM3),
    ("lime1", WasmFeatures::LIME1),
];

/// Why a choice of features was refused.
#[derive(Debug, thiserror::Error)]
pub enum ChoiceError {
    /// No proposal has this name.
    #[error("unknown feature `{0}`; known: {known}", known = known())]
    Unknown(String),
    /// A feature that we do not translate.
    #[error("not supported: {0}")]
    Unsupported(String),
    /// A set was to be turned off.
    #[error("`{0}` cannot be turned off, it only says what is on")]
    Set(String),
}

/// The features that a list chooses: names with commas between them, each of which turns a feature on, or off with `-` in
/// front of it. `all` is all that we translate. The name of a set turns everything else off.
///
/// # Errors
/// If the list has an unknown name or turns on what we do not translate.
pub fn choose_features(list: &str) -> Result<WasmFeatures, ChoiceError> {
    let mut chosen = DEFAULT_FEATURES;
    for choice in list.split(',').map(str::trim).filter(|choice| !choice.is_empty()) {
        let (name, on) = choice.strip_prefix('-').map_or((choice, true), |name| (name, false));
        let set = SETS.iter().find(|(set, _)| *set == name);
        chosen = match (set, on) {
            (Some((_, set)), true) => set.intersection(FEATURES),
            (Some(_), false) => return Err(ChoiceError::Set(name.to_owned())),
            (None, on) => switch(chosen, name, on)?,
        };
    }
    Ok(chosen)
}

fn switch(chosen: WasmFeatures, name: &str, on: bool) -> Result<WasmFeatures, ChoiceError> {
    let feature = match name {
        "all" => FEATURES,
        name => by_name(name).ok_or_else(|| ChoiceError::Unknown(name.to_owned()))?,
    };
    match on {
        false => Ok(chosen.difference(feature)),
        true if FEATURES.contains(feature) => Ok(chosen.union(feature)),
        true => Err(ChoiceError::Unsupported(name.to_owned())),
    }
}

fn by_name(name: &str) -> Option<WasmFeatures> {
    let in_use = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.chars().all(in_use) { WasmFeatures::from_name(&name.to_ascii_uppercase().replace('-', "_")) } else { None }
}

/// Names of features, with commas between them.
pub(crate) fn names(features: WasmFeatures) -> String {
    features.iter_names().map(|(name, _)| spelled(name)).collect::<Vec<_>>().join(", ")
}

fn spelled(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

fn known() -> String {
    let sets = SETS.map(|(name, _)| name).join(", ");
    format!("{}, all, {sets}", names(FEATURES))
}

/// The shortest list from which [`choose_features`] makes these features. Empty if they are the default.
pub fn list_features(features: WasmFeatures) -> String {
    let off = DEFAULT_FEATURES.iter_names().filter(|(_, feature)| !features.contains(*feature));
    let off: Vec<_> = off.collect();
    let left = off.iter().fold(DEFAULT_FEATURES, |left, (_, feature)| left.difference(*feature));
    let on = features.intersection(FEATURES).difference(left);
    let off = off.iter().map(|(name, _)| format!("-{}", spelled(name)));
    off.chain(on.iter_names().map(|(name, _)| spelled(name))).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_from_left_to_right() {
        assert_eq!(choose_features("").unwrap(), DEFAULT_FEATURES);
        let fewer = choose_features("-tail-call, -simd").unwrap();
        assert_eq!(fewer, DEFAULT_FEATURES - WasmFeatures::TAIL_CALL - WasmFeatures::SIMD);
        assert_eq!(choose_features("all").unwrap(), FEATURES);
        assert_eq!(choose_features("-all,simd").unwrap(), WasmFeatures::SIMD);
        assert_eq!(choose_features("simd,-all").unwrap(), WasmFeatures::empty());
        assert_eq!(choose_features("all,wasm1,tail-call").unwrap(), WasmFeatures::WASM1 | WasmFeatures::TAIL_CALL);
        assert_eq!(choose_features("-stack-switching").unwrap(), DEFAULT_FEATURES);
    }

    #[test]
    fn names_that_mean_nothing_are_refused() {
        for name in ["tail_call", "Tail-Call", "TAIL-CALL", "tailcall", "-", "--simd", "wasm4"] {
            assert!(matches!(choose_features(name), Err(ChoiceError::Unknown(_))), "{name}");
        }
        for name in ["component-model", "stack-switching", "simd,memory-control"] {
            assert!(matches!(choose_features(name), Err(ChoiceError::Unsupported(_))), "{name}");
        }
        assert!(matches!(choose_features("-wasm2"), Err(ChoiceError::Set(_))));
    }

    #[test]
    fn a_choice_can_be_written_as_a_list() {
        for list in ["", "all", "-all", "mvp", "wasm1", "wasm2", "lime1", "-simd", "-bulk-memory", "custom-page-sizes"]
        {
            let chosen = choose_features(list).unwrap();
            assert_eq!(choose_features(&list_features(chosen)).unwrap(), chosen, "{list}");
        }
        assert_eq!(list_features(DEFAULT_FEATURES), "");
        assert_eq!(list_features(choose_features("all,-simd").unwrap()), "-simd,custom-page-sizes");
    }
}
