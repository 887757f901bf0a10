//! CPUs that can be named, with what they have: those that stand for a set of features, and models of AArch64, which has no such.

/// What each level adds to the one before (x86-64 psABI, 3.1.1), by LLVM's names.
const X86_64: &[&str] = &["cmov", "cx8", "fxsr", "mmx", "sse", "sse2", "x87"];
const X86_64_V2: &[&str] = &["crc32", "cx16", "popcnt", "sahf", "sse3", "sse4.1", "sse4.2", "ssse3"];
const X86_64_V3: &[&str] = &["avx", "avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe", "xsave"];
const X86_64_V4: &[&str] = &["avx512bw", "avx512cd", "avx512dq", "avx512f", "avx512vl"];

/// A level: its name, and its features in several lists.
pub type Level = (&'static str, &'static [&'static [&'static str]]);

/// The levels of x86-64, each with all features of those before it.
pub const X86_64_LEVELS: &[Level] = &[
    ("x86-64", &[X86_64]),
    ("x86-64-v2", &[X86_64, X86_64_V2]),
    ("x86-64-v3", &[X86_64, X86_64_V2, X86_64_V3]),
    ("x86-64-v4", &[X86_64, X86_64_V2, X86_64_V3, X86_64_V4]),
];

// What CPUs of AArch64 have, as far as LLVM makes use of it for what we compile. None is used with SVE.
const ARMV8: &[&str] = &["fp-armv8", "neon"];
const CRYPTO: &[&str] = &["aes", "crc", "sha2"];
const ARMV8_2: &[&str] = &["dotprod", "fullfp16", "lse", "rcpc", "rdm"];
const ARMV8_4: &[&str] = &["complxnum", "flagm", "fp16fml", "jsconv", "lse2", "rcpc-immo"];
const WORDS: &[&str] = &["bf16", "i8mm"];

/// CPUs of AArch64. Later ones have no less than earlier ones.
pub const AARCH64_LEVELS: &[Level] = &[
    ("generic", &[ARMV8]),
    ("cortex-a72", &[ARMV8, CRYPTO]),
    ("cortex-a76", &[ARMV8, CRYPTO, ARMV8_2]),
    ("neoverse-n1", &[ARMV8, CRYPTO, ARMV8_2]),
    ("apple-m1", &[ARMV8, CRYPTO, ARMV8_2, ARMV8_4]),
    ("neoverse-v1", &[ARMV8, CRYPTO, ARMV8_2, ARMV8_4, WORDS]),
    ("neoverse-n2", &[ARMV8, CRYPTO, ARMV8_2, ARMV8_4, WORDS]),
    ("neoverse-v2", &[ARMV8, CRYPTO, ARMV8_2, ARMV8_4, WORDS]),
];

/// Those of the machine that this runs on.
pub const LEVELS: &[Level] = if cfg!(target_arch = "aarch64") { AARCH64_LEVELS } else { X86_64_LEVELS };
