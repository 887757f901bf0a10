//! The artifact, `.wcart`: an ELF file whose segments are the image, with the sections and the header declared here.
//!
//! ```text
//! 0                 ELF header (64 bytes)
//! HEADER_OFFSET     ArtifactHeader, plain repr(C), little-endian: read and checked before anything else
//! …                 program headers, then of each slice: text, rodata, data (each at a multiple of the page size)
//!                   .wasmc.data   bytes of the data segments, first those that make up the memory's image (not loaded)
//!                   .wasmc.meta   rkyv archive of [`Artifact`] (not loaded), aligned to 16
//!                   .wasm.debug_* the module's own debug information (not loaded), unless it was left out
//!                   .eh_frame (loaded with rodata), .debug_* (not loaded; the "line" of a location is a Wasm offset),
//!                   .symtab, .strtab, .shstrtab, section headers
//! ```

use crate::{ImageOffset, ModuleInfo};
use rkyv::{Archive, Deserialize, Serialize};

/// Version of everything declared in this crate. Any change of a layout, of a convention or of the metadata raises it.
pub const FORMAT_VERSION: u32 = 4;

/// First bytes of the header.
pub const MAGIC: [u8; 8] = *b"\0wcart\r\n";

/// Where the header lies in the file: right behind the ELF header.
pub const HEADER_OFFSET: usize = 64;

/// Section with the [`Artifact`].
pub const META_SECTION: &str = ".wasmc.meta";

/// Section with the data segments' bytes.
pub const DATA_SECTION: &str = ".wasmc.data";

/// What the names of sections with the module's own debug information begin with; the names of its custom sections follow.
pub const WASM_DEBUG_PREFIX: &str = ".wasm";

/// The custom sections that lines and inlined functions are found by; others of debug information are not kept.
pub const WASM_DEBUG_SECTIONS: &[&str] = &[
    ".debug_abbrev",
    ".debug_addr",
    ".debug_info",
    ".debug_line",
    ".debug_line_str",
    ".debug_ranges",
    ".debug_rnglists",
    ".debug_str",
    ".debug_str_offsets",
];

/// Alignment of the metadata in the file, in bytes, so that a mapped file's archive can be used in place.
pub const META_ALIGN: u64 = 16;

/// What must be known before the rest of the file can be trusted. All fields little-endian.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct ArtifactHeader {
    /// [`MAGIC`]
    pub magic: [u8; 8],
    /// [`FORMAT_VERSION`]
    pub version: u32,
    /// Zero.
    pub reserved: u32,
    /// Size of the whole file in bytes.
    pub file_bytes: u64,
    /// File offset of the metadata.
    pub meta_offset: u64,
    /// Size of the metadata in bytes.
    pub meta_bytes: u64,
    /// BLAKE3 of the whole file with this field zeroed.
    pub hash: [u8; 32],
}

const _: () = assert!(size_of::<ArtifactHeader>() == 72);

impl ArtifactHeader {
    /// Size of the header in the file, in bytes.
    pub const BYTES: usize = size_of::<Self>();
    /// Where the hash lies in the file, in bytes from its start.
    pub const HASH_OFFSET: usize = HEADER_OFFSET + 40;

    /// The header as it stands in the file.
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[0..8].copy_from_slice(&self.magic);
        bytes[8..12].copy_from_slice(&self.version.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.reserved.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.file_bytes.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.meta_offset.to_le_bytes());
        bytes[32..40].copy_from_slice(&self.meta_bytes.to_le_bytes());
        bytes[40..72].copy_from_slice(&self.hash);
        bytes
    }

    /// Reads a header; nothing in it is checked.
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let u64_at = |at: usize| u64::from_le_bytes(std::array::from_fn(|i| bytes[at + i]));
        let u32_at = |at: usize| u32::from_le_bytes(std::array::from_fn(|i| bytes[at + i]));
        Self {
            magic: std::array::from_fn(|i| bytes[i]),
            version: u32_at(8),
            reserved: u32_at(12),
            file_bytes: u64_at(16),
            meta_offset: u64_at(24),
            meta_bytes: u64_at(32),
            hash: std::array::from_fn(|i| bytes[40 + i]),
        }
    }
}

/// The metadata: all that the runtime needs beside the segments.
#[derive(Clone, Debug, Archive, Serialize, Deserialize)]
pub struct Artifact {
    /// How it was made.
    pub build: BuildInfo,
    /// What the module declares, whatever the CPU.
    pub module: ModuleInfo,
    /// The data segments' bytes: file offset and size in bytes.
    pub data_blob: (u64, u64),
    /// What of them is laid out as it is in memory.
    pub memory_image: Option<MemoryImage>,
    /// Where the contents of the code section begin in the Wasm binary, from where the module's own debug information counts.
    pub code_start: u32,
    /// The code, at least once. Each slice is the whole module for another CPU.
    pub slices: Vec<Slice>,
}

/// The module's code for one CPU: an image of its own.
#[derive(Clone, PartialEq, Eq, Debug, Default, Archive, Serialize, Deserialize)]
pub struct Slice {
    /// What it is compiled for.
    pub cpu: CpuInfo,
    /// Where the image's base lies among the addresses of the ELF file, in which no two slices overlap. Symbols and debug
    /// information have such addresses. A multiple of the page size.
    pub elf_base: u64,
    /// Where things are in the image.
    pub layout: ImageLayout,
}

/// A CPU that code is compiled for.
#[derive(Clone, PartialEq, Eq, Debug, Default, Archive, Serialize, Deserialize)]
pub struct CpuInfo {
    /// LLVM's name of it.
    pub name: String,
    /// LLVM's names of the features that the code may use, sorted.
    pub features: Vec<String>,
}

/// How an artifact was made. With the CPUs of its slices, this is all that its bytes depend on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Archive, Serialize, Deserialize)]
pub struct BuildInfo {
    /// LLVM's target triple.
    pub target: String,
    /// The options that shape the code, each as on the command line: `-O3`. Not those that other fields stand for: the target, the
    /// CPUs, and the profile that it was optimized for.
    pub options: Vec<String>,
    /// Version of wasmc.
    pub wasmc_version: String,
    /// Version of LLVM.
    pub llvm_version: String,
    /// BLAKE3 of the Wasm binary.
    pub wasm_hash: [u8; 32],
    /// What it counts, if it was compiled to count.
    pub profile: Option<ProfileInfo>,
    /// BLAKE3 of the profile that it was optimized for: of the sum, if there were several.
    pub profile_used: Option<[u8; 32]>,
}

/// What an artifact counts as it runs. See [`crate::profile`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Archive, Serialize, Deserialize)]
pub struct ProfileInfo {
    /// Counters.
    pub counters: u32,
    /// Calls.
    pub calls: u32,
    /// The file that a command's counts go to, as its user wrote it; empty for one beside the artifact.
    pub file: String,
}

/// Where things are in the image. Offsets count from the image's base.
#[derive(Clone, PartialEq, Eq, Debug, Default, Archive, Serialize, Deserialize)]
pub struct ImageLayout {
    /// Code: readable and executable.
    pub text: Segment,
    /// Constants and unwind tables: readable.
    pub rodata: Segment,
    /// The template of instance data: readable and writable, private to each instance.
    pub data: Segment,
    /// Bytes from the base to the end of the last segment, rounded up to whole pages.
    pub image_bytes: u32,
    /// The unwind table `.eh_frame`, within rodata: start and size in bytes.
    pub eh_frame: (ImageOffset, u32),
    /// The parts of instance data that the runtime fills.
    pub symbols: InstanceSymbols,
    /// Which libcalls are used, and the slots for their addresses.
    pub libcalls: Vec<LibcallSlot>,
    /// Addresses that instance data holds of the image itself.
    pub relocations: Vec<DataRelocation>,
}

/// The bytes that active data segments give the module's own memory 0, laid out as in memory, so that pages of it can be mapped.
/// They are the first bytes of the data blob, which then begins at a multiple of [`crate::image::SEGMENT_ALIGN`] in the file; the
/// segments lie in them where the memory has them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Archive, Serialize, Deserialize)]
pub struct MemoryImage {
    /// The address in the memory at which it begins; a multiple of `SEGMENT_ALIGN`.
    pub address: u64,
    /// Its size in bytes; a multiple of `SEGMENT_ALIGN`.
    pub bytes: u64,
    /// So many of the module's data segments, from the first on, are all in it or passive.
    pub segments: u32,
}

/// A segment of the image.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Archive, Serialize, Deserialize)]
pub struct Segment {
    /// Where it begins in the image; a multiple of the page size.
    pub start: ImageOffset,
    /// Where it begins in the file; a multiple of the page size.
    pub file_offset: u64,
    /// Bytes taken from the file.
    pub file_bytes: u32,
    /// Bytes in memory; those beyond `file_bytes` are zero.
    pub memory_bytes: u32,
}

/// Image offsets of the symbols of [`crate::instance::symbol`]; none where the object has no such symbol.
#[derive(Clone, PartialEq, Eq, Debug, Default, Archive, Serialize, Deserialize)]
pub struct InstanceSymbols {
    /// `wasmc_instance`
    pub instance: Option<ImageOffset>,
    /// `wasmc_memories`
    pub memories: Option<ImageOffset>,
    /// `wasmc_memory_imports`
    pub memory_imports: Option<ImageOffset>,
    /// `wasmc_tables`
    pub tables: Option<ImageOffset>,
    /// `wasmc_table_imports`
    pub table_imports: Option<ImageOffset>,
    /// `wasmc_globals`
    pub globals: Option<ImageOffset>,
    /// `wasmc_global_imports`
    pub global_imports: Option<ImageOffset>,
    /// `wasmc_tags`
    pub tags: Option<ImageOffset>,
    /// `wasmc_tag_imports`
    pub tag_imports: Option<ImageOffset>,
    /// `wasmc_funcrefs`
    pub funcrefs: Option<ImageOffset>,
    /// `wasmc_type_ids`
    pub type_ids: Option<ImageOffset>,
    /// `wasmc_profile`
    pub profile: Option<ImageOffset>,
}

/// A slot for a libcall's address.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Archive, Serialize, Deserialize)]
pub struct LibcallSlot {
    /// [`crate::Libcall`]'s number.
    pub libcall: u16,
    /// Where the address goes: eight bytes in the data segment.
    pub slot: ImageOffset,
}

/// Eight bytes of instance data that hold an address of the image.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Archive, Serialize, Deserialize)]
pub struct DataRelocation {
    /// Where the address goes.
    pub slot: ImageOffset,
    /// What it is the address of.
    pub target: ImageOffset,
}
