//! The guest's numbers for open files. Emscripten's guests expect the least free number for each new file and can give a
//! file several, which preview 1 can not; so their numbers stand for those of WASI here. The directories that
//! a guest starts with have no number.

use crate::errno::Errno;
use std::collections::{HashMap, VecDeque};

/// What a number stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Descriptor {
    /// An open file of WASI, by its number there.
    Wasi(u32),
    /// The end of a pipe of this guest's from which it reads.
    Reader(usize),
    /// The end to which it writes.
    Writer(usize),
}

/// All open files of a guest.
#[derive(Debug)]
pub struct Descriptors {
    numbers: Vec<Option<Descriptor>>,
    /// Pipes live as long as the guest, without their bytes once both ends are closed. How many there may be is bounded.
    pipes: Vec<VecDeque<u8>>,
    /// How far directories have been read, by their numbers in WASI.
    pub positions: HashMap<u32, u64>,
}

/// More than a guest may have open: as many as a process of Linux has by default.
const MOST: usize = 1024;

/// More pipes than a guest may make in its life.
const MOST_PIPES: usize = 4096;

/// How much of what nobody has read yet a pipe holds.
const PIPE_BYTES: usize = 64 << 10;

impl Default for Descriptors {
    /// The standard streams.
    fn default() -> Self {
        let numbers = (0..3).map(|stream| Some(Descriptor::Wasi(stream))).collect();
        Self { numbers, pipes: Vec::new(), positions: HashMap::new() }
    }
}

impl Descriptors {
    /// What a number stands for.
    pub fn get(&self, number: i32) -> Result<Descriptor, Errno> {
        let number = usize::try_from(number).map_err(|_| Errno::BADF)?;
        self.numbers.get(number).copied().flatten().ok_or(Errno::BADF)
    }

    /// The file of WASI that a number stands for.
    pub fn wasi(&self, number: i32) -> Result<u32, Errno> {
        match self.get(number)? {
            Descriptor::Wasi(file) => Ok(file),
            Descriptor::Reader(_) | Descriptor::Writer(_) => Err(Errno::SPIPE),
        }
    }

    /// Gives something the least free number from `least` on.
    pub fn add(&mut self, descriptor: Descriptor, least: usize) -> Result<i32, Errno> {
        let number = (least..MOST).find(|&number| self.numbers.get(number).copied().flatten().is_none());
        let number = number.ok_or(Errno::MFILE)?;
        self.put(number, descriptor);
        Ok(number as i32)
    }

    /// Gives something this number. Returns a file of WASI that has no number any more.
    pub fn replace(&mut self, number: i32, descriptor: Descriptor) -> Result<Option<u32>, Errno> {
        let index = usize::try_from(number).ok().filter(|&index| index < MOST).ok_or(Errno::BADF)?;
        let closed = self.close(number).unwrap_or(None);
        self.put(index, descriptor);
        Ok(closed.filter(|&file| descriptor != Descriptor::Wasi(file)))
    }

    fn put(&mut self, number: usize, descriptor: Descriptor) {
        if number >= self.numbers.len() {
            self.numbers.resize(number + 1, None);
        }
        self.numbers[number] = Some(descriptor);
    }

    /// Frees a number. Returns a file of WASI that has no number any more.
    pub fn close(&mut self, number: i32) -> Result<Option<u32>, Errno> {
        let descriptor = self.get(number)?;
        self.numbers[number as usize] = None;
        match descriptor {
            Descriptor::Wasi(file) if !self.is_open(descriptor) => {
                self.positions.remove(&file);
                Ok(Some(file))
            }
            Descriptor::Wasi(_) => Ok(None),
            Descriptor::Reader(pipe) | Descriptor::Writer(pipe) => {
                if !self.is_open(Descriptor::Reader(pipe)) {
                    self.pipes[pipe] = VecDeque::new();
                }
                Ok(None)
            }
        }
    }

    fn is_open(&self, descriptor: Descriptor) -> bool {
        self.numbers.contains(&Some(descriptor))
    }

    /// Makes a pipe: the numbers of its ends to read from and to write to.
    pub fn pipe(&mut self) -> Result<(i32, i32), Errno> {
        if self.pipes.len() == MOST_PIPES {
            return Err(Errno::MFILE);
        }
        let pipe = self.pipes.len();
        let reader = self.add(Descriptor::Reader(pipe), 0)?;
        match self.add(Descriptor::Writer(pipe), 0) {
            Ok(writer) => {
                self.pipes.push(VecDeque::new());
                Ok((reader, writer))
            }
            Err(errno) => {
                self.numbers[reader as usize] = None;
                Err(errno)
            }
        }
    }

    /// How many bytes a pipe can give, or none if it is at its end. Nobody but the guest could write more, so it is not
    /// to wait for that.
    pub fn readable(&self, pipe: usize) -> Option<usize> {
        match self.pipes[pipe].len() {
            0 if !self.is_open(Descriptor::Writer(pipe)) => None,
            bytes => Some(bytes),
        }
    }

    /// How many bytes a pipe can take, or none if nobody will read them.
    pub fn writable(&self, pipe: usize) -> Option<usize> {
        self.is_open(Descriptor::Reader(pipe)).then(|| PIPE_BYTES - self.pipes[pipe].len())
    }

    /// Reads what there is, to the end of the buffer.
    pub fn read(&mut self, pipe: usize, buffer: &mut [u8]) -> usize {
        let bytes = &mut self.pipes[pipe];
        let count = bytes.len().min(buffer.len());
        for (slot, byte) in buffer.iter_mut().zip(bytes.drain(..count)) {
            *slot = byte;
        }
        count
    }

    /// Writes as much as there is room for.
    pub fn write(&mut self, pipe: usize, buffer: &[u8]) -> usize {
        let count = buffer.len().min(self.writable(pipe).unwrap_or(0));
        self.pipes[pipe].extend(&buffer[..count]);
        count
    }
}
