//! What modules count that were compiled to count: one array for all instances, so that nothing is lost however they end.

use std::sync::atomic::{AtomicU64, Ordering};
use wasmc_abi::artifact::ArchivedProfileInfo;
use wasmc_abi::profile::{Profile, Shape};

/// A module's counters.
pub struct Counters {
    shape: Shape,
    /// Compiled code adds to them without synchronizing: threads may lose each other's counts, and nothing else.
    words: Box<[AtomicU64]>,
}

impl Counters {
    /// All zero.
    pub fn new(info: &ArchivedProfileInfo) -> Self {
        let shape = Shape { counters: info.counters.to_native(), calls: info.calls.to_native() };
        Self { shape, words: (0..shape.words()).map(|_| AtomicU64::new(0)).collect() }
    }

    /// Where they are, as long as the module lives.
    pub fn address(&self) -> *mut u64 {
        self.words.as_ptr().cast_mut().cast()
    }

    /// What they hold now.
    pub fn read(&self, wasm_hash: [u8; 32]) -> Profile {
        let words = self.words.iter().map(|word| word.load(Ordering::Relaxed));
        Profile::from_words(wasm_hash, self.shape, words)
    }
}
