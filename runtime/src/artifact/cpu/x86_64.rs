//! What CPUs of x86-64 have.

use std::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv, CpuidResult};

/// What every CPU that runs 64-bit code has, by LLVM's names.
const EVERYWHERE: &str = "64bit cmov cx8 mmx x87";

/// What no code of ours needs: LLVM makes these instructions only of intrinsics that we never use.
const UNUSED: &str = "\
    amx-avx512 amx-bf16 amx-complex amx-fp16 amx-fp8 amx-int8 amx-movrs amx-tf32 amx-tile cldemote clflushopt clwb \
    clzero cmpccxadd enqcmd fsgsbase hreset invpcid kl lwp movdir64b movdiri movrs mwaitx pconfig pku prefetchi \
    prfchw ptwrite raoint rdpid rdpru rtm serialize sgx shstk tsxldtrk uintr usermsr waitpkg wbnoinvd widekl";

/// Whether code that may use a feature, by LLVM's name for it, can run here. A name that we do not know is one that this
/// CPU does not have.
pub fn has(feature: &str) -> bool {
    is_everywhere(feature) || detects(feature).unwrap_or_else(|| identifies(feature))
}

/// Whether it does not matter which CPU it is.
pub fn is_everywhere(feature: &str) -> bool {
    let is_in = |list: &str| list.split(' ').any(|name| name == feature);
    is_in(EVERYWHERE) || is_in(UNUSED)
}

/// The answer of the standard library; none if it does not know the feature.
fn detects(feature: &str) -> Option<bool> {
    macro_rules! detect {
        ($($llvm:literal => $rust:tt,)*) => {
            match feature {
                $($llvm => Some(std::arch::is_x86_feature_detected!($rust)),)*
                _ => None,
            }
        };
    }
    detect! {
        "sse" => "sse", "sse2" => "sse2", "sse3" => "sse3", "ssse3" => "ssse3", "sse4.1" => "sse4.1", "sse4.2" => "sse4.2",
        "sse4a" => "sse4a", "popcnt" => "popcnt", "cx16" => "cmpxchg16b", "movbe" => "movbe", "aes" => "aes",
        "pclmul" => "pclmulqdq", "sha" => "sha", "rdrnd" => "rdrand", "rdseed" => "rdseed", "fxsr" => "fxsr",
        "xsave" => "xsave", "xsaveopt" => "xsaveopt", "xsavec" => "xsavec", "xsaves" => "xsaves", "lzcnt" => "lzcnt",
        "bmi" => "bmi1", "bmi2" => "bmi2", "adx" => "adx", "tbm" => "tbm", "avx" => "avx", "avx2" => "avx2",
        "f16c" => "f16c", "fma" => "fma", "gfni" => "gfni", "vaes" => "vaes", "vpclmulqdq" => "vpclmulqdq",
        "avx512f" => "avx512f", "avx512cd" => "avx512cd", "avx512bw" => "avx512bw", "avx512dq" => "avx512dq",
        "avx512vl" => "avx512vl", "avx512ifma" => "avx512ifma", "avx512vbmi" => "avx512vbmi",
        "avx512vbmi2" => "avx512vbmi2", "avx512vnni" => "avx512vnni", "avx512bitalg" => "avx512bitalg",
        "avx512vpopcntdq" => "avx512vpopcntdq", "avx512bf16" => "avx512bf16", "avx512fp16" => "avx512fp16",
        "avx512vp2intersect" => "avx512vp2intersect", "avxvnni" => "avxvnni", "avxifma" => "avxifma",
        "avxvnniint8" => "avxvnniint8", "avxvnniint16" => "avxvnniint16", "avxneconvert" => "avxneconvert",
        "sha512" => "sha512", "sm3" => "sm3", "sm4" => "sm4",
    }
}

/// The CPU's own answer about what the standard library does not know.
fn identifies(feature: &str) -> bool {
    let extended = identify(0x8000_0001, 0).ecx;
    let avx = std::arch::is_x86_feature_detected!("avx");
    match feature {
        "crc32" => std::arch::is_x86_feature_detected!("sse4.2"),
        "sahf" => bit(extended, 0),
        "xop" => avx && bit(extended, 11),
        "fma4" => avx && bit(extended, 16),
        "avx10.1" => avx10_version() >= 1,
        "avx10.2" => avx10_version() >= 2,
        "ccmp" | "cf" | "egpr" | "ndd" | "nf" | "ppx" | "push2pop2" | "zu" => has_apx(),
        _ => false,
    }
}

/// The version of AVX10, or 0. Its registers are those of AVX-512, which the system has to save.
fn avx10_version() -> u32 {
    let has_avx10 = std::arch::is_x86_feature_detected!("avx512f") && bit(identify(7, 1).edx, 19);
    if has_avx10 { identify(0x24, 0).ebx & 0xff } else { 0 }
}

/// Whether there are 32 general registers, and the system saves them.
fn has_apx() -> bool {
    /// The part of the extended state that the further registers are.
    const APX_STATE: u64 = 1 << 19;
    let has_xgetbv = bit(identify(1, 0).ecx, 27);
    // SAFETY: the CPU has the instruction and the system lets programs use it, as `has_xgetbv` says.
    has_xgetbv && bit(identify(7, 1).edx, 21) && unsafe { _xgetbv(0) } & APX_STATE != 0
}

/// What the CPU says of itself in this leaf; nothing if it does not have it.
fn identify(leaf: u32, sub_leaf: u32) -> CpuidResult {
    /// Leaves from here on are counted separately.
    const EXTENDED: u32 = 0x8000_0000;
    let last = __cpuid(leaf & EXTENDED).eax;
    match leaf <= last {
        true => __cpuid_count(leaf, sub_leaf),
        false => CpuidResult { eax: 0, ebx: 0, ecx: 0, edx: 0 },
    }
}

fn bit(register: u32, number: u32) -> bool {
    register >> number & 1 != 0
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn only_known_features_are_there() {
        for name in ["64bit", "sse2", "cmov", "prfchw"] {
            assert!(has(name), "{name}");
        }
        for name in ["", "sse9", "soft-float", "fast-variable-perlane-shuffle"] {
            assert!(!has(name), "{name}");
        }
        assert_eq!(has("crc32"), has("sse4.2"));
    }
}
