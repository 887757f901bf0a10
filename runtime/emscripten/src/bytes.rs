//! A guest's memory as host functions see it. Every address comes from the guest and may lie anywhere.

use crate::errno::Errno;
use wasmc_runtime::{Error, Trap, TrapCode};

/// All bytes of a guest's memory.
#[derive(Debug)]
pub struct Bytes<'a>(pub &'a mut [u8]);

/// An address that does not lie in the guest's memory: an error of a system call, a trap elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault;

impl From<Fault> for Errno {
    fn from(_: Fault) -> Self {
        Self::FAULT
    }
}

impl From<Fault> for Error {
    fn from(_: Fault) -> Self {
        Trap::new(TrapCode::MemoryOutOfBounds).into()
    }
}

impl Bytes<'_> {
    /// `len` bytes from an address on.
    pub fn slice(&self, address: u32, len: u32) -> Result<&[u8], Fault> {
        self.0.get(address as usize..).and_then(|rest| rest.get(..len as usize)).ok_or(Fault)
    }

    /// `len` bytes from an address on, to change them.
    pub fn slice_mut(&mut self, address: u32, len: u32) -> Result<&mut [u8], Fault> {
        self.0.get_mut(address as usize..).and_then(|rest| rest.get_mut(..len as usize)).ok_or(Fault)
    }

    /// Writes bytes from an address on.
    pub fn write(&mut self, address: u32, bytes: &[u8]) -> Result<(), Fault> {
        let len = u32::try_from(bytes.len()).map_err(|_| Fault)?;
        self.slice_mut(address, len)?.copy_from_slice(bytes);
        Ok(())
    }

    fn array<const N: usize>(&self, address: u32) -> Result<[u8; N], Fault> {
        let bytes = self.0.get(address as usize..).and_then(|rest| rest.first_chunk::<N>());
        bytes.copied().ok_or(Fault)
    }

    /// A word of 16 bits.
    pub fn u16(&self, address: u32) -> Result<u16, Fault> {
        self.array(address).map(u16::from_le_bytes)
    }

    /// A word of 32 bits.
    pub fn u32(&self, address: u32) -> Result<u32, Fault> {
        self.array(address).map(u32::from_le_bytes)
    }

    /// A signed word of 32 bits.
    pub fn i32(&self, address: u32) -> Result<i32, Fault> {
        self.array(address).map(i32::from_le_bytes)
    }

    /// A word of 64 bits.
    pub fn u64(&self, address: u32) -> Result<u64, Fault> {
        self.array(address).map(u64::from_le_bytes)
    }

    /// A signed word of 64 bits.
    pub fn i64(&self, address: u32) -> Result<i64, Fault> {
        self.array(address).map(i64::from_le_bytes)
    }

    /// The bytes of a string of C's, without the zero that ends it.
    pub fn c_str(&self, address: u32) -> Result<&[u8], Fault> {
        let rest = self.0.get(address as usize..).ok_or(Fault)?;
        let len = rest.iter().position(|&byte| byte == 0).ok_or(Fault)?;
        Ok(&rest[..len])
    }

    /// A string of C's for a message; cut where it is too long for one.
    pub fn text(&self, address: u32) -> Result<String, Fault> {
        const MOST: usize = 4096;
        let bytes = self.c_str(address)?;
        Ok(String::from_utf8_lossy(&bytes[..bytes.len().min(MOST)]).into_owned())
    }
}
