//! Opens an artifact and checks it, so that everything behind this module can use its metadata in place and index by it
//! without looking twice. No page of it is executable before all checks have passed.

mod cpu;
mod image;
mod module;
mod program;
mod slices;
mod types;

pub use cpu::HostCpu;

use memmap2::{Mmap, MmapOptions};
use program::Mapping;
use rustix::fs::{MemfdFlags, SealFlags};
use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::slice;
use wasmc_abi::artifact::{
    ArchivedArtifact, ArchivedSlice, ArtifactHeader, FORMAT_VERSION, HEADER_OFFSET, MAGIC, META_ALIGN,
};
use wasmc_abi::image::SEGMENT_ALIGN;

/// Why an artifact cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArtifactError {
    /// The file cannot be read.
    #[error("cannot read the file: {0}")]
    Read(io::Error),
    /// The system cannot hold the artifact in memory.
    #[error("cannot map the artifact: {0}")]
    Map(io::Error),
    /// A directory.
    #[error("is a directory, not a wasmc artifact")]
    Directory,
    /// Nothing in it.
    #[error("is empty, not a wasmc artifact")]
    Empty,
    /// Something else.
    #[error("not a wasmc artifact")]
    NotAnArtifact,
    /// A WebAssembly binary.
    #[error("is a WebAssembly binary; compile it first with `wasmc compile`")]
    WasmBinary,
    /// Made by another version.
    #[error("artifact has format version {found}, this wasmc reads {FORMAT_VERSION}: compile again")]
    Version {
        /// The version it has.
        found: u32,
    },
    /// Its end is missing.
    #[error("artifact is truncated: {found} of {expected} bytes")]
    Truncated {
        /// Bytes it has.
        found: u64,
        /// Bytes it should have.
        expected: u64,
    },
    /// It does not hash to what it says.
    #[error("artifact is damaged (hash mismatch)")]
    Hash,
    /// Made for another architecture or system.
    #[error("artifact is for {}, this machine is {host}: compile again for this machine", target.escape_debug())]
    Target {
        /// The target it was made for.
        target: String,
        /// The architecture of this machine.
        host: &'static str,
    },
    /// This CPU cannot run it.
    #[error("artifact is for {cpu} and needs CPU features {features}, which this CPU is not known to have{}", help(*fits))]
    CpuFeatures {
        /// The CPU that it was made for; of several, the one that this one comes nearest to.
        cpu: String,
        /// What is missing.
        features: String,
        /// A level of CPUs that code for this machine may be compiled for.
        fits: Option<&'static str>,
    },
    /// No artifact is where one should be linked into the program.
    #[error("no artifact lies at this address: {0}")]
    Address(&'static str),
    /// Its metadata contradicts itself.
    #[error("artifact is invalid: {0}")]
    Invalid(&'static str),
}

/// The command that makes an artifact for such a CPU.
fn help(fits: Option<&'static str>) -> String {
    fits.map_or_else(String::new, |level| format!(": compile the module with `wasmc compile -C target-cpu={level}`"))
}

/// An artifact whose checks have all passed, mapped for reading.
pub struct Artifact {
    map: Mmap,
    file: File,
    /// Where it begins in the file; a multiple of the page size.
    offset: u64,
    meta: Range<usize>,
    /// Which of its slices is used.
    slice: usize,
}

impl Artifact {
    /// Opens and checks a file. Its hash is compared, unless it is trusted.
    pub fn open(path: &Path, hash: Hash) -> Result<Self, ArtifactError> {
        let file = File::open(path).map_err(ArtifactError::Read)?;
        let metadata = file.metadata().map_err(ArtifactError::Read)?;
        if metadata.is_dir() {
            return Err(ArtifactError::Directory);
        }
        if metadata.is_file() {
            return Self::map(file, 0, metadata.len(), hash);
        }
        let mut bytes = Vec::new();
        (&file).read_to_end(&mut bytes).map_err(ArtifactError::Read)?;
        Self::from_bytes(&bytes)
    }

    /// Checks the artifact that begins at an offset in a larger file. Where that is no place to map pages from, it is copied.
    pub fn open_at(file: File, offset: u64) -> Result<Self, ArtifactError> {
        let all = file.metadata().map_err(ArtifactError::Read)?.len().saturating_sub(offset);
        let mut start = [0; HEADER_OFFSET + ArtifactHeader::BYTES];
        let start = &mut start[..all.min((HEADER_OFFSET + ArtifactHeader::BYTES) as u64) as usize];
        file.read_exact_at(start, offset).map_err(ArtifactError::Read)?;
        let expected = check_kind(start)?.file_bytes;
        if all < expected {
            return Err(ArtifactError::Truncated { found: all, expected });
        }
        if offset.is_multiple_of(SEGMENT_ALIGN) {
            return Self::map(file, offset, expected, Hash::Compared);
        }
        let mut bytes = vec![0; expected as usize];
        file.read_exact_at(&mut bytes, offset).map_err(ArtifactError::Read)?;
        Self::from_bytes(&bytes)
    }

    /// Checks an artifact in memory. Its bytes go to a file without a name, so that they can be mapped like any other.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ArtifactError> {
        check_kind(bytes)?;
        Self::copy(bytes, Hash::Compared)
    }

    /// Checks the artifact that begins at `data` in memory, which was linked into the program, and whose metadata is at
    /// `metadata`. It is mapped once more from the file that it was loaded from, or copied where that cannot be.
    ///
    /// # Safety
    /// As [`crate::Module::from_ptr`].
    pub unsafe fn from_ptr(data: *const u8, metadata: *const u8) -> Result<Self, ArtifactError> {
        let address = data.addr();
        if data.is_null() || metadata.is_null() || !address.is_multiple_of(SEGMENT_ALIGN as usize) {
            return Err(ArtifactError::Address("it is null, or not at the start of a page"));
        }
        let mapping = Mapping::of(address);
        if mapping.as_ref().is_some_and(|mapping| !mapping.as_ref().is_some_and(Mapping::is_readable)) {
            return Err(ArtifactError::Address("nothing that can be read is there"));
        }
        // SAFETY: an artifact is there, by the caller's promise, and none is smaller than its header. A whole page is readable,
        // as the system has just said, or as the system does not say.
        let start = unsafe { slice::from_raw_parts(data, HEADER_OFFSET + ArtifactHeader::BYTES) };
        let header = check_kind(start)?;
        if metadata.addr().checked_sub(address) != usize::try_from(header.meta_offset).ok() {
            return Err(ArtifactError::Address("its metadata is somewhere else"));
        }
        // SAFETY: the artifact has so many bytes, which nobody changes, by the caller's promise.
        let bytes = unsafe { slice::from_raw_parts(data, header.file_bytes as usize) };
        match mapping.flatten().and_then(|mapping| mapping.map_again(address, bytes)) {
            Some((map, file, offset)) => Self::new(map, file, offset, Hash::Trusted),
            None => Self::copy(bytes, Hash::Trusted),
        }
    }

    fn copy(bytes: &[u8], hash: Hash) -> Result<Self, ArtifactError> {
        Self::map(sealed_file(bytes).map_err(ArtifactError::Map)?, 0, bytes.len() as u64, hash)
    }

    fn map(file: File, offset: u64, bytes: u64, hash: Hash) -> Result<Self, ArtifactError> {
        if bytes == 0 {
            return Err(ArtifactError::Empty);
        }
        // SAFETY: the mapping is private and read-only; that nobody writes into the file while it is mapped is asked of the
        // embedder, as of every program and library file (`Module::from_file`); files of `from_bytes` are sealed.
        let map = unsafe { MmapOptions::new().offset(offset).len(bytes as usize).map_copy_read_only(&file) };
        Self::new(map.map_err(ArtifactError::Map)?, file, offset, hash)
    }

    fn new(map: Mmap, file: File, offset: u64, hash: Hash) -> Result<Self, ArtifactError> {
        let meta = check(&map, hash)?;
        Ok(Self { map, file, offset, meta, slice: 0 })
    }

    /// The whole artifact.
    pub fn bytes(&self) -> &[u8] {
        &self.map
    }

    /// The file that it lies in, and where it begins there, to map parts of it elsewhere.
    pub fn file(&self) -> (&File, u64) {
        (&self.file, self.offset)
    }

    /// The metadata, in place.
    pub fn meta(&self) -> &ArchivedArtifact {
        let bytes = &self.map[self.meta.clone()];
        // SAFETY: `check` has validated these bytes as this type, and they have not changed since.
        unsafe { rkyv::access_unchecked::<ArchivedArtifact>(bytes) }
    }

    /// Has the slice used that is the best for a CPU; the first, before it is called.
    pub fn choose_slice(&mut self, host: &HostCpu) -> Result<(), ArtifactError> {
        self.slice = slices::select(&self.meta().slices, host)?;
        Ok(())
    }

    /// The slice that is used.
    pub fn slice(&self) -> &ArchivedSlice {
        &self.meta().slices[self.slice]
    }

    /// The bytes of all data segments.
    pub fn data(&self) -> &[u8] {
        let blob = &self.meta().data_blob;
        &self.map[blob.0.to_native() as usize..][..blob.1.to_native() as usize]
    }

    /// The size of the metadata in bytes.
    pub fn meta_bytes(&self) -> u64 {
        self.meta.len() as u64
    }

    /// The artifact's own hash.
    pub fn hash(&self) -> [u8; 32] {
        std::array::from_fn(|i| self.map[ArtifactHeader::HASH_OFFSET + i])
    }
}

/// Whether an artifact has to hash to what it says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// It may have been damaged on its way.
    Compared,
    /// It is as wasmc wrote it: the embedder says so, or it is a part of the program, whose bytes nobody checks either.
    Trusted,
}

/// A file in memory that nobody can change any more.
fn sealed_file(bytes: &[u8]) -> io::Result<File> {
    let fd = rustix::fs::memfd_create("wcart", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
    let mut file = File::from(fd);
    file.write_all(bytes)?;
    let seals = SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL;
    rustix::fs::fcntl_add_seals(&file, seals)?;
    Ok(file)
}

/// Tells artifacts from other files by their first bytes.
fn check_kind(bytes: &[u8]) -> Result<ArtifactHeader, ArtifactError> {
    if bytes.is_empty() {
        return Err(ArtifactError::Empty);
    }
    if bytes.starts_with(b"\0asm") {
        return Err(ArtifactError::WasmBinary);
    }
    let header = bytes.get(HEADER_OFFSET..).ok_or(ArtifactError::NotAnArtifact)?;
    if !bytes.starts_with(b"\x7fELF") || !header.starts_with(&MAGIC[..header.len().min(MAGIC.len())]) {
        return Err(ArtifactError::NotAnArtifact);
    }
    let found = bytes.len() as u64;
    let truncated = || ArtifactError::Truncated { found, expected: (HEADER_OFFSET + ArtifactHeader::BYTES) as u64 };
    let header = ArtifactHeader::from_bytes(header.first_chunk().ok_or_else(truncated)?);
    if header.version != FORMAT_VERSION {
        return Err(ArtifactError::Version { found: header.version });
    }
    Ok(header)
}

/// All checks. Returns where the metadata is.
fn check(bytes: &[u8], trust: Hash) -> Result<Range<usize>, ArtifactError> {
    let header = check_kind(bytes)?;
    let (found, expected) = (bytes.len() as u64, header.file_bytes);
    if found < expected {
        return Err(ArtifactError::Truncated { found, expected });
    }
    if found > expected || (trust == Hash::Compared && header.hash != hash(bytes)) {
        return Err(ArtifactError::Hash);
    }
    let meta = meta_range(&header).ok_or(ArtifactError::Invalid("the metadata lies outside of the file"))?;
    let artifact = rkyv::access::<ArchivedArtifact, rkyv::rancor::Failure>(&bytes[meta.clone()])
        .map_err(|_| ArtifactError::Invalid("the metadata is malformed"))?;
    cpu::check_target(&artifact.build)?;
    image::check(artifact, found).map_err(ArtifactError::Invalid)?;
    module::check(&artifact.module, artifact.data_blob.1.to_native()).map_err(ArtifactError::Invalid)?;
    Ok(meta)
}

fn meta_range(header: &ArtifactHeader) -> Option<Range<usize>> {
    let end = header.meta_offset.checked_add(header.meta_bytes)?;
    let fits = header.meta_offset.is_multiple_of(META_ALIGN) && end <= header.file_bytes;
    fits.then_some(header.meta_offset as usize..end as usize)
}

/// The hash of an artifact: of the file, with the hash itself as zeros.
fn hash(bytes: &[u8]) -> [u8; 32] {
    let (before, rest) = bytes.split_at(ArtifactHeader::HASH_OFFSET);
    let mut hasher = blake3::Hasher::new();
    hasher.update(before).update(&[0; 32]).update(&rest[32..]);
    *hasher.finalize().as_bytes()
}
