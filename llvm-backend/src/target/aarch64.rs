//! AArch64.

use super::{Platform, has};
use wasmc_abi::cpu::AARCH64_LEVELS;
use wasmc_frontend::ir::Cpu;

pub const PLATFORM: Platform = Platform {
    names: &["aarch64-linux", "aarch64-unknown-linux-gnu", "aarch64-linux-gnu"],
    triple: "aarch64-unknown-linux-gnu",
    initialize: inkwell::targets::Target::initialize_aarch64,
    is_host: cfg!(all(target_arch = "aarch64", target_os = "linux")),
    levels: AARCH64_LEVELS,
    // LLVM's frames with vectors of unknown length have unwind entries that the runtime does not read, and our passes expect
    // vectors of a known one.
    never: &["sve", "sve2", "sve2-bitperm", "sme"],
    facts,
};

fn facts(enabled: &[String]) -> Cpu {
    let neon = has(enabled, "neon");
    Cpu { fma: neon, neon, ..Cpu::default() }
}
