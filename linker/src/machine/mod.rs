//! The machines that we link for: what the linker itself writes for each, and within which limits.

pub mod aarch64;
mod x86_64;

use object::elf;
use wasmc_abi::image::{AARCH64_SEGMENT_ALIGN, X86_64_SEGMENT_ALIGN};

/// A machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Machine {
    #[default]
    X86_64,
    Aarch64,
}

impl Machine {
    /// The machine of an ELF file's header.
    pub fn from_elf(machine: elf::Machine) -> Option<Self> {
        match machine {
            elf::EM_X86_64 => Some(Self::X86_64),
            elf::EM_AARCH64 => Some(Self::Aarch64),
            _ => None,
        }
    }

    /// What ELF calls it.
    pub fn elf(self) -> elf::Machine {
        match self {
            Self::X86_64 => elf::EM_X86_64,
            Self::Aarch64 => elf::EM_AARCH64,
        }
    }

    /// ELF's name of a relocation's kind.
    pub fn relocation_name(self, kind: elf::RelocationType) -> Option<&'static str> {
        elf::machine_names(self.elf()).r.name(kind)
    }

    /// The alignment of segments, in bytes.
    pub fn segment_align(self) -> u64 {
        match self {
            Self::X86_64 => X86_64_SEGMENT_ALIGN,
            Self::Aarch64 => AARCH64_SEGMENT_ALIGN,
        }
    }

    /// Fills what is executable and not code: an instruction that traps.
    pub fn filler(self) -> &'static [u8] {
        match self {
            Self::X86_64 => &x86_64::INT3,
            Self::Aarch64 => &aarch64::BRK,
        }
    }

    /// The size of a libcall's stub, in bytes: a power of two.
    pub fn stub_bytes(self) -> u64 {
        match self {
            Self::X86_64 => 8,
            Self::Aarch64 => 16,
        }
    }

    /// A libcall's stub at an address: jumps to what is in a slot.
    pub fn jump_through(self, at: u64, slot: u64) -> Vec<u8> {
        match self {
            Self::X86_64 => x86_64::jump_through(at, slot).to_vec(),
            Self::Aarch64 => aarch64::jump_through(at, slot),
        }
    }

    /// How far calls and jumps reach, in bytes, if that is less than an image may be large.
    pub fn reach(self) -> Option<u64> {
        match self {
            Self::X86_64 => None,
            Self::Aarch64 => Some(aarch64::BRANCH_REACH),
        }
    }
}
