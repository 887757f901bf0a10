//! An artifact that needs a CPU feature which this machine lacks is refused.

use std::path::Path;
use std::process::{Command, Output};
use wasmc_abi::artifact::ArtifactHeader;

fn wasmc(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wasmc"));
    command.current_dir(folder).args(arguments).output().expect("wasmc starts")
}

/// Turns a CPU feature in an artifact's metadata into one that only some CPUs of 2012 have, and makes the hash right again.
fn require_extinct_feature(artifact: &mut [u8]) {
    let at = artifact.windows(3).position(|window| window == b"mmx").expect("every x86-64 CPU has MMX");
    artifact[at..at + 3].copy_from_slice(b"tbm");
    let field = ArtifactHeader::HASH_OFFSET..ArtifactHeader::HASH_OFFSET + 32;
    artifact[field.clone()].fill(0);
    let hash = blake3::hash(artifact);
    artifact[field].copy_from_slice(hash.as_bytes());
}

#[test]
fn wrong_cpu() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("empty.wcart");
    std::fs::write(folder.path().join("empty.wat"), "(module)").expect("write the module");
    let output = wasmc(folder.path(), &["compile", "-Ctarget-cpu=x86-64", "empty.wat"]);
    assert!(output.status.success(), "{output:?}");

    let mut artifact = std::fs::read(&path).expect("read the artifact");
    require_extinct_feature(&mut artifact);
    std::fs::write(&path, artifact).expect("write the artifact");

    let output = wasmc(folder.path(), &["run", "empty.wcart"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.starts_with("wasmc: error: empty.wcart: ") && message.contains("tbm"), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");

    // It can still be looked at.
    let output = wasmc(folder.path(), &["inspect", "empty.wcart"]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("tbm"), "{output:?}");
}
