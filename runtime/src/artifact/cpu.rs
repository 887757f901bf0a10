//! Refuses artifacts whose code this machine cannot run.

use super::ArtifactError;
use wasmc_abi::artifact::ArchivedBuildInfo;

/// Checks the architecture and the CPU's features.
pub fn check(build: &ArchivedBuildInfo) -> Result<(), ArtifactError> {
    let target = build.target.as_str();
    let mut parts = target.split('-');
    if parts.next() != Some(std::env::consts::ARCH) || !parts.any(|part| part == std::env::consts::OS) {
        return Err(ArtifactError::Target { target: target.to_owned(), host: std::env::consts::ARCH });
    }
    let missing: Vec<&str> =
        build.cpu_features.iter().map(|name| name.as_str()).filter(|name| has(name) == Some(false)).collect();
    if missing.is_empty() { Ok(()) } else { Err(ArtifactError::CpuFeatures { features: missing.join(", ") }) }
}

/// Whether this CPU has a feature, by LLVM's name for it; none for names that we cannot ask the CPU about, most of which
/// only tune.
#[cfg(target_arch = "x86_64")]
fn has(feature: &str) -> Option<bool> {
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
        "sha512" => "sha512", "sm3" => "sm3", "sm4" => "sm4", "kl" => "kl", "widekl" => "widekl",
    }
}

#[cfg(test)]
#[cfg(target_arch = "x86_64")]
mod tests {
    #[test]
    fn knows_what_every_cpu_has_and_nothing_of_tuning() {
        assert_eq!(super::has("sse2"), Some(true));
        assert_eq!(super::has("fast-variable-perlane-shuffle"), None);
    }
}
