//! Sets and maps of LLVM's objects.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A set of LLVM's objects. Not to be iterated over: the order would differ from run to run.
pub type Set<T> = HashSet<T, BuildHasherDefault<AddressHasher>>;

/// What is known of some of LLVM's objects. Not to be iterated over either.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<AddressHasher>>;

/// Hashes the addresses of LLVM's objects, which are unique and well spread but for their lowest bits.
#[derive(Default)]
pub struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_usize(usize::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_usize(number as usize);
    }

    fn write_usize(&mut self, address: usize) {
        // The golden ratio's bits: spreads the address over the upper half, which the table looks at too.
        self.0 = (self.0.rotate_left(5) ^ address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}
