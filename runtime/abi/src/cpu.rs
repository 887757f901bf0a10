//! CPUs that stand for a set of features rather than for one model.

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
