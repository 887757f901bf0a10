//! What CPUs of AArch64 have.

/// What no code of ours needs: LLVM makes these instructions only of intrinsics that we never use, or for the system.
const UNUSED: &str = "\
    altnzcv bti ccdp ccidx ccpp clrbhb cssc ecv fgt hbc mpam mte nv pan pan-rwv pauth perfmon predres rand ras sb sel2 sha3 sm4 \
    spe specrestrict ssbs tlb-rmi tme trace trbe tracev8.4 uaops vh wfxt";

/// Whether code that may use a feature, by LLVM's name for it, can run here. A name that we do not know is one that this
/// CPU does not have.
pub fn has(feature: &str) -> bool {
    is_everywhere(feature) || detects(feature)
}

/// Whether it does not matter which CPU it is.
pub fn is_everywhere(feature: &str) -> bool {
    UNUSED.split(' ').any(|name| name == feature)
}

fn detects(feature: &str) -> bool {
    macro_rules! detect {
        ($($llvm:literal => $rust:tt,)*) => {
            match feature {
                $($llvm => std::arch::is_aarch64_feature_detected!($rust),)*
                _ => false,
            }
        };
    }
    detect! {
        "fp-armv8" => "fp", "neon" => "neon", "aes" => "aes", "sha2" => "sha2", "crc" => "crc", "lse" => "lse", "lse2" => "lse2",
        "rdm" => "rdm", "dotprod" => "dotprod", "fullfp16" => "fp16", "fp16fml" => "fhm", "rcpc" => "rcpc",
        "rcpc-immo" => "rcpc2", "complxnum" => "fcma", "jsconv" => "jsconv", "flagm" => "flagm", "bf16" => "bf16",
        "i8mm" => "i8mm", "fptoint" => "frintts",
    }
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn only_known_features_are_there() {
        assert!(has("fp-armv8") && has("neon") && has("pan"));
        assert!(!has("") && !has("sse2") && !has("soft-float"));
    }
}
