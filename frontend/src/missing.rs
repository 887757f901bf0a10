//! Names the feature that an invalid module needs, if there is one.
//!
//! Most of wasmparser's errors carry it. For the others we ask whether the error goes away when a feature is on.

use crate::features::{FEATURES, names};
use std::fmt;
use wasmparser::{BinaryReaderError, Validator, WasmFeatures};

/// The module needs a feature that is off. Its source is what the validator says without it.
#[derive(Debug)]
pub struct MissingFeature {
    feature: WasmFeatures,
    error: BinaryReaderError,
}

impl MissingFeature {
    /// The feature's name.
    pub fn name(&self) -> String {
        names(self.feature)
    }

    /// Whether it can be turned on.
    pub fn is_supported(&self) -> bool {
        FEATURES.contains(self.feature)
    }
}

impl fmt::Display for MissingFeature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = if self.is_supported() { "is off" } else { "wasmc does not support" };
        write!(f, "the module needs the feature `{}`, which {why}: {}", self.name(), self.error)
    }
}

impl std::error::Error for MissingFeature {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// A module, and the features that are on for it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub wasm: &'a [u8],
    pub features: WasmFeatures,
}

impl Source<'_> {
    /// Validates all of the module, whether or not we translate it.
    pub fn validate(self) -> Result<(), BinaryReaderError> {
        Validator::new_with_features(self.features).validate_all(self.wasm).map(drop)
    }

    /// Looks for the feature without which the module has this error, or gives the error back.
    pub fn missing_feature(self, error: BinaryReaderError) -> Result<MissingFeature, BinaryReaderError> {
        match error.missing_wasm_feature().or_else(|| self.remedy(error.offset())) {
            Some(feature) => Ok(MissingFeature { feature, error }),
            None => Err(error),
        }
    }

    /// The feature that removes the error at an offset. One that we do not translate has to make the whole module valid:
    /// there is hardly a byte that means nothing in any of them.
    ///
    /// A validation ends at the first error. So a module that no feature helps costs one up to the offset, and others
    /// cost one for each feature.
    fn remedy(self, offset: u64) -> Option<WasmFeatures> {
        let first_error = |feature| Self { features: self.features.union(feature), ..self }.validate().err();
        let goes_on = |feature: &WasmFeatures| first_error(*feature).is_none_or(|error| error.offset() > offset);
        let succeeds = |feature: &WasmFeatures| first_error(*feature).is_none();
        let off = |of: WasmFeatures| of.difference(self.features).iter_names().map(|(_, feature)| feature);
        let others = WasmFeatures::all().difference(FEATURES);
        if !goes_on(&WasmFeatures::all()) {
            return None;
        }
        off(FEATURES).find(goes_on).or_else(|| off(others).find(succeeds))
    }
}
