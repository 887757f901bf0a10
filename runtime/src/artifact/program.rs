//! Artifacts that are linked into a program or a library: finds the file that memory has been mapped from, so that an artifact
//! in it is mapped once more, from there, instead of being copied.
//!
//! That the right file has been opened is not told by its name, which may have been given to another, nor by its device and
//! inode as `stat` has them, which are not the mapping's on every file system. The file is mapped, and the system asked
//! what both mappings are of.

use memmap2::{Mmap, MmapOptions};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use wasmc_abi::image::SEGMENT_ALIGN;

/// All mappings of this process, ordered by address.
const MAPS: &str = "/proc/self/maps";

/// The program itself, whatever has become of its name.
const PROGRAM: &str = "/proc/self/exe";

/// A mapping of this process.
#[derive(PartialEq, Eq, Debug)]
pub struct Mapping {
    addresses: Range<usize>,
    is_readable: bool,
    /// Where in the file its first byte is.
    offset: u64,
    /// The system's name for the file: device and inode; the latter is 0 for memory of no file.
    device: String,
    inode: u64,
    path: PathBuf,
}

impl Mapping {
    /// The mapping that an address is in. The outer `Option` is none if the system does not say.
    pub fn of(address: usize) -> Option<Option<Self>> {
        let mut lines = BufReader::new(File::open(MAPS).ok()?);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).ok()? != 0 {
            let mapping = Self::parse(line.trim_ascii_end())?;
            if mapping.addresses.end > address {
                return Some((mapping.addresses.start <= address).then_some(mapping));
            }
            line.clear();
        }
        Some(None)
    }

    /// Reads `START-END PERMISSIONS OFFSET DEVICE INODE PATH`, of which the first three and the inode are numbers.
    fn parse(line: &[u8]) -> Option<Self> {
        let mut fields = line.splitn(6, |&byte| byte == b' ');
        let mut text = || std::str::from_utf8(fields.next()?).ok();
        let (start, end) = text()?.split_once('-')?;
        let addresses = usize::from_str_radix(start, 16).ok()?..usize::from_str_radix(end, 16).ok()?;
        let is_readable = text()?.starts_with('r');
        let offset = u64::from_str_radix(text()?, 16).ok()?;
        let device = text()?.to_owned();
        let inode = text()?.parse().ok()?;
        let path = OsStr::from_bytes(fields.next().unwrap_or_default().trim_ascii_start()).into();
        Some(Self { addresses, is_readable, offset, device, inode, path })
    }

    /// Whether reading the bytes there is no fault.
    pub fn is_readable(&self) -> bool {
        self.is_readable
    }

    /// Maps what lies at an address of this mapping, which is its `bytes`, once more, from its file; and gives this file and the
    /// place in it. None if the file is gone, or has no such place.
    pub fn map_again(&self, address: usize, bytes: &[u8]) -> Option<(Mmap, File, u64)> {
        let offset = self.offset + (address - self.addresses.start) as u64;
        if self.inode == 0 || !offset.is_multiple_of(SEGMENT_ALIGN) {
            return None;
        }
        [self.path.as_path(), Path::new(PROGRAM)].into_iter().find_map(|path| {
            let file = File::open(path).ok()?;
            let end = file.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
            if offset.checked_add(bytes.len() as u64).is_none_or(|needed| needed > end) {
                return None;
            }
            // SAFETY: the mapping is private and read-only; that nobody writes into the file of a program is asked of the
            // embedder (`Module::from_ptr`).
            let map = unsafe { MmapOptions::new().offset(offset).len(bytes.len()).map_copy_read_only(&file) }.ok()?;
            let other = Self::of(map.as_ptr() as usize)??;
            let place = other.offset + (map.as_ptr() as usize - other.addresses.start) as u64;
            let same_place = (&other.device, other.inode, place) == (&self.device, self.inode, offset);
            let page = bytes.len().min(SEGMENT_ALIGN as usize);
            (same_place && map[..page] == bytes[..page]).then_some((map, file, offset))
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "test code")]

    use super::*;

    #[test]
    fn lines_of_the_list() {
        let mapping = Mapping::parse(b"7f00-8f00 r-xp 00001000 fe:00 42                   /a b/c (deleted)").unwrap();
        assert_eq!((mapping.addresses, mapping.offset, mapping.inode), (0x7f00..0x8f00, 0x1000, 42));
        assert_eq!((&*mapping.device, mapping.path.to_str()), ("fe:00", Some("/a b/c (deleted)")));
        assert!(mapping.is_readable);
        let mapping = Mapping::parse(b"0-ffffffffffffffff ---p 00000000 00:00 0 ").unwrap();
        assert!(!mapping.is_readable && mapping.path.as_os_str().is_empty());
        assert_eq!(Mapping::parse(b"7f00 r-xp 00001000 fe:00 42"), None);
    }

    #[test]
    fn code_is_in_the_program() {
        let address = code_is_in_the_program as fn() as usize;
        let mapping = Mapping::of(address).unwrap().unwrap();
        assert!(mapping.is_readable() && mapping.addresses.contains(&address));
        assert_eq!(mapping.path.canonicalize().unwrap(), std::env::current_exe().unwrap().canonicalize().unwrap());
        assert_eq!(Mapping::of(8), Some(None));
    }
}
