//! References of x86-64 through the global offset table (psABI, B.2 "Optimize GOTPCRELX Relocations"): an instruction that loads
//! an address from a slot mostly has a form of the same length that computes it, since all distances are known here.

use object::elf::{self, RelocationType};

/// A way to do without the slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relaxation {
    /// `mov slot(%rip), %reg` → `lea symbol(%rip), %reg`
    Lea,
    /// `call *slot(%rip)` → `addr32 call symbol`
    Call,
    /// `jmp *slot(%rip)` → `jmp symbol; nop`
    Jmp,
}

impl Relaxation {
    /// Rewrites the instruction whose field is at `field`. Returns where the field is now.
    pub fn rewrite(self, code: &mut [u8], field: usize) -> usize {
        match self {
            Self::Lea => {
                code[field - 2] = 0x8d;
                field
            }
            Self::Call => {
                code[field - 2..field].copy_from_slice(&[0x67, 0xe8]);
                field
            }
            Self::Jmp => {
                code[field - 2] = 0xe9;
                code[field + 3] = 0x90;
                field - 1
            }
        }
    }
}

/// Whether a relocation asks for the distance to a slot that holds the symbol's address.
pub fn is_got_load(kind: RelocationType) -> bool {
    matches!(kind, elf::R_X86_64_GOTPCREL | elf::R_X86_64_GOTPCRELX | elf::R_X86_64_REX_GOTPCRELX)
}

/// How the instruction whose four-byte field is at `field` can do without the slot.
pub fn relaxation(kind: RelocationType, code: &[u8], field: u64) -> Option<Relaxation> {
    let field = usize::try_from(field).ok()?;
    let instruction = code.get(field.checked_sub(2)?..field.checked_add(4)?)?;
    match (kind, instruction) {
        (elf::R_X86_64_GOTPCRELX | elf::R_X86_64_REX_GOTPCRELX, [0x8b, ..]) => Some(Relaxation::Lea),
        (elf::R_X86_64_GOTPCRELX, [0xff, 0x15, ..]) => Some(Relaxation::Call),
        (elf::R_X86_64_GOTPCRELX, [0xff, 0x25, ..]) => Some(Relaxation::Jmp),
        _ => None,
    }
}
