//! x86-64.

use super::{Platform, has};
use wasmc_abi::cpu::X86_64_LEVELS;
use wasmc_frontend::ir::Cpu;

pub const PLATFORM: Platform = Platform {
    names: &["x86_64-linux", "x86_64-unknown-linux-gnu", "x86_64-linux-gnu"],
    triple: "x86_64-unknown-linux-gnu",
    initialize: inkwell::targets::Target::initialize_x86,
    is_host: cfg!(all(target_arch = "x86_64", target_os = "linux")),
    levels: X86_64_LEVELS,
    never: &[],
    facts,
};

fn facts(enabled: &[String]) -> Cpu {
    let has = |name| has(enabled, name);
    let avx512vl = has("avx512vl");
    Cpu {
        sse2: has("sse2"),
        ssse3: has("ssse3"),
        sse41: has("sse4.1"),
        avx: has("avx"),
        fma: has("fma"),
        avx512vl,
        avx512dq: avx512vl && has("avx512dq"),
        vnni: has("avxvnni") || (avx512vl && has("avx512vnni")),
        neon: false,
    }
}
