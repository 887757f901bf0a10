//! Artifacts whose hash is right and whose metadata is not what the linker wrote.

use std::path::Path;
use std::process::{Command, Output};
use wasmc_abi::artifact::ArtifactHeader;

fn wasmc(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wasmc"));
    command.current_dir(folder).args(arguments).output().expect("wasmc starts")
}

/// Compiles a module for the oldest CPU and gives the artifact.
fn compile(folder: &Path, module: &str) -> Vec<u8> {
    std::fs::write(folder.join("module.wat"), module).expect("write the module");
    let output = wasmc(folder, &["compile", "-Ctarget-cpu=x86-64", "module.wat"]);
    assert!(output.status.success(), "{output:?}");
    std::fs::read(folder.join("module.wcart")).expect("read the artifact")
}

/// Makes an artifact's hash right again.
fn rehash(artifact: &mut [u8]) {
    let field = ArtifactHeader::HASH_OFFSET..ArtifactHeader::HASH_OFFSET + 32;
    artifact[field.clone()].fill(0);
    let hash = blake3::hash(artifact);
    artifact[field].copy_from_slice(hash.as_bytes());
}

/// Turns a CPU feature in an artifact's metadata into one that only some CPUs of 2012 have.
fn require_extinct_feature(artifact: &mut [u8]) {
    let at = artifact.windows(3).position(|window| window == b"mmx").expect("every x86-64 CPU has MMX");
    artifact[at..at + 3].copy_from_slice(b"tbm");
}

#[test]
fn wrong_cpu() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut artifact = compile(folder.path(), "(module)");
    require_extinct_feature(&mut artifact);
    rehash(&mut artifact);
    std::fs::write(folder.path().join("module.wcart"), artifact).expect("write the artifact");

    let output = wasmc(folder.path(), &["run", "module.wcart"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.starts_with("wasmc: error: module.wcart: ") && message.contains("tbm"), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");

    // It can still be looked at.
    let output = wasmc(folder.path(), &["inspect", "module.wcart"]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("tbm"), "{output:?}");
}

/// Bytes of the metadata are changed one at a time. What reads them refuses them or takes them, and nothing else.
#[test]
fn changed_metadata() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let artifact = compile(folder.path(), include_str!("inputs/add.wat"));
    let header = artifact[wasmc_abi::artifact::HEADER_OFFSET..].first_chunk().expect("an artifact has a header");
    let header = ArtifactHeader::from_bytes(header);
    let metadata = header.meta_offset as usize..(header.meta_offset + header.meta_bytes) as usize;
    for at in metadata.step_by(3) {
        let mut changed = artifact.clone();
        changed[at] ^= 0xff >> (at % 8);
        rehash(&mut changed);
        std::fs::write(folder.path().join("changed.wcart"), changed).expect("write the artifact");
        for arguments in [&["inspect", "changed.wcart"][..], &["run", "changed.wcart"]] {
            let output = wasmc(folder.path(), arguments);
            let status = output.status.code();
            assert!(matches!(status, Some(0 | 1)), "byte {at}: {arguments:?}: {output:?}");
            assert!(output.stderr.is_empty() || status == Some(1), "byte {at}: {arguments:?}: {output:?}");
        }
    }
}
