//! Profiles: how often each branch of a module went each way, each function was entered, and each call through a table or
//! a reference reached whom. Compiled code counts, the runtime hands out the counts, and the compiler uses them.
//!
//! A module's counters are numbered by what they count in the Wasm code, whatever the options of the compilation: first one
//! word each for entries and for the ways out of branches, function by function and in the order of the code; then
//! [`CALL_WORDS`] for each call. So a profile fits every compilation of the same Wasm binary.
//!
//! A profile's file is [`MAGIC`], the version, the BLAKE3 of the Wasm binary, the numbers of counters and of calls, and then
//! all words as LEB128: most are zero.

use std::fmt;

/// First bytes of a profile.
pub const MAGIC: [u8; 8] = *b"\0wprof\r\n";

/// Version of the file's form and of what is counted in which order.
pub const VERSION: u32 = 1;

/// How many callees a call remembers.
pub const CALLEES: usize = 3;

/// Words that a call takes: how often it was executed, and of some callees, what they are plus one and how often they were
/// called. A word that is zero remembers nobody.
pub const CALL_WORDS: usize = 1 + 2 * CALLEES;

/// How many words of each kind something has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Shape {
    /// Counters.
    pub counters: u32,
    /// Calls, of [`CALL_WORDS`] each.
    pub calls: u32,
}

impl Shape {
    /// All words.
    pub fn words(self) -> usize {
        self.counters as usize + self.calls as usize * CALL_WORDS
    }
}

/// What one call has done.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[repr(transparent)]
pub struct Call(pub [u64; CALL_WORDS]);

impl Call {
    /// How often it was executed.
    pub fn total(&self) -> u64 {
        self.0[0]
    }

    /// The callees that it remembers, and how often it called them, most first.
    pub fn callees(&self) -> Vec<(u64, u64)> {
        let known = self.0[1..].chunks_exact(2).filter(|pair| pair[0] != 0);
        let mut callees: Vec<_> = known.map(|pair| (pair[0] - 1, pair[1])).collect();
        callees.sort_unstable_by_key(|&(callee, count)| (std::cmp::Reverse(count), callee));
        callees
    }

    /// Counts `count` calls of a callee. Who finds no place wears down the one that was called least, and at last takes its
    /// place: so whoever is called more often than all others together is remembered.
    pub fn record(&mut self, callee: u64, count: u64) {
        self.0[0] = self.0[0].saturating_add(count);
        let key = callee.wrapping_add(1);
        let pairs = &mut self.0[1..];
        let place = (0..CALLEES).find(|&pair| pairs[2 * pair] == key);
        match place.or_else(|| (0..CALLEES).find(|&pair| pairs[2 * pair] == 0)) {
            Some(pair) => {
                pairs[2 * pair] = key;
                pairs[2 * pair + 1] = pairs[2 * pair + 1].saturating_add(count);
            }
            None => {
                let least = (0..CALLEES).min_by_key(|&pair| pairs[2 * pair + 1]).unwrap_or(0);
                match pairs[2 * least + 1].checked_sub(count) {
                    Some(left) => pairs[2 * least + 1] = left,
                    None => {
                        pairs[2 * least + 1] = count - pairs[2 * least + 1];
                        pairs[2 * least] = key;
                    }
                }
            }
        }
    }

    /// Adds what the same call has done in another run.
    pub fn add(&mut self, other: &Self) {
        let callees = other.callees();
        let known: u64 = callees.iter().fold(0, |sum, &(_, count)| sum.saturating_add(count));
        for (callee, count) in callees {
            self.record(callee, count);
        }
        self.0[0] = self.0[0].saturating_add(other.total().saturating_sub(known));
    }
}

/// What runs of a module have done.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Profile {
    /// BLAKE3 of the Wasm binary.
    pub wasm_hash: [u8; 32],
    /// Counts.
    pub counters: Vec<u64>,
    /// Calls.
    pub calls: Vec<Call>,
}

/// Why bytes are no profile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProfileError {
    /// They do not begin as one.
    NotAProfile,
    /// It has another version.
    Version(u32),
    /// It ends too early, or has too much at its end.
    Length,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAProfile => f.write_str("not a profile of wasmc"),
            Self::Version(found) => write!(f, "profile has version {found}, and this wasmc reads {VERSION}"),
            Self::Length => f.write_str("profile is damaged"),
        }
    }
}

impl std::error::Error for ProfileError {}

impl Profile {
    /// The profile of a module of this shape from its words.
    pub fn from_words(wasm_hash: [u8; 32], shape: Shape, words: impl IntoIterator<Item = u64>) -> Self {
        let mut words = words.into_iter().chain(std::iter::repeat(0));
        let counters = words.by_ref().take(shape.counters as usize).collect();
        let mut call = || Call(std::array::from_fn(|_| words.next().unwrap_or(0)));
        let calls = (0..shape.calls).map(|_| call()).collect();
        Self { wasm_hash, counters, calls }
    }

    /// How much it counts.
    pub fn shape(&self) -> Shape {
        Shape { counters: self.counters.len() as u32, calls: self.calls.len() as u32 }
    }

    /// Adds what other runs of the same module have done. Says whether they are of the same module.
    #[must_use]
    pub fn add(&mut self, other: &Self) -> bool {
        if self.wasm_hash != other.wasm_hash || self.shape() != other.shape() {
            return false;
        }
        for (sum, count) in self.counters.iter_mut().zip(&other.counters) {
            *sum = sum.saturating_add(*count);
        }
        for (sum, call) in self.calls.iter_mut().zip(&other.calls) {
            sum.add(call);
        }
        true
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let shape = self.shape();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(self.wasm_hash);
        bytes.extend(shape.counters.to_le_bytes());
        bytes.extend(shape.calls.to_le_bytes());
        for &word in self.counters.iter().chain(self.calls.iter().flat_map(|call| &call.0)) {
            write_leb(&mut bytes, word);
        }
        bytes
    }

    /// Reads a file. Whatever the bytes are, it takes no more memory than a small multiple of theirs.
    ///
    /// # Errors
    /// If they are no whole profile of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProfileError> {
        let mut rest = bytes.strip_prefix(&MAGIC).ok_or(ProfileError::NotAProfile)?;
        let version = u32::from_le_bytes(take(&mut rest)?);
        if version != VERSION {
            return Err(ProfileError::Version(version));
        }
        let wasm_hash = take(&mut rest)?;
        let counters = u32::from_le_bytes(take(&mut rest)?);
        let shape = Shape { counters, calls: u32::from_le_bytes(take(&mut rest)?) };
        // Each word takes a byte or more.
        if shape.words() > rest.len() {
            return Err(ProfileError::Length);
        }
        let words = (0..shape.words()).map(|_| read_leb(&mut rest)).collect::<Option<Vec<_>>>();
        let words = words.filter(|_| rest.is_empty()).ok_or(ProfileError::Length)?;
        Ok(Self::from_words(wasm_hash, shape, words))
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], ProfileError> {
    let (taken, after) = rest.split_first_chunk().ok_or(ProfileError::Length)?;
    *rest = after;
    Ok(*taken)
}

fn write_leb(bytes: &mut Vec<u8>, mut word: u64) {
    while word >= 0x80 {
        bytes.push(word as u8 | 0x80);
        word >>= 7;
    }
    bytes.push(word as u8);
}

fn read_leb(rest: &mut &[u8]) -> Option<u64> {
    let mut word = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        let bits = u64::from(byte & 0x7f);
        if bits << shift >> shift != bits {
            return None;
        }
        word |= bits << shift;
        if byte & 0x80 == 0 {
            return Some(word);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> Profile {
        let shape = Shape { counters: 4, calls: 1 };
        Profile::from_words([7; 32], shape, [0, 1, 300, u64::MAX, 12, 5, 9, 6, 3])
    }

    #[test]
    fn what_is_written_is_read() {
        let read = Profile::from_bytes(&profile().to_bytes()).unwrap();
        assert_eq!(read, profile());
        assert_eq!(read.calls[0].callees(), [(4, 9), (5, 3)]);
    }

    #[test]
    fn whatever_is_cut_or_added_is_refused() {
        let bytes = profile().to_bytes();
        for len in 0..bytes.len() {
            assert!(Profile::from_bytes(&bytes[..len]).is_err(), "{len} bytes");
        }
        assert_eq!(Profile::from_bytes(&[&bytes[..], &[0]].concat()), Err(ProfileError::Length));
        let mut huge = bytes.clone();
        huge[44..48].fill(0xff);
        assert_eq!(Profile::from_bytes(&huge), Err(ProfileError::Length));
        huge[8] = 9;
        assert_eq!(Profile::from_bytes(&huge), Err(ProfileError::Version(9)));
    }

    #[test]
    fn runs_are_added() {
        let mut sum = profile();
        assert!(sum.add(&profile()));
        assert_eq!(sum.counters, [0, 2, 600, u64::MAX]);
        assert_eq!((sum.calls[0].total(), sum.calls[0].callees()), (24, vec![(4, 18), (5, 6)]));
        assert!(!sum.add(&Profile { wasm_hash: [8; 32], ..profile() }));
    }

    #[test]
    fn the_most_frequent_callee_is_remembered() {
        let mut call = Call::default();
        for step in 0..1000 {
            call.record(if step % 2 == 0 { 77 } else { step }, 1);
        }
        assert_eq!(call.total(), 1000);
        assert_eq!(call.callees()[0].0, 77);
    }
}
