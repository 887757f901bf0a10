//! The memory of the guest that calls, and buffers in it.
//!
//! Addresses come from the guest and may be anything. Each buffer is checked once against the memory's present size; a memory
//! never becomes smaller and never moves, so the buffer stays good for the whole call, also when another thread makes the memory
//! larger meanwhile. Other threads may read and write the bytes of a shared memory at any time: no Rust reference to them
//! is ever made. Small values are copied with atomic accesses, and large ones by the system.

use crate::errno::{Errno, Result};
use std::cell::UnsafeCell;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU8, Ordering};

/// The longest path or link's target that is taken from a guest, in bytes: the system's own limit.
const MAX_PATH_BYTES: u32 = 4096;

/// The most buffers that are given to the system in one call: its own limit.
const MAX_BUFFERS: usize = 1024;

/// A guest's memory during a call.
#[derive(Clone, Copy, Debug)]
pub struct GuestMemory<'a> {
    base: *mut u8,
    size: usize,
    bytes: PhantomData<&'a [UnsafeCell<u8>]>,
}

/// Bytes in a guest's memory: all of them are inside.
#[derive(Clone, Copy, Debug)]
pub struct Buffer<'a> {
    start: *mut u8,
    len: usize,
    bytes: PhantomData<&'a [UnsafeCell<u8>]>,
}

/// Several buffers in a guest's memory, in the form that the system takes. None of them is empty.
#[derive(Debug)]
pub struct Buffers<'a> {
    first: [libc::iovec; 8],
    count: usize,
    /// All of them, if they are more than fit into `first`.
    many: Vec<libc::iovec>,
    bytes: PhantomData<&'a [UnsafeCell<u8>]>,
}

impl<'a> GuestMemory<'a> {
    /// A memory that only the caller uses.
    pub fn new(bytes: &'a mut [u8]) -> Self {
        Self { base: bytes.as_mut_ptr(), size: bytes.len(), bytes: PhantomData }
    }

    /// A memory that other threads use too.
    pub fn shared(bytes: &'a [UnsafeCell<u8>]) -> Self {
        Self { base: UnsafeCell::raw_get(bytes.as_ptr()), size: bytes.len(), bytes: PhantomData }
    }

    /// `len` bytes from an address on.
    pub fn buffer(&self, address: u32, len: u32) -> Result<Buffer<'a>> {
        let (start, len) = (address as usize, len as usize);
        match start.checked_add(len) {
            Some(end) if end <= self.size => {
                Ok(Buffer { start: self.base.wrapping_add(start), len, bytes: PhantomData })
            }
            _ => Err(Errno::Fault),
        }
    }

    /// An array of structures.
    pub fn array(&self, address: u32, count: u32, bytes_each: u32) -> Result<Buffer<'a>> {
        let len = count.checked_mul(bytes_each).ok_or(Errno::Fault)?;
        self.buffer(address, len)
    }

    /// Writes a value.
    pub fn write(&self, address: u32, bytes: &[u8]) -> Result<()> {
        self.buffer(address, u32::try_from(bytes.len()).map_err(|_| Errno::Overflow)?)?.write(0, bytes);
        Ok(())
    }

    /// Writes a 32-bit number.
    pub fn write_u32(&self, address: u32, value: u32) -> Result<()> {
        self.write(address, &value.to_le_bytes())
    }

    /// Writes a 64-bit number.
    pub fn write_u64(&self, address: u32, value: u64) -> Result<()> {
        self.write(address, &value.to_le_bytes())
    }

    /// Reads a path.
    pub fn path(&self, address: u32, len: u32) -> Result<String> {
        let buffer = self.buffer(address, len)?;
        if len > MAX_PATH_BYTES {
            return Err(Errno::Nametoolong);
        }
        let mut bytes = vec![0; buffer.len];
        buffer.copy_to(&mut bytes);
        let path = String::from_utf8(bytes).map_err(|_| Errno::Ilseq)?;
        if path.contains('\0') { Err(Errno::Inval) } else { Ok(path) }
    }

    /// The buffers that an array of `count` pairs of address and length names. What they hold beyond what the system takes in one
    /// call is left out: all functions with buffers may do less than they were asked for.
    pub fn buffers(&self, address: u32, count: u32) -> Result<Buffers<'a>> {
        let array = self.array(address, count, 8)?;
        let mut buffers = Buffers {
            first: [libc::iovec { iov_base: std::ptr::null_mut(), iov_len: 0 }; 8],
            count: 0,
            many: Vec::new(),
            bytes: PhantomData,
        };
        for pair in 0..count as usize {
            let bytes: [u8; 8] = array.read(pair * 8);
            let [address, len] =
                [&bytes[..4], &bytes[4..]].map(|half| u32::from_le_bytes(half.try_into().expect("4 bytes")));
            let buffer = self.buffer(address, len)?;
            if len > 0 && buffers.count < MAX_BUFFERS {
                buffers.push(libc::iovec { iov_base: buffer.start.cast(), iov_len: buffer.len });
            }
        }
        Ok(buffers)
    }
}

impl Buffer<'_> {
    /// Its first byte. It may be written and read from there on, `len` bytes, as long as the memory is borrowed.
    pub fn as_ptr(&self) -> *mut u8 {
        self.start
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.len
    }

    fn at(&self, offset: usize) -> &AtomicU8 {
        assert!(offset < self.len, "an access beyond the end of a guest's buffer");
        // SAFETY: the byte lies inside of the memory (`GuestMemory::buffer`), which is borrowed, and guests' threads access it only
        // with instructions that are atomic for one byte.
        unsafe { AtomicU8::from_ptr(self.start.add(offset)) }
    }

    /// Reads a value of `N` bytes at an offset, all of which must be inside.
    pub fn read<const N: usize>(&self, offset: usize) -> [u8; N] {
        std::array::from_fn(|byte| self.at(offset + byte).load(Ordering::Relaxed))
    }

    /// Writes bytes at an offset, all of which must be inside.
    pub fn write(&self, offset: usize, bytes: &[u8]) {
        for (at, &byte) in bytes.iter().enumerate() {
            self.at(offset + at).store(byte, Ordering::Relaxed);
        }
    }

    /// Copies all its bytes out. There must be room for them.
    fn copy_to(&self, target: &mut [u8]) {
        for (at, byte) in target.iter_mut().enumerate().take(self.len) {
            *byte = self.at(at).load(Ordering::Relaxed);
        }
    }
}

impl Buffers<'_> {
    fn push(&mut self, buffer: libc::iovec) {
        if self.count < self.first.len() {
            self.first[self.count] = buffer;
        } else {
            if self.many.is_empty() {
                self.many.extend(self.first);
            }
            self.many.push(buffer);
        }
        self.count += 1;
    }

    /// The buffers, for the system.
    pub fn as_slice(&self) -> &[libc::iovec] {
        if self.many.is_empty() { &self.first[..self.count] } else { &self.many }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_end_inside_of_the_memory() {
        let mut bytes = [0; 64];
        let memory = GuestMemory::new(&mut bytes);
        assert!(memory.buffer(60, 4).is_ok() && memory.buffer(64, 0).is_ok());
        for (address, len) in [(61, 4), (65, 0), (u32::MAX, 1), (1, u32::MAX), (u32::MAX, u32::MAX)] {
            assert_eq!(memory.buffer(address, len).unwrap_err(), Errno::Fault);
        }
        assert_eq!(memory.array(0, 1 << 31, 48).unwrap_err(), Errno::Fault);
    }

    #[test]
    fn empty_buffers_are_left_out() {
        let mut bytes = [0; 256];
        for (pair, (address, len)) in [(0_u32, 4_u32), (9, 0), (8, 8), (0, 4)].into_iter().enumerate() {
            bytes[pair * 8..][..4].copy_from_slice(&address.to_le_bytes());
            bytes[pair * 8 + 4..][..4].copy_from_slice(&len.to_le_bytes());
        }
        let memory = GuestMemory::new(&mut bytes);
        let lengths =
            |count| memory.buffers(0, count).unwrap().as_slice().iter().map(|b| b.iov_len).collect::<Vec<_>>();
        assert_eq!(lengths(4), [4, 8, 4]);
        assert_eq!(lengths(20), [4, 8, 4]);
        assert_eq!(memory.buffers(0, 33).unwrap_err(), Errno::Fault);
    }

    #[test]
    fn paths() {
        let mut bytes = *b"a/b\0\xff...";
        let memory = GuestMemory::new(&mut bytes);
        assert_eq!(memory.path(0, 3).unwrap(), "a/b");
        assert_eq!(memory.path(0, 4), Err(Errno::Inval));
        assert_eq!(memory.path(4, 1), Err(Errno::Ilseq));
        assert_eq!(memory.path(4, 5), Err(Errno::Fault));
        let mut long = [b'a'; 5000];
        assert_eq!(GuestMemory::new(&mut long).path(0, 5000), Err(Errno::Nametoolong));
    }
}
